/** Time, written in the margin of the ladder, where no segment is. */
import { svg, type TemplateResult } from 'lit';
import type { LadderPicture, Tick } from '../../draw/ladder.ts';
import { formatClock, formatGap } from '../../format.ts';
import type { Words } from '../../l10n.ts';

/** Where the margin's text begins, on a narrow ladder and on a wide one. */
const margin = (narrow: boolean): number => (narrow ? 2 : 8);

/** Stretches of time that are drawn shorter than they were. */
export function drawBreaks(
  breaks: LadderPicture['breaks'],
  width: number,
  narrow: boolean,
  words: Words,
): TemplateResult[] {
  return breaks.map(
    ({ top, bottom, lasts }) => svg`<g class="break">
      <rect x="0" y=${top + 8} width=${width} height=${bottom - top - 16} />
      <text x=${margin(narrow)} y=${(top + bottom) / 2 + 4}>${words.text('gap', {
        time: formatGap(lasts),
      })}</text>
    </g>`,
  );
}

export function drawTicks(ticks: readonly Tick[], narrow: boolean): TemplateResult[] {
  return ticks
    .filter(({ y }) => !narrow || y > 40)
    .map(
      ({ at, y }) =>
        svg`<text class="tick" x=${margin(narrow)} y=${narrow ? y - 7 : y + 4}>${formatClock(at)}</text>`,
    );
}
