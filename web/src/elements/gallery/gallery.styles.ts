import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    width: min(72rem, 100vw - 1.5rem);
    max-width: none;
    height: calc(100svh - 2rem);
    max-height: 60rem;
    padding: 0 1.1rem 1.25rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  header {
    position: sticky;
    z-index: 1;
    top: 0;
    display: grid;
    grid-template: 'title close' auto 'search count' auto / minmax(0, 1fr) auto;
    gap: 0.5rem 1rem;
    align-items: center;
    padding: 0.9rem 0 0.75rem;
    border-block-end: 1px solid var(--line);
    background: var(--ground);
  }

  header h2 {
    font-size: 1.125rem;
  }

  .search input {
    min-height: 2.75rem;
    font-family: inherit;
    font-size: 1rem;
  }

  .nothing {
    display: grid;
    gap: 0.75rem;
    padding-block: 1.5rem;
  }

  .offers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  section h3 {
    margin: 1.1rem 0 0.5rem;
    color: var(--muted);
    font-size: 0.875rem;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  section > ul {
    display: grid;
    gap: 0.6rem;
    grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
  }

  section > ul > li {
    display: grid;
    gap: 0.35rem;
    align-content: start;
    padding: 0.7rem 0.85rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    font-size: 0.875rem;
  }

  section > ul > li.open {
    border-color: var(--accent);
    border-inline-start-width: 4px;
  }

  button.title {
    font-size: 1rem;
    font-weight: 650;
  }

  .variations {
    display: grid;
    gap: 0.1rem;
    padding-inline-start: 0.8rem;
    border-inline-start: 2px solid var(--line);
  }

  .profiles,
  .verified {
    font-size: 0.75rem;
  }

  .verified {
    color: var(--good);
  }

  @container (max-width: 30rem) {
    header {
      grid-template:
        'title close' auto 'search search' auto 'count count' auto / minmax(0, 1fr)
        auto;
    }
  }
`;
