import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Command, ConnectionView, HostView, ProcessView, ScenarioInfo } from '../../lab.ts';
import type { SocketOption } from '../../lab.ts';
import type { IntentEvent } from '../intent.ts';
import { Leaf } from '../leaf.ts';
import { menu } from '../menu.styles.ts';
import { EDGE, placeAt, widthWithin } from '../place.ts';
import { shared } from '../shared.styles.ts';
import '../switches/switches.ts';
import { styles } from './act-menu.styles.ts';
import { FURTHER, OPTION_CALLS, OPTIONS, USUAL, type Entry, type Given } from './calls.ts';

/** Widest, in pixels. */
const WIDTH = 340;
/** So far is the pointer inside a menu that opens at it: released outside, the button would close it again. */
const INSIDE = 12;

/**
 * @summary What can be done to an endpoint: the rules it may break, its system calls, timers, processes, its power
 * and its cable. Nothing is greyed: the engine answers every call in every state.
 */
export class ActMenuElement extends Leaf {
  static override styles = [shared, menu, styles];

  @property({ attribute: false }) host: HostView | null = null;
  @property({ attribute: false }) connection: ConnectionView | null = null;
  @property({ attribute: false }) peers: readonly HostView[] = [];
  @property({ attribute: false }) scenarios: readonly ScenarioInfo[] = [];
  @query('#menu') private menu!: HTMLElement;

  get opened(): boolean {
    return this.menu?.matches(':popover-open') ?? false;
  }

  /** At the pointer; where a key asked for it, at the button. */
  openAt({ clientX, clientY }: MouseEvent): void {
    this.#place();
    if (clientX > 0 || clientY > 0) {
      const left = Math.min(clientX - INSIDE, innerWidth - widthWithin(WIDTH) - EDGE);
      const low = clientY > innerHeight / 2;
      const room = low ? clientY : innerHeight - clientY;
      this.menu.style.left = `${Math.max(EDGE, left)}px`;
      this.menu.style.top = low ? 'auto' : `${clientY - INSIDE}px`;
      this.menu.style.bottom = low ? `${innerHeight - clientY - INSIDE}px` : 'auto';
      this.menu.style.maxHeight = `${room + INSIDE - EDGE}px`;
    }
    this.menu.showPopover();
    this.menu.querySelector<HTMLElement>('summary, button, input')?.focus();
  }

