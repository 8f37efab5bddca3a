import { define } from '../leaf.ts';
import { ExamResultElement } from './exam-result.element.ts';

define('tcp-lab-exam-result', ExamResultElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-exam-result': ExamResultElement;
  }
}
