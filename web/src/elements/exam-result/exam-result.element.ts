import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatClock } from '../../format.ts';
import type { EventId } from '../../lab.ts';
import type { Told } from '../../quiz.ts';
import { askedSentence, choiceText, toldSentence } from '../../reasons.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './exam-result.styles.ts';

/** @summary What an exam was worth, question by question, each leading back to its moment. Asks: mark. */
export class ExamResultElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) answers: readonly Told[] = [];
  @property({ type: Boolean }) relative = true;
  /** What happened then, and by which rule; null where the run has not come to it. */
  @property({ attribute: false }) reason: (event: EventId) => string | null = () => null;

  protected override render() {
    const { answers } = this;
    const right = answers.filter((one) => one.right).length;
    return html`<p role="status">${this.t('exam-result', { right, count: answers.length })}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('exam-table')}>
        <table aria-label=${this.t('exam-table')}>
          <thead>
            <tr>
              ${['moment', 'question', 'given', 'answer', 'why'].map(
                (column) => html`<th scope="col">${this.t(`exam-column-${column}`)}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${answers.map((told) => this.#row(told))}
          </tbody>
        </table>
      </div>`;
  }

  #row(told: Told): TemplateResult {
    const { question, given, judgement, right } = told;
    const { words, relative } = this;
    const shown = (value: string | number) => choiceText(value, question, words, relative);
    const sentence = askedSentence(told, words);
    return html`<tr class=${right ? 'right' : 'wrong'}>
      <th scope="row">
        <span class="mono">${formatClock(Number(question.args['at'] ?? 0))}</span>
        <button
          class="link"
          aria-label=${this.t('exam-show-it', { question: sentence })}
          @click=${() => this.ask({ type: 'mark', event: question.event })}
        >
          ${this.t('reveal')}
        </button>
      </th>
      <td>${sentence}</td>
      <td>
        ${this.t(right ? 'predict-is-right' : 'predict-is-wrong')}
        ${given === null ? this.t('exam-not-answered') : html`<b class="mono">${shown(given)}</b>`}
      </td>
      <td><b class="mono">${shown(judgement.answer)}</b></td>
      <td>
        ${right || given === null ? nothing : html`<p>${toldSentence(told, words, relative)}</p>`}
        ${this.reason(question.event) ?? nothing}
      </td>
    </tr>`;
  }
}
