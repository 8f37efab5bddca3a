import { define } from '../leaf.ts';
import { QueuesElement } from './queues.element.ts';

define('tcp-lab-queues', QueuesElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-queues': QueuesElement;
  }
}
