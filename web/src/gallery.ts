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

/** The parts that have something for `query`, each in the order of the library. */
export function shelves(scenarios: readonly ScenarioInfo[], query: string): Shelf[] {
  const found = search(scenarios, plain(query).split(' ').filter(Boolean));
  const shelf = (group: Group) => ({
    group,
    scenarios: found.filter((scenario) => scenario.group === group),
  });
  return GROUPS.map(shelf).filter(({ scenarios }) => scenarios.length > 0);
}

/** What has every word; where nothing has, what shares most with the question as it was typed. */
function search(scenarios: readonly ScenarioInfo[], words: readonly string[]): ScenarioInfo[] {
  const known = scenarios.map((scenario) => ({ scenario, text: searchable(scenario) }));
  const exact = known.filter(({ text }) => words.every((word) => has(text, word)));
  const pairs = words.flatMap(pairsOf);
  if (exact.length > 0 || pairs.length < 2) return exact.map(({ scenario }) => scenario);
  const shares = known.map(({ text }) => pairs.filter((pair) => text.includes(pair)).length);
  const enough = Math.max(pairs.length * ENOUGH, Math.max(...shares) * NEARLY_BEST);
  return known.filter((_, place) => shares[place]! >= enough).map(({ scenario }) => scenario);
}

/** How much of a question a run must share, of the whole, and of what the best one shares. */
const ENOUGH = 0.6;
const NEARLY_BEST = 0.85;

/** Latin words from their beginning: NAT is not in “assassination”. */
function has(text: string, word: string): boolean {
  return /^[a-z0-9]/.test(word) ? ` ${text}`.includes(` ${word}`) : text.includes(word);
}

/** Chinese has no spaces between words: two characters each. */
function pairsOf(word: string): string[] {
  const letters = Array.from(word);
  const pairs = letters.slice(1).map((letter, place) => letters[place]! + letter);
  return pairs.filter((pair) => /^\p{Script=Han}+$/u.test(pair));
}

/** Both languages: who reads one may know the term of the other. */
function searchable({ id, title, question, tags, variations }: ScenarioInfo): string {
  const texts = [title, question, ...variations.map((one) => one.title)];
  const words = texts.flatMap((text) => [text.en, text['zh-CN']]);
  return plain([id, ...tags, ...words].join(' '));
}

/** Who looks for `CLOSE_WAIT`, `close-wait` or `close wait` looks for the same; Latin words stand apart from Chinese. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_\-(（“"/.,:：，]+/g, ' ')
    .replaceAll(/(\p{Script=Han})([a-z0-9])/gu, '$1 $2')
    .replaceAll(/([a-z0-9])(\p{Script=Han})/gu, '$1 $2')
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
