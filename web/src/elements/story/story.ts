import { define } from '../leaf.ts';
import { StoryElement } from './story.element.ts';

define('tcp-lab-story', StoryElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-story': StoryElement;
  }
}
