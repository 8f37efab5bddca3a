/**
 * The wall to the engine: the only file that imports the wasm package. Everything else takes the types,
 * the `Lab` and the `Player` from here.
 */
import { compileEngine, library } from '#wasm-source';
import init, { Lab as WasmLab } from '../pkg/tcp_lab_wasm.js';
import type {
  Ask,
  Command,
  ConnectionPage,
  Counter,
  Crossing,
  Divergence,
  EventId,
  Exam,
  HostId,
  KernelLine,
  Judgement,
  LabConfig,
  LabEvent,
  LabState,
  Limit,
  Nanoseconds,
  PromptDue,
  Question,
  Rule,
  ScenarioInfo,
  ScenarioView,
  Segment,
  Snapshot,
  SocketId,
  SsPage,
  Sysctl,
  SystemError,
  StoryTold,
  Verified,
  Why,
  WhyNot,
  WhyNotQuestion,
} from '../../wasm/src/types.d.ts';
import { LabError, toLabError } from './lab-error.ts';

export type * from '../../wasm/src/types.d.ts';
export { LabError } from './lab-error.ts';
export { DEFAULT_SPEED, MAX_SPEED, MIN_SPEED, Player, type PlayerEvents } from './player.ts';

/** What is known before any run: one per page, shared by every lab on it. */
export interface Engine {
  /** Goes into links; a run made by another version may go another way. */
  readonly version: string;
  readonly scenarios: readonly ScenarioInfo[];
  /** What the model leaves out. */
  readonly limits: readonly Limit[];
  /** What a real kernel did when the library was staged on it. */
  readonly verified: Verified;
  /** The errors of system calls, by the name that the engine's data has. */
  readonly errors: ReadonlyMap<string, SystemError>;
  createLab(config?: LabConfig): Lab;
  /** Fetches the scenario that a lab is to load by name, once; what is no name needs nothing. */
  need(scenario: string | object): Promise<void>;
}

let engine: Promise<Engine> | undefined;

/** Compiles the engine on the first call; every later call shares it. Rejects with a LabError. */
export function loadEngine(): Promise<Engine> {
  engine ??= instantiate().catch((reason: unknown) => {
    engine = undefined; // The next call may try again: a lost connection comes back.
    throw toLabError(reason, 'engine-missing');
  });
  return engine;
}

/** An empty lab: `load` a scenario or `setState` next. `free` it when it is no longer shown. */
export async function createLab(config?: LabConfig): Promise<Lab> {
  return (await loadEngine()).createLab(config);
}

async function instantiate(): Promise<Engine> {
  const [module, { scenarios, verified }] = await Promise.all([compileEngine(), library.index()]);
  await init({ module_or_path: module });
  return {
    version: WasmLab.version(),
    scenarios,
    limits: WasmLab.limits(),
    verified,
    errors: new Map(WasmLab.errors().map((error) => [error.name, error])),
    createLab: (config) => new Lab(guard(() => new WasmLab(config))),
    need: fetched(scenarios.map(({ id }) => id)),
  };
}

/** Brings scenarios of the library into the engine; names that the library has not are left to its error. */
function fetched(known: readonly string[]): Engine['need'] {
  const under = new Map<string, Promise<void>>();
  return async (scenario) => {
    const id = typeof scenario === 'string' ? known.find((id) => names(scenario, id)) : undefined;
    if (id === undefined) return;
    const way = under.get(id) ?? library.scenario(id).then((file) => WasmLab.register(file));
    under.set(id, way);
    try {
      await way;
    } catch (reason) {
      under.delete(id); // The next call may try again.
      throw toLabError(reason, 'scenario-missing');
    }
  };
}

/** `id`, `id/variation`, `id@profile`. */
function names(address: string, id: string): boolean {
  return address.split(/[/@]/, 1)[0] === id;
}

/** Whatever the engine throws becomes a LabError. */
function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (reason) {
    throw toLabError(reason, 'engine-failed');
  }
}

/** One world and its history. Every method that can fail throws a LabError and leaves the lab as it was. */
export class Lab {
  #wasm: WasmLab | undefined;

  /** Made by `createLab`. */
  constructor(wasm: WasmLab) {
    this.#wasm = wasm;
  }

  /** Gives the memory back; the lab must not be used afterwards. May be called twice. */
  free(): void {
    this.#wasm?.free();
    this.#wasm = undefined;
  }

