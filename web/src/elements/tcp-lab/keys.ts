/** Keys of the lab. They count only while the focus is inside and no field wants them. */

export type Act =
  | { act: 'next' | 'previous' | 'step' | 'back' | 'play' | 'drop' | 'keys' | 'leave' }
  | { act: 'story' | 'mark' | 'round-trip' | 'speed'; direction: 1 | -1 }
  | { act: 'part'; part: number };

const KEYS: Record<string, Act> = {
  ArrowRight: { act: 'next' },
  ArrowLeft: { act: 'previous' },
  '.': { act: 'step' },
  ',': { act: 'back' },
  ' ': { act: 'play' },
  k: { act: 'play' },
  '[': { act: 'story', direction: -1 },
  ']': { act: 'story', direction: 1 },
  j: { act: 'round-trip', direction: -1 },
  l: { act: 'round-trip', direction: 1 },
  '<': { act: 'speed', direction: -1 },
  '>': { act: 'speed', direction: 1 },
  Home: { act: 'part', part: 0 },
  End: { act: 'part', part: 1 },
  d: { act: 'drop' },
  '?': { act: 'keys' },
  Escape: { act: 'leave' },
};

/** What the key asks for; null where it is none of ours or belongs to the control that has the focus. */
export function readKey(event: KeyboardEvent): Act | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return null;
  const path = event.composedPath();
  if (path.some((at) => at instanceof HTMLElement && at.matches('dialog, [popover]'))) return null;
  const focused = path[0];
  if (belongsTo(focused, event.key)) return null;
  if (/^[0-9]$/.test(event.key)) return { act: 'part', part: Number(event.key) / 10 };
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
  if (!event.shiftKey || !event.key.startsWith('Arrow')) return act;
  if (act?.act === 'next') return { act: 'mark', direction: 1 };
  return act?.act === 'previous' ? { act: 'mark', direction: -1 } : act;
}

/** Fields take all keys, sliders and lists their arrows, buttons the space bar. */
function belongsTo(target: EventTarget | undefined, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement || target.isContentEditable) return true;
  if (target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return /^(Arrow|Home|End|Page)/.test(key);
    return target.type !== 'checkbox' || key === ' ';
  }
  return key === ' ' && target.matches('button, summary');
}

/** Whether a dialog or a menu is open, in this tree or in that of an element in it. */
export function covers(root: ShadowRoot): boolean {
  if (root.querySelector('dialog[open], :popover-open')) return true;
  return [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot && covers(shadowRoot));
}
