import { define } from '../leaf.ts';
import { TransportElement } from './transport.element.ts';

define('tcp-lab-transport', TransportElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-transport': TransportElement;
  }
}
