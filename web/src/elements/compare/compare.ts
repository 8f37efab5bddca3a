import { define } from '../leaf.ts';
import { CompareElement } from './compare.element.ts';

define('tcp-lab-compare', CompareElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-compare': CompareElement;
  }
}
