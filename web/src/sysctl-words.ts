/** What each sysctl does: words that come with their table, not with the page. */
import { addWords, type Words } from './l10n.ts';
import en from './locales/en/sysctls.ftl?raw';
import zh from './locales/zh-CN/sysctls.ftl?raw';

addWords({ en, 'zh-CN': zh });

/** One line; null for a name that nobody has described. */
export function sysctlWords(name: string, words: Words): string | null {
  const id = `about-${name.replaceAll(/[._]/g, '-')}`;
  return words.has(id) ? words.text(id) : null;
}
