import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

const SUFFIX = '?deflate';

/** `import text from './x.wasm?deflate'`: the file, deflate-raw, in base64. */
export function deflate(): Plugin {
  return {
    name: 'deflate',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(SUFFIX)) return null;
      const file = id.slice(0, -SUFFIX.length);
      this.addWatchFile(file);
      const packed = deflateRawSync(readFileSync(file), { level: 9 });
      return `export default ${JSON.stringify(packed.toString('base64'))};`;
    },
  };
}
