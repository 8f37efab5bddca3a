/** The static site: `dist/site/`, which works under any path of any static host. */
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './build/csp.ts';

export default defineConfig({
  base: './',
  plugins: [contentSecurityPolicy()],
  build: {
    target: 'es2023',
    outDir: 'dist/site',
    emptyOutDir: true,
    // Nothing inline: the strictest policy holds, and the engine streams while it compiles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'embed.html'] },
  },
});
