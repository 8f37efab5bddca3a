/**
 * A run as a link, and back. What stands after `#` is one of
 *
 *     s=handshake&seed=0123456789abcdef&at=7     a scenario left to itself, seven moments on
 *     z=<a LabState: JSON, deflate-raw, base64url>&lang=en   a run with acts, or a scenario of its own
 *
 * (`scenario=` in full does as well as `s=`) and how it is to be shown (`View`). Whatever comes in is hostile until parsed: everything has a bound.
 */
import type { Engine, Lab, LabState } from './lab.ts';
import { LabError } from './lab-error.ts';

/** Characters of a fragment. Longer ones do not survive mail and chat anyway. */
export const MAX_LINK = 32_768;
/** Octets of JSON inside, so that a small link cannot become a large one. */
export const MAX_JSON = 1_048_576;
/** Moments of a run, natural ones counted one by one. */
export const MAX_MOMENTS = 1_000_000;

/** `id`, `id/variation`, `id/variation@profile`. */
const ADDRESS = /^[\w-]{1,64}(\/[\w-]{1,64})?(@[\w.-]{1,32})?$/;

const VIEW_KEYS = [
  'lang',
  'theme',
  'controls',
  'start',
  'speed',
  'loading',
  'readonly',
  'quiz',
  'event',
] as const;

/** How to show the run: attributes of the element, and the selected event. */
export type View = Partial<Record<(typeof VIEW_KEYS)[number], string>>;

/** A run as far as a link says it; without a seed the lab draws its own. */
export type Run = Omit<LabState, 'seed' | 'version'> & Partial<Pick<LabState, 'seed' | 'version'>>;

/** The fragment for this run, without `#`. Rejects with `link-too-long`. */
export async function encodeLink(state: LabState, view: View = {}): Promise<string> {
  const params = new URLSearchParams();
  if (isUntouched(state)) {
    params.set('s', state.scenario);
    params.set('seed', state.seed);
    if (state.position > 0) params.set('at', String(state.position));
    params.set('v', state.version);
  } else {
    params.set('z', toBase64Url(await deflate(JSON.stringify(state))));
  }
  for (const key of VIEW_KEYS) {
    const value = view[key];
    if (value !== undefined) params.set(key, value);
  }
  const fragment = params.toString();
  if (fragment.length > MAX_LINK) throw tooLong(fragment.length);
  return fragment;
}

/** Reads a fragment, with or without `#`. `run` is null where it names none. Rejects with a LabError. */
export async function decodeLink(fragment: string): Promise<{ run: Run | null; view: View }> {
  const text = fragment.replace(/^#/, '');
  if (text.length > MAX_LINK) throw tooLong(text.length);
  const params = new URLSearchParams(text);
  const packed = params.get('z');
  const run = packed === null ? shortRun(params) : parseState(await inflate(packed));
  return { run, view: readView(params) };
}

/** A lab in which the run has been replayed. Throws the engine's error when it no longer goes that way. */
export function openRun(engine: Engine, run: Run): Lab {
  const lab = engine.createLab(run.seed === undefined ? undefined : { seed: run.seed });
  try {
    lab.load(run.scenario);
    const { moments, position } = run;
    const { seed, version } = { ...lab.getState(), ...run };
    if (moments.length > 0) {
      lab.setState({ version, scenario: run.scenario, seed, moments, position });
    }
    return lab;
  } catch (error) {
    lab.free();
    throw error;
  }
}

type Untouched = LabState & { scenario: string };

/** Nothing but natural moments in a scenario of the library: the run is its seed. */
function isUntouched(state: LabState): state is Untouched {
  return (
    typeof state.scenario === 'string' &&
    state.moments.every((moment) => typeof moment === 'number')
  );
}

function shortRun(params: URLSearchParams): Run | null {
  const scenario = params.get('s') ?? params.get('scenario');
  if (scenario === null) return null;
  const position = Number(params.get('at') ?? 0);
  const seed = params.get('seed') ?? undefined;
  const version = params.get('v') ?? undefined;
  const moments = position === 0 ? [] : [position];
  return checkRun({
    scenario,
    moments,
    position,
    ...(seed !== undefined && { seed }),
    ...(version !== undefined && { version }),
  });
}

function parseState(json: string): Run {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw damaged('json', cause);
  }
  if (!isRecord(value)) throw damaged('json');
  for (const field of ['version', 'seed']) {
    if (typeof value[field] !== 'string') throw damaged(field);
  }
  const { version, scenario, seed, moments, position } = value;
  return checkRun({ version, scenario, seed, moments, position });
}

/** The shape only: what the acts mean is for the engine to judge. */
function checkRun(run: Record<string, unknown>): Run {
  const { version, scenario, seed, moments, position } = run;
  const named = typeof scenario === 'string' && ADDRESS.test(scenario);
  if (!named && !isRecord(scenario)) throw damaged('scenario');
  if (seed !== undefined && !/^[0-9a-f]{16}$/i.test(seed as string)) throw damaged('seed');
  if (version !== undefined && !/^[\w.+-]{1,32}$/.test(version as string)) throw damaged('version');
  if (!isCount(position)) throw damaged('position');
  if (!Array.isArray(moments) || !moments.every(isMoment)) throw damaged('moments');
  const length = moments.reduce<number>((sum, m) => sum + (typeof m === 'number' ? m : 1), 0);
  if (length > MAX_MOMENTS || position > length) throw damaged('moments');
  return run as unknown as Run;
}

function isMoment(value: unknown): boolean {
  if (!isRecord(value)) return isCount(value);
  if ('until' in value) return isCount(value['until'], Number.MAX_SAFE_INTEGER);
  return isRecord(value['act']) && typeof value['act']['type'] === 'string';
}

function isCount(value: unknown, most: number = MAX_MOMENTS): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readView(params: URLSearchParams): View {
  const view: View = {};
  for (const key of VIEW_KEYS) {
    const value = params.get(key);
    if (value !== null && value.length <= 32) view[key] = value;
  }
  return view;
}

function tooLong(length: number): LabError {
  return new LabError('link-too-long', `${length} characters, ${MAX_LINK} allowed`, {
    length,
    limit: MAX_LINK,
  });
}

/** `field` says where: json, base64, scenario, seed, version, position, moments. */
function damaged(field: string, cause?: unknown): LabError {
  return new LabError('link-damaged', `the link is damaged: ${field}`, { field }, { cause });
}

async function deflate(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

async function inflate(base64url: string): Promise<string> {
  const bytes = fromBase64Url(base64url);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  try {
    return await readBounded(stream, MAX_JSON);
  } catch (cause) {
    throw damaged('json', cause);
  }
}

async function readBounded(stream: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError(`more than ${limit} octets`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (c) => c.charCodeAt(0));
  } catch (cause) {
    throw damaged('base64', cause);
  }
}
