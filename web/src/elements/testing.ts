/** What tests of elements share: an element in the document, its requests, and axe. */
import axe from 'axe-core';
import { expect } from 'vitest';
import type { LitElement } from 'lit';
import { wordsIn, type Words } from '../l10n.ts';
import type { Context } from '../sentences.ts';
import { Store } from '../store.ts';
import { snapshot, source } from './fixture.ts';
import type { Intent } from './intent.ts';
import { tokens } from './tokens.styles.ts';

export const english = wordsIn('en');
export const chinese = wordsIn('zh-CN');

export function contextIn(words: Words): Context {
  const store = new Store();
  store.refresh(source);
  const { crossings, bases } = store.state;
  return { words, snapshot, crossings, bases, relative: true };
}

/** The element in a document of its own, with the colours that the root would give it. */
export async function mount<T extends LitElement>(
  tag: string,
  properties: Partial<T>,
  theme: 'light' | 'dark' = 'light',
): Promise<T> {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  document.documentElement.lang = 'en';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens.cssText.replaceAll(':host', '#stage'));
  document.adoptedStyleSheets = [sheet];
  root.id = 'stage';
  root.style.cssText = `color-scheme: ${theme}; color: var(--ink); background: var(--ground)`;
  const element = Object.assign(document.createElement(tag), properties) as unknown as T;
  root.append(element);
  await element.updateComplete;
  return element;
}

/** What the element asks for while `action` runs. */
export async function asked(element: Element, action: () => unknown): Promise<Intent[]> {
  const intents: Intent[] = [];
  const listen = (event: Event) => intents.push((event as CustomEvent<Intent>).detail);
  element.addEventListener('intent', listen);
  await action();
  element.removeEventListener('intent', listen);
  return intents;
}

export function find<E extends Element = HTMLElement>(element: LitElement, selector: string): E {
  const found = element.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

/** Axe finds nothing in the element, drawn light and dark. */
export async function expectAccessible(tag: string, properties: object): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const element = await mount(tag, properties, theme);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // Rules about whole pages are for the page's own test.
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    expect(found, theme).toEqual([]);
  }
}
