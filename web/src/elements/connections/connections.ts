import { define } from '../leaf.ts';
import { ConnectionsElement } from './connections.element.ts';

define('tcp-lab-connections', ConnectionsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-connections': ConnectionsElement;
  }
}
