/** Numbers as the page writes them. No words here: SI symbols are the same in every language. */
import type {
  ConnectionView,
  Crossing,
  Nanoseconds,
  Profile,
  Segment,
  SystemError,
  TcpOption,
} from './lab.ts';

const UNITS: readonly [size: number, symbol: string][] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
];

/** `1.05 s`, `12.4 ms`, `0 s`: at most four digits that matter, never a rounded zero. */
export function formatTime(time: Nanoseconds): string {
  if (time === 0) return '0 s';
  const [size, symbol] = UNITS.find(([unit]) => Math.abs(time) >= unit) ?? UNITS[3]!;
  const value = time / size;
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 3;
  return `${trim(value.toFixed(digits))} ${symbol}`;
}

/** The difference of two times of the clock, to the last digit that the clock shows. */
export function formatGap(time: Nanoseconds): string {
  const micros = Math.round(time / 1e3);
  if (micros >= 1e6) return `${trim((micros / 1e6).toFixed(6))} s`;
  return `${trim((micros / 1e3).toFixed(3))} ms`;
}

/** The clock of the run: seconds with three decimals or as many as the moment needs. */
export function formatClock(time: Nanoseconds): string {
  const micros = Math.round(time / 1e3);
  const decimals = micros % 1000 === 0 ? 3 : 6;
  return `${(micros / 1e6).toFixed(decimals)} s`;
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Distance from `base` on the circle of 2^32, negative when it lies before. */
export function relative(value: number, base: number): number {
  return (value - base) | 0;
}

/** What a sequence number is counted from; null where nothing is known and the number stays absolute. */
export interface Bases {
  seq: number | null;
  ack: number | null;
}

export const ABSOLUTE: Bases = { seq: null, ack: null };

export function formatSeq(value: number, base: number | null): string {
  if (base === null) return String(value >>> 0);
  const distance = relative(value, base);
  return distance < 0 ? `−${-distance}` : String(distance);
}

/** The bases of a connection, seen from its own side. */
export function connectionBases(connection: ConnectionView): Bases {
  const peerKnown = connection.rcv.nxt !== 0 || connection.rcv.irs !== 0;
  return { seq: connection.snd.iss, ack: peerKnown ? connection.rcv.irs : null };
}

/**
 * The bases of each crossing: the sequence numbers of the latest SYN seen in its direction and against
 * it. A forged segment counts by the addresses it claims.
 */
export function crossingBases(crossings: readonly Crossing[]): Map<number, Bases> {
  const isns = new Map<string, number>();
  const bases = new Map<number, Bases>();
  for (const crossing of crossings) {
    const { segment, fromAddress, toAddress } = crossing;
    const from = `${fromAddress}:${segment.srcPort}>${toAddress}:${segment.dstPort}`;
    const back = `${toAddress}:${segment.dstPort}>${fromAddress}:${segment.srcPort}`;
    const opens = hasFlag(segment, 'SYN') && !crossing.forged && !crossing.corrupted;
    if (opens) isns.set(from, segment.seq);
    bases.set(crossing.id, { seq: isns.get(from) ?? null, ack: isns.get(back) ?? null });
  }
  return bases;
}

export function hasFlag(segment: Pick<Segment, 'flags'>, flag: string): boolean {
  return segment.flags.split(',').includes(flag);
}

export function payloadLength(segment: Pick<Segment, 'payload'>): number {
  return segment.payload?.length ?? 0;
}

/** Options as Wireshark's column names them: `MSS=1460`. */
export function formatOption(option: TcpOption): string {
  if (option === 'endOfList') return 'EOL';
  if (option === 'noOp') return 'NOP';
  if (option === 'sackPermitted') return 'SACK-permitted';
  if ('mss' in option) return `MSS=${option.mss}`;
  if ('windowScale' in option) return `WS=${option.windowScale}`;
  if ('timestamps' in option) return `TS=${option.timestamps.join('/')}`;
  if ('sack' in option) return `SACK=${option.sack.map((block) => block.join('–')).join(' ')}`;
  if ('userTimeout' in option)
    return `UTO=${option.userTimeout.value}${option.userTimeout.minutes ? 'min' : 's'}`;
  return `${option.unknown.kind}`;
}

/** The fields of a segment as words for its arrow, most telling first. */
export function segmentWords(
  crossing: Pick<Crossing, 'segment' | 'len' | 'icmp'>,
  bases: Bases,
  detail: Detail,
): string[] {
  const { segment, len, icmp } = crossing;
  if (icmp) return ['ICMP', `type=${icmp.type}`, `code=${icmp.code ?? 0}`];
  const words = [segment.flags || '–'];
  if (detail === 'names')
    return len > 0 && payloadLength(segment) > 0 ? [...words, `LEN=${len}`] : words;
  words.push(`SEQ=${formatSeq(segment.seq, bases.seq)}`);
  if (hasFlag(segment, 'ACK')) words.push(`ACK=${formatSeq(segment.ack, bases.ack)}`);
  words.push(`LEN=${len}`, `WND=${segment.window}`);
  if (hasFlag(segment, 'URG')) words.push(`UP=${segment.urgent}`);
  if (detail === 'all') words.push(...segment.options.map(formatOption));
  return words;
}

/** The errors of system calls, by the name that the engine's data has. */
export type Errors = ReadonlyMap<string, SystemError>;

/** `ECONNRESET (104)`, on Windows `WSAECONNRESET (10054)`; what is no error stays as it is. */
export function formatError(text: string, profile: Profile, errors: Errors): string {
  const error = errors.get(text);
  if (!error) return text;
  const system = profile === 'windows' || profile === 'freebsd' ? profile : 'linux';
  const [number, name] = error[system];
  return `${name} (${number})`;
}

/** How much the page says: names, what matters, everything. */
export type Detail = 'names' | 'changes' | 'all';
