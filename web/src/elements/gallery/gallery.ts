import { define } from '../leaf.ts';
import { GalleryElement } from './gallery.element.ts';

define('tcp-lab-gallery', GalleryElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-gallery': GalleryElement;
  }
}
