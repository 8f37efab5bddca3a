import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ABSOLUTE, formatClock, formatOption, formatSeq, hasFlag } from '../../format.ts';
import { payloadLength, type Bases } from '../../format.ts';
import type { Crossing } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { SEGMENT_ACTS, segmentCommand } from '../segment-acts.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './inspector.styles.ts';

/** Octets of text that are shown. */
const PREVIEW = 64;

/**
 * @summary The selected segment: its fields, and what can be done to it.
 * @csspart inspector
 */
export class InspectorElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) crossing: Crossing | null = null;
  @property({ attribute: false }) bases: Bases = ABSOLUTE;
  /** The crossing in one sentence. */
  @property({ attribute: false }) sentence = '';
  /** Why it was lost, where it was. */
  @property({ attribute: false }) loss = '';
  /** What its receiver did with it, and whether it wanted nothing of it. */
  @property({ attribute: false }) decision = '';
  @property({ type: Boolean }) refused = false;
  /** Why LEN is not the number of octets of data, where it is not. */
  @property({ attribute: false }) hint = '';
  @property({ type: Boolean }) readonly = false;

  protected override render() {
    const { crossing } = this;
    return html`<section class="panel" part="inspector" aria-labelledby="title">
      <h2 id="title" title=${this.term('segment')}>${this.t('segment')}</h2>
      ${
        crossing
          ? html`<p class="notation mono">${crossing.notation}</p>
              <p class="sentence">${this.sentence} ${this.loss}</p>
              ${this.decision ? html`<p class="decision ${this.refused ? 'refused' : ''}">${this.refused ? html`<b>⊘ ${this.t('mark-refused')}</b> ` : nothing}${this.decision}</p>` : nothing}
              ${this.readonly ? nothing : this.#acts(crossing)} ${this.#fields(crossing)}`
          : html`<p class="muted empty">${this.t('segment-none')}</p>`
      }
    </section>`;
  }

  #acts({ id, fate }: Crossing): TemplateResult {
    const under = fate === 'in-flight' || fate === 'held';
    const over = under ? nothing : html`<p class="muted" id="over">${this.t('acts-over')}</p>`;
    return html`${over}
      <div
        class="acts"
        role="group"
        aria-label=${this.t('acts')}
        aria-describedby=${under ? nothing : 'over'}
      >
        ${SEGMENT_ACTS.map(
          (act) =>
            html`<button
              class=${act === 'drop' && under ? 'drop' : ''}
              @click=${() => this.ask({ type: 'act', command: segmentCommand(act, id) })}
            >
              ${this.t(`act-${act}`)}
            </button>`,
        )}
      </div>`;
  }

  #fields(crossing: Crossing): TemplateResult {
    const { segment, icmp } = crossing;
    const ends = crossing.endsAt === null ? '–' : formatClock(crossing.endsAt);
    return html`<dl>
        ${icmp ? nothing : this.#segment(crossing)}
        ${this.#row('ports', this.t('field-from'), icmp ? crossing.fromAddress : `${crossing.fromAddress}:${segment.srcPort}`)}
        ${this.#row('ports', this.t('field-to'), icmp ? crossing.toAddress : `${crossing.toAddress}:${segment.dstPort}`)}
        ${this.#row(null, this.t('field-sent'), formatClock(crossing.sentAt))}
        ${this.#row(null, this.t(`field-ends-${crossing.fate}`), ends)}
      </dl>
      ${this.hint ? html`<p class="muted hint">${this.hint}</p>` : nothing}`;
  }

  #segment(crossing: Crossing): TemplateResult {
    const { segment, len } = crossing;
    const { bases } = this;
    const acks = hasFlag(segment, 'ACK');
    return html`${this.#row('flags', this.t('field-flags'), segment.flags || '–')}
    ${this.#row('seq', 'SEG.SEQ', both(segment.seq, bases.seq))}
    ${this.#row('ack', 'SEG.ACK', acks ? both(segment.ack, bases.ack) : '–')}
    ${this.#row('len', 'SEG.LEN', String(len))}
    ${this.#row('window', 'SEG.WND', String(segment.window))}
    ${this.#row('urgent', 'SEG.UP', hasFlag(segment, 'URG') ? String(segment.urgent) : '–')}
    ${this.#row('options', this.t('field-options'), segment.options.map(formatOption).join(' ') || '–')}
    ${this.#row('payload', this.t('field-payload'), this.#payload(crossing))}`;
  }

  #payload({ segment }: Crossing): string {
    const length = payloadLength(segment);
    if (length === 0) return '–';
    const { payload } = segment;
    const text =
      typeof payload === 'string'
        ? payload.slice(0, PREVIEW)
        : payload.slice(0, PREVIEW).map(printable).join('');
    return this.t('payload', { length, text: length > PREVIEW ? `${text}…` : text });
  }

  #row(term: string | null, name: string, value: string): TemplateResult {
    return html`<div>
      <dt title=${term === null ? nothing : this.term(term)}>${name}</dt>
      <dd class="mono">${value}</dd>
    </div>`;
  }
}

/** The absolute number, and the relative one where it is asked for. */
function both(value: number, base: number | null): string {
  return base === null ? String(value) : `${formatSeq(value, base)} (${value})`;
}

function printable(octet: number): string {
  return octet >= 32 && octet < 127 ? String.fromCharCode(octet) : '·';
}
