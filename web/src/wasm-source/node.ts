/** Tests in Node: the engine is read from disk. */
import { readFile } from 'node:fs/promises';

export async function compileEngine(): Promise<WebAssembly.Module> {
  const file = new URL('../../pkg/tcp_lab_wasm_bg.wasm', import.meta.url);
  return WebAssembly.compile(new Uint8Array(await readFile(file)));
}
