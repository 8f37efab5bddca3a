/** Why not, questions and mistakes as sentences. The engine gives codes and numbers; the words are Fluent's. */
import { formatClock, formatSeq, formatTime, type Bases } from './format.ts';
import type { Args, Words } from './l10n.ts';
import type { Comparison } from './comparing.ts';
import type { Judgement, Question, WhyNot } from './lab.ts';
import type { Asked, Told } from './quiz.ts';
import type { Setting } from './settings.ts';

/** Arguments of answers that are sequence numbers: of this side, and of the peer's. */
const OWN = new Set(['una', 'ack']);
const PEER = new Set(['nxt']);

/** More differences than these nobody reads. */
const MOST_SETTINGS = 4;

/** Why it does not happen, and until when, as far as that is known. */
export function whyNotSentence(answer: WhyNot, words: Words, relative: boolean): string {
  const args: Args = {};
  const bases: Bases = relative ? basesOf(answer) : { seq: null, ack: null };
  for (const [name, value] of Object.entries(answer.args)) {
    if (typeof value === 'string') args[name] = value;
    else if (name === 'rto') args[name] = formatTime(value);
    else if (OWN.has(name)) args[name] = formatSeq(value, bases.seq);
    else args[name] = PEER.has(name) ? formatSeq(value, bases.ack) : value;
  }
  const sentence = ruleOf(answer, words) ?? words.text(`why-not-${answer.code}`, args);
  if (answer.until === null) return sentence;
  return `${sentence} ${words.text('why-not-until', { time: formatClock(answer.until) })}`;
}

/** What is dropped is dropped by a rule, which says why. */
function ruleOf({ code, args: { reason } }: WhyNot, words: Words): string | null {
  const known = code === 'dropped' && typeof reason === 'string' && words.has(`rule-${reason}`);
  return known ? words.text(`rule-${reason}`) : null;
}

function basesOf({ bases }: WhyNot): Bases {
  return { seq: bases?.iss ?? null, ack: bases?.irs ?? null };
}

/** The question as a sentence. */
export function questionSentence({ ask, args }: Question, words: Words): string {
  return words.text(`ask-${ask}`, args);
}

/** One of the answers to choose from, or the right one, as the reader counts numbers. */
export function choiceText(
  choice: string | number,
  { ask, base }: Question,
  words: Words,
  relative: boolean,
): string {
  if (typeof choice === 'string') {
    return ask === 'timer' && words.has(`timer-${choice}`) ? words.text(`timer-${choice}`) : choice;
  }
  return base === null ? String(choice) : formatSeq(choice, relative ? base : null);
}

/** What a reader typed, absolute: a relative number counts from the question's base. */
export function givenNumber(typed: number, { base }: Question, relative: boolean): number {
  return relative && base !== null ? (typed + base) >>> 0 : typed;
}

/** What the answer shows: praise, the mistake behind it, or just the right answer. */
export function judgementSentence(
  judgement: Judgement,
  question: Question,
  words: Words,
  relative: boolean,
): string {
  const shown = (value: string | number): string => choiceText(value, question, words, relative);
  if (judgement.right) return words.text('predict-right');
  const args: Args = { ...judgement.args, answer: shown(judgement.answer) };
  const { given, until } = judgement.args;
  if (given !== undefined) args['given'] = shown(given);
  if (typeof until === 'number') args['until'] = formatClock(until);
  const known = judgement.mistake === null ? 'predict-wrong' : `mistake-${judgement.mistake}`;
  return words.text(known, args);
}

/** As the scenario puts it, where it does. */
export function askedSentence({ question, text }: Asked, words: Words): string {
  return text?.[words.lang] ?? questionSentence(question, words);
}

/** What came of a question; one that was left alone is told its answer. */
export function toldSentence(told: Told, words: Words, relative: boolean): string {
  const { question, judgement, given } = told;
  if (given !== null) return judgementSentence(judgement, question, words, relative);
  const answer = choiceText(judgement.answer, question, words, relative);
  return words.text('predict-was', { answer });
}

/** Where two runs part, and why: by what is set differently, where that is known. */
export function divergenceSentences(
  { divergence: { at, reason }, settings }: Pick<Comparison, 'divergence' | 'settings'>,
  words: Words,
): string[] {
  if (at === null) return [words.text('divergence-same')];
  const named = settings.slice(0, MOST_SETTINGS).map((one) => settingSentence(one, words));
  const plain = reason.code === 'knobs' || reason.code === 'program' ? settings.length === 0 : true;
  const why = plain ? [words.text(`divergence-${reason.code}`, reason.args)] : [];
  return [words.text('divergence-at', { time: formatClock(at) }), ...why, ...named];
}

function settingSentence(setting: Setting, words: Words): string {
  switch (setting.code) {
    case 'switch':
      return words.text('setting-switch', {
        ...setting,
        rule: words.text(`switch-${setting.name}`),
      });
    case 'sysctl':
      return words.text('setting-sysctl', setting);
    case 'program': {
      const line = (text: string | null) => text ?? words.text('compare-nothing');
      const { left, right } = setting;
      return words.text('setting-program', { ...setting, left: line(left), right: line(right) });
    }
  }
}
