/** How a quiz moves the run: what is asked, shown, and the way through an exam. Knows no document. */
import type { Engine } from './lab.ts';
import { EXAM_QUESTIONS } from './quiz.ts';
import type { Session } from './session.ts';
import type { XapiResult } from './xapi.ts';

/** Asks about the coming event. False when nothing is left to ask about. */
export function askMe(session: Session): boolean {
  const lab = session.still();
  const put = session.quiz.askNow(lab);
  session.store.touch();
  return put;
}

export function answer(session: Session, given: string | number): void {
  session.quiz.answer(session.still(), given);
  session.store.touch();
}

/** In an exam the answer is shown at once; else it is told when it happens. */
export function skip(session: Session): void {
  session.quiz.skip(session.still());
  if (session.quiz.exam) reveal(session);
  else session.store.touch();
}

/** Plays the answer: the run goes to just after the event that was asked about. In an exam the question stays. */
export function reveal(session: Session): void {
  const { quiz } = session;
  const target = quiz.asked?.question.target;
  if (!quiz.exam) quiz.forget();
  if (target !== undefined) session.advanceTo(target);
}

/** An exam over the run that is open: other numbers each time. */
export function beginExam(session: Session, engine: Engine, seed = randomSeed()): void {
  const { quiz } = session;
  const origin = quiz.exam?.origin ?? session.still().snapshot().scenario;
  const lab = engine.createLab({ seed });
  try {
    lab.load(origin);
    const { scenario, stops } = lab.exam(seed, EXAM_QUESTIONS);
    session.open(engine, { scenario, moments: [], position: 0 });
    quiz.begin(stops, origin);
  } finally {
    lab.free();
  }
  goToStop(session);
}

/** The next question of the exam. After the last one the run shows what was asked, and the result is told. */
export function nextQuestion(session: Session, result: (result: XapiResult) => void): void {
  const { quiz } = session;
  const target = quiz.asked?.question.target ?? 0;
  if (quiz.nextStop() && goToStop(session)) return;
  if (target > session.still().snapshot().position) session.advanceTo(target);
  result(quiz.result);
  session.store.touch();
}

/** Back to the run that the exam was made from. */
export function leaveExam(session: Session, engine: Engine): void {
  const scenario = session.quiz.exam?.origin;
  if (scenario !== undefined) session.open(engine, { scenario, moments: [], position: 0 });
}

/** To the next stop at which something can be asked. False when none is left. */
function goToStop(session: Session): boolean {
  const { quiz } = session;
  for (let stop = quiz.exam?.stops[quiz.exam.at]; stop; stop = quiz.nextStop() ?? undefined) {
    session.advanceTo(stop.position);
    const put = quiz.askAtStop(session.still());
    session.store.touch();
    if (put) return true;
  }
  return false;
}

function randomSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
