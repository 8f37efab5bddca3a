import { css, html, svg, type TemplateResult } from 'lit';

const SHAPES = {
  back: svg`<path d="M10 3 4 8l6 5z"/><path d="M2.5 3v10" class="stroke"/>`,
  step: svg`<path d="m6 3 6 5-6 5z"/><path d="M13.5 3v10" class="stroke"/>`,
  'story-next': svg`<path d="m3 3 5 5-5 5z"/><path d="m8.5 3 5 5-5 5z"/>`,
  'story-end': svg`<path d="m2.5 3 4.5 5-4.5 5zM7.5 3 12 8l-4.5 5z"/><path d="M13.5 3v10" class="stroke"/>`,
  play: svg`<path d="m4.5 2.5 9 5.5-9 5.5z"/>`,
  pause: svg`<path d="M4 3h3v10H4zM9 3h3v10H9z"/>`,
  link: svg`<path class="stroke" d="M6.5 9.5l3-3M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5"/>`,
  done: svg`<path class="stroke" d="m3 8.5 3.5 3.5L13 4.5"/>`,
  keys: svg`<path class="stroke" d="M1.5 4h13v8h-13zM4 7h.01M7 7h.01M10 7h.01M12.5 7h.01M5 10h6"/>`,
} as const;

export type IconName = keyof typeof SHAPES;

/** Decoration beside a word; never a meaning of its own. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${SHAPES[name]}
  </svg>`;
}

export const icons = css`
  .icon {
    flex: none;
    fill: currentcolor;
  }

  .icon .stroke {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
