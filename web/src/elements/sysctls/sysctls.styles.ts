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

  input[type='search'] {
    width: 14rem;
    max-width: 100%;
    min-height: 2.25rem;
    margin-inline-start: 0.35rem;
    padding: 0 0.5rem;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) - 2px);
    background: var(--ground);
  }

  .scroll {
    overflow: auto;
    max-height: var(--tcp-lab-sysctls-height, 26rem);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) - 2px);
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
    padding: 0.3rem 0.6rem;
    border-block-end: 1px solid var(--line);
    background: var(--ground);
    color: var(--muted);
    font-weight: 500;
    text-align: start;
  }

  tbody th,
  td {
    padding: 0.2rem 0.6rem;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: middle;
  }

  tbody th {
    overflow-wrap: anywhere;
  }

  td:nth-child(2) {
    width: 28%;
    min-width: 9rem;
  }

  td input[type='text'] {
    min-height: 1.875rem;
    background: var(--raised);
  }

  .about {
    display: block;
    max-width: 34rem;
    font-weight: 400;
    overflow-wrap: normal;
  }

  .initial {
    color: var(--muted);
    white-space: nowrap;
  }

  .initial button {
    min-height: 1.5rem;
    padding: 0 0.4rem;
    color: var(--ink);
    font-size: 1rem;
  }

  tr.changed th {
    box-shadow: inset 3px 0 var(--changed-edge);
    font-weight: 650;
  }

  tr.changed {
    background: var(--changed);
  }

  tr.changed .initial {
    color: var(--ink);
  }

  input[aria-invalid='true'] {
    border-color: var(--loss);
    border-width: 2px;
  }

  .problem {
    margin-block-start: 0.2rem;
    padding: 0.1rem 0.35rem;
    background: var(--loss-soft);
    color: var(--loss);
    font-size: 0.75rem;
    font-weight: 600;
  }
`;
