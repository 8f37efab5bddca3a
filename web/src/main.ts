/** The site's page: one lab, and the address bar is its document. */
import './elements/tcp-lab/tcp-lab.ts';
