import { define } from '../leaf.ts';
import { SwitchesElement } from './switches.element.ts';

define('tcp-lab-switches', SwitchesElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-switches': SwitchesElement;
  }
}
