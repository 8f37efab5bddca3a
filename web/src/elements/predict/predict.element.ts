import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { QUIZ_MODES, type Asked, type ExamState, type QuizMode } from '../../quiz.ts';
import { choiceText, givenNumber, judgementSentence, questionSentence } from '../../reasons.ts';
import type { Judgement } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './predict.styles.ts';

/**
 * @summary What comes next? A question about the coming event, the answers to choose from, and what a wrong one shows.
 * Asks: quiz, ask-me, answer, skip, reveal, exam, exam-next, exam-leave.
 */
export class PredictElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) mode: QuizMode = 'off';
  @property({ attribute: false }) asked: Asked | null = null;
  @property({ attribute: false }) judgement: Judgement | null = null;
  @property({ attribute: false }) exam: ExamState | null = null;
  @property({ type: Number }) right = 0;
  @property({ type: Number }) count = 0;
  @property({ type: Boolean }) relative = true;
  /** Nothing is left that could be asked. */
  @property({ type: Boolean }) finished = false;
  @state() private malformed = false;
  @query('.question') private question!: HTMLElement | null;
  @query('.feedback') private feedback!: HTMLElement | null;

  protected override updated(changed: PropertyValues<this>): void {
    // Who asked for a question is taken to it, and from the answer to its feedback.
    const last: Asked | null | undefined = changed.get('asked');
    if (changed.has('asked') && this.asked && last !== undefined) this.question?.focus();
    if (changed.has('judgement') && this.judgement) this.feedback?.focus();
  }

  protected override render() {
    return html`<section class="panel" part="predict" aria-labelledby="predict">
      <header>
        <h2 id="predict">${this.t('predict')}</h2>
        ${this.exam ? this.#progress(this.exam) : this.#controls()}
      </header>
      ${this.asked ? this.#question(this.asked) : nothing}
      ${this.exam && this.exam.at >= this.exam.stops.length ? this.#result(this.exam) : nothing}
    </section>`;
  }

  #controls(): TemplateResult {
    const pick = (event: Event) => {
      const mode = (event.target as HTMLSelectElement).value as QuizMode;
      this.ask({ type: 'quiz', mode });
    };
    return html`<div class="controls">
      <label>
        <span class="muted">${this.t('predict-when')}</span>
        <select @change=${pick}>
          ${QUIZ_MODES.map(
            (mode) =>
              html`<option value=${mode} ?selected=${mode === this.mode}>
                ${this.t(`predict-${mode}`)}
              </option>`,
          )}
        </select>
      </label>
      <button aria-disabled=${this.finished} @click=${() => this.ask({ type: 'ask-me' })}>
        ${this.t('predict-ask')}
      </button>
      <button @click=${() => this.ask({ type: 'exam' })}>${this.t('exam')}</button>
      ${
        this.count > 0
          ? html`<span class="muted">
              ${this.t('predict-score', { right: this.right, count: this.count })}
            </span>`
          : nothing
      }
    </div>`;
  }

  #progress({ at, stops }: ExamState): TemplateResult {
    const shown = Math.min(at + 1, stops.length);
    return html`<div class="controls">
      <span>${this.t('exam-progress', { at: shown, count: stops.length })}</span>
      <progress max=${stops.length} value=${at} aria-label=${this.t('exam')}></progress>
      <button class="quiet" @click=${() => this.ask({ type: 'exam-leave' })}>
        ${this.t('exam-leave')}
      </button>
    </div>`;
  }

  #question({ question, text }: Asked): TemplateResult {
    const sentence = text?.[this.words.lang] ?? questionSentence(question, this.words);
    return html`<div class="asked">
      <p class="question" tabindex="-1">${sentence}</p>
      ${question.choices ? this.#choices(question.choices) : nothing} ${this.#field()}
      ${this.judgement ? this.#judged(this.judgement) : this.#leave()}
    </div>`;
  }

  #choices(choices: readonly (string | number)[]): TemplateResult {
    const { asked, judgement, words } = this;
    const look = (choice: string | number): string => {
      if (!judgement) return '';
      if (choice === judgement.answer) return 'right';
      return choice === judgement.args['given'] ? 'wrong' : '';
    };
    return html`<div class="choices" role="group" aria-label=${this.t('predict-choices')}>
      ${choices.map(
        (choice) =>
          html`<button
            class="mono ${look(choice)}"
            aria-disabled=${judgement !== null}
            @click=${() => judgement ?? this.ask({ type: 'answer', given: choice })}
          >
            ${choiceText(choice, asked!.question, words, this.relative)}
          </button>`,
      )}
    </div>`;
  }

  /** Numbers may also be typed: who knows needs no list. */
  #field(): TemplateResult | typeof nothing {
    const typed = this.asked && ['seq', 'ack', 'len'].includes(this.asked.question.ask);
    if (!typed || this.judgement) return nothing;
    return html`<form class="typed" @submit=${(event: Event) => this.#typed(event)}>
      <label>
        <span class="muted">${this.t('predict-typed')}</span>
        <input type="text" inputmode="numeric" autocomplete="off" aria-invalid=${this.malformed} />
      </label>
      <button>${this.t('predict-answer')}</button>
      ${this.malformed ? html`<span role="alert">${this.t('predict-number')}</span>` : nothing}
    </form>`;
  }

  #typed(event: Event): void {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('input')!;
    const text = field.value.trim();
    this.malformed = !/^\d{1,10}$/.test(text) || Number(text) > 0xffffffff;
    if (this.malformed || !this.asked) return;
    const given = givenNumber(Number(text), this.asked.question, this.relative);
    this.ask({ type: 'answer', given });
  }

  #judged(judgement: Judgement): TemplateResult {
    const { question } = this.asked!;
    const sentence = judgementSentence(judgement, question, this.words, this.relative);
    const next = this.exam ? 'exam-next' : 'reveal';
    return html`<p
        class="feedback ${judgement.right ? 'right' : 'wrong'}"
        role="status"
        tabindex="-1"
      >
        <b>${this.t(judgement.right ? 'predict-is-right' : 'predict-is-wrong')}</b> ${sentence}
      </p>
      <button class="primary" @click=${() => this.ask({ type: next })}>${this.t(next)}</button>`;
  }

  #leave(): TemplateResult {
    const next = this.exam ? 'exam-next' : 'skip';
    return html`<button class="quiet" @click=${() => this.ask({ type: next })}>
      ${this.t('predict-skip')}
    </button>`;
  }

  #result({ stops }: ExamState): TemplateResult {
    return html`<div class="result" role="status">
      <p>${this.t('exam-result', { right: this.right, count: stops.length })}</p>
      <button class="primary" @click=${() => this.ask({ type: 'exam' })}>
        ${this.t('exam-again')}
      </button>
    </div>`;
  }
}
