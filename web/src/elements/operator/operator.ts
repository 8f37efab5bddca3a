import { define } from '../leaf.ts';
import { OperatorElement } from './operator.element.ts';

define('tcp-lab-operator', OperatorElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-operator': OperatorElement;
  }
}
