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

export type Intent =
  | { type: 'step' | 'back' | 'play' | 'copy-link' | 'limits' | 'keys' | 'gallery' }
  | { type: 'ask-me' | 'skip' | 'reveal' | 'exam' | 'exam-next' | 'exam-leave' }
  | { type: 'quiz'; mode: QuizMode }
  | { type: 'answer'; given: string | number }
  | { type: 'compare'; sides?: [string, string] }
  | { type: 'why-not'; key: string; question: WhyNotQuestion }
  | { type: 'seek'; position: number }
  | { type: 'mark'; event: EventId }
  | { type: 'speed'; speed: number }
  | { type: 'scenario'; id: string }
  | { type: 'options'; options: Partial<Options> }
  | { type: 'lang'; lang: Lang }
  | { type: 'theme'; theme: Theme }
  | { type: 'select-event'; event: EventId | null }
  | { type: 'select-crossing'; crossing: CrossingId | null }
  | { type: 'act'; command: Command }
  | { type: 'prefill'; host: HostId; preset: Preset }
  | { type: 'inject'; target: { from: string; to: string }; segment: Segment }
  | { type: 'checkout'; branch: number }
  | { type: 'panel'; panel: string; open: boolean }
  | { type: 'operator'; host: HostId; tab: OperatorTab }
  | { type: 'connection'; host: HostId; socket: SocketId }
  | { type: 'sysctl'; host: HostId; name: string; value: string };

/** What is wrong with what was typed, for the place beside its field. */
export interface FieldProblem {
  field: string;
  given: string;
  text: string;
}

/** Where a forged RST falls. */
export type Preset = 'next' | 'rst-exact' | 'rst-in-window' | 'rst-outside';

export type IntentEvent = CustomEvent<Intent>;
