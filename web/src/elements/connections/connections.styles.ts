import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 0.5rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 1rem;
    align-items: center;
    font-size: 0.8125rem;
  }

  .filter select {
    margin-inline-start: 0.35rem;
    max-width: 100%;
  }

  .scroll {
    position: relative;
    overflow: auto;
    max-height: var(--tcp-lab-connections-height, 24rem);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) - 2px);
    overflow-anchor: none;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
  }

  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 0 0.1rem;
    border-block-end: 1px solid var(--line);
    background: var(--ground);
    color: var(--muted);
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }

  thead th:not(:has(button)) {
    padding: 0 0.6rem;
  }

  th button {
    min-height: 2rem;
    padding: 0 0.5rem;
    color: inherit;
  }

  th[aria-sort='ascending'],
  th[aria-sort='descending'] {
    color: var(--ink);
    font-weight: 650;
  }

  .arrow {
    min-width: 0.7em;
    font-size: 0.625rem;
  }

  td {
    padding: 0.2rem 0.6rem;
    border-block-end: 1px solid var(--line);
    white-space: nowrap;
  }

  .above td,
  .below td {
    padding: 0;
    border: 0;
    height: 0;
  }

  td.state {
    font-weight: 600;
  }

  .number,
  th:nth-child(n + 4):nth-child(-n + 5) {
    text-align: end;
  }

  tbody tr[aria-rowindex]:hover {
    background: var(--surface);
  }

  td button.link {
    min-height: 0;
    font: inherit;
  }

  .empty {
    padding: 0.6rem 0.9rem;
    font-size: 0.8125rem;
  }

  @media print {
    .filter {
      display: none;
    }

    td button.link {
      display: inline !important;
    }
  }
`;
