/** Two runs made again from the same beginning, and where they part. Knows no document. */
import { address } from './gallery.ts';
import type { Words } from './l10n.ts';
import type { Crossing, Divergence, Engine, Lab, LabEvent, LabState } from './lab.ts';
import type { ScenarioView, Snapshot } from './lab.ts';
import { settings, startOf, type Setting } from './settings.ts';

const BRANCH = 'branch:';

/** One of the two runs, as far as it has gone. */
export interface Side {
  /** What it is called: an address, or a branch. */
  key: string;
  snapshot: Snapshot;
  crossings: readonly Crossing[];
  events: readonly LabEvent[];
}

export interface Comparison {
  left: Side;
  right: Side;
  divergence: Divergence;
  /** What is not the same before anything happens. */
  settings: readonly Setting[];
}

/** A run that can be chosen for a side. */
export interface Candidate {
  key: string;
  name: string;
}

/** The runs that can be compared: the scenario and its variations, and the branches that the reader has made. */
export function candidates(about: ScenarioView, snapshot: Snapshot, words: Words): Candidate[] {
  const { id, variations, title } = about;
  const own = [{ key: id, name: title[words.lang] }];
  const varied = variations.map((one) => ({
    key: address(id, one.id, null),
    name: one.title[words.lang],
  }));
  if (snapshot.branches.length < 2) return [...own, ...varied];
  const branches = snapshot.branches.map((branch) => ({
    key: `${BRANCH}${branch.id}`,
    name: words.text('compare-branch', { number: branch.id }),
  }));
  return [...branches, ...own, ...varied];
}

/** What is compared when nothing is chosen: a branch with what it parted from, else the scenario with a variation. */
export function firstSides(about: ScenarioView, snapshot: Snapshot): [string, string] {
  const present = snapshot.branches.find(({ id }) => id === snapshot.branch);
  const other = present?.parent ?? snapshot.branches.find(({ id }) => id !== snapshot.branch)?.id;
  if (other !== undefined) return [`${BRANCH}${other}`, `${BRANCH}${snapshot.branch}`];
  const variation = about.variation ?? about.variations[0]?.id ?? null;
  return [about.id, address(about.id, variation, null)];
}

/** Both runs, gone as far as the story or the reader has. */
export function compareRuns(
  engine: Engine,
  lab: Lab,
  about: ScenarioView,
  keys: readonly [string, string],
): Comparison {
  const { seed, now } = lab.snapshot();
  const until = Math.max(about.ends, now);
  const labs = keys.map((key) => again(engine, lab, key, seed));
  const [left, right] = labs as [Lab, Lab];
  try {
    for (const one of labs) one.runUntil(Math.max(until, one.snapshot().now));
    const divergence = left.compare(right);
    const sides = { left: side(keys[0], left), right: side(keys[1], right) };
    return { ...sides, divergence, settings: settings(startOf(left), startOf(right)) };
  } finally {
    for (const one of labs) one.free();
  }
}

function again(engine: Engine, lab: Lab, key: string, seed: string): Lab {
  const made = engine.createLab({ seed });
  try {
    if (key.startsWith(BRANCH)) made.setState(stateOf(lab, Number(key.slice(BRANCH.length))));
    else made.load(key);
  } catch (reason) {
    made.free();
    throw reason;
  }
  return made;
}

/** A branch as a run of its own; the lab is afterwards where it was. */
function stateOf(lab: Lab, branch: number): LabState {
  const { branch: present, position } = lab.snapshot();
  lab.checkout(branch);
  const state = lab.getState();
  lab.checkout(present);
  lab.seek(position);
  return state;
}

function side(key: string, lab: Lab): Side {
  const snapshot = lab.snapshot();
  const { crossings, events } = snapshot;
  return {
    key,
    snapshot,
    crossings: lab.crossings(0, crossings),
    events: lab.events(0, events),
  };
}
