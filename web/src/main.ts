/** The site's page: one lab, and the address bar is its document. */
import './elements/tcp-lab/tcp-lab.ts';
import { detectLang } from './l10n.ts';

document.documentElement.lang = detectLang(null, null, navigator.languages);
const lab = document.querySelector('tcp-lab');

/** A link that cannot be opened is explained by the element, in its language. */
function openAddress(): void {
  if (location.hash.length > 1) void lab?.open(location.hash);
}

addEventListener('hashchange', openAddress);
void customElements.whenDefined('tcp-lab').then(openAddress);
