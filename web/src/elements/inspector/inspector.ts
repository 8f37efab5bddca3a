import { define } from '../leaf.ts';
import { InspectorElement } from './inspector.element.ts';

define('tcp-lab-inspector', InspectorElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-inspector': InspectorElement;
  }
}
