import { define } from '../leaf.ts';
import { ToolbarElement } from './toolbar.element.ts';

define('tcp-lab-toolbar', ToolbarElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-toolbar': ToolbarElement;
  }
}
