import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { countStates, rowWindow, sortRows, type Column, type Order } from '../../draw/rows.ts';
import type { ConnectionRow, HostId, SocketId, State } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './connections.styles.ts';

const SORTED: readonly Column[] = ['state', 'local', 'remote', 'recvQ', 'sendQ'];
const COLUMNS = SORTED.length + 2;
/** Until a row was measured. */
const ROW = 28;

/**
 * @summary Every connection of a host as a table, also ten thousand of them: only rows in view are in the document.
 * @csspart connections
 */
export class ConnectionsElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) rows: readonly ConnectionRow[] = [];
  @property({ attribute: false }) host: HostId = 0;
  /** Sockets that the card can show. */
  @property({ attribute: false }) known: ReadonlySet<SocketId> = new Set();
  @state() private only: State | '' = '';
  @state() private order: Order | null = null;
  @state() private top = 0;
  @state() private height = ROW;
  @query('.scroll') private scroller!: HTMLElement;
  #sorted: readonly ConnectionRow[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (!['rows', 'only', 'order'].some((name) => changed.has(name))) return;
    const gone = this.only && !this.rows.some(({ state }) => state === this.only);
    if (gone) this.only = '';
    const chosen = this.only ? this.rows.filter(({ state }) => state === this.only) : this.rows;
    this.#sorted = sortRows(chosen, this.order);
  }

  /** Heights of rows follow the reader's font; spacers stand for those not drawn. */
  protected override updated(): void {
    const row = this.renderRoot.querySelector<HTMLElement>('tbody tr[aria-rowindex]');
    if (row && row.offsetHeight > 0) this.height = row.offsetHeight;
    const { above, below } = this.#window();
    for (const [name, size] of Object.entries({ above, below })) {
      const spacer = this.renderRoot.querySelector<HTMLElement>(`.${name} td`);
      if (spacer) spacer.style.height = `${size}px`;
    }
    this.top = this.scroller.scrollTop;
  }

  #window() {
    const view = this.scroller?.clientHeight || 400;
    return rowWindow(this.#sorted.length, this.height, this.top, view);
  }

  protected override render() {
    const { from, to } = this.#window();
    return html`<section part="connections">
      ${this.#filter()}
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${this.t('connection-table')}
        @scroll=${() => (this.top = this.scroller.scrollTop)}
      >
        <table
          aria-label=${this.t('connection-table')}
          aria-rowcount=${this.#sorted.length + 1}
          aria-colcount=${COLUMNS}
        >
          <thead>
            <tr aria-rowindex="1">
              ${SORTED.map((column) => this.#heading(column))}
              <th scope="col">${this.t('connection-timer')}</th>
              <th scope="col">${this.t('connection-process')}</th>
            </tr>
          </thead>
          <tbody>
            <tr class="above" aria-hidden="true">
              <td colspan=${COLUMNS}></td>
            </tr>
            ${repeat(
              this.#sorted.slice(from, to),
              ({ socket }) => socket,
              (row, i) => this.#row(row, from + i),
            )}
            <tr class="below" aria-hidden="true">
              <td colspan=${COLUMNS}></td>
            </tr>
          </tbody>
        </table>
        ${
          this.rows.length === 0
            ? html`<p class="empty muted">${this.t('connections-none')}</p>`
            : nothing
        }
      </div>
    </section>`;
  }

  #filter(): TemplateResult {
    const states = countStates(this.rows);
    return html`<div class="filter">
      <label
        >${this.t('connection-filter')}
        <select
          @change=${(e: Event) => (this.only = (e.target as HTMLSelectElement).value as State)}
        >
          <option value="" ?selected=${this.only === ''}>
            ${this.t('connections-all', { count: this.rows.length })}
          </option>
          ${states.map(
            ([state, count]) =>
              html`<option value=${state} ?selected=${this.only === state}>
                ${state} (${count})
              </option>`,
          )}
        </select>
      </label>
      <p class="muted" role="status">
        ${this.t('connections-shown', { shown: this.#sorted.length, count: this.rows.length })}
      </p>
    </div>`;
  }

  #heading(column: Column): TemplateResult {
    const { order } = this;
    const sorted = order?.column === column;
    const way = order?.direction === 1 ? 'ascending' : 'descending';
    const arrow = !sorted ? '' : order.direction === 1 ? '▲' : '▼';
    return html`<th scope="col" data-column=${column} aria-sort=${sorted ? way : 'none'}>
      <button class="quiet" @click=${() => this.#sort(column)}>
        ${this.t(`connection-${column}`)}<span class="arrow" aria-hidden="true">${arrow}</span>
      </button>
    </th>`;
  }

  /** Up, down, and as it was. */
  #sort(column: Column): void {
    const { order } = this;
    if (order?.column !== column) this.order = { column, direction: 1 };
    else this.order = order.direction === 1 ? { column, direction: -1 } : null;
    this.scroller.scrollTop = 0;
  }

  #row(row: ConnectionRow, index: number): TemplateResult {
    const { socket, state, local, remote, recvQ, sendQ, timer, process } = row;
    return html`<tr aria-rowindex=${index + 2} data-socket=${socket}>
      <td class="state">${state}</td>
      <td class="mono">${this.#end(socket, local)}</td>
      <td class="mono">${remote}</td>
      <td class="mono number">${recvQ}</td>
      <td class="mono number">${sendQ}</td>
      <td class="mono">${timer ?? ''}</td>
      <td>${process ?? ''}</td>
    </tr>`;
  }

  #end(socket: SocketId, local: string): TemplateResult | string {
    if (!this.known.has(socket)) return local;
    const { host } = this;
    return html`<button
      class="link"
      title=${this.t('connection-show')}
      @click=${() => this.ask({ type: 'connection', host, socket })}
    >
      ${local}
    </button>`;
  }
}
