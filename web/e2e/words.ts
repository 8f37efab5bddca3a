/** What the page must say: the same catalogues the page reads, so that no test repeats a sentence. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { readdirSync, readFileSync } from 'node:fs';

export type Language = 'en' | 'zh-CN';

const LOCALES = new URL('../src/locales/', import.meta.url);

const bundles = new Map<Language, FluentBundle>();

function bundle(language: Language): FluentBundle {
  let found = bundles.get(language);
  if (!found) {
    found = new FluentBundle(language, { useIsolating: false });
    const folder = new URL(language + '/', LOCALES);
    for (const name of readdirSync(folder)) {
      found.addResource(new FluentResource(readFileSync(new URL(name, folder), 'utf8')));
    }
    bundles.set(language, found);
  }
  return found;
}

/** The message or `message.attribute` of this key; an unknown key is a mistake in the test. */
export function say(
  key: string,
  args: Record<string, FluentVariable> = {},
  language: Language = 'en',
) {
  const [id, attribute] = key.split('.') as [string, string?];
  const message = bundle(language).getMessage(id);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  if (!pattern) throw new Error(`no message ${key} in ${language}`);
  return bundle(language).formatPattern(pattern, args);
}
