/** What the narrator says. */
import { formatClock } from '../../format.ts';
import type { EventId } from '../../lab.ts';
import { headline, type Context } from '../../sentences.ts';
import type { Session } from '../../session.ts';

/** What happened in the moment before, and whether more is to come: the same however one got here. */
export function narrate(session: Session, told: readonly EventId[], context: Context): string {
  if (context.snapshot.position === 0) return '';
  const { store, finished } = session;
  const events = told.map((id) => store.event(id)).filter((event) => event !== null);
  const said = headline(events, context);
  if (!finished) return said;
  const over = context.words.text('finished');
  return said && context.words.lang === 'en' ? `${said} ${over}` : said + over;
}

/** The time, and what happened then. */
export function spoken(said: string, { snapshot, words }: Context): string {
  if (snapshot.position === 0) return '';
  const time = formatClock(snapshot.now);
  return said ? words.text('at-time', { time, what: said }) : time;
}
