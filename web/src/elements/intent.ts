/** What an element asks of the root. Elements are leaves: this is all that comes out of them. */
import type { Command, CrossingId, EventId, HostId, Segment } from '../lab.ts';
import type { Lang } from '../l10n.ts';
import type { Options } from '../store.ts';

export type Theme = 'auto' | 'light' | 'dark';

export type Intent =
  | { type: 'step' | 'back' | 'play' | 'copy-link' | 'limits' | 'keys' }
  | { type: 'seek'; position: number }
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
  | { type: 'checkout'; branch: number };

/** Where a forged RST falls. */
export type Preset = 'next' | 'rst-exact' | 'rst-in-window' | 'rst-outside';

export type IntentEvent = CustomEvent<Intent>;
