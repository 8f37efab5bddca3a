import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }

  section {
    display: grid;
    gap: 0.4rem;
    grid-template-columns: minmax(0, 1fr);
    padding: 0.6rem 0.7rem 0.7rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    justify-content: space-between;
  }

  .codes {
    display: inline-flex;
  }

  .codes button {
    min-height: 1.75rem;
    padding: 0 0.5rem;
    border-radius: 0;
    font-size: 0.75rem;
  }

  .codes button:first-child {
    border-start-start-radius: calc(var(--radius) - 2px);
    border-end-start-radius: calc(var(--radius) - 2px);
  }

  .codes button:last-child {
    margin-inline-start: -1px;
    border-start-end-radius: calc(var(--radius) - 2px);
    border-end-end-radius: calc(var(--radius) - 2px);
  }

  .codes button[aria-pressed='true'] {
    background: var(--accent-soft);
    box-shadow: inset 0 -2px var(--accent);
    font-weight: 650;
  }

  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6rem;
    align-items: baseline;
    padding: 0.15rem 0;
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 500;
    cursor: pointer;
  }

  summary::before {
    content: '▸';
  }

  details[open] > summary::before {
    content: '▾';
  }

  .descriptors {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }

  .full,
  .flag,
  .failed {
    color: var(--loss);
    font-weight: 650;
  }

  .flag {
    padding: 0 0.3rem;
    border: 1px solid var(--loss);
    border-radius: 3px;
    font-size: 0.75rem;
    white-space: nowrap;
  }

  ol {
    position: relative;
    overflow-y: auto;
    max-height: 34rem;
    margin: 0.15rem 0 0;
    padding: 0;
    font-size: 0.75rem;
    line-height: 1.5;
    list-style: none;
    counter-reset: line;
  }

  ol:focus-visible {
    outline-offset: -2px;
  }

  li {
    display: grid;
    grid-template-columns: 1rem minmax(0, 1fr);
    padding: 0.05rem 0.3rem 0.05rem 0.15rem;
    border-inline-start: 3px solid transparent;
  }

  .mark {
    color: var(--changed-edge);
    font-size: 0.6875rem;
    text-align: center;
  }

  .text {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6rem;
    justify-content: space-between;
  }

  code {
    font-family: var(--mono);
    overflow-wrap: anywhere;
    text-indent: -1.5ch;
    padding-inline-start: 1.5ch;
    flex: 1 1 11rem;
    white-space: pre-wrap;
  }

  .in-1 .text {
    padding-inline-start: 1.2rem;
  }

  .in-2 .text {
    padding-inline-start: 2.4rem;
  }

  .in-3 .text {
    padding-inline-start: 3.6rem;
  }

  .in-4 .text {
    padding-inline-start: 4.8rem;
  }

  .in-5 .text {
    padding-inline-start: 6rem;
  }

  .result,
  .status {
    margin-inline-start: auto;
  }

  .result {
    color: var(--muted);
  }

  .result.failed {
    color: var(--loss);
  }

  .waiting code {
    color: var(--muted);
  }

  .blocked,
  .running {
    border-color: var(--changed-edge);
    background: var(--changed);
  }

  .blocked {
    border-inline-start-style: double;
    border-inline-start-width: 4px;
  }

  .blocked code,
  .running code,
  .stopped code,
  .status {
    font-weight: 650;
  }

  .ghost {
    margin-block: 0.15rem;
    border: 1px dashed var(--loss);
    border-inline-start-width: 3px;
    border-radius: 3px;
    background: var(--loss-soft);
  }

  .ghost .mark {
    color: var(--loss);
    font-size: 0.75rem;
  }

  .ghost code {
    font-style: italic;
  }

  .note {
    grid-column: 2;
    padding-block: 0.1rem 0.2rem;
  }

  .variables {
    display: grid;
    gap: 0.1rem;
    margin: 0.3rem 0 0;
    padding: 0.25rem 0 0 1.15rem;
    border-block-start: 1px solid var(--line);
    font-size: 0.75rem;
    list-style: none;
  }

  .variables li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    padding: 0;
    border: 0;
  }

  .stopped {
    border-color: var(--loss);
    background: var(--loss-soft);
  }

  .gone code {
    color: var(--muted);
    text-decoration: line-through;
  }

  @container (max-width: 15rem) {
    .in-1 .text {
      padding-inline-start: 0.75rem;
    }

    .in-2 .text {
      padding-inline-start: 1.5rem;
    }

    .in-3 .text {
      padding-inline-start: 2.25rem;
    }
  }

  @media (forced-colors: active) {
    li:not(.ghost) {
      border-color: Canvas;
    }

    li.blocked,
    li.running,
    li.stopped {
      border-color: Highlight;
    }

    .codes button[aria-pressed='true'] {
      border-block-end: 3px solid Highlight;
    }
  }

  @media print {
    ol {
      max-height: none;
    }
  }
`;
