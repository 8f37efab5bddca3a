/** The site: the engine and each scenario are files of their own beside the scripts. */
import engine from '../../pkg/tcp_lab_wasm_bg.wasm?url&no-inline';
import type { Library, LibraryIndex } from './source.ts';

/** Their addresses, by the path from here. */
const FILES = import.meta.glob<string>('../../pkg/library/*.json', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
});

/** Compiles the engine while it downloads, or after, where the host does not know the type. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  const response = await get(engine);
  const typed = response.headers.get('Content-Type')?.startsWith('application/wasm');
  if (typed) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function file(name: string): Promise<object> {
  const url = FILES[`../../pkg/library/${name}.json`];
  if (url === undefined) throw new Error(`there is no ${name}.json`);
  return (await (await get(url)).json()) as object;
}

export const library: Library = {
  index: () => file('index') as Promise<LibraryIndex>,
  scenario: file,
};

async function get(url: string): Promise<Response> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response;
}
