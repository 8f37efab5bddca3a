import type { Plugin } from 'vite';

/**
 * Makes the bundle a guest with manners: where there are no custom elements (Node) and where another
 * copy has come first, it does nothing at all.
 */
export function guarded(tag: string): Plugin {
  const guard = `typeof customElements!=="undefined"&&!customElements.get(${JSON.stringify(tag)})`;
  return {
    name: 'guarded',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = `if(${guard}){${chunk.code.trim()}}\n`;
      }
    },
  };
}
