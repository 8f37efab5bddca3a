/** Words along arrows: where they fit, and never one over another. */
import type { Arrow, Label } from './arrow.ts';

export interface LabelOptions {
  /** Width of a character. */
  cell: number;
  /** Height of a line. */
  line: number;
}

/** A label as an obstacle: a strip above (and below) the line of its arrow. */
interface Strip {
  x1: number;
  x2: number;
  slope: number;
  /** Height of the arrow's line at x = 0. */
  origin: number;
  up: number;
  down: number;
}

/** Preferred places along the arrow, 0 at its start. */
const PLACES = [0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8];
/** Kept free at both ends of an arrow. */
const MARGIN = 14;
/** Labels further above than this cannot touch a new one. */
const NEIGHBOURS = 24;

/**
 * Gives each arrow its label, in order: first where no other arrow crosses it, else where no other label
 * is. One that fits nowhere loses words, then stays without.
 */
export function placeLabels(
  arrows: Arrow[],
  words: (arrow: Arrow) => string[],
  options: LabelOptions,
): void {
  const labels: Strip[] = [];
  const lines = arrows.map(lineOf);
  arrows.forEach((arrow, i) => {
    const close = lines.slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS);
    const near = labels.slice(-NEIGHBOURS);
    const others = close.filter((line) => line !== lines[i]);
    const found = placeOne(arrow, words(arrow), [near, others], options);
    if (!found) return;
    arrow.label = found.label;
    labels.push(found.strip);
  });
}

/** The arrow itself, as thin as it is. */
function lineOf(arrow: Arrow): Strip {
  const slope = (arrow.y2 - arrow.y1) / (arrow.x2 - arrow.x1 || 1);
  return {
    x1: Math.min(arrow.x1, arrow.x2),
    x2: Math.max(arrow.x1, arrow.x2),
    slope,
    origin: arrow.y1 - slope * arrow.x1,
    up: 1,
    down: 1,
  };
}

type Found = { label: Label; strip: Strip };

function placeOne(
  arrow: Arrow,
  words: string[],
  [labels, lines]: [Strip[], Strip[]],
  options: LabelOptions,
): Found | undefined {
  const length = Math.abs(arrow.far - arrow.x1) - MARGIN * 2;
  const most = Math.floor(length / options.cell);
  let crossed: Found | undefined;
  // Where another arrow crosses this one, there is room on one half of it.
  for (const room of [most, Math.floor(most * 0.48), Math.floor(most * 0.32)]) {
    for (const [above, below] of arrangements(words, room)) {
      const width = Math.max(cells(above), cells(below)) * options.cell;
      for (const place of PLACES) {
        const strip = stripAt(arrow, place, width, below.length > 0, options);
        if (!strip || labels.some((other) => overlap(strip, other))) continue;
        const found = { label: labelAt(strip, above, below), strip };
        if (!lines.some((other) => overlap(strip, other))) return found;
        crossed ??= found;
      }
      if (crossed) break;
    }
  }
  return crossed;
}

/** From all the words on one line, over two lines, to the first word alone. */
function* arrangements(words: string[], most: number): Generator<[string[], string[]]> {
  for (let count = words.length; count > 0; count -= 1) {
    const some = words.slice(0, count);
    if (cells(some) <= most) {
      yield [some, []];
      continue;
    }
    const above = fill(some, most);
    const below = fill(some.slice(above.length), most);
    if (above.length > 0 && above.length + below.length === count) yield [above, below];
  }
}

function fill(words: string[], most: number): string[] {
  const line: string[] = [];
  for (const word of words) {
    if (cells([...line, word]) > most) break;
    line.push(word);
  }
  return line;
}

/** Characters of a line; wide ones (Chinese) count for nearly two. */
export function cells(words: string[]): number {
  const text = words.join(' ');
  let count = 0;
  for (const character of text) count += /[⺀-￯]/u.test(character) ? 1.7 : 1;
  return count;
}

function stripAt(
  arrow: Arrow,
  place: number,
  width: number,
  twoLines: boolean,
  { line }: LabelOptions,
): Strip | undefined {
  const low = Math.min(arrow.x1, arrow.far) + MARGIN;
  const high = Math.max(arrow.x1, arrow.far) - MARGIN;
  const middle = arrow.x1 + (arrow.x2 - arrow.x1) * place;
  const x1 = Math.min(Math.max(middle - width / 2, low), high - width);
  if (x1 < low - 0.5 || arrow.x1 === arrow.x2) return undefined;
  const slope = (arrow.y2 - arrow.y1) / (arrow.x2 - arrow.x1);
  const origin = arrow.y1 - slope * arrow.x1;
  return { x1, x2: x1 + width, slope, origin, up: line, down: twoLines ? line : 0 };
}

function labelAt(strip: Strip, above: string[], below: string[]): Label {
  const x = (strip.x1 + strip.x2) / 2;
  const angle = (Math.atan(strip.slope) * 180) / Math.PI;
  return {
    x: round(x),
    y: round(strip.origin + strip.slope * x),
    angle: round(angle),
    above,
    below,
  };
}

/** Where both have an x, is there a height that both cover? Both edges are straight, so ends decide. */
function overlap(a: Strip, b: Strip): boolean {
  const from = Math.max(a.x1, b.x1);
  const to = Math.min(a.x2, b.x2);
  if (from > to + 4) return false;
  const gapAt = (x: number) => {
    const ya = a.origin + a.slope * x;
    const yb = b.origin + b.slope * x;
    return { over: yb - b.up - (ya + a.down), under: ya - a.up - (yb + b.down) };
  };
  const first = gapAt(from);
  const last = gapAt(to);
  const clear = (first.over >= 0 && last.over >= 0) || (first.under >= 0 && last.under >= 0);
  return !clear;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
