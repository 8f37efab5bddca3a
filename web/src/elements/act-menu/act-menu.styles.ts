import { css } from 'lit';

export const styles = css`
  #open {
    width: 100%;
  }

  #menu {
    position: fixed;
    inset: auto;
    overflow-y: auto;
    margin: 0;
    padding: 0.75rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
    font-size: 0.875rem;
  }

  fieldset {
    min-width: 0;
    margin: 0 0 0.75rem;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0 0 0.35rem;
    font-size: 0.8125rem;
    font-weight: 650;
  }

  .inputs {
    display: grid;
    gap: 0.5rem;
    grid-template-columns: 1fr 1fr;
    margin-block-end: 0.5rem;
    font-size: 0.8125rem;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }

  .buttons + .buttons,
  details,
  details + .buttons {
    margin-block-start: 0.35rem;
  }

  .buttons .mono,
  .inputs .mono {
    font-size: 0.8125rem;
  }

  .inputs select {
    width: 100%;
    padding: 0 0.25rem;
  }

  summary {
    padding-block: 0.25rem;
    color: var(--muted);
    font-size: 0.8125rem;
    cursor: pointer;
  }

  details > * + * {
    margin-block-start: 0.35rem;
  }

  .harm {
    border-color: var(--loss);
    color: var(--loss);
  }

  .switches {
    margin: 0;
    padding: 0.5rem 0.6rem 0.6rem;
    border: 1px solid var(--alarm);
    border-radius: calc(var(--radius) - 2px);
  }

  .switches legend {
    padding: 0 0.3rem;
    color: var(--alarm);
  }

  .switches label {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    padding-block: 0.2rem;
    font-size: 0.8125rem;
    cursor: pointer;
  }

  .switches input {
    accent-color: var(--alarm);
  }
`;
