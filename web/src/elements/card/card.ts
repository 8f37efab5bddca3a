import { define } from '../leaf.ts';
import { CardElement } from './card.element.ts';

define('tcp-lab-card', CardElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-card': CardElement;
  }
}
