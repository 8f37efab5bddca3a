/** What the narrator says. */
import { formatClock } from '../../format.ts';
import type { EventId } from '../../lab.ts';
import { causeFirst } from '../../story-way.ts';
import { headline, storySentence, type Context } from '../../sentences.ts';
import type { Session } from '../../session.ts';

/** What happened in the moment before, and whether more is to come: the same however one got here. */
export function narrate(session: Session, told: readonly EventId[], context: Context): string {
  if (context.snapshot.position === 0) return '';
  const { store, finished } = session;
  const events = told.map((id) => store.event(id)).filter((event) => event !== null);
  const said = teacher(session, told, context) ?? headline(events, context);
  if (!finished) return said;
  // Who has done something already need not be told that one can.
  const acted = store.state.events.some(({ kind }) => kind === 'act');
  const over = context.words.text(acted ? 'finished' : 'finished-first');
  return said && context.words.lang === 'en' ? `${said} ${over}` : said + over;
}

/** What the scenario has to say of these events; null where it says nothing. */
function teacher(session: Session, told: readonly EventId[], context: Context): string | null {
  const { lang } = context.words;
  const lines = causeFirst(session.told, session.store).flatMap(({ event: id, text }) => {
    const event = told.includes(id) ? session.store.event(id) : null;
    return event ? [storySentence(text[lang], event, context)] : [];
  });
  return lines.length > 0 ? lines.join(lang === 'en' ? ' ' : '') : null;
}

/** The time, and what happened then. */
export function spoken(said: string, { snapshot, words }: Context): string {
  if (snapshot.position === 0) return '';
  const time = formatClock(snapshot.now);
  return said ? words.text('at-time', { time, what: said }) : time;
}
