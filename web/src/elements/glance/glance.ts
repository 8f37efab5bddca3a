import { define } from '../leaf.ts';
import { GlanceElement } from './glance.element.ts';

define('tcp-lab-glance', GlanceElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-glance': GlanceElement;
  }
}
