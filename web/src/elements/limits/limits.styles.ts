import { css } from 'lit';

export const styles = css`
  dialog {
    max-width: min(38rem, calc(100vw - 2rem));
    padding: 1.25rem 1.4rem 1.4rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    font-size: 0.9375rem;
    line-height: 1.55;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  h2 {
    margin-block-end: 0.4rem;
    font-size: 1.125rem;
  }

  ul {
    margin: 0.75rem 0 1.25rem;
    padding-inline-start: 1.2rem;
  }

  li {
    margin-block: 0.3rem;
  }

  dl {
    margin: 0.75rem 0 1.25rem;
  }

  dl > div {
    display: flex;
    gap: 1.5rem;
    justify-content: space-between;
    padding: 0.25rem 0;
    border-block-start: 1px solid var(--line);
  }

  dd {
    margin: 0;
    text-align: end;
  }

  kbd {
    font-family: var(--mono);
    font-size: 0.8125rem;
  }
`;
