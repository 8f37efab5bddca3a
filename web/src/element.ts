/** Entry of `tcp-lab.js`, the element in one file. */
import './elements/tcp-lab/tcp-lab.ts';
