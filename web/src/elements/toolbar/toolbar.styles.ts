import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }

  .bar {
    display: grid;
    gap: 0.6rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .view,
  .transport {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.5rem;
    align-items: center;
  }

  .view {
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

  .scenario {
    display: flex;
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
    field-sizing: content;
  }

  .choice,
  .switch,
  .speed {
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

  button.main {
    min-width: 2.75rem;
    min-height: 2.75rem;
    padding: 0 0.95rem;
  }

  button.main.primary {
    min-width: 6.5rem;
    font-size: 1.0625rem;
  }

  .scrubber {
    flex: 1 1 12rem;
    min-width: 7rem;
    min-height: 2.75rem;
    margin: 0;
  }

  .clock {
    min-width: 6.4em;
    text-align: end;
  }

  .speed {
    font-size: 0.8125rem;
  }

  .speed input {
    width: 6.5rem;
    min-height: 2rem;
    margin: 0;
  }

  .factor {
    min-width: 3.6em;
  }

  @container (min-width: 56rem) {
    .bar:has(.view) {
      grid-template: 'scenario view' auto 'transport transport' auto / auto 1fr;
    }

    .scenario {
      grid-area: scenario;
    }

    .view {
      grid-area: view;
      justify-content: end;
    }

    .transport {
      grid-area: transport;
    }
  }

  @container (max-width: 30rem) {
    .transport button.main {
      flex: 1 1 auto;
      padding: 0 0.5rem;
    }

    .scrubber {
      flex-basis: 10rem;
    }
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
