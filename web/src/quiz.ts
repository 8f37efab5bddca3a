/**
 * Questions about the coming event, and exams made of them. Knows no document: the root element calls it and draws what
 * it says. Every question and every judgement is the engine's.
 */
import type { Ask, Judgement, Lab, Question, Text } from './lab.ts';
import { xapiResult, type Answered, type XapiResult } from './xapi.ts';

/** When a run stops to ask: never by itself, where the scenario's author says so, or before everything. */
export type QuizMode = 'off' | 'authored' | 'all';

export const QUIZ_MODES: readonly QuizMode[] = ['off', 'authored', 'all'];
/** What an attribute says; anything else than a mode is none. */
export function quizMode(text: string): QuizMode {
  return QUIZ_MODES.find((mode) => mode === text) ?? 'off';
}

/** Questions of one exam. */
export const EXAM_QUESTIONS = 8;

/** The part of a lab that asks. */
export type Asker = Pick<Lab, 'ask' | 'judge' | 'due' | 'snapshot'>;

export interface Asked {
  question: Question;
  /** How the scenario puts it, where the plain question is not enough. */
  text: Text | null;
}

/** A question with what came of it. `given` is null where the reader went on without an answer. */
export interface Told extends Asked, Answered {
  judgement: Judgement;
}

export interface ExamState {
  stops: readonly { position: number; ask: Ask }[];
  /** Which stop is being asked; as many as there are when the exam is over. */
  at: number;
  /** The address of the run that the exam was made from. */
  origin: string;
}

export class Quiz {
  mode: QuizMode = 'off';
  asked: Asked | null = null;
  /** What came of the question that is asked. */
  told: Told | null = null;
  /** The question that the reader has passed by. Its answer is told when it happens. */
  passed: Told | null = null;
  exam: ExamState | null = null;
  /** The answers of this exam, or of this run. */
  answers: Told[] = [];
  #since = 0;
  /** Places where the question has been put already: the next step goes on. */
  readonly #put = new Set<string>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Another run is open. */
  reset(): void {
    this.asked = this.told = this.passed = this.exam = null;
    this.answers = [];
    this.#put.clear();
  }

  get right(): number {
    return this.answers.filter(({ right }) => right).length;
  }

  /** A question waits for its answer. */
  get open(): boolean {
    return this.asked !== null && this.told === null;
  }

  /** The exam goes on: there is something to be asked yet. */
  get examining(): boolean {
    return this.exam !== null && this.exam.at < this.exam.stops.length;
  }

  /** Whether the run is to wait here for an answer; then the question is put. */
  stops(lab: Asker): boolean {
    const { branch, position } = lab.snapshot();
    if (this.open && this.#isAt(branch, position)) return true;
    if (this.exam) return this.#stopsExam(lab, position);
    const place = `${branch}:${position}`;
    if (this.mode === 'off' || this.#put.has(place)) return false;
    const due = this.mode === 'authored' ? lab.due()[0] : undefined;
    if (this.mode === 'authored' && !due) return false;
    const question = lab.ask(due?.ask ?? null);
    // Only what the very next moment answers is asked here.
    if (!question || question.target !== position + 1) return false;
    this.#putQuestion(question, due?.text ?? null);
    return true;
  }

  /** The reader wants to be asked, here and now. False when nothing can be asked. */
  askNow(lab: Asker): boolean {
    const question = lab.ask(null);
    if (question) this.#putQuestion(question, null);
    return question !== null;
  }

  /** What the answer is worth. */
  answer(lab: Asker, given: string | number): void {
    if (!this.asked || this.told) return;
    this.told = this.#judged(lab, this.asked, given);
    this.answers.push(this.told);
  }

  /** The question is left alone: it is not right, and in an exam that counts. */
  skip(lab: Asker): void {
    if (!this.asked || this.told) return;
    const left = this.#judged(lab, this.asked, null);
    if (this.exam) {
      this.told = left;
      this.answers.push(left);
      return;
    }
    this.passed = left;
    this.asked = null;
  }

  /**
   * The run goes on past the question, which is thereby skipped. In an exam it goes to the answer and no further: the
   * position is returned.
   */
  goOn(lab: Asker): number | null {
    const { branch, position } = lab.snapshot();
    if (this.passed && position >= this.passed.question.target) this.passed = null;
    if (!this.asked || position < this.asked.question.position) return null;
    const { target } = this.asked.question;
    if (this.open && this.#isAt(branch, position)) this.skip(lab);
    if (this.exam) return position < target ? target : null;
    this.asked = this.told = null;
    return null;
  }

  /** The future is another: what was asked about it means nothing any more. */
  forget(): void {
    this.asked = this.told = this.passed = null;
  }

  begin(stops: ExamState['stops'], origin: string): void {
    this.exam = { stops, at: 0, origin };
    this.answers = [];
    this.#since = this.clock();
  }

  /** At a stop of the exam: its question. False where it cannot be asked any more. */
  askAtStop(lab: Asker): boolean {
    const stop = this.exam?.stops[this.exam.at];
    const question = stop ? lab.ask(stop.ask) : null;
    if (question) this.#putQuestion(question, null);
    return question !== null;
  }

  /** On to the next stop; null when that was the last. */
  nextStop(): ExamState['stops'][number] | null {
    if (!this.exam) return null;
    this.asked = this.told = null;
    this.exam = { ...this.exam, at: this.exam.at + 1 };
    return this.exam.stops[this.exam.at] ?? null;
  }

  get result(): XapiResult {
    return xapiResult(this.answers, this.clock() - this.#since);
  }

  /** An exam that runs on comes to its next question by itself. */
  #stopsExam(lab: Asker, position: number): boolean {
    const next = this.exam?.stops[this.exam.at + 1];
    if (!next || position < next.position) return false;
    this.nextStop();
    return this.askAtStop(lab);
  }

  #isAt(branch: number, position: number): boolean {
    const question = this.asked?.question;
    return question?.branch === branch && question.position === position;
  }

  #judged(lab: Asker, asked: Asked, given: string | number | null): Told {
    const judgement = lab.judge(asked.question, given ?? '');
    return { ...asked, given, judgement, right: given !== null && judgement.right };
  }

  #putQuestion(question: Question, text: Text | null): void {
    this.#put.add(`${question.branch}:${question.position}`);
    this.asked = { question, text };
    this.told = this.passed = null;
  }
}
