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

/** On this page nothing else wants them: the lab has its first keys before anything has the focus. */
addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (target !== document.body || !/^Arrow(Left|Right)$/.test(key)) return;
  lab?.dispatchEvent(new KeyboardEvent('keydown', { key }));
});
