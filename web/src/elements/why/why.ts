import { define } from '../leaf.ts';
import { WhyElement } from './why.element.ts';

define('tcp-lab-why', WhyElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-why': WhyElement;
  }
}
