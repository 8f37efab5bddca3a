import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { QUIZ_MODES, type Asked, type ExamState, type QuizMode, type Told } from '../../quiz.ts';
import { askedSentence, choiceText, givenNumber, toldSentence } from '../../reasons.ts';
import type { EventId } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import '../exam-result/exam-result.ts';
import { styles } from './predict.styles.ts';

/**
 * @summary What comes next? A question about the coming event, the answers to choose from, what a wrong one shows, and
 * what an exam was worth. Asks: quiz, ask-me, answer, skip, reveal, exam, exam-next, exam-leave.
 */
export class PredictElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) mode: QuizMode = 'off';
  @property({ attribute: false }) asked: Asked | null = null;
  /** What came of the question that is asked. */
  @property({ attribute: false }) told: Told | null = null;
  /** A question that was passed by; its answer is told once the run has come to it. */
  @property({ attribute: false }) passed: Told | null = null;
  @property({ attribute: false }) answers: readonly Told[] = [];
  @property({ type: Number }) position = 0;
  @property({ attribute: false }) exam: ExamState | null = null;
  @property({ type: Number }) right = 0;
  @property({ type: Boolean }) relative = true;
  /** What happened in an event, and by which rule. */
  @property({ attribute: false }) reason: (event: EventId) => string | null = () => null;
  /** Nothing is left that could be asked. */
  @property({ type: Boolean }) finished = false;
  @state() private malformed = false;
  @query('.question') private question!: HTMLElement | null;
  @query('.feedback') private feedback!: HTMLElement | null;

  protected override updated(changed: PropertyValues<this>): void {
    // Who asked for a question is taken to it, and from the answer to its feedback.
    const last: Asked | null | undefined = changed.get('asked');
    if (changed.has('asked') && this.asked && last !== undefined) this.question?.focus();
    if (changed.has('told') && this.told) this.feedback?.focus();
  }

  protected override render() {
    return html`<section class="panel" part="predict" aria-labelledby="predict">
      <header>
        <h2 id="predict">${this.t('predict')}</h2>
        ${this.exam ? this.#progress(this.exam) : this.#controls()}
      </header>
      ${this.asked ? this.#question(this.asked) : nothing}
      ${this.passed ? this.#passed(this.passed) : nothing}
      ${this.exam && this.exam.at >= this.exam.stops.length ? this.#result() : nothing}
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
        this.answers.length > 0
          ? html`<span class="muted">
              ${this.t('predict-score', { right: this.right, count: this.answers.length })}
            </span>`
          : nothing
      }
    </div>`;
  }

  #progress({ at, stops }: ExamState): TemplateResult {
    const over = at >= stops.length;
    return html`<div class="controls">
      ${
        over
          ? nothing
          : html`<span>${this.t('exam-progress', { at: at + 1, count: stops.length })}</span>`
      }
      <progress max=${stops.length} value=${at} aria-label=${this.t('exam')}></progress>
      <button class="quiet" @click=${() => this.ask({ type: 'exam-leave' })}>
        ${this.t('exam-leave')}
      </button>
    </div>`;
  }

  #question(asked: Asked): TemplateResult {
    const { choices } = asked.question;
    return html`<div class="asked">
      <p class="question" tabindex="-1">${askedSentence(asked, this.words)}</p>
      ${choices ? this.#choices(choices) : nothing} ${this.#field()}
      ${this.told ? this.#told(this.told) : this.#leave()}
    </div>`;
  }

  #choices(choices: readonly (string | number)[]): TemplateResult {
    const { asked, told, words } = this;
    const look = (choice: string | number): string => {
      if (!told) return '';
      if (choice === told.judgement.answer) return 'right';
      return choice === told.given ? 'wrong' : '';
    };
    return html`<div class="choices" role="group" aria-label=${this.t('predict-choices')}>
      ${choices.map(
        (choice) =>
          html`<button
            class="mono ${look(choice)}"
            aria-disabled=${told !== null}
            @click=${() => told ?? this.ask({ type: 'answer', given: choice })}
          >
            ${choiceText(choice, asked!.question, words, this.relative)}
          </button>`,
      )}
    </div>`;
  }

  /** Numbers may also be typed: who knows needs no list. */
  #field(): TemplateResult | typeof nothing {
    const typed = this.asked && ['seq', 'ack', 'len'].includes(this.asked.question.ask);
    if (!typed || this.told) return nothing;
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

  #told(told: Told): TemplateResult {
    const mark =
      told.given === null ? '' : this.t(told.right ? 'predict-is-right' : 'predict-is-wrong');
    return html`<p class="feedback ${told.right ? 'right' : 'wrong'}" role="status" tabindex="-1">
        <b>${mark}</b> ${toldSentence(told, this.words, this.relative)}
      </p>
      <div class="controls">${this.#onwards(told)}</div>`;
  }

  #onwards({ question }: Told): TemplateResult {
    const { exam } = this;
    const shown = this.position >= question.target;
    const last = exam && exam.at + 1 >= exam.stops.length;
    const show = html`<button
      class=${exam ? '' : 'primary'}
      @click=${() => this.ask({ type: 'reveal' })}
    >
      ${this.t('reveal')}
    </button>`;
    const next = html`<button class="primary" @click=${() => this.ask({ type: 'exam-next' })}>
      ${this.t(last ? 'exam-finish' : 'exam-next')}
    </button>`;
    return html`${shown ? nothing : show} ${exam ? next : nothing}`;
  }

  #leave(): TemplateResult {
    return html`<button class="quiet" @click=${() => this.ask({ type: 'skip' })}>
      ${this.t('predict-skip')}
    </button>`;
  }

  #passed(passed: Told): TemplateResult {
    const happened = this.position >= passed.question.target;
    const told = happened
      ? toldSentence(passed, this.words, this.relative)
      : this.t('predict-passed');
    return html`<p class="passed" role="status">
      <span class="muted">${askedSentence(passed, this.words)}</span> ${told}
    </p>`;
  }

  #result(): TemplateResult {
    const { words, answers, relative } = this;
    return html`<tcp-lab-exam-result
        .words=${words}
        .answers=${answers}
        .relative=${relative}
        .reason=${this.reason}
      ></tcp-lab-exam-result>
      <div class="controls">
        <button class="primary" @click=${() => this.ask({ type: 'exam' })}>
          ${this.t('exam-again')}
        </button>
        <span class="muted">${this.t('exam-again-hint')}</span>
      </div>`;
  }
}
