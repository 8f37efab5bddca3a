import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon, icons, type IconName } from '../icons.ts';
import type { RunIntent } from '../intent.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { fromSlider, toSlider } from './speed.ts';
import { styles } from './transport.styles.ts';

/**
 * @summary What moves the run: buttons, scrubber, speed. Asks: step, back, play, story-next, story-end, seek, speed.
 * @csspart transport
 */
export class TransportElement extends Leaf {
  static override styles = [shared, icons, styles];

  @property({ type: Number }) position = 0;
  /** Where the scrubber ends: what is known of the run, or the end of its story if that is further. */
  @property({ type: Number }) end = 0;
  /** Where the scrubber stands, for the eye and the ear: the time, then what happened. */
  @property({ attribute: false }) clock = '';
  @property({ attribute: false }) spoken = '';
  @property({ type: Boolean }) playing = false;
  /** Nothing is left to happen. */
  @property({ type: Boolean }) finished = false;
  /** Whether the run has a story, and whether it is told. */
  @property({ attribute: false }) story: 'none' | 'on' | 'told' = 'none';
  @property({ type: Number }) speed = 1;
  @property({ attribute: false }) speedText = '';

  protected override render() {
    return html`<div
      class="transport"
      part="transport"
      role="group"
      aria-label=${this.t('transport')}
    >
      <button class="main" title=${this.t('back-key')} @click=${() => this.ask({ type: 'back' })}>
        ${icon('back')}<span class="name">${this.t('back')}</span>
      </button>
      <button
        class="main primary"
        aria-disabled=${this.finished}
        title=${this.t('step-key')}
        @click=${() => this.ask({ type: 'step' })}
      >
        ${this.t('step')}${icon('step')}
      </button>
      <button class="main" title=${this.t('play-key')} @click=${() => this.ask({ type: 'play' })}>
        ${icon(this.playing ? 'pause' : 'play')}<span class="name"
          >${this.t(this.playing ? 'pause' : 'play')}</span
        >
      </button>
      ${this.story === 'none' ? nothing : [this.#story('story-next'), this.#story('story-end')]}
      ${this.#scrubber()}
      <output class="clock mono">${this.clock}</output>
      ${this.#speed()}
    </div>`;
  }

  /** Further along the story. */
  #story(way: RunIntent['type'] & IconName): TemplateResult {
    return html`<button
      class="main far"
      aria-disabled=${this.story === 'told'}
      title=${this.t(`hint-${way}`)}
      @click=${() => this.ask({ type: way })}
    >
      ${icon(way)}<span class="name">${this.t(way)}</span>
    </button>`;
  }

  #scrubber(): TemplateResult {
    return html`<input
      class="scrubber"
      type="range"
      min="0"
      max=${Math.max(1, this.end)}
      step="1"
      .value=${String(this.position)}
      aria-label=${this.t('scrubber')}
      aria-valuetext=${this.spoken}
      @input=${(e: Event) => this.ask({ type: 'seek', position: numberOf(e) })}
    />`;
  }

  #speed(): TemplateResult {
    return html`<label class="speed">
      <span class="muted">${this.t('speed')}</span>
      <input
        type="range"
        min="0"
        max="100"
        step="1"
        .value=${String(toSlider(this.speed))}
        aria-valuetext=${this.speedText}
        @input=${(e: Event) => this.ask({ type: 'speed', speed: fromSlider(numberOf(e)) })}
      />
      <span class="mono factor">${this.speedText}</span>
    </label>`;
  }
}

function numberOf(event: Event): number {
  return Number((event.target as HTMLInputElement).value);
}
