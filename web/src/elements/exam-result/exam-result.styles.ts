import { css } from 'lit';

export const styles = css`
  p {
    margin-block-end: 0.5rem;
    font-size: 1.0625rem;
    font-weight: 600;
  }

  .scroll {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.875rem;
  }

  th,
  td {
    padding: 0.35rem 0.6rem;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }

  thead th {
    color: var(--muted);
  }

  tbody th {
    white-space: nowrap;
  }

  tbody th button {
    display: block;
  }

  td {
    min-width: 6rem;
  }

  td:nth-child(2),
  td:last-child {
    min-width: 12rem;
  }

  .wrong td:nth-child(3) {
    color: var(--loss);
  }
`;
