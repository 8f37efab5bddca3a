/** The inject form's fields as text, and the segment they mean. The engine judges; this only reads. */
import type { Segment, TcpOption } from '../../lab.ts';

export const FLAGS = ['SYN', 'ACK', 'FIN', 'RST', 'PSH', 'URG', 'ECE', 'CWR'] as const;

export interface Draft {
  from: string;
  to: string;
  srcPort: string;
  dstPort: string;
  seq: string;
  ack: string;
  window: string;
  urgent: string;
  flags: readonly string[];
  options: string;
  payload: string;
}

export const EMPTY: Draft = {
  from: '',
  to: '',
  srcPort: '',
  dstPort: '',
  seq: '',
  ack: '',
  window: '',
  urgent: '',
  flags: [],
  options: '',
  payload: '',
};

type NumberField = 'srcPort' | 'dstPort' | 'seq' | 'ack' | 'window' | 'urgent';

/** The largest number each field of the header can hold. */
export const MOST: Record<NumberField, number> = {
  srcPort: 0xffff,
  dstPort: 0xffff,
  seq: 0xffffffff,
  ack: 0xffffffff,
  window: 0xffff,
  urgent: 0xffff,
};
const NUMBERS = Object.keys(MOST) as NumberField[];

export function fromSegment(segment: Segment & { from: string; to: string }): Draft {
  const { payload } = segment;
  return {
    from: segment.from,
    to: segment.to,
    srcPort: String(segment.srcPort ?? 0),
    dstPort: String(segment.dstPort ?? 0),
    seq: String(segment.seq ?? 0),
    ack: String(segment.ack ?? 0),
    window: String(segment.window ?? 0),
    urgent: String(segment.urgent ?? 0),
    flags: segment.flags === '' ? [] : segment.flags.split(','),
    options: (segment.options ?? []).map(writeOption).join(' '),
    payload: typeof payload === 'string' ? payload : String.fromCharCode(...(payload ?? [])),
  };
}

/** `most` where the field is a number: the largest it can hold. */
export type Read = { segment: Segment } | { wrong: keyof Draft; most?: number };

/** Empty numbers are zero. What does not fit into its field is named; the rest the engine judges. */
export function toSegment(draft: Draft): Read {
  const numbers: Partial<Record<NumberField, number>> = {};
  for (const name of NUMBERS) {
    const value = draft[name].trim() === '' ? 0 : Number(draft[name]);
    const most = MOST[name];
    if (!Number.isInteger(value) || value < 0 || value > most) return { wrong: name, most };
    numbers[name] = value;
  }
  const options = readOptions(draft.options);
  if (!options) return { wrong: 'options' };
  const order = FLAGS.filter((flag) => draft.flags.includes(flag));
  const segment = { ...numbers, flags: order.join(','), options, payload: draft.payload };
  return { segment };
}

function writeOption(option: TcpOption): string {
  if (option === 'endOfList') return 'eol';
  if (option === 'noOp') return 'nop';
  if (option === 'sackPermitted') return 'sackOK';
  if ('mss' in option) return `mss=${option.mss}`;
  if ('windowScale' in option) return `ws=${option.windowScale}`;
  if ('timestamps' in option) return `ts=${option.timestamps.join('/')}`;
  if ('sack' in option) return `sack=${option.sack.map((block) => block.join('-')).join(',')}`;
  if ('userTimeout' in option)
    return `uto=${option.userTimeout.value}${option.userTimeout.minutes ? 'm' : 's'}`;
  return `kind=${option.unknown.kind}/${option.unknown.data.join('.')}`;
}

/** `mss=1460 nop ws=7 sackOK ts=1/0 sack=10-20,30-40`; null for anything else. */
export function readOptions(text: string): TcpOption[] | null {
  const options: TcpOption[] = [];
  for (const word of text.split(/[\s;]+/).filter(Boolean)) {
    const option = readOption(word);
    if (option === null) return null;
    options.push(option);
  }
  return options;
}

function readOption(word: string): TcpOption | null {
  const [name = '', value = ''] = word.toLowerCase().split('=');
  if (name === 'eol') return 'endOfList';
  if (name === 'nop') return 'noOp';
  if (name === 'sackok') return 'sackPermitted';
  if (name === 'uto') return readUserTimeout(value);
  const numbers = value.split(/[^0-9]+/).map(Number);
  if (value === '' || numbers.some(Number.isNaN)) return null;
  const [first = 0, second = 0] = numbers;
  if (name === 'mss') return { mss: first };
  if (name === 'ws') return { windowScale: first };
  if (name === 'ts') return { timestamps: [first, second] };
  if (name === 'kind') return { unknown: { kind: first, data: numbers.slice(1) } };
  return name === 'sack' ? { sack: pairs(numbers) } : null;
}

/** `300s`, `5m`. */
function readUserTimeout(text: string): TcpOption | null {
  const [, value, unit] = /^(\d+)([sm])$/.exec(text) ?? [];
  return value === undefined
    ? null
    : { userTimeout: { value: Number(value), minutes: unit === 'm' } };
}

function pairs(numbers: number[]): [number, number][] {
  const blocks: [number, number][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) blocks.push([numbers[i]!, numbers[i + 1]!]);
  return blocks;
}
