/** The site's page: one lab, and the address bar is its document. */
import { Address } from './address.ts';
import './elements/tcp-lab/tcp-lab.ts';
import { detectLang } from './l10n.ts';

document.documentElement.lang = detectLang(null, null, navigator.languages);
const lab = document.querySelector('tcp-lab');
if (lab) {
  const address = new Address(lab);
  void customElements.whenDefined('tcp-lab').then(() => address.open());
}
