/**
 * Questions about the coming event, and exams made of them. Knows no document: the root element calls it and draws what
 * it says. Every question and every judgement is the engine's.
 */
import type { Ask, Judgement, Lab, Question, Text } from './lab.ts';
import { xapiResult, type Answered, type XapiResult } from './xapi.ts';

/** When a run stops to ask: never by itself, where the scenario says so, or before everything that can be asked. */
export type QuizMode = 'off' | 'story' | 'always';

export const QUIZ_MODES: readonly QuizMode[] = ['off', 'story', 'always'];
/** Questions of one exam. */
export const EXAM_QUESTIONS = 8;

/** The part of a lab that asks. */
export type Asker = Pick<Lab, 'ask' | 'judge' | 'due' | 'snapshot'>;

export interface Asked {
  question: Question;
  /** How the scenario puts it, where the plain question is not enough. */
  text: Text | null;
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
  judgement: Judgement | null = null;
  exam: ExamState | null = null;
  /** The answers of this exam, or of this run. */
  answers: Answered[] = [];
  #since = 0;
  /** Places where the question has been put already: the next step goes on. */
  readonly #put = new Set<string>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Another run is open. An exam's own run is no reason to forget the exam. */
  reset(keepExam = false): void {
    this.asked = this.judgement = null;
    this.#put.clear();
    if (keepExam) return;
    this.exam = null;
    this.answers = [];
  }

  get right(): number {
    return this.answers.filter(({ right }) => right).length;
  }

  /** Whether the run is to wait here for an answer; then the question is put. */
  stops(lab: Asker): boolean {
    if (this.mode === 'off' || this.exam) return false;
    const { branch, position } = lab.snapshot();
    const place = `${branch}:${position}`;
    if (this.#put.has(place)) return false;
    const due = this.mode === 'story' ? lab.due()[0] : undefined;
    if (this.mode === 'story' && !due) return false;
    const question = lab.ask(due?.ask ?? null);
    // Only what the very next moment answers is asked here.
    if (!question || question.target !== position + 1) return false;
    this.#put.add(place);
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
    if (!this.asked || this.judgement) return;
    this.judgement = lab.judge(this.asked.question, given);
    this.answers.push({ given, right: this.judgement.right });
  }

  /** The question is left alone; in an exam that counts. */
  skip(): void {
    if (this.exam && this.asked && !this.judgement)
      this.answers.push({ given: null, right: false });
    this.asked = this.judgement = null;
  }

  begin(stops: ExamState['stops'], origin: string): void {
    this.exam = { stops, at: 0, origin };
    this.answers = [];
    this.#since = this.clock();
  }

  /** At a stop of the exam: its question. Skips a stop that cannot be asked any more. */
  askAtStop(lab: Asker): boolean {
    const stop = this.exam?.stops[this.exam.at];
    const question = stop ? lab.ask(stop.ask) : null;
    if (question) this.#putQuestion(question, null);
    return question !== null;
  }

  /** On to the next stop; null when that was the last. */
  nextStop(): ExamState['stops'][number] | null {
    if (!this.exam) return null;
    this.skip();
    this.exam = { ...this.exam, at: this.exam.at + 1 };
    return this.exam.stops[this.exam.at] ?? null;
  }

  get result(): XapiResult {
    return xapiResult(this.answers, this.clock() - this.#since);
  }

  #putQuestion(question: Question, text: Text | null): void {
    this.asked = { question, text };
    this.judgement = null;
  }
}
