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
  }

  .notation {
    padding: 0.45rem 0.6rem;
    border-radius: calc(var(--radius) - 2px);
    background: var(--surface);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .sentence,
  .empty {
    font-size: 0.875rem;
  }

  .decision {
    padding-inline-start: 0.6rem;
    border-inline-start: 3px solid var(--good);
    font-size: 0.875rem;
  }

  .decision.refused {
    border-color: var(--loss);
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }

  .acts button {
    font-size: 0.8125rem;
  }

  .acts .drop {
    border-color: var(--loss);
    background: var(--loss-soft);
    font-weight: 600;
  }

  .hint {
    font-size: 0.75rem;
  }

  dl {
    margin: 0;
    font-size: 0.8125rem;
  }

  dl > div {
    display: flex;
    gap: 1rem;
    justify-content: space-between;
    padding: 0.15rem 0;
    border-block-start: 1px solid var(--line);
  }

  dt {
    flex: none;
    color: var(--muted);
  }

  dd {
    min-width: 0;
    margin: 0;
    text-align: end;
    overflow-wrap: anywhere;
  }
`;
