import { css } from 'lit';

export const styles = css`
  #open {
    width: 100%;
  }

  .inputs {
    display: grid;
    gap: 0.5rem;
    grid-template-columns: 1fr 1fr;
    margin-block-end: 0.5rem;
    font-size: 0.8125rem;
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
    margin-block: 0 0.75rem;
    padding: 0.35rem 0.6rem;
    border: 1px solid var(--alarm);
    border-radius: calc(var(--radius) - 2px);
  }

  .switches summary {
    color: var(--alarm);
    font-weight: 650;
  }
`;
