import { html, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Drops } from '../../draw/drops.ts';
import { queueRow, SLOT, type QueueRow, type Slot } from '../../draw/queues.ts';
import { formatClock } from '../../format.ts';
import type { EventId, ListenerView } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './queues.styles.ts';

/** Entries that are named; the rest is counted. */
const NAMED = 3;

/** So few slots stand beside their name. */
const SHORT = 3;

type Queue = 'syn' | 'accept';
type Entry = [remote: string, note: string];

/**
 * @summary The two queues of a listener as slots: who waits in them, how many they admit, what they turned away.
 * @csspart queues
 */
export class QueuesElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) listener: ListenerView | null = null;
  @property({ attribute: false }) drops: Drops | null = null;
  /** The first event of what happened last: a drop since then is marked. */
  @property({ attribute: false }) fresh: EventId | null = null;

  protected override render() {
    const { listener } = this;
    if (!listener) return nothing;
    const { synLimit, acceptLimit } = listener;
    return html`<section part="queues" aria-label=${this.t('listens', { local: listener.local })}>
      <h3 class="mono">${this.t('listens', { local: listener.local })}</h3>
      ${this.#queue('syn', listener.synQueue, synLimit, this.#half(listener))}
      ${this.#queue('accept', listener.acceptQueue, acceptLimit, this.#complete(listener))}
    </section>`;
  }

  #half({ synEntries }: ListenerView): Entry[] {
    return synEntries.map(({ remote, at, retries }) => {
      const since = { at: formatClock(at), retries };
      return [remote, this.t(retries > 0 ? 'syn-entry-again' : 'syn-entry', since)];
    });
  }

  #complete({ acceptEntries }: ListenerView): Entry[] {
    return acceptEntries.map(({ remote, unread }) => [
      remote,
      unread > 0 ? this.t('accept-entry-unread', { octets: unread }) : '',
    ]);
  }

  #queue(queue: Queue, length: number, limit: number, entries: Entry[]): TemplateResult {
    const row = queueRow(length, limit);
    const room = limit + 1;
    const short = row.slots.length <= SHORT ? 'short' : '';
    return html`<div class="queue ${queue} ${row.full ? 'full' : ''}" data-queue=${queue}>
      <div class="line ${short}">
        <span title=${this.term(`${queue}-queue`)}>${this.t(`queue-${queue}`)}</span>
        ${this.#slots(queue, row, limit)}
        <span class="count"
          ><span class="mono" data-count>${this.t('queue-count', { length, room })}</span>${
            row.full ? html` <strong class="flag">${this.t('queue-full')}</strong>` : nothing
          }</span
        >
      </div>
      ${this.#entries(entries, length)} ${this.#turnedAway(queue)}
    </div>`;
  }

  /** The words beside it say the same. */
  #slots(queue: Queue, row: QueueRow, limit: number): TemplateResult {
    const hint = this.t('queue-limit', { limit, room: limit + 1 });
    const [width, height] = [row.width + 2, row.height + 2];
    return html`<svg
      viewBox="-1 -1 ${width} ${height}"
      width=${width}
      height=${height}
      aria-hidden="true"
    >
      <title>${hint}</title>
      ${row.slots.map((slot) => this.#slot(queue, slot))}
      ${row.fold ? svg`<text x=${row.fold.x} y="13">⋯</text>` : nothing}
    </svg>`;
  }

  /** Half-open entries fill half of their slot. */
  #slot(queue: Queue, { x, filled, beyond }: Slot): TemplateResult {
    const { width, height } = SLOT;
    const half = `M${x + 2} ${height - 2}V2L${x + width - 2} ${height - 2}Z`;
    const whole = `M${x + 2} 2h${width - 4}v${height - 4}h${4 - width}Z`;
    return svg`<g class="${filled ? 'filled' : 'free'} ${beyond ? 'beyond' : ''}">
      <rect x=${x} width=${width} height=${height} rx="3"></rect>
      ${filled ? svg`<path d=${queue === 'syn' ? half : whole}></path>` : nothing}
    </g>`;
  }

  #entries(entries: Entry[], length: number): TemplateResult | typeof nothing {
    if (entries.length === 0) return nothing;
    const hidden = length - Math.min(entries.length, NAMED);
    return html`<ul>
      ${entries
        .slice(0, NAMED)
        .map(
          ([remote, note]) =>
            html`<li><span class="mono">${remote}</span> <span class="muted">${note}</span></li>`,
        )}
      ${
        hidden > 0
          ? html`<li class="muted">${this.t('queue-more', { count: hidden })}</li>`
          : nothing
      }
    </ul>`;
  }

  #turnedAway(queue: Queue): TemplateResult | typeof nothing {
    const { drops } = this;
    const count = queue === 'syn' ? (drops?.syn ?? 0) : (drops?.ack ?? 0);
    if (!drops || count === 0) return nothing;
    const fresh = this.fresh !== null && drops.last >= this.fresh;
    return html`<p class="drops ${fresh ? 'fresh' : ''}" data-drops>
      <span aria-hidden="true">✕</span> ${this.t(`drops-${queue}`, { count })}
    </p>`;
  }
}
