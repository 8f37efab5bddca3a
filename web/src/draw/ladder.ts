/**
 * The ladder: crossings of the network as slanted arrows between lifelines, time running down. Pure
 * geometry in pixels; words, colours and the document are for the element.
 */
import type { Crossing, CrossingId, EventId, HostId, Nanoseconds, State } from '../lab.ts';
import type { Arrow } from './arrow.ts';
import { placeLabels } from './labels.ts';
import { timeScale, upperBound, type Break, type Mark, type TimeScale } from './time-scale.ts';

/** A state was entered. */
export interface StateChange {
  event: EventId;
  at: Nanoseconds;
  host: HostId;
  state: State;
}

export interface LadderInput {
  hosts: number;
  crossings: readonly Crossing[];
  states: readonly StateChange[];
  /** The end of what has happened. */
  now: Nanoseconds;
  /** When the next moment comes, so that the way there has a height. */
  next: Nanoseconds | null;
  width: number;
  /** The words on an arrow, most telling first: what does not fit is left out from the end. */
  words(crossing: Crossing): string[];
}

export interface Lane {
  x: number;
}

/** A state along a lifeline, from `top` to `bottom`. */
export interface Stay {
  host: HostId;
  state: State;
  event: EventId;
  top: number;
  bottom: number;
}

/** A time written beside the ladder. */
export interface Tick {
  at: Nanoseconds;
  y: number;
}

export interface LadderPicture {
  lanes: Lane[];
  arrows: Arrow[];
  stays: Stay[];
  ticks: Tick[];
  breaks: Break[];
  scale: TimeScale;
  width: number;
  height: number;
  /** Height of each arrow's start, ascending, and how far down the longest one reaches. */
  tops: Float64Array;
  reach: number;
  /** Pixels of one character of a label. */
  cell: number;
}

/** Below this width there is no room for times at the side. */
export const NARROW = 520;
/** Pixels of a character and of a line of a label, at its font size. */
const CELL = 7.25;
const CELL_NARROW = 6.05;
const LINE = 17;
/** A typical trip is drawn this high. */
const TRIP = 64;
const LONGEST = 150;
const BREAK = 46;

interface End {
  crossing: Crossing;
  departs: boolean;
}

/** `quiet` places take room and are no moments of the run. */
type Place = Mark & { end?: End; state?: StateChange; quiet?: boolean };

export function drawLadder(input: LadderInput): LadderPicture {
  const narrow = input.width < NARROW;
  const lanes = placeLanes(input.hosts, input.width, narrow);
  const cell = narrow ? CELL_NARROW : CELL;
  const trip = typicalTrip(input.crossings);
  const places = gather(input, narrow, trip);
  const scale = timeScale(places, {
    rate: TRIP / trip,
    top: narrow ? 30 : 34,
    bottom: 44,
    longest: LONGEST,
    breakHeight: BREAK,
  });
  const breaks = scale.breaks.map((gap) => between(places, gap));
  const arrows = drawArrows(places, scale, lanes, trip);
  placeLabels(arrows, (arrow) => input.words(arrow.crossing), { cell, line: LINE });
  const height = Math.max(scale.height, 200);
  return {
    lanes,
    arrows,
    stays: drawStays(places, scale, height),
    ticks: drawTicks(places, scale, { now: input.now, breaks, room: narrow ? 26 : 16 }),
    breaks: breaks.map(({ gap }) => gap),
    scale,
    width: input.width,
    height,
    tops: Float64Array.from(arrows, ({ y1 }) => y1),
    reach: arrows.reduce((most, { y1, y2 }) => Math.max(most, y2 - y1), 0),
    cell,
  };
}

/** Lanes spread evenly; at the sides stay the names of states and, where there is room, times. */
function placeLanes(hosts: number, width: number, narrow: boolean): Lane[] {
  const side = narrow ? 67 : 168;
  const count = Math.max(2, hosts);
  const step = (width - side * 2) / (count - 1);
  return Array.from({ length: count }, (_, i) => ({ x: Math.round(side + i * step) }));
}