  protected override render() {
    const { host } = this;
    if (!host) return nothing;
    const { power } = host;
    return html`<button
        id="open"
        popovertarget="menu"
        aria-haspopup="true"
        @click=${() => this.#place()}
      >
        ${this.t('act-on', { host: host.name })}
      </button>
      <div id="menu" popover role="group" aria-label=${this.t('act-on', { host: host.name })}>
        ${
          power ? html`${this.#switches(host)} ${this.#calls(host)} ${this.#timers(host)}` : nothing
        }
        ${this.#machine(host)}
      </div>`;
  }

  #place(): void {
    placeAt(this.renderRoot.querySelector('#open')!, this.menu, WIDTH);
  }

  #calls(host: HostView): TemplateResult {
    const alive = host.processes.filter(({ alive }) => alive);
    return html`${alive.map(
      (process) =>
        html`<fieldset data-process=${process.id}>
          <legend>${this.t('calls-of', { name: process.name })}</legend>
          <div class="inputs">
            ${this.#number('fd', this.t('descriptor'), this.#descriptor(process.id))}
            ${this.#number('octets', this.t('octets'), '100')}
            ${this.#number('number', this.t('port-or-backlog'), '80')}
            <label
              >${this.t('connect-to')}
              <input name="to" type="text" spellcheck="false" .value=${this.#peer()}
            /></label>
          </div>
          ${this.#list(process, USUAL)}
          <details>
            <summary>${this.t('calls-further')}</summary>
            ${this.#list(process, FURTHER)} ${this.#options(process)}
          </details>
          <div class="buttons">
            <button
              class="harm"
              @click=${() => this.#act({ type: 'kill', host: host.id, process: process.id })}
            >
              ${this.t('act-kill', { name: process.name })}
            </button>
          </div>
        </fieldset>`,
    )}`;
  }

  #number(name: string, label: string, value: string): TemplateResult {
    return html`<label
      >${label} <input name=${name} type="number" min="0" step="1" .value=${value}
    /></label>`;
  }

  #options(process: ProcessView): TemplateResult {
    return html`<div class="inputs">
        <label
          >${this.t('socket-option')}
          <select name="option" class="mono">
            ${OPTIONS.map((option) => html`<option>${option}</option>`)}
          </select></label
        >
        <label
          >${this.t('sysctl-value')} <input name="value" type="text" spellcheck="false" value="1"
        /></label>
      </div>
      ${this.#list(process, OPTION_CALLS)}`;
  }

  #list(process: ProcessView, entries: readonly Entry[]): TemplateResult {
    return html`<div class="buttons">
      ${entries.map(
        ({ label, call }) =>
          html`<button
            class="mono"
            @click=${() => this.#call(process.id, call(this.#given(process.id)))}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  #call(process: number, call: ReturnType<Entry['call']>): void {
    this.#act({ type: 'call', host: this.host!.id, process, call });
  }

  #given(process: number): Given {
    const text = (name: string) => {
      const field = this.renderRoot.querySelector(`[data-process="${process}"] [name=${name}]`);
      return (field as HTMLInputElement | HTMLSelectElement).value;
    };
    return {
      fd: Number(text('fd')),
      octets: Number(text('octets')),
      number: Number(text('number')),
      to: text('to'),
      option: text('option') as SocketOption,
      value: text('value'),
    };
  }

  /** The descriptor of the shown connection, or the first there is; 3 is the first a process gets. */
  #descriptor(process: number): string {
    const own = this.connection?.descriptors.find((d) => d.process === process)?.fd;
    const first = this.host?.processes.find(({ id }) => id === process)?.descriptors.at(-1)?.fd;
    return String(own ?? first ?? 3);
  }

  #peer(): string {
    const peer = this.peers.find(({ id }) => id !== this.host?.id);
    const listening = peer?.listeners[0]?.local;
    const called = this.connection?.passive ? undefined : this.connection?.remote;
    const port = (listening ?? called ?? ':80').split(':').at(-1)!;
    return `${peer?.name ?? ''}:${port}`;
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

  #machine({ id, cable, power }: HostView): TemplateResult {
    const button = (type: 'cutCable' | 'restoreCable' | 'powerOff' | 'powerOn' | 'reboot') =>
      html`<button
        class=${type === 'restoreCable' || type === 'powerOn' ? '' : 'harm'}
        @click=${() => this.#act({ type, host: id })}
      >
        ${this.t(NAMES[type])}
      </button>`;
    return html`<fieldset>
      <legend>${this.t('machine')}</legend>
      <div class="buttons">
        ${button(cable ? 'cutCable' : 'restoreCable')}
        ${power ? html`${button('powerOff')} ${button('reboot')}` : button('powerOn')}
      </div>
    </fieldset>`;
  }

  /** First in the menu, and folded: it is what a newcomer looks for, and is not what is used most. */
  #switches(host: HostView): TemplateResult {
    return html`<details class="switches" @intent=${(e: IntentEvent) => this.#chosen(e)}>
      <summary>${this.t('break-the-protocol')}</summary>
      <tcp-lab-switches
        .words=${this.words}
        .host=${host}
        .scenarios=${this.scenarios}
      ></tcp-lab-switches>
    </details>`;
  }

  /** What an element inside asks for goes on by itself. */
  #chosen(event: IntentEvent): void {
    if (event.detail.type === 'act' || event.detail.type === 'scenario') this.#close();
  }

  #close(): void {
    this.menu.hidePopover();
    this.renderRoot.querySelector<HTMLElement>('#open')?.focus();
  }

  #act(command: Command): void {
    this.#close();
    this.ask({ type: 'act', command });
  }
}

const NAMES = {
  cutCable: 'cut-cable',
  restoreCable: 'restore-cable',
  powerOff: 'power-off',
  powerOn: 'power-on',
  reboot: 'reboot',
} as const;
