import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatError, type Errors } from '../../format.ts';
import type { HostView, LineView, PrintedView, ProcessView, ThreadView } from '../../lab.ts';
import type { Code } from '../../store.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './program.styles.ts';

const CODES: readonly [code: Code, name: string][] = [
  ['c', 'C'],
  ['python', 'Python'],
];
/** Descriptors 0, 1 and 2 are taken before a program begins. */
const STANDARD = 3;
/** Threads whose variables are shown. */
const SHOWN_THREADS = 4;
/** Deeper than this a line is drawn no further in. */
const DEEPEST = 5;

/**
 * @summary The program lane of a host: its processes line by line, where each runs or waits, what every call
 * returned, and the line that is missing.
 * @csspart program
 */
export class ProgramElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) host: HostView | null = null;
  @property({ attribute: false }) code: Code = 'c';
  @property({ attribute: false }) errors: Errors = new Map();

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('host')) return;
    for (const list of this.renderRoot.querySelectorAll('ol')) follow(list);
  }

  protected override render() {
    const { host } = this;
    const processes = host?.processes.filter(({ program }) => program.length > 0) ?? [];
    this.hidden = processes.length === 0;
    if (!host || this.hidden) return nothing;
    return html`<section part="program" aria-label=${this.t('programs-of', { host: host.name })}>
      <header>
        <h3>${this.t('programs-of', { host: host.name })}</h3>
        <div class="codes" role="group" aria-label=${this.t('program-shown-as')}>
          ${CODES.map(
            ([code, name]) =>
              html`<button
                aria-pressed=${this.code === code}
                @click=${() => this.ask({ type: 'options', options: { code } })}
              >
                ${name}
              </button>`,
          )}
        </div>
      </header>
      ${processes.map((process) => this.#process(process, host))}
    </section>`;
  }

  #process(process: ProcessView, host: HostView): TemplateResult {
    const { id, name, alive, threads } = process;
    const runs = alive && host.power;
    const standing = runs ? standingAt(threads) : new Map<number, number>();
    return html`<details open data-process=${id} class=${runs ? '' : 'gone'}>
      <summary>
        <span class="name">${this.t('program', { name })}</span>
        ${alive ? nothing : html`<strong class="flag">${this.t('process-ended')}</strong>`}
        ${this.#descriptors(process)}
      </summary>
      <ol tabindex="0" aria-label=${this.t('program', { name })}>
        ${process.listings[this.code].map((printed) => this.#printed(printed, process, host, standing))}
      </ol>
      ${this.#variables(threads)}
    </details>`;
  }

  /** `s = 3, c = 4`, of several threads each its own. */
  #variables(threads: readonly ThreadView[]): TemplateResult | typeof nothing {
    const known = threads.filter(({ variables }) => variables.length > 0).slice(0, SHOWN_THREADS);
    if (known.length === 0) return nothing;
    return html`<ul class="variables" aria-label=${this.t('variables')}>
      ${known.map(
        ({ id, variables }) =>
          html`<li>
            ${threads.length > 1 ? html`<span class="muted">${this.t('thread', { id })}</span>` : nothing}
            ${variables.map(
              ({ name, value }) => html`<span class="mono">${name} = ${value}</span> `,
            )}
          </li>`,
      )}
    </ul>`;
  }

  /** Only where they run out: below half of the limit nobody asks. */
  #descriptors({ descriptors, nofile }: ProcessView): TemplateResult | typeof nothing {
    const open = descriptors.length + STANDARD;
    if (open * 2 < nofile) return nothing;
    const full = open >= nofile;
    return html`<span class="descriptors ${full ? 'full' : 'muted'}"
      >${this.t('descriptors-open', { open, limit: nofile })}</span
    >`;
  }

  /** A line of the program, or one that only the language needs. */
  #printed(
    printed: PrintedView,
    { program, alive }: ProcessView,
    host: HostView,
    standing: ReadonlyMap<number, number>,
  ): TemplateResult {
    const { line: number, indent, text } = printed;
    const line = number === null ? undefined : program[number];
    if (number !== null && line) {
      const shown = alive && host.power ? line : still(line);
      return this.#line(printed, shown, host, standing.get(number) ?? 0);
    }
    return html`<li class="done in-${Math.min(indent, DEEPEST)}">
      <span class="mark" aria-hidden="true"></span>
      <span class="text"><code>${text}</code></span>
    </li>`;
  }

  /** `threads` stand on it. */
  #line(
    { text, indent }: PrintedView,
    line: LineView,
    host: HostView,
    threads: number,
  ): TemplateResult {
    const { status, ghost } = line;
    const here = !ghost && (status === 'blocked' || status === 'running' || status === 'stopped');
    return html`<li
      class="${ghost ? 'ghost' : status} in-${Math.min(indent, DEEPEST)}"
      aria-current=${here ? 'step' : nothing}
    >
      <span class="mark" aria-hidden="true">${ghost ? '✗' : here ? '▶' : ''}</span>
      <span class="text"
        ><code>${text}</code>
        ${this.#outcome(line, text, host, here ? Math.max(threads, 1) : 0)}</span
      >
      ${line.note ? html`<span class="note">${line.note[this.words.lang]}</span>` : nothing}
    </li>`;
  }

  #outcome(
    line: LineView,
    text: string,
    host: HostView,
    threads: number,
  ): TemplateResult | typeof nothing {
    const { status, result, ghost, runs } = line;
    if (ghost) return html`<strong class="flag">${this.t('line-missing')}</strong>`;
    if (threads > 1)
      return html`<span class="status">${this.t('threads-here', { threads })}</span>`;
    if (threads > 0) return html`<span class="status">${this.t(`status-${status}`)}</span>`;
    // Where a block ends nothing is done.
    const counted = runs > 1 && !text.startsWith('}');
    const often = counted ? html`<span class="muted">×${runs}</span> ` : nothing;
    if (result === null) return counted ? html`<span class="result">${often}</span>` : nothing;
    const failed = this.errors.has(result);
    const shown = formatError(result, host.profile, this.errors);
    return html`<span class="result mono ${failed ? 'failed' : ''}"
      >${often}<span class="sr">${this.t('returned')} </span
      ><span aria-hidden="true">→ </span>${shown}</span
    >`;
  }
}

/** A line of what does not run. */
function still(line: LineView): LineView {
  return line.status === 'done' ? line : { ...line, status: 'waiting' };
}

/** How many threads stand on each line. */
function standingAt(threads: readonly ThreadView[]): Map<number, number> {
  const lines = new Map<number, number>();
  for (const { line } of threads) if (line !== null) lines.set(line, (lines.get(line) ?? 0) + 1);
  return lines;
}

/** Scrolls the list, never the page, to the line that runs. */
function follow(list: HTMLElement): void {
  const line = list.querySelector<HTMLElement>('[aria-current]');
  if (!line) return;
  const top = line.offsetTop - list.offsetTop;
  const bottom = top + line.offsetHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) {
    list.scrollTop = bottom - list.clientHeight;
  }
}
