import { define } from '../leaf.ts';
import { LadderElement } from './ladder.element.ts';

define('tcp-lab-ladder', LadderElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-ladder': LadderElement;
  }
}
