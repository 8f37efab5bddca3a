import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { arcPath, remaining } from '../../draw/arc.ts';
import { ABSOLUTE, connectionBases, formatSeq, formatTime, type Bases } from '../../format.ts';
import type { ConnectionView, HostView, Nanoseconds, ProcessView, State } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './card.styles.ts';
import '../act-menu/act-menu.ts';

type Row = [name: string, term: string, value: string, was: string, field?: string];
type Timer = ConnectionView['timers'][number];

/**
 * @summary One endpoint: state, variables, buffers, timers, programs, and what can be done to it.
 * @csspart card state
 */
export class CardElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) host: HostView | null = null;
  /** The host before the last change: what differs is marked. */
  @property({ attribute: false }) earlier: HostView | null = null;
  @property({ attribute: false }) now: Nanoseconds = 0;
  @property({ type: Boolean }) relative = true;
  @property({ type: Boolean }) readonly = false;
  @property({ attribute: false }) peers: readonly HostView[] = [];
  @state() private chosen: number | null = null;

  protected override render() {
    const { host } = this;
    if (!host) return nothing;
    const connection = this.#connection(host);
    return html`<section
      class="card"
      part="card"
      data-host=${host.name}
      aria-label=${this.t('endpoint', { host: host.name })}
    >
      <header>
        <h2>${host.name}</h2>
        <span class="address mono muted">${host.address}</span>
        ${this.#profile(host.profile)}
        ${host.cable ? nothing : html`<span class="cut">${this.t('cable-is-cut')}</span>`}
      </header>
      ${this.#state(host, connection)} ${this.#choose(host, connection)} ${this.#listeners(host)}
      ${connection ? this.#body(connection) : nothing}
      ${host.processes.map((process) => this.#process(process))}
      ${
        this.readonly
          ? nothing
          : html`<tcp-lab-act-menu
              .words=${this.words}
              .host=${host}
              .connection=${connection}
              .peers=${this.peers}
            ></tcp-lab-act-menu>`
      }
    </section>`;
  }

  #profile(profile: string): TemplateResult {
    const id = `profile-${profile.replace(/[^a-z0-9]+/g, '-')}`;
    const meaning = this.words.has(id) ? this.t(id) : nothing;
    return html`<span class="profile muted" title=${meaning}>${profile}</span>`;
  }

  /** The one chosen, else the one that lives, the latest first. */
  #connection(host: HostView): ConnectionView | null {
    const { connections } = host;
    const chosen = connections.find(({ socket }) => socket === this.chosen);
    const alive = connections.filter(({ state }) => state !== 'CLOSED' && state !== 'TIME-WAIT');
    return chosen ?? alive.at(-1) ?? connections.at(-1) ?? null;
  }

  #state(host: HostView, connection: ConnectionView | null): TemplateResult {
    const now = stateOf(host, connection);
    const before = this.earlier && stateOf(this.earlier, this.#connection(this.earlier));
    const changed = before !== null && before !== now;
    return html`<p class="state" part="state" title=${this.term('state')}>
      <strong class=${changed ? 'changed' : ''} data-field="state">${now}</strong>${
        changed
          ? html`<span class="was"><span class="sr">${this.t('was')} </span>${before} →</span>`
          : nothing
      }
    </p>`;
  }

  #choose(host: HostView, connection: ConnectionView | null): TemplateResult | typeof nothing {
    if (host.connections.length < 2) return nothing;
    return html`<label class="choose">
      <span class="sr">${this.t('connection')}</span>
      <select
        @change=${(e: Event) => (this.chosen = Number((e.target as HTMLSelectElement).value))}
      >
        ${host.connections.map(
          (c) =>
            html`<option value=${c.socket} ?selected=${c.socket === connection?.socket}>
              ${c.local} → ${c.remote}, ${c.state}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #listeners(host: HostView): TemplateResult {
    return html`${host.listeners.map(
      (listener) =>
        html`<p class="queue">
          <span class="mono">${this.t('listens', { local: listener.local })}</span>
          <span title=${this.term('syn-queue')}
            >${this.t('syn-queue', { length: listener.synQueue })}</span
          >
          <span title=${this.term('accept-queue')}
            >${this.t('accept-queue', { length: listener.acceptQueue, backlog: listener.backlog })}</span
          >
        </p>`,
    )}`;
  }

  #body(connection: ConnectionView): TemplateResult {
    const before = this.earlier?.connections.find(({ socket }) => socket === connection.socket);
    const old = before ?? connection;
    const over = connection.state === 'CLOSED';
    return html`<p class="ends mono muted">${connection.local} → ${connection.remote}</p>
      ${this.#agreed(connection)}
      <div class="variables">
        ${this.#rows(this.t('sending'), this.#sending(connection, old), over)}
        ${this.#rows(this.t('receiving'), this.#receiving(connection, old), over)}
        ${this.#rows(this.t('buffers'), this.#buffers(connection, old), over)}
      </div>
      ${
        connection.error
          ? html`<p class="error">${this.t('pending-error', { error: connection.error })}</p>`
          : nothing
      }
      ${this.#timers(connection.timers)}`;
  }

  #agreed({ agreed }: ConnectionView): TemplateResult | typeof nothing {
    if (agreed.length === 0) return nothing;
    const names = agreed.map((name) => this.t(`agreed-${name}`)).join(', ');
    return html`<p class="agreed muted">${this.t('agreed', { names })}</p>`;
  }

  #bases(connection: ConnectionView): Bases {
    return this.relative ? connectionBases(connection) : ABSOLUTE;
  }

  #sending(connection: ConnectionView, old: ConnectionView): Row[] {
    const { seq } = this.#bases(connection);
    const { snd } = connection;
    return [
      ['SND.UNA', 'una', formatSeq(snd.una, seq), formatSeq(old.snd.una, seq), 'snd.una'],
      ['SND.NXT', 'nxt', formatSeq(snd.nxt, seq), formatSeq(old.snd.nxt, seq), 'snd.nxt'],
      ['SND.WND', 'snd-wnd', String(snd.wnd), String(old.snd.wnd), 'snd.wnd'],
      ['ISS', 'iss', String(snd.iss), String(old.snd.iss), 'iss'],
      ...this.#congestion(connection, old),
    ];
  }

  #congestion({ congestion: now }: ConnectionView, { congestion: was }: ConnectionView): Row[] {
    if (!now) return [];
    const threshold = (octets: number | null | undefined) =>
      octets == null ? '∞' : String(octets);
    const phase = (name?: string) => (name ? this.t(`phase-${name}`) : '–');
    return [
      ['cwnd', 'cwnd', String(now.cwnd), String(was?.cwnd ?? '–'), 'cwnd'],
      ['ssthresh', 'ssthresh', threshold(now.ssthresh), threshold(was?.ssthresh), 'ssthresh'],
      [this.t('phase'), 'phase', phase(now.phase), phase(was?.phase)],
    ];
  }

  #receiving(connection: ConnectionView, old: ConnectionView): Row[] {
    const { rcv } = connection;
    const bases = this.#bases(connection);
    const known = connectionBases(connection).ack !== null;
    const number = (value: number) => (known ? formatSeq(value, bases.ack) : '–');
    const oldKnown = connectionBases(old).ack !== null;
    return [
      ['RCV.NXT', 'rcv-nxt', number(rcv.nxt), oldKnown ? number(old.rcv.nxt) : '–', 'rcv.nxt'],
      ['RCV.WND', 'rcv-wnd', String(rcv.wnd), String(old.rcv.wnd), 'rcv.wnd'],
      ['IRS', 'irs', known ? String(rcv.irs) : '–', oldKnown ? String(old.rcv.irs) : '–', 'irs'],
    ];
  }

  #buffers(connection: ConnectionView, old: ConnectionView): Row[] {
    const names = ['unsent', 'unacknowledged', 'unread'] as const;
    const rows: Row[] = names.map((name) => [
      this.t(`buffer-${name}`),
      name,
      String(connection[name]),
      String(old[name]),
      name,
    ]);
    rows.push(['RTO', 'rto', formatTime(connection.rto), formatTime(old.rto), 'rto']);
    return rows;
  }

  /** `over`: the connection is gone, and its variables with it. */
  #rows(title: string, rows: Row[], over: boolean): TemplateResult {
    return html`<div class="group">
      <h3 class="muted">${title}</h3>
      <dl>
        ${rows.map(([name, term, value, was, field]) => {
          const changed = value !== was && !over;
          return html`<div class=${changed ? 'changed' : ''}>
            <dt title=${this.term(term)}>${name}</dt>
            <dd class="mono">
              <span data-field=${field ?? nothing}>${over ? '–' : value}</span>${
                changed ? html`<span class="sr"> ${this.t('was')} ${was}</span>` : nothing
              }
            </dd>
          </div>`;
        })}
      </dl>
    </div>`;
  }

  #timers(timers: Timer[]): TemplateResult | typeof nothing {
    if (timers.length === 0) return nothing;
    return html`<ul class="timers" aria-label=${this.t('timers')}>
      ${timers.map((timer) => {
        const left = Math.max(0, timer.at - this.now);
        return html`<li>
          <svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true">
            ${svg`<circle r="9"></circle><path d=${arcPath(remaining(timer, this.now), 9)}></path>`}
          </svg>
          <span>${this.t(`timer-${timer.timer}`)}</span>
          <span class="mono left">${formatTime(roughly(left))}</span>
        </li>`;
      })}
    </ul>`;
  }

  #process(process: ProcessView): TemplateResult {
    if (process.program.length === 0) return html``;
    return html`<details class="program" open>
      <summary>${this.t('program', { name: process.name })}</summary>
      <ol>
        ${process.program.map(
          ({ text, status, result }) =>
            html`<li
              class=${status}
              aria-current=${status === 'blocked' || status === 'running' ? 'step' : nothing}
            >
              <code>${text}</code>
              <span class="result"
                >${status === 'done' ? (result ?? '') : this.t(`status-${status}`)}</span
              >
            </li>`,
        )}
      </ol>
    </details>`;
  }
}

/** A host without a connection listens, or is closed. */
function stateOf(host: HostView, connection: ConnectionView | null): State {
  if (connection && connection.state !== 'CLOSED') return connection.state;
  return host.listeners.length > 0 ? 'LISTEN' : 'CLOSED';
}

/** While time runs, the last digits would only flicker. */
function roughly(time: Nanoseconds): Nanoseconds {
  if (time >= 1e9) return Math.round(time / 1e7) * 1e7;
  return time >= 1e6 ? Math.round(time / 1e5) * 1e5 : time;
}
