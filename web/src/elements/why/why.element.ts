import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ABSOLUTE, type Bases } from '../../format.ts';
import type { Check, CrossingId, Differ, EventId, LabEvent, Rule, Why } from '../../lab.ts';
import { ruleSentence, ruleSource } from '../../sentences.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import {
  differSentence,
  factSentence,
  operandName,
  operandValue,
  type Operand,
} from './operands.ts';
import { styles } from './why.styles.ts';

/** As mathematics writes them; the engine sends the RFC's ASCII. */
const SIGNS: Partial<Record<Check['op'], string>> = { '=<': '≤', '>=': '≥', '!=': '≠' };

/** One thing that happened to a segment. */
export interface Stage {
  name: string;
  event: EventId;
}

/**
 * @summary Why the selected event happened: the rule, the checks in the RFC's order, the chain of causes.
 * @csspart why
 */
export class WhyElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) why: Why | null = null;
  /** What this side's and the peer's numbers are counted from. */
  @property({ attribute: false }) bases: Bases = ABSOLUTE;
  /** The segment it is about, and its stages: any of them can be asked about. */
  @property({ attribute: false }) crossing: CrossingId | null = null;
  @property({ attribute: false }) stages: readonly Stage[] = [];
  @property({ attribute: false }) sentence: (event: LabEvent) => string = () => '';

  protected override render() {
    const { why } = this;
    return html`<section class="panel" part="why" aria-labelledby="title">
      <h2 id="title">${this.t('why')}</h2>
      ${this.#stages()}
      ${
        why
          ? html`<p class="event">${this.sentence(why.event)}</p>
              ${why.rule ? this.#rule(why.rule) : nothing} ${this.#checks(why)}
              ${this.#chain(why.chain)}`
          : html`<p class="muted">${this.t('why-none')}</p>`
      }
    </section>`;
  }

  #stages(): TemplateResult | typeof nothing {
    const { crossing, stages } = this;
    if (crossing === null || stages.length < 2) return nothing;
    return html`<div class="stages" role="group" aria-label=${this.t('stages')}>
      ${stages.map(
        ({ name, event }) =>
          html`<button
            aria-pressed=${event === this.why?.event.id}
            @click=${() => this.ask({ type: 'select-event', event, crossing })}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  #rule(rule: Rule): TemplateResult {
    return html`<div class="rule" data-rule=${rule.code}>
      <p>${ruleSentence(rule.code, this.words)}</p>
      <p class="source muted">
        ${ruleSource(rule, this.words)}
        ${rule.labels.map((label) => html`<span class="label mono">${label}</span>`)}
      </p>
    </div>`;
  }

  #checks({ checks, decided, differ }: Why): TemplateResult {
    if (checks.length === 0) return html`<p class="muted">${this.t('checks-none')}</p>`;
    return html`<h3>${this.t('checks')}</h3>
      <ol class="checks">
        ${checks.map((check, i) => this.#check(check, i === decided))}
      </ol>
      ${this.#differ(differ)}`;
  }

  #differ(differ: readonly Differ[]): TemplateResult | typeof nothing {
    if (differ.length === 0) return nothing;
    const sentences = differ.map((one) => differSentence(one, this.words, this.bases));
    return html`<h3>${this.t('differ')}</h3>
      ${sentences.length > 1 ? html`<p class="muted">${this.t('differ-any')}</p>` : nothing}
      <ul class="differ">
        ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>`;
  }

  #check(check: Check, decided: boolean): TemplateResult {
    const { left, op, holds } = check;
    const fact = this.words.has(`fact-${left.name}`);
    // A fact is told as it is, whichever way the RFC asks: beside "no" a sentence would say the contrary.
    const yes = fact ? holds === (op !== 'is clear') : holds;
    return html`<li class="${yes ? 'holds' : 'fails'} ${decided ? 'decided' : ''}">
      <span class="verdict">${fact ? nothing : this.t(yes ? 'holds' : 'fails')}</span>
      ${
        fact
          ? html`<span>${factSentence(left.name, yes, this.words)}</span>`
          : this.#comparison(check)
      }
      ${decided ? html`<span class="decider">${this.t('decided')}</span>` : nothing}
      <span class="muted source">${ruleSource(check.rule, this.words)}</span>
    </li>`;
  }

  #comparison({ left, op, right }: Check): TemplateResult {
    const sign = op === 'is set' || op === 'is clear' || op === 'is' || op === 'in';
    const word = sign ? this.t(`op-${op.replace(' ', '-')}`) : (SIGNS[op] ?? op);
    return html`<span class="mono"
      >${this.#operand(left, op)} ${word} ${right ? this.#operand(right, op) : nothing}</span
    >`;
  }

  #operand(operand: Operand, op: Check['op']): TemplateResult {
    const value = operandValue(operand, op, this.bases);
    return html`${operandName(operand, this.words)}
    ${value === '' ? nothing : html`<span class="value">(${value})</span>`}`;
  }

  #chain(chain: readonly LabEvent[]): TemplateResult | typeof nothing {
    if (chain.length === 0) return nothing;
    return html`<h3>${this.t('causes')}</h3>
      <ol class="chain">
        ${chain.map(
          (event) =>
            html`<li>
              <button
                class="link"
                data-cause=${event.id}
                @click=${() => this.ask({ type: 'select-event', event: event.id })}
              >
                ${this.sentence(event)}
              </button>
            </li>`,
        )}
      </ol>`;
  }
}
