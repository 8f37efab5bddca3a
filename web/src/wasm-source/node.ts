/** Tests in Node: the engine and the library are read from disk. */
import { readFile } from 'node:fs/promises';
import type { Library, LibraryIndex } from './source.ts';

export async function compileEngine(): Promise<WebAssembly.Module> {
  const file = new URL('../../pkg/tcp_lab_wasm_bg.wasm', import.meta.url);
  return WebAssembly.compile(new Uint8Array(await readFile(file)));
}

async function read(name: string): Promise<object> {
  const file = new URL(`../../pkg/library/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as object;
}

export const library: Library = {
  index: () => read('index') as Promise<LibraryIndex>,
  scenario: read,
};
