import { define } from '../leaf.ts';
import { BranchesElement } from './branches.element.ts';

define('tcp-lab-branches', BranchesElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-branches': BranchesElement;
  }
}
