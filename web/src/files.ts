/** Scenario files: a run gets a name, and a file from the reader's disk is read. Knows no document. */
import { LabError, toLabError } from './lab-error.ts';
import { MAX_JSON } from './link.ts';

/** Octets of an id of a scenario. */
const MAX_ID = 64;

/** What is read of a file; a `File` of the browser is one. */
export interface Readable {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

/** A recorded run, as JSON, under this title in both languages: only its author knows how to translate it. */
export function named(scenario: string, title: string): string {
  const recorded = JSON.parse(scenario) as { id: string };
  const id = slug(title) || `${recorded.id}-own`.slice(-MAX_ID);
  const texts = { en: title, 'zh-CN': title };
  return JSON.stringify({ ...recorded, id, title: texts }, null, 2) + '\n';
}

/** A name that every file system takes. */
export function fileName(title: string, ending: string): string {
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  return `${(name || 'tcp-lab').slice(0, MAX_ID)}.${ending}`;
}

/** Of the title only what an id may have: a-z, 0-9 and -. */
function slug(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, MAX_ID).replace(/-$/, '');
}

/** The scenario in a file, as its author wrote it. Rejects with a LabError. */
export async function readScenario(file: Readable): Promise<{ scenario: object; text: string }> {
  const { name, size } = file;
  if (size > MAX_JSON) {
    const detail = { name, size, limit: MAX_JSON };
    throw new LabError('file-too-large', `${name}: ${size} octets`, detail);
  }
  const text = await file.text();
  try {
    const scenario: unknown = JSON.parse(text);
    if (typeof scenario === 'object' && scenario !== null) return { scenario, text };
  } catch (reason) {
    const message = (reason as Error).message;
    throw new LabError('file-not-json', message, { name, message }, { cause: reason });
  }
  throw new LabError('file-not-json', text.slice(0, 20), { name, message: text.slice(0, 20) });
}

/** What the engine says of a file, with the line it means where the word it names stands only there. */
export function located(reason: unknown, file: string, text: string): LabError {
  const error = toLabError(reason, 'bad-scenario');
  if (error.code !== 'bad-scenario') return error;
  const message = String(error.detail['message'] ?? error.message);
  const [, word] = /`([^`]+)`/.exec(message) ?? [];
  const detail = { name: file, message, line: lineOf(word, text) };
  return new LabError('bad-file', message, detail, { cause: reason });
}

/** Counted from 1; 0 where the word stands nowhere, or more than once. */
function lineOf(word: string | undefined, text: string): number {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at) => (line.includes(`"${word}"`) ? [at + 1] : []));
  return found.length === 1 ? found[0]! : 0;
}
