import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

const SUFFIX = '?deflate';

/**
 * `import text from './x.wasm?deflate'`: the file, deflate-raw, in base64. Of a folder it is its JSON files, as one
 * object by their names without the ending.
 */
export function deflate(): Plugin {
  return {
    name: 'deflate',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(SUFFIX) || !importer) return null;
      return join(importer, '..', source);
    },
    load(id) {
      if (!id.endsWith(SUFFIX)) return null;
      const path = id.slice(0, -SUFFIX.length);
      const packed = deflateRawSync(content(path, this.addWatchFile.bind(this)), { level: 9 });
      return `export default ${JSON.stringify(packed.toString('base64'))};`;
    },
  };
}

function content(path: string, watch: (file: string) => void): Buffer | string {
  if (!statSync(path).isDirectory()) {
    watch(path);
    return readFileSync(path);
  }
  const files = readdirSync(path).filter((name) => name.endsWith('.json'));
  const entries = files.map((name) => {
    watch(join(path, name));
    return `${JSON.stringify(name.slice(0, -'.json'.length))}:${readFileSync(join(path, name), 'utf8')}`;
  });
  return `{${entries.join(',')}}`;
}
