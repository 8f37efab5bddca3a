/** How a crossing looks. Every kind differs in dashes and marks, not only in colour. */
import { nothing, svg, type TemplateResult } from 'lit';
import type { Arrow } from '../../draw/arrow.ts';
import type { Crossing, State } from '../../lab.ts';

/** So far from the head is the mark of a refusal. */
const BARRED = 17;

export type ArrowKind = 'plain' | 'lost' | 'held' | 'forged' | 'corrupted' | 'copy' | 'again';

/** What is most worth knowing about it. */
export function arrowKind(crossing: Crossing): ArrowKind {
  if (crossing.fate === 'lost') return 'lost';
  if (crossing.fate === 'held') return 'held';
  if (crossing.forged) return 'forged';
  if (crossing.corrupted) return 'corrupted';
  if (crossing.copyOf !== null) return 'copy';
  return crossing.retransmission ? 'again' : 'plain';
}

/** Names that fit beside a lifeline on a small screen, as `ss` prints them. */
export function shortState(state: State): string {
  const short: Partial<Record<State, string>> = {
    'SYN-RECEIVED': 'SYN-RCVD',
    ESTABLISHED: 'ESTAB',
    'FIN-WAIT-1': 'FIN-W-1',
    'FIN-WAIT-2': 'FIN-W-2',
    'CLOSE-WAIT': 'CLOSE-W',
    'TIME-WAIT': 'TIME-W',
  };
  return short[state] ?? state;
}

/** `refused`: its receiver wanted nothing of it. */
export function arrowShape(arrow: Arrow, refused: boolean): TemplateResult {
  const { x1, y1, x2, y2, travelled, crossing } = arrow;
  const hx = round(x1 + (x2 - x1) * travelled);
  const hy = round(y1 + (y2 - y1) * travelled);
  const line = `M${x1} ${round(y1)}L${hx} ${hy}`;
  const moving = crossing.fate === 'in-flight';
  return svg`
    <path class="reach" d="M${x1} ${round(y1)}L${round(x2)} ${round(y2)}" />
    <path class="halo" d=${line} />
    ${moving ? svg`<path class="ahead" d="M${hx} ${hy}L${round(x2)} ${round(y2)}" />` : nothing}
    <path class="line" d=${line} />
    ${end(arrow, hx, hy)}
    ${refused ? refusal(arrow) : nothing}`;
}

function end(arrow: Arrow, x: number, y: number): TemplateResult {
  const { crossing } = arrow;
  const angle = round((Math.atan2(arrow.y2 - arrow.y1, arrow.x2 - arrow.x1) * 180) / Math.PI);
  const start = crossing.forged
    ? svg`<path class="source" d="M${arrow.x1} ${arrow.y1 - 5}l5 5-5 5-5-5z" />`
    : nothing;
  if (crossing.fate === 'lost') {
    return svg`${start}<path class="cross" d="M${x - 6} ${y - 6}l12 12m0-12l-12 12" />`;
  }
  if (crossing.fate === 'held') {
    return svg`${start}<path class="pause" d="M${x - 3} ${y - 7}v14m6-14v14" />`;
  }
  if (crossing.fate === 'in-flight') {
    return svg`${start}<circle class="head" cx=${x} cy=${y} r="5.5" />`;
  }
  return svg`${start}<path class="tip" d="M0 0l-10-4.5v9z" transform="translate(${x} ${y}) rotate(${angle})" />`;
}

/** A barred circle before the head. */
function refusal({ x1, y1, x2, y2 }: Arrow): TemplateResult {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const x = round(x2 - ((x2 - x1) / length) * BARRED);
  const y = round(y2 - ((y2 - y1) / length) * BARRED);
  return svg`<g class="barred" transform="translate(${x} ${y})"><circle r="7" /><path d="M-4.6 -4.6l9.2 9.2" /></g>`;
}

/** The first word, the flags, stands out; a line below the arrow takes what the one above has no room for. */
export function arrowLabel({ label, crossing }: Arrow): TemplateResult | typeof nothing {
  if (!label) return nothing;
  const [first, ...rest] = label.above;
  const { x, y, angle } = label;
  const below = label.below.join(' ');
  return svg`<g class="label ${arrowKind(crossing)}" transform="translate(${x} ${y}) rotate(${angle})">
    <text y="-5"><tspan class="flags">${first}</tspan>${rest.length > 0 ? ` ${rest.join(' ')}` : ''}</text>
    ${below ? svg`<text y="14">${below}</text>` : nothing}
  </g>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
