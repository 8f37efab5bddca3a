import { define } from '../leaf.ts';
import { TcpLabElement } from './tcp-lab.element.ts';

define('tcp-lab', TcpLabElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab': TcpLabElement;
  }
}
