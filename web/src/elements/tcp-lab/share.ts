/** Takes the run out of the page: as a link, as a scenario file, as text. */
import type { Lang } from '../../l10n.ts';
import type { EventId, Lab } from '../../lab.ts';
import { encodeLink } from '../../link.ts';
import { fileName, named } from '../../files.ts';
import type { ShareIntent } from '../intent.ts';
import type { Shared } from '../share/share.element.ts';

/** `event` is what is selected at this moment. */
export async function share(
  intent: ShareIntent,
  lab: Lab,
  lang: Lang,
  event: EventId | null,
): Promise<Shared> {
  switch (intent.type) {
    case 'copy-link':
      await navigator.clipboard.writeText(await linkTo(lab, lang, intent.moment ? event : 'start'));
      return 'link';
    case 'copy-text':
      await navigator.clipboard.writeText(lab.ladder());
      return 'text';
    case 'save':
      save(intent, lab);
      return 'file';
  }
}

/** To where the reader stands, or to the beginning of the run, which then goes the same way. */
async function linkTo(lab: Lab, lang: Lang, event: EventId | 'start' | null): Promise<string> {
  const state = lab.getState();
  const fragment =
    event === 'start'
      ? await encodeLink({ ...state, position: 0 }, { lang })
      : await encodeLink(state, { lang, ...(event !== null && { event: String(event) }) });
  return `${location.href.split('#')[0]}#${fragment}`;
}

function save({ as, title }: Extract<ShareIntent, { type: 'save' }>, lab: Lab): void {
  if (as === 'ladder') return download(lab.ladder(), 'text/plain', fileName(title, 'txt'));
  const scenario = named(lab.exportAs('scenario'), title);
  download(scenario, 'application/json', fileName(title, 'json'));
}

function download(text: string, type: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
