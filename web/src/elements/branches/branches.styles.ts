import { css } from 'lit';

export const styles = css`
  .branches {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    align-items: center;
    font-size: 0.8125rem;
  }

  button {
    min-height: 2rem;
    white-space: normal;
  }

  button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    font-weight: 600;
    box-shadow: inset 0 -3px var(--accent);
  }
`;
