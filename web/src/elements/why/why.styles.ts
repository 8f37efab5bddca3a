import { css } from 'lit';

export const styles = css`
  :host {
    min-width: 0;
  }

  .panel {
    display: grid;
    gap: 0.6rem;
    align-content: start;
    height: 100%;
    padding: 0.7rem 0.9rem 0.9rem;
    font-size: 0.875rem;
  }

  .event {
    font-weight: 600;
  }

  .stages {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }

  .stages button {
    min-height: 2rem;
    padding: 0 0.6rem;
    font-size: 0.8125rem;
  }

  .stages button[aria-pressed='true'] {
    border-color: var(--accent);
    box-shadow: inset 0 -2px var(--accent);
    font-weight: 650;
  }

  .rule {
    padding: 0.5rem 0.7rem;
    border-inline-start: 4px solid var(--accent);
    background: var(--surface);
  }

  .source {
    font-size: 0.75rem;
  }

  .label {
    display: inline-block;
    margin-inline-start: 0.35rem;
    padding: 0 0.3rem;
    border: 1px solid var(--line);
    border-radius: 4px;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .checks {
    display: grid;
    gap: 0.25rem;
    font-size: 0.8125rem;
  }

  .checks li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6rem;
    align-items: baseline;
    padding: 0.25rem 0.5rem;
    border-inline-start: 3px solid var(--line);
  }

  .checks .value {
    color: var(--muted);
  }

  .checks .verdict {
    min-width: 3.2em;
    font-weight: 600;
  }

  .checks .holds .verdict {
    color: var(--good);
  }

  .checks .fails .verdict {
    color: var(--loss);
  }

  .checks .decided {
    border-color: var(--changed-edge);
    background: var(--changed);
  }

  .checks .decided .value {
    color: inherit;
  }

  .decider {
    font-weight: 650;
  }

  .chain {
    counter-reset: cause;
    font-size: 0.8125rem;
  }

  .chain li {
    position: relative;
    padding: 0.1rem 0 0.1rem 1.1rem;
  }

  .chain li::before {
    content: '←' / '';
    position: absolute;
    inset-inline-start: 0;
    color: var(--muted);
  }
`;
