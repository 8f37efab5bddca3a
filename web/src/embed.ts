/**
 * `embed.html#...`: one lab in a frame of somebody else's page. The fragment is a link as link.ts writes
 * it. The frame tells its parent how tall it wants to be: `{ type: 'tcp-lab:height', height }`, in CSS
 * pixels, at the start and whenever it changes.
 */
import './elements/tcp-lab/tcp-lab.ts';
import { tellHeight } from './embed-height.ts';
import { detectLang } from './l10n.ts';

document.documentElement.lang = detectLang(null, null, navigator.languages);
const lab = document.createElement('tcp-lab');
lab.setAttribute('scenario', 'handshake');
lab.setAttribute('loading', 'eager');
document.body.append(lab);
if (location.hash.length > 1) void lab.open(location.hash);
addEventListener('hashchange', () => void lab.open(location.hash));
tellHeight(lab);
