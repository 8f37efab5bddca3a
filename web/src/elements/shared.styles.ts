/** Native controls and panels, the same in every element. */
import { css } from 'lit';

export const shared = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--ink);
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3 {
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 650;
    letter-spacing: 0.01em;
  }

  p {
    margin: 0;
  }

  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }

  button,
  select {
    min-height: 2.25rem;
    padding: 0 0.7rem;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) - 2px);
    background: var(--raised);
    cursor: pointer;
    touch-action: manipulation;
  }

  button {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    justify-content: center;
    white-space: nowrap;
  }

  button:hover,
  select:hover {
    border-color: var(--ink);
  }

  button:active {
    background: var(--surface);
  }

  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  button.primary:hover {
    border-color: var(--ink);
  }

  button.quiet {
    border-color: transparent;
    background: transparent;
  }

  button.quiet:hover {
    border-color: var(--edge);
  }

  button.link {
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    justify-content: start;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    white-space: normal;
  }

  button[aria-disabled='true'],
  button.primary[aria-disabled='true'] {
    border-style: dashed;
    border-color: var(--edge);
    background: var(--surface);
    color: var(--muted);
  }

  input[type='text'],
  input[type='number'],
  textarea {
    min-height: 2.25rem;
    width: 100%;
    padding: 0 0.5rem;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) - 2px);
    background: var(--ground);
    font-family: var(--mono);
    font-size: 0.8125rem;
  }

  input[type='checkbox'],
  input[type='range'],
  input[type='radio'] {
    accent-color: var(--accent);
  }

  /* What is jumped to or gets the focus is not hidden beneath the bar that stays in sight. */
  button,
  select,
  input,
  textarea,
  summary,
  [tabindex],
  .panel {
    scroll-margin-block: var(--bar-height, 0) 0.5rem;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .panel {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--ground);
  }

  .mono {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }

  .muted {
    color: var(--muted);
  }

  .sr {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  [title] {
    cursor: help;
  }

  button[title] {
    cursor: pointer;
  }

  @media (forced-colors: active) {
    button.primary {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }

  @media print {
    button,
    select,
    input {
      display: none !important;
    }
  }
`;
