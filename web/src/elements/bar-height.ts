/** The bar that stays in sight while the reader scrolls: what lies beneath it must not be hidden. */

const HEIGHT = '--bar-height';

const measured = new WeakSet<Element>();

/** Tells everything in the lab how much of the window's upper end the bar takes, or the part of it that stays. */
export function measureBar(root: ParentNode): void {
  const lab = root.querySelector<HTMLElement>('.lab');
  const bar = root.querySelector('.bar');
  if (!lab || !bar || measured.has(bar)) return;
  measured.add(bar);
  const parts = [bar, ...bar.children] as HTMLElement[];
  const sizes = new ResizeObserver(() => {
    const stays = parts.find((part) => getComputedStyle(part).position === 'sticky');
    const height = stays ? Math.ceil(stays.getBoundingClientRect().height) + 8 : 0;
    lab.style.setProperty(HEIGHT, `${height}px`);
  });
  for (const part of [lab, ...parts]) sizes.observe(part);
}

/** In pixels; 0 where nothing stays. */
export function barHeight(inside: Element): number {
  return parseFloat(getComputedStyle(inside).getPropertyValue(HEIGHT)) || 0;
}
