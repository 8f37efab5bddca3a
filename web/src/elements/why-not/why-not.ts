import { define } from '../leaf.ts';
import { WhyNotElement } from './why-not.element.ts';

define('tcp-lab-why-not', WhyNotElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-why-not': WhyNotElement;
  }
}
