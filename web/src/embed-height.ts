/** What the parent of an embedded lab hears. */
export interface HeightMessage {
  type: 'tcp-lab:height';
  height: number;
}

/**
 * Tells the parent window the height of `element`, now and on every change. The message holds nothing
 * private, and the parent may be anyone, so it goes to any origin.
 */
export function tellHeight(element: Element): void {
  if (parent === window) return;
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: 'tcp-lab:height', height } satisfies HeightMessage, '*');
  });
  observer.observe(element);
}
