import { define } from '../leaf.ts';
import { SysctlsElement } from './sysctls.element.ts';

define('tcp-lab-sysctls', SysctlsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-sysctls': SysctlsElement;
  }
}
