import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 0.6rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .heads {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: end;
    border-block-end: 1px solid var(--line);
  }

  .hosts {
    display: inline-flex;
    flex-wrap: wrap;
    margin-block-end: 0.35rem;
  }

  .hosts button {
    min-width: 2.5rem;
    border-radius: 0;
    font-weight: 600;
  }

  .hosts button:not(:first-child) {
    margin-inline-start: -1px;
  }

  .hosts button:first-child {
    border-start-start-radius: calc(var(--radius) - 2px);
    border-end-start-radius: calc(var(--radius) - 2px);
  }

  .hosts button:last-child {
    border-start-end-radius: calc(var(--radius) - 2px);
    border-end-end-radius: calc(var(--radius) - 2px);
  }

  .hosts button[aria-pressed='true'] {
    background: var(--accent-soft);
    box-shadow: inset 0 -2px var(--accent);
  }

  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.25rem;
  }

  [role='tab'] {
    border-color: transparent;
    border-radius: calc(var(--radius) - 2px) calc(var(--radius) - 2px) 0 0;
    background: transparent;
    color: var(--muted);
    font-size: 0.875rem;
  }

  [role='tab'][aria-selected='true'] {
    box-shadow: inset 0 -3px var(--accent);
    color: var(--ink);
    font-weight: 650;
  }

  [role='tab']:focus-visible {
    outline-offset: -3px;
  }

  .scroll {
    overflow: auto;
    max-height: 26rem;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) - 2px);
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  .terminal {
    margin: 0;
    padding: 0.5rem 0.75rem;
    font-family: var(--mono);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.6;
    list-style: none;
  }

  .terminal li {
    width: max-content;
    white-space: pre;
  }

  .hidden {
    margin-block-start: 0.35rem;
    font-size: 0.8125rem;
  }

  .head {
    color: var(--muted);
    font-weight: 600;
  }

  .scroll:has(.counters) {
    max-width: 40rem;
  }

  .counters {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
  }

  .counters thead th {
    position: sticky;
    top: 0;
    padding: 0.3rem 0.6rem;
    border-block-end: 1px solid var(--line);
    background: var(--ground);
    color: var(--muted);
    font-weight: 500;
    text-align: start;
  }

  .counters tbody th,
  .counters td {
    padding: 0.2rem 0.6rem;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
  }

  .counters tbody th {
    overflow-wrap: anywhere;
  }

  .counters .number,
  .counters thead th.number {
    width: 1%;
    text-align: end;
    white-space: nowrap;
  }

  .changed {
    background: var(--changed);
  }

  .changed th {
    box-shadow: inset 3px 0 var(--changed-edge);
  }

  .changed th,
  .changed td {
    font-weight: 650;
  }

  .empty {
    padding: 0.4rem 0;
    font-size: 0.875rem;
  }

  @media (forced-colors: active) {
    [role='tab'][aria-selected='true'],
    .hosts button[aria-pressed='true'] {
      border-block-end: 3px solid Highlight;
    }
  }

  @media print {
    .heads {
      display: none;
    }

    .scroll {
      max-height: none;
    }
  }
`;
