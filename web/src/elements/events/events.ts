import { define } from '../leaf.ts';
import { EventsElement } from './events.element.ts';

define('tcp-lab-events', EventsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-events': EventsElement;
  }
}
