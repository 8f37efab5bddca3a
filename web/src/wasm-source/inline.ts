/** The element in one file: the engine is inside, deflated, in base64. */
import packed from '../../pkg/tcp_lab_wasm_bg.wasm?deflate';

/** Inflates with the browser's own means: no request, no MIME type, no cross-origin rule. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return WebAssembly.compile(await new Response(inflated).arrayBuffer());
}
