/** The element as one file, `dist/tcp-lab.js`, with the engine inside: a module or a classic script. */
import { defaultClientConditions, defineConfig } from 'vite';
import { deflate } from './build/deflate.ts';
import { guarded } from './build/one-file.ts';

export default defineConfig({
  plugins: [deflate(), guarded('tcp-lab')],
  publicDir: false,
  resolve: { conditions: ['tcp-lab-inline', ...defaultClientConditions] },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: false,
    lib: {
      entry: 'src/element.ts',
      formats: ['iife'],
      name: 'tcpLab',
      fileName: () => 'tcp-lab.js',
    },
  },
});
