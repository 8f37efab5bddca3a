/** The gallery: which scenarios are shown, in which part, for what was typed. Knows no document. */
import type { Group, ScenarioInfo, Verified, VerifiedRun } from './lab.ts';

/** The parts of the gallery, in its order: as the questions come up when a connection lives and dies. */
export const GROUPS: readonly Group[] = [
  'opening',
  'numbers',
  'data',
  'closing',
  'time-wait',
  'sockets',
  'errors',
  'queues',
  'faults',
  'flow',
  'congestion',
  'attacks',
];

export interface Shelf {
  group: Group;
  scenarios: ScenarioInfo[];
}

/** The parts that have something for every word of `query`, each in the order of the library. */
export function shelves(scenarios: readonly ScenarioInfo[], query: string): Shelf[] {
  const words = plain(query).split(' ').filter(Boolean);
  const found = scenarios.filter((scenario) => {
    const text = searchable(scenario);
    return words.every((word) => text.includes(word));
  });
  const shelf = (group: Group) => ({
    group,
    scenarios: found.filter((scenario) => scenario.group === group),
  });
  return GROUPS.map(shelf).filter(({ scenarios }) => scenarios.length > 0);
}

/** Both languages: who reads one may know the term of the other. */
function searchable({ id, title, question, tags, variations }: ScenarioInfo): string {
  const texts = [title, question, ...variations.map((one) => one.title)];
  const words = texts.flatMap((text) => [text.en, text['zh-CN']]);
  return plain([id, ...tags, ...words].join(' '));
}

/** Who looks for `CLOSE_WAIT`, `close-wait` or `close wait` looks for the same. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

/** What a real kernel did with the run at this address; null where it was not staged. */
export function verifiedRun(verified: Verified | null, run: string): VerifiedRun | null {
  const found = verified?.runs[run.split('@')[0] ?? ''];
  return found && !found.notStaged && found.of > 0 ? found : null;
}

/** `handshake/lost-syn@linux-6.x`, without what is not asked for. */
export function address(id: string, variation: string | null, profile: string | null): string {
  return id + (variation === null ? '' : `/${variation}`) + (profile === null ? '' : `@${profile}`);
}

/** What an address names. */
export function splitAddress(run: string): { id: string; variation: string | null } {
  const [id = '', variation = null] = (run.split('@')[0] ?? '').split('/');
  return { id, variation };
}