  /** The name of a scenario that was `need`ed before, or a whole scenario. */
  load = (scenario: string | object): void => this.#ask((lab) => lab.load(scenario));
  /** To the next moment; the ids of what happened, empty when nothing is left to happen. */
  step = (): EventId[] => this.#ask((lab) => lab.step());
  /** False at the start. */
  stepBack = (): boolean => this.#ask((lab) => lab.stepBack());
  runUntil = (time: Nanoseconds): void => this.#ask((lab) => lab.runUntil(time));
  seek = (position: number): void => this.#ask((lab) => lab.seek(position));
  /** A new branch from here, which becomes the present one. */
  fork = (): number => this.#ask((lab) => lab.fork());
  checkout = (branch: number): void => this.#ask((lab) => lab.checkout(branch));
  inject = (target: { from: string; to: string }, segment: Segment): EventId[] =>
    this.#ask((lab) => lab.inject(target, segment));
  /** In the past this makes a branch; the old future is kept. */
  act = (command: Command): EventId[] => this.#ask((lab) => lab.act(command));
  snapshot = (): Snapshot => this.#ask((lab) => lab.snapshot());
  /** Rows `from .. to` of the log of this branch, `to` not included. */
  events = (from: EventId, to: EventId): LabEvent[] => this.#ask((lab) => lab.events(from, to));
  crossings = (from: number, to: number): Crossing[] => this.#ask((lab) => lab.crossings(from, to));
  why = (event: EventId): Why => this.#ask((lab) => lab.why(event));
  rules = (): Rule[] => this.#ask((lab) => lab.rules());
  /** A plausible next segment from that endpoint: what the inject form begins with. */
  suggest = (host: HostId, socket?: SocketId): Segment & { from: string; to: string } =>
    this.#ask((lab) => lab.suggest(host, socket));
  /** Sockets `from .. to` of a host as lines of `ss -tanoi`. */
  ss = (host: HostId, from: number, to: number): SsPage =>
    this.#ask((lab) => lab.ss(host, from, to));
  netstat = (host: HostId): Counter[] => this.#ask((lab) => lab.netstat(host));
  kernelLog = (host: HostId): KernelLine[] => this.#ask((lab) => lab.kernelLog(host));
  sysctls = (host: HostId): Sysctl[] => this.#ask((lab) => lab.sysctls(host));
  connections = (host: HostId, from: number, to: number): ConnectionPage =>
    this.#ask((lab) => lab.connections(host, from, to));
  /** What there is to say about the run that is loaded. */
  scenario = (): ScenarioView | null => this.#ask((lab) => lab.scenario());
  /** The lines of the story told of events `from .. to`, `to` not included. */
  story = (from: EventId, to: EventId): StoryTold[] => this.#ask((lab) => lab.story(from, to));
  /** The first event that is not as the story would have it, after what the reader did: no line is told from there on. */
  storyParted = (): EventId | null => this.#ask((lab) => lab.storyParted() ?? null);
  /** Why something does not happen, here and now. */
  whyNot = (question: WhyNotQuestion): WhyNot => this.#ask((lab) => lab.whyNot(question));
  /** The next event worth asking about, or the next of one kind; null when there is none. Nothing changes. */
  ask = (kind: Ask | null = null): Question | null => this.#ask((lab) => lab.ask(kind));
  /** What an answer is worth; numbers are absolute. */
  judge = (question: Question, given: string | number): Judgement =>
    this.#ask((lab) => lab.judge(question, given));
  /** The loaded scenario as an exam: other numbers, and places to stop and ask. */
  exam = (seed: string, count: number): Exam => this.#ask((lab) => lab.exam(seed, count));
  /** Where this run and another one part, each in its present branch. */
  compare = (other: Lab): Divergence =>
    this.#ask((lab) => other.#ask((right) => lab.compare(right)));
  /** Where the present branch and another one part. */
  compareBranch = (branch: number): Divergence => this.#ask((lab) => lab.compareBranch(branch));
  /** The prompts of the scenario that come before the next moment. */
  due = (): PromptDue[] => this.#ask((lab) => lab.due());
  /** The run as text, or as a scenario (JSON) that goes the same way by itself. */
  exportAs = (format: 'ladder' | 'scenario'): string => this.#ask((lab) => lab.exportAs(format));
  /** The run as a text ladder. */
  ladder = (): string => this.#ask((lab) => lab.ladder());
  getState = (): LabState => this.#ask((lab) => lab.getState());
  setState = (state: LabState): void => this.#ask((lab) => lab.setState(state));

  #ask<T>(question: (lab: WasmLab) => T): T {
    const lab = this.#wasm;
    if (!lab) throw new LabError('freed', 'the lab was freed', {});
    return guard(() => question(lab));
  }
}
