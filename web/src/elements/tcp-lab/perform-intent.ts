/** Carries out what moves the run, or asks about it. */
import type { Engine } from '../../lab.ts';
import { answer, askMe, beginExam, leaveExam, nextQuestion, reveal, skip } from '../../quizzing.ts';
import type { Session } from '../../session.ts';
import type { XapiResult } from '../../xapi.ts';
import type { RunIntent } from '../intent.ts';

export function performIntent(
  intent: RunIntent,
  session: Session,
  engine: Engine | null,
  result: (result: XapiResult) => void,
): void {
  switch (intent.type) {
    case 'step':
      return session.next();
    case 'back':
      return session.previous();
    case 'play':
      return session.togglePlay();
    case 'story-next':
      return session.story.next();
    case 'story-end':
      return session.story.toEnd();
    case 'seek':
      return session.reach(intent.position);
    case 'mark':
      return session.goTo(intent.event);
    case 'act':
      return session.act(intent.command);
    case 'checkout':
      return session.checkout(intent.branch);
    case 'options':
      return session.store.setOptions(intent.options);
    case 'select-event':
      session.pause();
      return session.store.selectEvent(intent.event, intent.crossing);
    case 'select-crossing':
      session.pause();
      return session.store.selectCrossing(intent.crossing);
    case 'ask-me':
      askMe(session);
      return;
    case 'answer':
      return answer(session, intent.given);
    case 'skip':
      return skip(session);
    case 'reveal':
      return reveal(session);
    case 'exam-next':
      return nextQuestion(session, result);
    case 'exam':
      return engine ? beginExam(session, engine) : undefined;
    case 'exam-leave':
      return engine ? leaveExam(session, engine) : undefined;
  }
}
