import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }

  /* On one line where there is room for a title, however long the title is: nothing jumps between runs. */
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }

  .view {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.5rem;
    align-items: center;
    font-size: 0.8125rem;
  }

  .view button,
  .view select {
    min-height: 2rem;
    padding: 0 0.5rem;
  }

  .fold summary {
    min-height: 2.75rem;
    align-content: center;
    color: var(--muted);
    font-size: 0.875rem;
    cursor: pointer;
  }

  .scenario button {
    flex: none;
  }

  .scenario {
    display: flex;
    flex: 1 1 min(19rem, 100%);
    gap: 0.5rem;
    align-items: center;
    min-width: 0;
  }

  .scenario select {
    min-width: 0;
    min-height: 2.5rem;
    max-width: 100%;
    font-size: 1.0625rem;
    font-weight: 650;
    text-overflow: ellipsis;
    field-sizing: content;
  }

  .choice,
  .switch {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    min-height: 2rem;
    white-space: nowrap;
  }

  .switch {
    cursor: pointer;
  }

  .switch input {
    position: relative;
    flex: none;
    width: 2rem;
    height: 1.15rem;
    margin: 0;
    border: 1px solid var(--edge);
    border-radius: 1rem;
    appearance: none;
    background: var(--surface);
    cursor: pointer;
  }

  .switch input::before {
    content: '';
    position: absolute;
    inset: 2px auto 2px 2px;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--edge);
  }

  .switch input:checked {
    border-color: var(--accent);
    background: var(--accent);
  }

  .switch input:checked::before {
    inset: 2px 2px 2px auto;
    background: var(--on-accent);
  }

  @media (forced-colors: active) {
    .switch input {
      appearance: auto;
      width: auto;
    }

    .switch input::before {
      content: none;
    }
  }

  @media print {
    .bar {
      display: none;
    }
  }
`;