/** The middle of what trips last, so that the slope of arrows says something about the network. */
function typicalTrip(crossings: readonly Crossing[]): Nanoseconds {
  const trips = crossings
    .slice(0, 64)
    .filter((c) => c.endsAt !== null && c.fate !== 'lost' && c.endsAt > c.sentAt)
    .map((c) => c.endsAt! - c.sentAt)
    .sort((a, b) => a - b);
  return trips[trips.length >> 1] ?? 10e6;
}

/** Everything that needs a height, in the order in which it happened. */
function gather(input: LadderInput, narrow: boolean, trip: Nanoseconds): Place[] {
  const room = narrow ? LINE * 2 + 4 : LINE + 5;
  const places: Place[] = [{ at: 0, track: null, room: 0 }];
  for (const crossing of input.crossings) {
    const from = crossing.from ?? 'out';
    places.push({
      at: crossing.sentAt,
      track: `departs ${from}`,
      room,
      end: { crossing, departs: true },
    });
    const to = isShort(crossing) ? `short ${from}` : `arrives ${crossing.to}`;
    const end = { crossing, departs: false };
    places.push({ at: endOf(crossing, trip), track: to, room, end, quiet: isShort(crossing) });
  }
  for (const state of input.states) {
    places.push({ at: state.at, track: `state ${state.host}`, room: 15, state });
  }
  places.push({ at: input.now, track: null, room: 0 });
  if (input.next !== null) places.push({ at: input.next, track: null, room: 0 });
  // Stable: what happened at one time stays in the order of the log.
  return places.sort((a, b) => a.at - b.at || order(a) - order(b));
}

/** Lost or held: it ends between the lanes. */
function isShort({ fate }: Crossing): boolean {
  return fate === 'lost' || fate === 'held';
}

/** Where an arrow ends. What vanished at once is drawn as if it had come a little way. */
function endOf({ fate, sentAt, endsAt }: Crossing, trip: Nanoseconds): Nanoseconds {
  if (fate === 'held' || endsAt === null) return sentAt + trip / 2;
  if (fate !== 'lost') return endsAt;
  const gone = (endsAt - sentAt) / trip;
  return sentAt + trip * Math.min(0.85, Math.max(0.4, gone));
}

/** At one time: arrivals, then the states they lead to, then what is sent because of them. */
function order(place: Place): number {
  if (place.end && !place.end.departs) return 0;
  if (place.state) return 1;
  return place.end ? 2 : 3;
}

function drawArrows(places: Place[], scale: TimeScale, lanes: Lane[], trip: Nanoseconds): Arrow[] {
  const arrows = new Map<CrossingId, Arrow>();
  const ends: [Arrow, number][] = [];
  places.forEach(({ end }, i) => {
    if (!end) return;
    const y = scale.heights[i]!;
    const known = arrows.get(end.crossing.id);
    if (known) {
      ends.push([known, y]);
      return;
    }
    const x1 = laneX(lanes, end.crossing.from);
    const x2 = laneX(lanes, end.crossing.to);
    const { id } = end.crossing;
    const arrow = { id, crossing: end.crossing, x1, y1: y, x2, y2: y + TRIP, far: x2 };
    arrows.set(id, { ...arrow, travelled: 1, label: null });
  });
  for (const [arrow, y] of ends) arrow.y2 = y;
  for (const arrow of arrows.values()) shorten(arrow, trip);
  return [...arrows.values()];
}

/** A segment from an address that is no host comes out of the middle of the net. */
function laneX(lanes: Lane[], host: HostId | null): number {
  const lane = host === null ? undefined : lanes[host];
  return lane?.x ?? (lanes[0]!.x + lanes.at(-1)!.x) / 2;
}

