/** The operands of a check as the reader has chosen to see numbers. */
import { formatSeq, formatTime, type Bases } from '../../format.ts';
import type { Words } from '../../l10n.ts';
import type { Check, Differ, Operand } from '../../lab.ts';

export type { Operand };

/** Numbers of what this side sends; the peer's ACKs speak of them too. */
const OWN = ['SND.UNA', 'SND.NXT', 'ISS', 'SEG.ACK', 'SND.WL2', 'max(ISS, SND.UNA-MAX.SND.WND)'];
/** Numbers of what the peer sends. */
const PEER = [
  'SEG.SEQ',
  'SEG.SEQ+SEG.LEN-1',
  'SEG.SEQ+SEG.UP',
  'RCV.NXT',
  'RCV.NXT+RCV.WND',
  'RCV.UP',
  'consumed',
  'IRS',
  'SND.WL1',
];
const TIMES = ['waited', 'R2'];
const FLAGS = ['SYN', 'ACK', 'RST', 'FIN', 'URG', 'PSH'];

/** The RFC's name, or words for what the RFC only describes. */
export function operandName({ name }: Operand, words: Words): string {
  const id = `operand-${name}`;
  return words.has(id) ? words.text(id) : name;
}

/** Its number; empty where the name says it all. `bases` are those of this side: its ISS and IRS. */
export function operandValue(
  { name, value, unit, base }: Operand,
  op: Check['op'],
  bases: Bases,
): string {
  if (name === String(value) || op === 'is set' || op === 'is clear') return '';
  if (FLAGS.includes(name)) return '';
  if (OWN.includes(name)) return formatSeq(value, bases.seq);
  if (PEER.includes(name)) return formatSeq(value, bases.ack);
  if (base) return formatSeq(value, base === 'iss' ? bases.seq : bases.ack);
  return unit === 'time' || TIMES.includes(name) ? formatTime(value) : String(value);
}

const SIGNS = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '=<': 'le',
  '>': 'gt',
  '>=': 'ge',
  'is set': 'eq',
  'is clear': 'ne',
  is: 'eq',
  in: 'eq',
} as const;

/** "SEG.SEQ would have had to be 7 (RCV.NXT) or more, but was 5." */
export function differSentence(differ: Differ, words: Words, bases: Bases): string {
  const { left, op, right } = differ;
  if (!right)
    return words.text('differ-fact', { fact: hadBeen(left.name, op === 'is set', words) });
  return words.text(`differ-${SIGNS[op]}`, {
    left: capital(operandName(left, words)),
    value: operandValue(left, op, bases) || operandName(left, words),
    right: valueOf(right, op, words, bases),
  });
}

/** A fact as it is: "The segment carries no SYN." */
export function factSentence(name: string, holds: boolean, words: Words): string {
  return words.text(holds ? `fact-${name}` : `fact-not-${name}`);
}

/** Behind "if": "the segment had carried no SYN". */
function hadBeen(name: string, holds: boolean, words: Words): string {
  if (!words.has(`fact-${name}`)) return name;
  return words.text(holds ? `had-${name}` : `had-not-${name}`);
}

/** "7 (RCV.NXT)", or what its name says alone. */
function valueOf(operand: Operand, op: Check['op'], words: Words, bases: Bases): string {
  const value = operandValue(operand, op, bases);
  const name = operandName(operand, words);
  return value === '' ? name : `${value} (${name})`;
}

/** Where words begin a sentence. */
function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
