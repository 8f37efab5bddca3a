import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { arcPath, remaining } from '../../draw/arc.ts';
import { ABSOLUTE, connectionBases, formatSeq, formatTime, type Bases } from '../../format.ts';
import { dropsKey, type Drops } from '../../draw/drops.ts';
import type { ConnectionView, EventId, HostView, Nanoseconds } from '../../lab.ts';
import type { ScenarioInfo, SocketId, State } from '../../lab.ts';
import type { ActMenuElement } from '../act-menu/act-menu.element.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './card.styles.ts';
import '../act-menu/act-menu.ts';
import '../queues/queues.ts';

type Row = [name: string, term: string, value: string, was: string, field?: string];
type Timer = ConnectionView['timers'][number];

/**
 * @summary One endpoint: state, variables, buffers, timers, queues, and what can be done to it.
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
  /** The library: runs that show what a broken rule does. */
  @property({ attribute: false }) scenarios: readonly ScenarioInfo[] = [];
  /** The connection that the reader wants to see. */
  @property({ attribute: false }) chosen: SocketId | null = null;
  /** What the queues of all listeners have turned away; `fresh` is the first event of the last step. */
  @property({ attribute: false }) drops: ReadonlyMap<string, Drops> = new Map();
  @property({ attribute: false }) fresh: EventId | null = null;
  @query('tcp-lab-act-menu') private menu!: ActMenuElement | null;

  protected override render() {
    const { host } = this;
    if (!host) return nothing;
    const connection = this.#connection(host);
    const { power } = host;
    return html`<section
      class="card ${power ? '' : 'off'}"
      part="card"
      data-host=${host.name}
      aria-label=${this.t('endpoint', { host: host.name })}
      @contextmenu=${(e: MouseEvent) => this.#acts(e)}
    >
      ${this.#broken(host)} ${this.#header(host)}
      ${power ? this.#living(host, connection) : html`<p class="power">${this.t('power-is-off')}</p>`}
      ${
        this.readonly
          ? nothing
          : html`<tcp-lab-act-menu
              .words=${this.words}
              .host=${host}
              .connection=${connection}
              .peers=${this.peers}
              .scenarios=${this.scenarios}
            ></tcp-lab-act-menu>`
      }
    </section>`;
  }

  /** The same list as the button's, where the pointer is. */
  #acts(event: MouseEvent): void {
    const selected = getSelection()?.type === 'Range';
    const [target] = event.composedPath();
    if (!this.menu || selected || target instanceof HTMLInputElement) return;
    if (this.menu.opened) return;
    event.preventDefault();
    this.menu.openAt(event);
  }

  /** Loud, because what follows is no TCP. */
  #broken({ switches }: HostView): TemplateResult | typeof nothing {
    if (switches.length === 0) return nothing;
    return html`<div class="broken" data-broken>
      <p><span aria-hidden="true">⚠︎ </span>${this.t('broken-on-purpose')}</p>
      <ul>
        ${switches.map((name) => html`<li>${this.t(`switch-${name}`)}</li>`)}
      </ul>
    </div>`;
  }

  #header(host: HostView): TemplateResult {
    const { addresses } = host;
    return html`<header>
      <h2>${host.name}</h2>
      <span class="address mono muted">${addresses.join(', ')}</span>
      ${this.#profile(host.profile)}
      ${host.cable ? nothing : html`<span class="cut">${this.t('cable-is-cut')}</span>`}
    </header>`;
  }

  #living(host: HostView, connection: ConnectionView | null): TemplateResult {
    return html`${this.#state(host, connection)} ${this.#choose(host, connection)}
    ${host.listeners.map(
      (listener) =>
        html`<tcp-lab-queues
          .words=${this.words}
          .listener=${listener}
          .drops=${this.drops.get(dropsKey(host.id, listener.socket)) ?? null}
          .fresh=${this.fresh}
        ></tcp-lab-queues>`,
    )}
    ${connection ? this.#body(connection) : nothing}`;
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
        <strong class=${changed ? 'changed' : ''} data-field="state">${now}</strong>
        <span class="was">${changed ? `${this.t('was')} ${before}` : nothing}</span>
      </p>
      ${this.#ofListener(host, connection)}`;
  }

  /** The state above is that of a connection; its listener has one of its own. */
  #ofListener(
    { listeners }: HostView,
    connection: ConnectionView | null,
  ): TemplateResult | typeof nothing {
    if (!connection?.passive || listeners.length === 0 || connection.state === 'CLOSED') {
      return nothing;
    }
    const { remote } = connection;
    return html`<p class="listener muted">${this.t('listener-stays', { remote })}</p>`;
  }

  #choose(host: HostView, connection: ConnectionView | null): TemplateResult | typeof nothing {
    const { connections, connectionCount } = host;
    if (connectionCount < 2) return nothing;
    const more = connectionCount - connections.length;
    return html`<div class="choose">
      <label>
        <span class="sr">${this.t('connection')}</span>
        <select
          @change=${(e: Event) => this.#show(host, Number((e.target as HTMLSelectElement).value))}
        >
          ${connections.map(
            (c) =>
              html`<option value=${c.socket} ?selected=${c.socket === connection?.socket}>
                ${c.local} → ${c.remote}, ${c.state}
              </option>`,
          )}
        </select>
      </label>
      <button class="link" @click=${() => this.#table(host)}>
        ${
          more > 0
            ? this.t('connections-more', { count: more })
            : this.t('connections-table', { count: connectionCount })
        }
      </button>
    </div>`;
  }

  #show({ id }: HostView, socket: SocketId): void {
    this.ask({ type: 'connection', host: id, socket });
  }

  #table({ id }: HostView): void {
    this.ask({ type: 'operator', host: id, tab: 'connections' });
    this.ask({ type: 'show', place: 'operator' });
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
    const comma = this.words.lang === 'zh-CN' ? '、' : ', ';
    const names = agreed.map((name) => this.t(`agreed-${name}`)).join(comma);
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
