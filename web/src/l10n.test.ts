import { FluentParser, Visitor, type Message, type VariableReference } from '@fluent/syntax';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectLang, LANGS, supported, wordsIn, type Lang } from './l10n.ts';
import './sysctl-words.ts';

const HERE = new URL('./', import.meta.url);
const CORE = new URL('../../core/src/', HERE);
/** Catalogues whose keys are made of codes of the engine. */
const CODED =
  /^(event|rule|error|term|signal|timer|act|state|source|limit|key|flag|operand|fact|had|differ)-/;

function read(path: string, base = HERE): string {
  return readFileSync(new URL(path, base), 'utf8');
}

function files(folder: string, end: string): string[] {
  const all = readdirSync(new URL(folder, HERE), { recursive: true }).map(String);
  return all.filter((path) => path.endsWith(end)).map((path) => folder + path);
}

function messages(lang: Lang): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const file of files(`locales/${lang}/`, '.ftl')) {
    for (const entry of new FluentParser().parse(read(file)).body) {
      expect(entry.type, file).not.toBe('Junk');
      if (entry.type !== 'Message') continue;
      expect(found.has(entry.id.name), `${entry.id.name} twice`).toBe(false);
      found.set(entry.id.name, entry);
    }
  }
  return found;
}

/** The names of what a message is told. */
function variables(message: Message): string[] {
  const names = new Set<string>();
  class Reader extends Visitor {
    override visitVariableReference(node: VariableReference): void {
      names.add(node.id.name);
    }
  }
  new Reader().visit(message);
  return [...names].sort();
}

const english = messages('en');
const chinese = messages('zh-CN');

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each([...english.keys()])('tell %s of the same things', (id) => {
    const told = variables(english.get(id)!);
    for (const name of variables(chinese.get(id)!)) expect(told).toContain(name);
  });

  it('have no Latin full stop after Chinese and no Chinese in English', () => {
    const han = /\p{Script=Han}/u;
    for (const id of english.keys()) {
      const allowed = id === 'language-name';
      expect(han.test(wordsIn('en').text(id)) && !allowed, id).toBe(false);
      expect(/\p{Script=Han}[.,;]/u.test(wordsIn('zh-CN').text(id)), id).toBe(false);
    }
  });

  it('have no key that nobody asks for', () => {
    const sources = files('./', '.ts').filter((path) => !path.includes('.test.'));
    const code = sources.map((path) => read(path)).join('\n');
    const prefixes = [...code.matchAll(/`([a-z-]+-)\$\{/g)].map(([, prefix]) => prefix!);
    const unused = [...english.keys()].filter(
      (id) => !code.includes(`'${id}'`) && !prefixes.some((prefix) => id.startsWith(prefix)),
    );
    expect(unused.filter((id) => !CODED.test(id))).toEqual([]);
  });
});

/** The engine's own lists, as its sources declare them. */
const LISTS: [what: string, prefix: string, codes: () => string[]][] = [
  ['rule', 'rule-', () => codes('rule.rs', /^\s+\w+ "([a-z0-9-]+)" \d+ "/gm)],
  ['event', 'event-', () => codes('lab/event.rs', /^\s+\w+ "([a-z-]+)" \[/gm)],
  ['error', 'error-', () => errorCodes()],
  ['mistake', 'mistake-', () => codes('lab/predict/mistake.rs', /^\s+\w+ "([a-z-]+)" \[/gm)],
  ['why not', 'why-not-', () => codes('lab/why_not/code.rs', /^\s+\w+ "([a-z-]+)" \[/gm)],
  [
    'reason of a divergence',
    'divergence-',
    () => codes('lab/compare/reason.rs', /^\s+\w+ "([a-z-]+)" \[/gm),
  ],
  ['limit', 'limit-', () => codes('rule/limits.rs', /^\s+code: "([a-z-]+)"/gm)],
];

function codes(path: string, pattern: RegExp): string[] {
  return [...read(path, CORE).matchAll(pattern)].map(([, code]) => code!);
}

function errorCodes(): string[] {
  const [, list = ''] = /const CODES[^=]*= &\[([^\]]*)\]/.exec(read('lab/error.rs', CORE)) ?? [];
  return [...list.matchAll(/"([a-z-]+)"/g)].map(([, code]) => code!);
}

describe.each(LISTS)('every %s of the engine', (_what, prefix, list) => {
  it('has a sentence', () => {
    expect(list().length).toBeGreaterThan(7);
    const missing = list().filter((code) => !english.has(prefix + code));
    expect(missing).toEqual([]);
  });
});

it('no sentence is for an event or rule that the engine does not know', () => {
  for (const [, prefix, list] of LISTS.slice(0, 2)) {
    const known = new Set(list().map((code) => prefix + code));
    const strange = [...english.keys()].filter((id) => id.startsWith(prefix) && !known.has(id));
    const own = ['event-number', 'event-table', 'event-time', 'event-what', 'event-where'];
    expect(strange.filter((id) => ![...own, 'rule-rfc', 'rule-other'].includes(id))).toEqual([]);
  }
});

it('every number that is compared has a name of the RFC or words', () => {
  const names = codes('tcp/check.rs', /Self::\w+ => "([a-z][a-z0-9-]*)"/g);
  const told = (name: string): boolean =>
    english.has(`operand-${name}`) || english.has(`fact-${name}`);
  expect(names.filter((name) => !told(name) && !['cwnd', 'is'].includes(name))).toEqual([]);
});

it('every fact has its contrary, and both as a condition', () => {
  const facts = [...english.keys()].filter(
    (id) => id.startsWith('fact-') && !id.startsWith('fact-not-'),
  );
  const names = facts.map((id) => id.slice('fact-'.length));
  const forms = names.flatMap((name) => [`fact-not-${name}`, `had-${name}`, `had-not-${name}`]);
  expect(forms.filter((id) => !english.has(id))).toEqual([]);
});

describe('the language', () => {
  it.each([
    ['zh', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['ZH_tw', 'zh-CN'],
    ['en-GB', 'en'],
    ['fr', null],
    ['', null],
  ])('of the tag %s is %s', (tag, lang) => {
    expect(supported(tag)).toBe(lang);
  });

  it('is the attribute, else that of the page, else that of the reader, else English', () => {
    expect(detectLang('zh', 'en', ['en'])).toBe('zh-CN');
    expect(detectLang(null, 'zh-CN', ['en'])).toBe('zh-CN');
    expect(detectLang('', 'fr', ['de', 'zh-TW'])).toBe('zh-CN');
    expect(detectLang(null, null, ['de'])).toBe('en');
  });
});

describe('words', () => {
  it('do not group the digits of sequence numbers', () => {
    expect(wordsIn('en').text('events-earlier', { count: 1234567 })).toContain('1234567');
  });

  it('show the key where a message is missing', () => {
    expect(wordsIn('en').text('no-such-key')).toBe('no-such-key');
  });

  it('come in two languages', () => {
    expect(LANGS.map((lang) => wordsIn(lang).text('step'))).toEqual(['Step', '下一步']);
  });
});
