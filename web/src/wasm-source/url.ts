/** The site: the engine is a file of its own beside the scripts. */
import url from '../../pkg/tcp_lab_wasm_bg.wasm?url&no-inline';

/** Compiles the engine while it downloads, or after, where the host does not know the type. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const typed = response.headers.get('Content-Type')?.startsWith('application/wasm');
  if (typed) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
