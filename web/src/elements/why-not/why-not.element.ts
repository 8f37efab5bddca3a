import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { differSentence } from '../why/operands.ts';
import type { CrossingId, EventId, HostView, WhyNot, WhyNotQuestion } from '../../lab.ts';
import { whyNotSentence } from '../../reasons.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './why-not.styles.ts';

/** A question that was asked, and its answer. */
export interface WhyNotAnswer {
  key: string;
  answer: WhyNot;
}

interface Offer {
  key: string;
  question: WhyNotQuestion;
  name: string;
}

/** @summary Why does nothing happen? Questions about what is open now, with the numbers. Asks: why-not, select-event, show. */
export class WhyNotElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) hosts: readonly HostView[] = [];
  /** The segment that the questions about an answer mean. */
  @property({ type: Number }) crossing: CrossingId | null = null;
  @property({ attribute: false }) answered: WhyNotAnswer | null = null;
  @property({ type: Boolean }) relative = true;

  protected override render() {
    const offers = this.#offers();
    return html`<div class="why-not">
      <p class="muted">${this.t(offers.length > 0 ? 'why-not-intro' : 'why-not-none')}</p>
      <ul>
        ${offers.map((offer) => this.#offer(offer))}
      </ul>
      ${this.answered ? this.#answer(this.answered.answer) : nothing}
    </div>`;
  }

  #offer({ key, question, name }: Offer): TemplateResult {
    return html`<li>
      <button
        class="link"
        aria-pressed=${this.answered?.key === key}
        @click=${() => this.ask({ type: 'why-not', key, question })}
      >
        ${name}
      </button>
    </li>`;
  }

  #offers(): Offer[] {
    const { crossing } = this;
    const wire: Offer[] =
      crossing === null
        ? []
        : (['answer', 'acceptance'] as const).map((ask) => ({
            key: `${ask}-${crossing}`,
            question: { ask, crossing },
            name: this.t(`why-not-ask-${ask}`),
          }));
    return [...wire, ...this.hosts.flatMap((host) => this.#ofHost(host))];
  }

  #ofHost({ id: host, name, connections, processes }: HostView): Offer[] {
    const live = connections.filter(({ state }) => state !== 'CLOSED').slice(0, 2);
    const ofConnection = live.flatMap(({ socket, remote }) =>
      (['sending', 'retransmission'] as const).map((ask) => ({
        key: `${ask}-${host}-${socket}`,
        question: { ask, host, socket },
        name: this.t(`why-not-ask-${ask}`, { host: name, peer: remote }),
      })),
    );
    const waits = processes.filter(({ program }) => program.some((l) => l.status === 'blocked'));
    const ofProcess = waits.map(({ id: process, name: program }) => ({
      key: `return-${host}-${process}`,
      question: { ask: 'return' as const, host, process },
      name: this.t('why-not-ask-return', { host: name, process: program }),
    }));
    return [...ofConnection, ...ofProcess];
  }

  #answer(answer: WhyNot): TemplateResult {
    const { bases, differ, events } = answer;
    const shown =
      this.relative && bases ? { seq: bases.iss, ack: bases.irs } : { seq: null, ack: null };
    return html`<div class="answer" role="status">
      <p>${whyNotSentence(answer, this.words, this.relative)}</p>
      ${
        differ.length > 0
          ? html`<ul>
              ${differ.map((one) => html`<li>${differSentence(one, this.words, shown)}</li>`)}
            </ul>`
          : nothing
      }
      ${
        events.length > 0
          ? html`<p>
              ${events.map(
                (event) =>
                  html`<button class="link" @click=${() => this.#lead(event)}>
                    ${this.t('why-not-event', { event })}
                  </button> `,
              )}
            </p>`
          : nothing
      }
    </div>`;
  }

  /** The row is told of in a panel above. */
  #lead(event: EventId): void {
    this.ask({ type: 'select-event', event });
    this.ask({ type: 'show', place: 'why' });
  }
}
