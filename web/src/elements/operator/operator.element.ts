import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { HostId, HostView, SocketId } from '../../lab.ts';
import { OPERATOR_TABS, type OperatorTab, type OperatorView } from '../../operator.ts';
import type { FieldProblem } from '../intent.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './operator.styles.ts';
import '../connections/connections.ts';
import '../sysctls/sysctls.ts';

type Shown<T extends OperatorTab> = Extract<OperatorView, { tab: T }>;

/**
 * @summary A host as its operator knows it: the sockets, `ss`, `nstat -a`, the kernel's log, the sysctls.
 * @csspart operator
 */
export class OperatorElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) hosts: readonly HostView[] = [];
  @property({ attribute: false }) host: HostId = 0;
  /** What is shown: its `tab` is the one that is open. */
  @property({ attribute: false }) view: OperatorView | null = null;
  @property({ attribute: false }) problem: FieldProblem | null = null;
  @property({ type: Boolean }) readonly = false;

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    return html`<section part="operator">
      <div class="heads">${this.#hosts(view.tab)} ${this.#tabs(view.tab)}</div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${view.tab}" data-operator=${view.tab}>
        ${this.#panel(view)}
      </div>
    </section>`;
  }

  #hosts(tab: OperatorTab): TemplateResult {
    return html`<div class="hosts" role="group" aria-label=${this.t('operator-host')}>
      ${this.hosts.map(
        ({ id, name }) =>
          html`<button
            aria-pressed=${id === this.host}
            @click=${() => this.ask({ type: 'operator', host: id, tab })}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  #tabs(open: OperatorTab): TemplateResult {
    return html`<div
      role="tablist"
      aria-label=${this.t('operator')}
      @keydown=${(e: KeyboardEvent) => this.#key(e, open)}
    >
      ${OPERATOR_TABS.map(
        (tab) =>
          html`<button
            id="tab-${tab}"
            role="tab"
            aria-selected=${tab === open}
            aria-controls="panel"
            tabindex=${tab === open ? 0 : -1}
            @click=${() => this.#open(tab)}
          >
            ${this.t(`operator-${tab}`)}
          </button>`,
      )}
    </div>`;
  }

  #open(tab: OperatorTab): void {
    this.ask({ type: 'operator', host: this.host, tab });
  }

  /** Arrows, Home and End go from tab to tab, and the panel follows. */
  async #key(event: KeyboardEvent, open: OperatorTab): Promise<void> {
    const at = OPERATOR_TABS.indexOf(open);
    const last = OPERATOR_TABS.length - 1;
    const moves: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = OPERATOR_TABS[moves[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.#open(next);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  #panel(view: OperatorView): TemplateResult {
    switch (view.tab) {
      case 'connections':
        return html`<tcp-lab-connections
          .words=${this.words}
          .rows=${view.rows}
          .host=${this.host}
          .known=${this.#known()}
        ></tcp-lab-connections>`;
      case 'ss':
        return this.#ss(view);
      case 'netstat':
        return this.#netstat(view);
      case 'log':
        return this.#log(view);
      case 'sysctls':
        return html`<tcp-lab-sysctls
          .words=${this.words}
          .sysctls=${view.sysctls}
          .host=${this.host}
          .problem=${this.problem}
          .readonly=${this.readonly}
        ></tcp-lab-sysctls>`;
    }
  }

  #known(): ReadonlySet<SocketId> {
    const host = this.hosts.find(({ id }) => id === this.host);
    return new Set(host?.connections.map(({ socket }) => socket));
  }

  #ss({ page: { total, head, lines } }: Shown<'ss'>): TemplateResult {
    if (lines.length === 0) return html`<p class="empty muted">${this.t('ss-none')}</p>`;
    const hidden = total - lines.length;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="ss -tanoi">
        <ul class="terminal">
          ${head ? html`<li class="head">${head}</li>` : nothing}
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>
      </div>
      ${hidden > 0 ? html`<p class="hidden muted">${this.t('queue-more', { count: hidden })}</p>` : nothing}`;
  }

  #netstat({ counters }: Shown<'netstat'>): TemplateResult {
    if (counters.length === 0) return html`<p class="empty muted">${this.t('netstat-none')}</p>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="nstat -a">
      <table class="counters" aria-label="nstat -a">
        <thead>
          <tr>
            <th scope="col">${this.t('counter-name')}</th>
            <th scope="col" class="number">${this.t('sysctl-value')}</th>
            <th scope="col" class="number">${this.t('counter-step')}</th>
          </tr>
        </thead>
        <tbody>
          ${counters.map(({ name, value, before }) => {
            const more = before === null ? 0 : value - before;
            const sign = more > 0 ? '+' : '−';
            return html`<tr class=${more === 0 ? '' : 'changed'} data-counter=${name}>
              <th scope="row" class="mono">${name}</th>
              <td class="mono number">${value}</td>
              <td class="mono number">${more === 0 ? '' : sign + String(Math.abs(more))}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  #log({ lines }: Shown<'log'>): TemplateResult {
    if (lines.length === 0) return html`<p class="empty muted">${this.t('log-none')}</p>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('operator-log')}>
      <ul class="terminal">
        ${lines.map(({ text }) => html`<li>${text}</li>`)}
      </ul>
    </div>`;
  }
}
