/** Where a menu opens. Popovers have no anchor in every browser yet. */

/** Between a menu and the edge of the window, in pixels. */
export const EDGE = 8;
const GAP = 6;

/** So wide as there is room for, in pixels. */
export function widthWithin(widest: number): number {
  return Math.min(widest, innerWidth - 2 * EDGE);
}

/** Near its button, inside the window: below it where there is more room, else above. */
export function placeAt(button: Element, menu: HTMLElement, widest: number): void {
  const { top, bottom, left } = button.getBoundingClientRect();
  const width = widthWithin(widest);
  const below = innerHeight - bottom;
  const under = below > top;
  menu.style.width = `${width}px`;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  menu.style.top = under ? `${bottom + GAP}px` : 'auto';
  menu.style.bottom = under ? 'auto' : `${innerHeight - top + GAP}px`;
  menu.style.maxHeight = `${Math.max(below, top) - 2 * EDGE}px`;
}
