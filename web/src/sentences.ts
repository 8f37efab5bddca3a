/** Events, rules and errors as sentences. The engine gives codes and numbers; the words are Fluent's. */
import { eventBases } from './bases.ts';
import { formatClock, formatError, formatSeq, formatTime, hasFlag } from './format.ts';
import type { Bases, Errors } from './format.ts';
import type { Args, Words } from './l10n.ts';
import type { Crossing, HostId, LabEvent, Rule, Snapshot } from './lab.ts';
import type { LabError } from './lab-error.ts';

/** What a sentence is told about. */
export interface Context {
  words: Words;
  snapshot: Snapshot;
  crossings: readonly Crossing[];
  bases: ReadonlyMap<number, Bases>;
  relative: boolean;
  /** The log, where an act is told by what came of it. */
  events?: readonly LabEvent[];
  /** Numbers and names of the errors of system calls. */
  errors?: Errors | undefined;
}

const SPANS = new Set([
  'after',
  'sample',
  'rto',
  'srtt',
  'by',
  'wait',
  'lasts',
  'remote',
  'adopted',
]);
const TIMES = new Set(['until', 'at']);
const OWN_NUMBERS = new Set(['una', 'ack', 'sent']);
const PEER_NUMBERS = new Set(['nxt']);
/** Kinds whose `seq` is a number of this side; of all others it is the peer's. */
const OWN_SEQ = new Set(['retransmitted', 'reset-withheld']);
/** The threshold before the first sign of congestion. */
const NO_THRESHOLD = 0xffffffff;
/** Words of the engine that have a message of their own. */
const WORDS = ['timer', 'signal', 'switch'];

export function eventSentence(event: LabEvent, context: Context): string {
  if (event.kind === 'act') return actSentence(event, context);
  return context.words.text(`event-${event.kind}`, eventArgs(event, context));
}

/** What an act that came to nothing cannot name. */
const UNTOLD = {
  timer: '',
  call: '',
  flags: '',
  process: '',
  name: '',
  value: '',
  switch: '',
  on: '',
};

/** An act with what it was done to; of a call and a timer that is in the row after it. */
function actSentence(event: LabEvent, context: Context): string {
  const { words, events = [] } = context;
  const effect = events[event.id + 1 - (events[0]?.id ?? 0)];
  const shown = effect?.cause === event.id ? { ...event, crossing: effect.crossing } : event;
  const args = effect?.cause === event.id ? eventArgs(effect, context) : {};
  const id = `did-${event.args['act']}`;
  const by = words.text(event.rule === 'scripted' ? 'by-scenario' : 'by-reader');
  if (!words.has(id)) return words.text('event-act', { by, act: String(event.args['act']) });
  return words.text(id, { ...UNTOLD, ...args, ...eventArgs(shown, context), by });
}

export function eventArgs(event: LabEvent, context: Context): Args {
  const { words, snapshot } = context;
  const args: Args = { ...segmentArgs(event, context) };
  args['host'] = hostName(snapshot, event.host) ?? words.text('network');
  args['reason'] = event.rule ?? '';
  if (event.kind === 'state-changed') {
    const { from, to } = event.args;
    args['socket'] = socketOf(String(from), String(to));
  }
  for (const [name, value] of Object.entries(event.args)) {
    args[name] = present(name, value, event, context);
  }
  return args;
}

/** Whose state it is: a half-open connection that is given up leaves its listener where it was. */
function socketOf(from: string, to: string): 'listener' | 'half-open' | 'one' {
  if (to === 'LISTEN') return from === 'SYN-RECEIVED' ? 'half-open' : 'listener';
  return from === 'LISTEN' && to === 'CLOSED' ? 'listener' : 'one';
}

function present(
  name: string,
  value: string | number,
  event: LabEvent,
  context: Context,
): string | number {
  const { words, snapshot } = context;
  if (typeof value === 'string') {
    const id = `${name}-${value}`;
    if (WORDS.includes(name)) return words.has(id) ? words.text(id) : value;
    return told(value, event, context);
  }
  if (name === 'process' && event.host !== null) {
    const { processes } = snapshot.hosts[event.host] ?? { processes: [] };
    return processes.find(({ id }) => id === value)?.name ?? value;
  }
  if (SPANS.has(name)) return formatTime(value);
  if (TIMES.has(name)) return formatClock(value);
  if (name === 'iss') return String(value);
  if (name === 'ssthresh' && value === NO_THRESHOLD) return '∞';
  const own = OWN_NUMBERS.has(name) || (name === 'seq' && OWN_SEQ.has(event.kind));
  if (own) return formatSeq(value, eventBases(event, context).seq);
  if (name === 'seq' || PEER_NUMBERS.has(name)) {
    return formatSeq(value, eventBases(event, context).ack);
  }
  return value;
}

