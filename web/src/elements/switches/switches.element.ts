import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { HostView, ScenarioInfo, SwitchName } from '../../lab.ts';
import { splitAddress } from '../../gallery.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './switches.styles.ts';

/** Every rule that a host can be made to break, and the run that shows what comes of it. */
export const SWITCHES: Record<SwitchName, string> = {
  'two-way-handshake': 'why-not-two/two-way-ghost',
  'split-syn-ack': 'why-not-four/four',
  'constant-isn': 'isn-random/constant',
  'no-time-wait': 'time-wait-old-duplicates/no-time-wait',
  'no-rst': 'no-rst/silent',
  'accept-any-ack': 'accept-any-ack/any-ack',
  'no-paws': 'paws/no-paws',
};

/**
 * @summary Rules of TCP that this host can be made to break: what each of them prevents, and the run that shows its
 * damage. Asks: act, scenario.
 */
export class SwitchesElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) host: HostView | null = null;
  @property({ attribute: false }) scenarios: readonly ScenarioInfo[] = [];

  protected override render() {
    const { host } = this;
    if (!host) return nothing;
    return html`<p class="muted">${this.t('break-hint', { host: host.name })}</p>
      <ul>
        ${(Object.keys(SWITCHES) as SwitchName[]).map((name) => this.#switch(host, name))}
      </ul>`;
  }

  #switch({ id, switches }: HostView, name: SwitchName): TemplateResult {
    const on = switches.includes(name);
    return html`<li class=${on ? 'on' : ''}>
      <label>
        <input
          type="checkbox"
          role="switch"
          name=${name}
          aria-describedby="damage-${name}"
          .checked=${live(on)}
          @change=${() =>
            this.ask({ type: 'act', command: { type: 'switch', host: id, switch: name, on: !on } })}
        />
        <span>${this.t(`switch-${name}`)}</span>
      </label>
      <p id="damage-${name}">${this.t(`damage-${name}`)}</p>
      ${this.#shown(SWITCHES[name])}
    </li>`;
  }

  /** The run that shows the damage, by its title. */
  #shown(run: string): TemplateResult | typeof nothing {
    const { id, variation } = splitAddress(run);
    const scenario = this.scenarios.find((one) => one.id === id);
    const varied = scenario?.variations.find((one) => one.id === variation);
    if (!varied) return nothing;
    const title = varied.title[this.words.lang];
    return html`<button class="link" @click=${() => this.ask({ type: 'scenario', id: run })}>
      ${this.t('break-shown', { title })}
    </button>`;
  }
}
