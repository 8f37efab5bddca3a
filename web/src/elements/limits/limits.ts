import { define } from '../leaf.ts';
import { LimitsElement } from './limits.element.ts';

define('tcp-lab-limits', LimitsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-limits': LimitsElement;
  }
}
