import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HostId, Sysctl } from '../../lab.ts';
import { sysctlWords } from '../../sysctl-words.ts';
import type { FieldProblem } from '../intent.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './sysctls.styles.ts';

/**
 * @summary The settings of a host's kernel: what they are, what they were at the start, and a field to change each.
 * A change is an act: the run goes on with it.
 * @csspart sysctls
 */
export class SysctlsElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) sysctls: readonly Sysctl[] = [];
  @property({ attribute: false }) host: HostId = 0;
  /** What is wrong with the value given last; `field` is the name. */
  @property({ attribute: false }) problem: FieldProblem | null = null;
  @property({ type: Boolean }) readonly = false;
  @state() private search = '';

  protected override render() {
    const found = this.sysctls.filter(({ name }) => this.#fits(name));
    const changed = this.sysctls.filter(({ value, initial }) => value !== initial).length;
    return html`<section part="sysctls">
      <div class="filter">
        <label
          >${this.t('sysctl-search')}
          <input
            type="search"
            name="search"
            autocapitalize="off"
            spellcheck="false"
            .value=${this.search}
            @input=${(e: Event) => (this.search = (e.target as HTMLInputElement).value.trim())}
        /></label>
        <p class="muted" role="status">
          ${this.t('sysctls-shown', { shown: found.length, count: this.sysctls.length, changed })}
        </p>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('sysctl-table')}>
        <table aria-label=${this.t('sysctl-table')}>
          <thead>
            <tr>
              <th scope="col">${this.t('sysctl-name')}</th>
              <th scope="col">${this.t('sysctl-value')}</th>
              <th scope="col">${this.t('sysctl-initial')}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              found,
              ({ name }) => name,
              (sysctl) => this.#row(sysctl),
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** By its name or by what it does. */
  #fits(name: string): boolean {
    const about = sysctlWords(name, this.words) ?? '';
    return `${name} ${about}`.toLowerCase().includes(this.search.toLowerCase());
  }

  #row({ name, value, initial }: Sysctl): TemplateResult {
    const wrong = this.problem?.field === name;
    const changed = value !== initial;
    return html`<tr class=${changed ? 'changed' : ''} data-sysctl=${name}>
      <th scope="row">
        <span class="mono">${name}</span>
        <span class="about muted">${sysctlWords(name, this.words) ?? nothing}</span>
      </th>
      <td>
        ${
          this.readonly
            ? html`<span class="mono">${value}</span>`
            : html`<input
                type="text"
                aria-label=${name}
                aria-invalid=${wrong}
                aria-describedby=${wrong ? 'problem' : nothing}
                autocapitalize="off"
                spellcheck="false"
                .value=${wrong ? (this.problem?.given ?? value) : live(value)}
                @change=${(e: Event) => this.#set(name, (e.target as HTMLInputElement).value)}
              />`
        }
        ${wrong ? html`<p id="problem" class="problem" role="alert">${this.problem?.text}</p>` : nothing}
      </td>
      <td class="mono initial">
        ${initial}
        ${
          changed && !this.readonly
            ? html`<button
                class="quiet"
                aria-label=${this.t('sysctl-reset', { name })}
                title=${this.t('sysctl-reset', { name })}
                @click=${() => this.#set(name, initial)}
              >
                ↺
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  #set(name: string, value: string): void {
    this.ask({ type: 'sysctl', host: this.host, name, value: value.trim() });
  }
}
