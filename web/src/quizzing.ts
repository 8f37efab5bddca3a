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

export function skip(session: Session): void {
  session.quiz.skip();
  session.store.touch();
}

/** Plays the answer: the run goes to just after the event that was asked about. */
export function reveal(session: Session): void {
  const target = session.quiz.asked?.question.target;
  session.quiz.skip();
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

/** The next question of the exam; its result once there is none. */
export function nextQuestion(session: Session, result: (result: XapiResult) => void): void {
  if (session.quiz.nextStop() === null) {
    result(session.quiz.result);
    session.store.touch();
    return;
  }
  goToStop(session);
}

/** Back to the run that the exam was made from. */
export function leaveExam(session: Session, engine: Engine): void {
  const scenario = session.quiz.exam?.origin;
  if (scenario !== undefined) session.open(engine, { scenario, moments: [], position: 0 });
}

function goToStop(session: Session): void {
  const { quiz } = session;
  const stop = quiz.exam?.stops[quiz.exam.at];
  if (!stop) return;
  session.advanceTo(stop.position);
  quiz.askAtStop(session.still());
  session.store.touch();
}

function randomSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
