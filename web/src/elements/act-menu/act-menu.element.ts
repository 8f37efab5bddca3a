import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Call, Command, ConnectionView, HostView } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './act-menu.styles.ts';

/**
 * @summary What can be done to an endpoint: its system calls, its timers, its cable. Nothing is greyed:
 * the engine answers every call in every state.
 */
export class ActMenuElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) host: HostView | null = null;
  @property({ attribute: false }) connection: ConnectionView | null = null;
  @property({ attribute: false }) peers: readonly HostView[] = [];
  @query('#menu') private menu!: HTMLElement;

  protected override render() {
    const { host } = this;
    if (!host) return nothing;
    return html`<button
        id="open"
        popovertarget="menu"
        aria-haspopup="true"
        @click=${() => this.#place()}
      >
        ${this.t('act-on', { host: host.name })}
      </button>
      <div id="menu" popover role="group" aria-label=${this.t('act-on', { host: host.name })}>
        ${this.#calls(host)} ${this.#timers(host)} ${this.#cable(host)}
      </div>`;
  }

  /** Near its button, inside the window. Popovers have no anchor in every browser yet. */
  #place(): void {
    const button = this.renderRoot.querySelector('#open')!.getBoundingClientRect();
    const width = Math.min(320, innerWidth - 16);
    const left = Math.max(8, Math.min(button.left, innerWidth - width - 8));
    const below = innerHeight - button.bottom;
    this.menu.style.width = `${width}px`;
    this.menu.style.left = `${left}px`;
    this.menu.style.top = below > button.top ? `${button.bottom + 6}px` : 'auto';
    this.menu.style.bottom = below > button.top ? 'auto' : `${innerHeight - button.top + 6}px`;
    this.menu.style.maxHeight = `${Math.max(below, button.top) - 16}px`;
  }

  #calls(host: HostView): TemplateResult {
    return html`${host.processes.map(
      (process) =>
        html`<fieldset data-process=${process.id}>
          <legend>${this.t('calls-of', { name: process.name })}</legend>
          <div class="inputs">
            <label
              >${this.t('descriptor')}
              <input
                name="fd"
                type="number"
                min="0"
                step="1"
                .value=${this.#descriptor(process.id)}
            /></label>
            <label
              >${this.t('octets')} <input name="octets" type="number" min="0" step="1" value="100"
            /></label>
          </div>
          <div class="buttons">
            ${this.#callList(process.id).map(
              ({ label, call }) =>
                html`<button
                  class="mono"
                  @click=${() =>
                    this.#act({ type: 'call', host: host.id, process: process.id, call: call() })}
                >
                  ${label}
                </button>`,
            )}
          </div>
        </fieldset>`,
    )}`;
  }

  /** The descriptor of the shown connection, or the first there is; 3 is the first a process gets. */
  #descriptor(process: number): string {
    const own = this.connection?.descriptors.find((d) => d.process === process)?.fd;
    const first = this.host?.processes.find(({ id }) => id === process)?.descriptors.at(-1)?.fd;
    return String(own ?? first ?? 3);
  }

  #callList(process: number): { label: string; call: () => Call }[] {
    const fd = () => this.#input(process, 'fd');
    const octets = () => this.#input(process, 'octets');
    const peer = this.peers.find(({ id }) => id !== this.host?.id)?.name ?? '';
    const port = this.#peerPort();
    const to = `${peer}:${port}`;
    return [
      { label: 'send', call: () => ({ name: 'send', fd: fd(), data: octets() }) },
      { label: 'recv', call: () => ({ name: 'recv', fd: fd(), max: octets() }) },
      { label: 'close', call: () => ({ name: 'close', fd: fd() }) },
      { label: 'shutdown', call: () => ({ name: 'shutdown', fd: fd(), how: 'write' }) },
      { label: 'abort', call: () => ({ name: 'abort', fd: fd() }) },
      { label: 'socket', call: () => ({ name: 'socket' }) },
      { label: `connect ${to}`, call: () => ({ name: 'connect', fd: fd(), to }) },
      { label: 'bind :80', call: () => ({ name: 'bind', fd: fd(), port: 80 }) },
      { label: 'listen', call: () => ({ name: 'listen', fd: fd(), backlog: 1 }) },
      { label: 'accept', call: () => ({ name: 'accept', fd: fd() }) },
      { label: 'SO_ERROR', call: () => ({ name: 'soError', fd: fd() }) },
    ];
  }

  #input(process: number, name: string): number {
    const input = this.renderRoot.querySelector(`[data-process="${process}"] [name=${name}]`);
    return Number((input as HTMLInputElement).value);
  }

  #peerPort(): string {
    const listening = this.peers.find(({ id }) => id !== this.host?.id)?.listeners[0]?.local;
    const called = this.connection?.passive ? undefined : this.connection?.remote;
    return (listening ?? called ?? ':80').split(':').at(-1)!;
  }

  #timers(host: HostView): TemplateResult | typeof nothing {
    const { connection } = this;
    if (!connection || connection.timers.length === 0) return nothing;
    return html`<fieldset>
      <legend>${this.t('timers')}</legend>
      <div class="buttons">
        ${connection.timers.map(
          ({ timer }) =>
            html`<button
              @click=${() =>
                this.#act({ type: 'expire', host: host.id, socket: connection.socket, timer })}
            >
              ${this.t('expire', { timer: this.t(`timer-${timer}`) })}
            </button>`,
        )}
      </div>
    </fieldset>`;
  }

  #cable(host: HostView): TemplateResult {
    const type = host.cable ? 'cutCable' : 'restoreCable';
    return html`<div class="buttons">
      <button @click=${() => this.#act({ type, host: host.id })}>
        ${this.t(host.cable ? 'cut-cable' : 'restore-cable')}
      </button>
    </div>`;
  }

  #act(command: Command): void {
    this.menu.hidePopover();
    this.renderRoot.querySelector<HTMLElement>('#open')?.focus();
    this.ask({ type: 'act', command });
  }
}
