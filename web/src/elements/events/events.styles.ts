import { css } from 'lit';

export const styles = css`
  :host {
    min-width: 0;
    container-type: inline-size;
  }

  .panel {
    display: flex;
    overflow: hidden;
    flex-direction: column;
    height: 100%;
  }

  h2 {
    padding: 0.7rem 0.9rem 0.4rem;
  }

  .scroll {
    position: relative;
    overflow: auto;
    flex: 1 1 0;
    min-height: var(--tcp-lab-events-height, 26rem);
  }

  .scroll:focus-visible {
    outline-offset: -3px;
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
    padding: 0.25rem 0.5rem;
    border-block-end: 1px solid var(--line);
    background: var(--ground);
    color: var(--muted);
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }

  thead th:last-child {
    width: 100%;
  }

  td {
    padding: 0 0.5rem;
    vertical-align: top;
    line-height: 1.6;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0.9rem;
  }

  td.number,
  td.time,
  td.where {
    padding-block: 0.2rem;
    white-space: nowrap;
  }

  .number,
  .time {
    color: var(--muted);
    font-size: 0.75rem;
    text-align: end;
  }

  thead th:nth-child(-n + 2) {
    text-align: end;
  }

  .where {
    font-weight: 650;
  }

  tr.moment:not(:first-child) td {
    border-block-start: 1px solid var(--line);
  }

  tbody tr {
    cursor: pointer;
  }

  tbody tr:hover {
    background: var(--surface);
  }

  tr.fresh td:first-child {
    box-shadow: inset 3px 0 var(--changed-edge);
  }

  tr.chosen,
  tr.chosen:hover {
    background: var(--accent-soft);
  }

  tr.chosen td:first-child {
    box-shadow: inset 4px 0 var(--accent);
  }

  button.pick {
    display: block;
    width: 100%;
    min-height: 1.5rem;
    padding: 0.2rem 0;
    border: 0;
    background: none;
    line-height: 1.5;
    text-align: start;
    white-space: normal;
  }

  button.pick:focus-visible {
    outline-offset: -2px;
  }

  .segment-sent .pick,
  .segment-injected .pick,
  .state-changed .pick,
  .act .pick {
    font-weight: 600;
  }

  .segment-lost .pick,
  .segment-dropped .pick {
    color: var(--loss);
    font-weight: 600;
  }

  .empty,
  .more {
    margin: 0.5rem 0.9rem;
    font-size: 0.8125rem;
  }

  @container (max-width: 26rem) {
    th:first-child,
    td:first-child {
      display: none;
    }

    tr.chosen td:nth-child(2) {
      box-shadow: inset 4px 0 var(--accent);
    }

    tr.fresh td:nth-child(2) {
      box-shadow: inset 3px 0 var(--changed-edge);
    }
  }

  @media print {
    .panel {
      display: block;
      height: auto;
    }

    .more {
      display: none;
    }

    .scroll {
      min-height: 0;
      overflow: visible;
      height: auto;
    }

    thead th {
      position: static;
    }

    button.pick {
      display: block !important;
    }
  }
`;
