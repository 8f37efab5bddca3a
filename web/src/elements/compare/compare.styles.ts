import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    width: min(78rem, 100vw - 1.5rem);
    max-width: none;
    max-height: calc(100svh - 2rem);
    padding: 0.9rem 1.1rem 1.1rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  header {
    display: flex;
    justify-content: space-between;
    align-items: center;
  }

  h2 {
    font-size: 1.125rem;
  }

  .parting {
    margin-block: 0.5rem 0.8rem;
    padding: 0.5rem 0.8rem;
    border-inline-start: 4px solid var(--changed-edge);
    background: var(--changed);
  }

  .parting dl {
    display: grid;
    gap: 0.15rem 0.75rem;
    grid-template-columns: auto 1fr;
    margin: 0.35rem 0 0;
    font-size: 0.8125rem;
  }

  .parting dt {
    color: var(--muted);
  }

  .parting dd {
    margin: 0;
  }

  .scroll {
    overflow: auto;
    max-height: 62svh;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
  }

  th,
  td {
    padding: 0.3rem 0.6rem;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }

  thead th {
    position: sticky;
    top: 0;
    background: var(--ground);
  }

  tbody th {
    color: var(--muted);
    font-weight: 400;
    white-space: nowrap;
  }

  select {
    max-width: 100%;
  }

  tr.own td {
    background: var(--surface);
    font-weight: 600;
  }

  tfoot th {
    font-weight: 400;
  }

  tfoot th[colspan] {
    padding-block-start: 0.8rem;
    font-weight: 650;
  }

  tr.parts > * {
    border-block: 2px solid var(--changed-edge);
    background: var(--changed);
  }

  .lost {
    color: var(--loss);
  }

  .fate {
    margin-inline-start: 0.4em;
    font-style: italic;
  }
`;
