/** Carries out what the quiz asks for. */
import type { Engine } from '../../lab.ts';
import { answer, askMe, beginExam, leaveExam, nextQuestion, reveal, skip } from '../../quizzing.ts';
import type { Session } from '../../session.ts';
import type { XapiResult } from '../../xapi.ts';
import type { Intent } from '../intent.ts';

export type QuizIntent = Extract<
  Intent,
  {
    type: 'ask-me' | 'skip' | 'reveal' | 'exam' | 'exam-next' | 'exam-leave' | 'quiz' | 'answer';
  }
>;

export function performQuiz(
  intent: QuizIntent,
  session: Session,
  engine: Engine | null,
  result: (result: XapiResult) => void,
): void {
  switch (intent.type) {
    case 'quiz':
      session.quiz.mode = intent.mode;
      return session.store.touch();
    case 'ask-me':
      askMe(session);
      return;
    case 'answer':
      return answer(session, intent.given);
    case 'skip':
      return skip(session);
    case 'reveal':
      return reveal(session);
    case 'exam':
      return engine ? beginExam(session, engine) : undefined;
    case 'exam-next':
      return nextQuestion(session, result);
    case 'exam-leave':
      return engine ? leaveExam(session, engine) : undefined;
  }
}
