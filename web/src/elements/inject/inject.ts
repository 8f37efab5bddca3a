import { define } from '../leaf.ts';
import { InjectElement } from './inject.element.ts';

define('tcp-lab-inject', InjectElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-inject': InjectElement;
  }
}
