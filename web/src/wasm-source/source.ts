/** What a place from which the engine comes has to give. */
import type { ScenarioInfo, Verified } from '../../../wasm/src/types.d.ts';

/** What the page knows of the library before any scenario is opened: `pkg/library/index.json`. */
export interface LibraryIndex {
  scenarios: ScenarioInfo[];
  verified: Verified;
}

/** The scenarios, each fetched when it is wanted. */
export interface Library {
  index: () => Promise<LibraryIndex>;
  /** One that the index names. */
  scenario: (id: string) => Promise<object>;
}
