/** What the screen says about one segment: where it is, what its receiver did with it, and why. */
import { decisionOn, refuses } from '../../decisions.ts';
import { formatClock, hasFlag, payloadLength } from '../../format.ts';
import type { Words } from '../../l10n.ts';
import type { Crossing, LabEvent } from '../../lab.ts';
import { crossingArgs, eventSentence, ruleSentence, type Context } from '../../sentences.ts';
import type { Glance } from '../glance/glance.element.ts';
import type { Stage } from '../why/why.element.ts';

export function glanceAt(
  crossing: Crossing,
  events: readonly LabEvent[],
  context: Context,
): Glance {
  const { words } = context;
  const decision = decisionOn(crossing, events);
  const { flags, from, to, numbers } = crossingArgs(crossing, context);
  const outcome = decision ? (refuses(decision) ? 'refused' : 'taken') : crossing.fate;
  const ends = crossing.endsAt === null ? '' : formatClock(crossing.endsAt);
  const rule = decision?.rule ?? crossing.lostBy;
  return {
    crossing,
    title: words.text('glance-title', { flags: flags!, from: from!, to: to! }),
    numbers: String(numbers),
    outcome,
    verdict: words.text(`glance-${outcome}`, { host: to!, ends }),
    what: decision ? eventSentence(decision, context) : '',
    reason: rule ? ruleSentence(rule, words) : '',
    hint: lengthHint(crossing, words),
  };
}

/** Wireshark counts octets of data; SEG.LEN counts SYN and FIN too. */
export function lengthHint({ segment, len }: Crossing, words: Words): string {
  const counted = ['SYN', 'FIN'].filter((flag) => hasFlag(segment, flag));
  if (counted.length === 0) return '';
  return words.text('len-counts', {
    len,
    flag: counted.join(', '),
    octets: payloadLength(segment),
  });
}

/** What happened to it, as far as it has happened: each can be asked about. */
export function stagesOf(crossing: Crossing, events: readonly LabEvent[], words: Words): Stage[] {
  const { sentEvent, endEvent, fate } = crossing;
  const stages = [{ name: words.text('field-sent'), event: sentEvent }];
  const end = events[(endEvent ?? Infinity) - (events[0]?.id ?? 0)];
  if (end) stages.push({ name: words.text(`field-ends-${fate}`), event: end.id });
  const decision = decisionOn(crossing, events);
  if (decision) stages.push({ name: words.text('stage-decided'), event: decision.id });
  return stages;
}
