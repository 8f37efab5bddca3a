import { define } from '../leaf.ts';
import { ProgramElement } from './program.element.ts';

define('tcp-lab-program', ProgramElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-program': ProgramElement;
  }
}
