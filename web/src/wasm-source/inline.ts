/** The element in one file: the engine and the library are inside, deflated, in base64. */
import shelf from '../../pkg/library?deflate';
import engine from '../../pkg/tcp_lab_wasm_bg.wasm?deflate';
import type { Library, LibraryIndex } from './source.ts';

export async function compileEngine(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await inflated(engine).arrayBuffer());
}

let files: Promise<Record<string, object>> | undefined;

function file(name: string): Promise<object> {
  files ??= inflated(shelf).json() as Promise<Record<string, object>>;
  return files.then((all) => all[name]!);
}

export const library: Library = {
  index: () => file('index') as Promise<LibraryIndex>,
  scenario: file,
};

/** Inflates with the browser's own means: no request, no MIME type, no cross-origin rule. */
function inflated(packed: string): Response {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  return new Response(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
  );
}
