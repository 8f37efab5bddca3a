/** The words of the page: Fluent catalogues in English and Simplified Chinese. */
import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from '@fluent/bundle';
import askEn from './locales/en/ask.ftl?raw';
import errorsEn from './locales/en/errors.ftl?raw';
import eventsEn from './locales/en/events.ftl?raw';
import limitsEn from './locales/en/limits.ftl?raw';
import rulesEn from './locales/en/rules.ftl?raw';
import termsEn from './locales/en/terms.ftl?raw';
import uiEn from './locales/en/ui.ftl?raw';
import whyEn from './locales/en/why.ftl?raw';
import askZh from './locales/zh-CN/ask.ftl?raw';
import errorsZh from './locales/zh-CN/errors.ftl?raw';
import eventsZh from './locales/zh-CN/events.ftl?raw';
import limitsZh from './locales/zh-CN/limits.ftl?raw';
import rulesZh from './locales/zh-CN/rules.ftl?raw';
import termsZh from './locales/zh-CN/terms.ftl?raw';
import uiZh from './locales/zh-CN/ui.ftl?raw';
import whyZh from './locales/zh-CN/why.ftl?raw';

export type Lang = 'en' | 'zh-CN';
export type Args = Record<string, string | number>;

export const LANGS: readonly Lang[] = ['en', 'zh-CN'];

const CATALOGUES: Record<Lang, string[]> = {
  en: [uiEn, eventsEn, rulesEn, errorsEn, termsEn, limitsEn, whyEn, askEn],
  'zh-CN': [uiZh, eventsZh, rulesZh, errorsZh, termsZh, limitsZh, whyZh, askZh],
};

/** The words of one language. Get one with `wordsIn`. */
export class Words {
  readonly #bundle: FluentBundle;

  constructor(readonly lang: Lang) {
    this.#bundle = new FluentBundle(lang, { useIsolating: false });
    for (const text of CATALOGUES[lang]) this.add(text);
  }

  add(text: string): void {
    this.#bundle.addResource(new FluentResource(text));
  }

  has(id: string): boolean {
    return this.#bundle.hasMessage(id);
  }

  /** The message; its id where there is none, so that a gap is seen and not hidden. */
  text(id: string, args: Args = {}): string {
    const pattern = this.#bundle.getMessage(id)?.value;
    const text = pattern ? this.#bundle.formatPattern(pattern, plain(args), []) : id;
    return this.lang === 'zh-CN' ? spaced(text) : text;
  }

  /** The language a reader of this one may want to compare with. */
  get other(): Lang {
    return this.lang === 'en' ? 'zh-CN' : 'en';
  }
}

/** A space between the scripts: what is put into a Chinese sentence may be Latin or may not. */
function spaced(text: string): string {
  return text
    .replace(/(\p{Script=Han})([A-Za-z0-9])/gu, '$1 $2')
    .replace(/([A-Za-z0-9])(\p{Script=Han})/gu, '$1 $2');
}

/** Numbers without grouping: sequence numbers are no amounts. Plurals still work. */
function plain(args: Args): Record<string, FluentVariable> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'number' ? new FluentNumber(value, { useGrouping: false }) : value,
    ]),
  );
}

const made = new Map<Lang, Words>();

export function wordsIn(lang: Lang): Words {
  let words = made.get(lang);
  if (!words) made.set(lang, (words = new Words(lang)));
  return words;
}

/** Words of what is loaded only when it is wanted. */
export function addWords(texts: Record<Lang, string>): void {
  for (const lang of LANGS) wordsIn(lang).add(texts[lang]);
}

/** The supported language of a tag such as `zh-Hans-SG`; null for one that is not supported. */
export function supported(tag: string | null | undefined): Lang | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  if (primary === 'zh') return 'zh-CN';
  return primary === 'en' ? 'en' : null;
}

/** The first supported one of: the attribute, the page around it, what the reader's browser asks for. */
export function detectLang(
  attribute: string | null,
  around: string | null,
  preferred: readonly string[],
): Lang {
  for (const tag of [attribute, around, ...preferred]) {
    const lang = supported(tag);
    if (lang) return lang;
  }
  return 'en';
}
