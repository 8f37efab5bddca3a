import { define } from '../leaf.ts';
import { PredictElement } from './predict.element.ts';

define('tcp-lab-predict', PredictElement);

declare global {
  interface HTMLElementTagNameMap {
    'tcp-lab-predict': PredictElement;
  }
}
