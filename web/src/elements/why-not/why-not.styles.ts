import { css } from 'lit';

export const styles = css`
  .why-not {
    display: grid;
    gap: 0.75rem;
  }

  ul {
    display: grid;
    gap: 0.2rem 1.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
    grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
  }

  button[aria-pressed='true'] {
    font-weight: 650;
  }

  .answer {
    display: grid;
    gap: 0.4rem;
    max-width: 60rem;
    padding: 0.6rem 0.9rem;
    border-inline-start: 4px solid var(--accent);
    background: var(--surface);
  }
`;
