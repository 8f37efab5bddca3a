/** What sentences are told about. */
import type { Words } from '../../l10n.ts';
import type { Engine } from '../../lab.ts';
import type { Context } from '../../sentences.ts';
import type { Session } from '../../session.ts';

export class Contexts {
  #last: Context | null = null;

  /** The same object as long as the same things are told in the same words; null while no run is open. */
  of({ store }: Session, words: Words, engine: Engine | null): Context | null {
    const { snapshot, crossings, bases, options, events } = store.state;
    if (!snapshot) return null;
    const { relative } = options;
    const last = this.#last;
    const same = last?.snapshot === snapshot && last.words === words && last.relative === relative;
    const errors = engine?.errors;
    if (!same) this.#last = { words, snapshot, crossings, bases, relative, events, errors };
    return this.#last;
  }
}
