import { define } from '../leaf.ts';
import { ShareElement } from './share.element.ts';

define('tcp-lab-share', ShareElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-share': ShareElement;
  }
}
