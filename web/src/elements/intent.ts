/** What an element asks of the root. Elements are leaves: this is all that comes out of them. */
import type {
  Command,
  CrossingId,
  EventId,
  HostId,
  Segment,
  SocketId,
  WhyNotQuestion,
} from '../lab.ts';
import type { QuizMode } from '../quiz.ts';
import type { Lang } from '../l10n.ts';
import type { OperatorTab } from '../operator.ts';
import type { Options } from '../store.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** What moves the run, or asks about it. */
export type RunIntent =
  | { type: 'step' | 'back' | 'play' | 'story-next' | 'story-end' }
  | { type: 'ask-me' | 'skip' | 'reveal' | 'exam' | 'exam-next' | 'exam-leave' }
  | { type: 'answer'; given: string | number }
  | { type: 'seek'; position: number }
  | { type: 'mark'; event: EventId }
  | { type: 'options'; options: Partial<Options> }
  /** `crossing`: the segment that it is about, where that is not the event's own. */
  | { type: 'select-event'; event: EventId | null; crossing?: CrossingId }
  | { type: 'select-crossing'; crossing: CrossingId | null }
  | { type: 'act'; command: Command }
  | { type: 'checkout'; branch: number };

/** What takes the run out of the page; `moment` is a link to where the reader stands. */
export type ShareIntent =
  | { type: 'copy-link'; moment: boolean }
  | { type: 'copy-text' }
  | { type: 'save'; as: 'scenario' | 'ladder'; title: string };

/** What concerns the screen, or needs it for its answer. */
export type ScreenIntent =
  | { type: 'limits' | 'keys' | 'gallery' }
  | ShareIntent
  | { type: 'open-file'; file: File }
  | { type: 'quiz'; mode: QuizMode }
  /** Brings a place of the screen into sight. */
  | { type: 'show'; place: Place }
  | { type: 'compare'; sides?: [string, string] }
  | { type: 'why-not'; key: string; question: WhyNotQuestion }
  | { type: 'speed'; speed: number }
  | { type: 'scenario'; id: string }
  | { type: 'lang'; lang: Lang }
  | { type: 'theme'; theme: Theme }
  | { type: 'prefill'; host: HostId; preset: Preset }
  | { type: 'inject'; target: { from: string; to: string }; segment: Segment }
  | { type: 'panel'; panel: string; open: boolean }
  | { type: 'operator'; host: HostId; tab: OperatorTab }
  | { type: 'connection'; host: HostId; socket: SocketId }
  | { type: 'sysctl'; host: HostId; name: string; value: string };

/** Places of the screen that one can be led to. */
export type Place = 'why' | 'inspector' | 'takeaway' | 'operator';

export type Intent = RunIntent | ScreenIntent;

const OF_THE_RUN: Record<RunIntent['type'], true> = {
  step: true,
  back: true,
  play: true,
  'story-next': true,
  'story-end': true,
  'ask-me': true,
  skip: true,
  reveal: true,
  exam: true,
  'exam-next': true,
  'exam-leave': true,
  answer: true,
  seek: true,
  mark: true,
  options: true,
  'select-event': true,
  'select-crossing': true,
  act: true,
  checkout: true,
};

export function isOfTheRun(intent: Intent): intent is RunIntent {
  return intent.type in OF_THE_RUN;
}

/** What is wrong with what was typed, for the place beside its field. */
export interface FieldProblem {
  field: string;
  given: string;
  text: string;
}

/** Where a forged RST falls. */
export type Preset = 'next' | 'rst-exact' | 'rst-in-window' | 'rst-outside';

export type IntentEvent = CustomEvent<Intent>;
