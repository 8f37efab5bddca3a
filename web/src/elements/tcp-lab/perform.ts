/** Carries out a key. */
import { MAX_SPEED, MIN_SPEED } from '../../player.ts';
import type { Session } from '../../session.ts';
import type { Act } from './keys.ts';

/** What a key may reach beside the session. */
export interface Hands {
  readonly: boolean;
  speed(speed: number): void;
  keys(): void;
  leave(): void;
}

export function perform(act: Act, session: Session, hands: Hands): void {
  switch (act.act) {
    case 'next':
      return session.next();
    case 'previous':
      return session.previous();
    case 'step':
      return session.step();
    case 'back':
      return session.back();
    case 'play':
      return session.togglePlay();
    case 'story':
      return act.direction > 0 ? session.story.next() : session.story.previous();
    case 'mark':
      return session.mark(act.direction);
    case 'round-trip':
      return session.roundTrip(act.direction);
    case 'speed':
      return hands.speed(faster(session.speed, act.direction));
    case 'part':
      return toPart(session, act.part);
    case 'drop':
      return hands.readonly ? undefined : drop(session);
    case 'keys':
      return hands.keys();
    case 'leave':
      return hands.leave();
  }
}

/** The end of what is known; there already, the end of the story. */
function toPart(session: Session, part: number): void {
  const { position = 0, end = 0 } = session.store.state.snapshot ?? {};
  if (part === 1 && position === end) return session.story.toEnd();
  session.seek(Math.round(end * part));
}

function faster(speed: number, direction: 1 | -1): number {
  const next = speed * (direction > 0 ? 2 : 0.5);
  return Math.min(MAX_SPEED, Math.max(MIN_SPEED, next));
}

/** The selected segment, or the one that was sent last among those on their way. */
function drop(session: Session): void {
  const { crossings, selection } = session.store.state;
  const moving = crossings.findLast(({ fate }) => fate === 'in-flight' || fate === 'held');
  const chosen = session.store.crossing(selection.crossing);
  const over = chosen?.endEvent != null;
  const crossing = chosen && !(over && moving) ? chosen.id : moving?.id;
  if (crossing !== undefined) session.act({ type: 'drop', crossing });
}