/** An error as the programs of that host see it, with its number. */
function told(value: string, { host }: LabEvent, { snapshot, errors }: Context): string {
  const profile = snapshot.hosts[host ?? -1]?.profile;
  return errors && profile ? formatError(value, profile, errors) : value;
}

function segmentArgs(event: LabEvent, context: Context): Args {
  const crossing = crossingById(context.crossings, event.crossing);
  return crossing ? crossingArgs(crossing, context) : {};
}

export function crossingArgs(crossing: Crossing, context: Context): Args {
  const { segment, len } = crossing;
  const known = context.relative ? context.bases.get(crossing.id) : undefined;
  const acks = hasFlag(segment, 'ACK');
  return {
    flags: crossing.icmp ? 'ICMP' : segment.flags || context.words.text('no-flags'),
    again: crossing.retransmission ? 'yes' : 'no',
    seq: formatSeq(segment.seq, known?.seq ?? null),
    ack: acks ? formatSeq(segment.ack, known?.ack ?? null) : '',
    numbers: segmentNumbers(crossing, context),
    len,
    wnd: segment.window,
    from: hostName(context.snapshot, crossing.from) ?? crossing.fromAddress,
    to: hostName(context.snapshot, crossing.to) ?? crossing.toAddress,
  };
}

/** `SEQ=1 ACK=1 LEN=100`, without what says nothing. */
function segmentNumbers(crossing: Crossing, context: Context): string {
  const { segment, len, icmp } = crossing;
  if (icmp) return crossing.notation;
  const known = context.relative ? context.bases.get(crossing.id) : undefined;
  const words = [`SEQ=${formatSeq(segment.seq, known?.seq ?? null)}`];
  if (hasFlag(segment, 'ACK')) words.push(`ACK=${formatSeq(segment.ack, known?.ack ?? null)}`);
  if (len > 0) words.push(`LEN=${len}`);
  return words.join(' ');
}

/** A crossing in one sentence, for its arrow's accessible name. */
export function crossingSentence(crossing: Crossing, context: Context): string {
  const args = crossingArgs(crossing, context);
  return context.words.text(`crossing-${crossing.fate}`, {
    ...args,
    sent: formatClock(crossing.sentAt),
    ends: crossing.endsAt === null ? '' : formatClock(crossing.endsAt),
  });
}

export function hostName(snapshot: Snapshot, host: HostId | null): string | null {
  return host === null ? null : (snapshot.hosts[host]?.name ?? null);
}

function crossingById(crossings: readonly Crossing[], id: number | null): Crossing | null {
  return id === null ? null : (crossings[id - (crossings[0]?.id ?? 0)] ?? null);
}

/** What a reader should hear of a step, most telling first; what is not here is not told. */
const TELLING = [
  'act',
  'powered-off',
  'powered-on',
  'process-ended',
  'program-stopped',
  'switch-set',
  'process-signalled',
  'state-changed',
  'segment-lost',
  'segment-refused',
  'timer-fired',
  'reset-withheld',
  'ack-believed',
  'old-timestamp',
  'segment-injected',
  'segment-held',
  'segment-released',
  'segment-delayed',
  'segment-duplicated',
  'segment-corrupted',
  'segment-marked',
  'segment-arrived',
  'segment-sent',
  'kernel-logged',
  'cookie-sent',
  'cookie-accepted',
  'cookie-refused',
  'cookie-dropped',
  'segment-unreadable',
  'icmp-judged',
  'icmp-stray',
  'not-for-us',
  'syn-dropped',
  'ack-dropped',
  'ack-deferred',
  'syn-stale',
  'time-wait-reused',
  'time-wait-overflow',
  'orphans-full',
  'reset-withheld',
  'ack-believed',
  'old-timestamp',
  'text-kept',
  'text-ignored',
  'text-delivered',
  'segment-dropped',
  'call-returned',
  'call-blocked',
];
/** A moment with one of these is worth a step of its own. */
const MATTER = [
  'act',
  'powered-off',
  'powered-on',
  'process-ended',
  'program-stopped',
  'process-signalled',
  'kernel-logged',
  'syn-dropped',
  'ack-dropped',
  'segment-sent',
  'segment-arrived',
  'segment-lost',
  'state-changed',
  'timer-fired',
  'reset-withheld',
  'ack-believed',
  'old-timestamp',
];

