/** A link to this very moment, into the clipboard. */
import type { Lang } from '../../l10n.ts';
import type { EventId, LabState } from '../../lab.ts';
import { encodeLink } from '../../link.ts';

export async function copyLink(state: LabState, lang: Lang, event: EventId | null): Promise<void> {
  const view = { lang, ...(event !== null && { event: String(event) }) };
  const fragment = await encodeLink(state, view);
  await navigator.clipboard.writeText(`${location.href.split('#')[0]}#${fragment}`);
}
