/** A menu that floats above the page. */
import { css } from 'lit';

export const menu = css`
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

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }
`;