/** Shortens what was lost or is held on the way. */
function shorten(arrow: Arrow, trip: Nanoseconds): void {
  if (!isShort(arrow.crossing)) return;
  const part = (endOf(arrow.crossing, trip) - arrow.crossing.sentAt) / trip;
  arrow.x2 = arrow.x1 + (arrow.x2 - arrow.x1) * part;
}

function travelled({ crossing, y1, y2 }: Arrow, nowY: number): number {
  if (isShort(crossing)) return 1;
  return y2 > y1 ? Math.min(1, Math.max(0, (nowY - y1) / (y2 - y1))) : 1;
}

function drawStays(places: Place[], scale: TimeScale, height: number): Stay[] {
  const stays: Stay[] = [];
  const open = new Map<HostId, Stay>();
  places.forEach(({ state }, i) => {
    if (!state) return;
    const before = open.get(state.host);
    // The first one begins above everything; later ones of the same instant have their own line.
    const top = before ? scale.heights[i]! : 10;
    if (before) before.bottom = top;
    const stay = { host: state.host, state: state.state, event: state.event, top, bottom: height };
    open.set(state.host, stay);
    stays.push(stay);
  });
  return stays;
}

/** A break with the moments at its ends: what is written in it is the difference of their times. */
interface Between {
  gap: Break;
  from: number;
  until: number;
}

function between(places: Place[], gap: Break): Between {
  const loud = ({ quiet }: Place) => !quiet;
  const from = places.slice(0, gap.end).findLastIndex(loud);
  const found = places.slice(gap.end).findIndex(loud);
  const until = found < 0 ? gap.end : gap.end + found;
  return { gap: { ...gap, lasts: places[until]!.at - places[from]!.at }, from, until };
}

/** One time for each height, not closer than a line of text; those at the ends of breaks come first. */
function drawTicks(
  places: Place[],
  scale: TimeScale,
  { now, breaks, room }: { now: Nanoseconds; breaks: Between[]; room: number },
): Tick[] {
  const first = new Set(breaks.flatMap(({ from, until }) => [from, until]));
  const sure = [...first].sort((a, b) => a - b).map((i) => scale.heights[i]!);
  const ticks: Tick[] = [];
  let ahead = 0;
  places.forEach(({ at, quiet }, i) => {
    const y = scale.heights[i]!;
    const last = ticks.at(-1);
    if (quiet || at > now || last?.at === at) return;
    while (ahead < sure.length && sure[ahead]! <= y) ahead += 1;
    const free = y - (last?.y ?? -room) >= room && (sure[ahead] ?? Infinity) - y >= room;
    if (free || first.has(i)) ticks.push({ at, y });
  });
  return ticks;
}

/** The part of a picture between two heights: all that the document needs to hold. */
export interface Visible {
  nowY: number;
  arrows: Arrow[];
  stays: Stay[];
  ticks: Tick[];
  breaks: Break[];
}

/** As it is at `now`: what is sent later is not there yet, and heads are where they have come to. */
export function visiblePart(
  picture: LadderPicture,
  { top, bottom, now }: { top: number; bottom: number; now: Nanoseconds },
): Visible {
  const nowY = picture.scale.at(now);
  const first = upperBound(picture.tops, top - picture.reach - 1);
  const last = upperBound(picture.tops, bottom);
  const arrows = picture.arrows
    .slice(first, last)
    .filter((arrow) => Math.max(arrow.y1, arrow.y2) >= top && arrow.crossing.sentAt <= now)
    .map((arrow) => ({ ...arrow, travelled: travelled(arrow, nowY) }));
  return {
    nowY,
    arrows,
    stays: picture.stays.filter((stay) => stay.bottom >= top && stay.top <= bottom),
    ticks: picture.ticks.filter(({ at, y }) => y >= top && y <= bottom && at <= now),
    breaks: picture.breaks.filter(
      (gap) => gap.bottom >= top && gap.top <= Math.min(bottom, nowY - 1),
    ),
  };
}