/** Whether a reader would want to stop here; the rest is what programs do among themselves. */
export function matters({ kind, args }: LabEvent): boolean {
  if (kind === 'call-returned') return /^E[A-Z]/.test(String(args['result']));
  return MATTER.includes(kind);
}

/** What the sentence of an act says already. */
const REPEATS = [
  'powered-off',
  'powered-on',
  'process-ended',
  'switch-set',
  'sysctl-set',
  'segment-lost',
  'timer-fired',
  'segment-injected',
  'segment-held',
  'segment-released',
  'segment-delayed',
  'segment-duplicated',
  'segment-corrupted',
];
/** So many sentences, and then it is no longer a glance. */
const SENTENCES = 4;

/** The event of a step that says most about it: the last change of a state, else the most telling one. */
export function mostTelling(events: readonly LabEvent[]): LabEvent | null {
  const state = events.findLast(({ kind }) => kind === 'state-changed');
  if (state) return state;
  const told = events.filter(({ kind }) => TELLING.includes(kind));
  const rank = ({ kind }: LabEvent) => TELLING.indexOf(kind);
  return told.sort((a, b) => rank(a) - rank(b))[0] ?? events[0] ?? null;
}

/** Who, what, consequence: the most telling sentences of what just happened, in the order of happening. */
export function headline(events: readonly LabEvent[], context: Context): string {
  const acts = events.filter(({ kind }) => kind === 'act').map(({ id }) => id);
  const repeats = ({ kind, cause }: LabEvent) =>
    REPEATS.includes(kind) && cause !== null && acts.includes(cause);
  const told = events.filter((event) => TELLING.includes(event.kind) && !repeats(event));
  const all = told.length > 0 ? told : events.slice(0, 1);
  const rank = ({ kind }: LabEvent) => TELLING.indexOf(kind);
  // What a call of the reader's returned is the answer: never left out.
  const answered = events[0]?.kind === 'act';
  const first = (event: LabEvent) =>
    answered && event.kind === 'call-returned' && event.cause === events[0]!.id ? -1 : rank(event);
  const chosen = [...all].sort((a, b) => first(a) - first(b)).slice(0, SENTENCES);
  return chosen
    .sort((a, b) => a.id - b.id)
    .map((event) => eventSentence(event, context))
    .join(context.words.lang === 'en' ? ' ' : '');
}

/** A text of a scenario with the numbers of an event, and of its segment, where it has `{seq}` and the like. */
export function storySentence(text: string, event: LabEvent, context: Context): string {
  const args: Args = { ...eventArgs(event, context), at: formatClock(event.at) };
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

export function ruleSentence(code: string, words: Words): string {
  return words.text(`rule-${code}`);
}

/** `RFC 9293, 3.10.7.4 (5)`; what is no RFC names its source. */
export function ruleSource(rule: Rule, words: Words): string {
  if (rule.rfc > 0) return words.text('rule-rfc', { rfc: rule.rfc, section: rule.section });
  const id = `source-${rule.section.replaceAll(' ', '-')}`;
  const section = words.has(id) ? words.text(id) : rule.section;
  return words.text('rule-other', { section });
}

const ERROR_SPANS = new Set(['given', 'limit']);

export function errorSentence(error: LabError, words: Words): string {
  const detail: Args = { message: error.message, ...error.detail };
  if (error.code === 'delay-too-long') {
    for (const name of ERROR_SPANS) detail[name] = formatTime(Number(detail[name]));
  }
  if (typeof detail['at'] === 'number') detail['at'] = formatClock(detail['at']);
  const id = `error-${error.code}`;
  return words.has(id) ? words.text(id, detail) : words.text('error-unknown', detail);
}
