import { define } from '../leaf.ts';
import { ActMenuElement } from './act-menu.element.ts';

define('tcp-lab-act-menu', ActMenuElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-act-menu': ActMenuElement;
  }
}
