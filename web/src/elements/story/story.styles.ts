import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }

  section {
    display: grid;
    gap: 0.9rem 1.5rem;
    padding: 0.8rem 0.95rem 0.95rem;
  }

  .telling,
  .more {
    display: grid;
    gap: 0.6rem;
    align-content: start;
    min-width: 0;
  }

  .goal {
    color: var(--muted);
  }

  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .told {
    overflow-y: auto;
    max-height: 19rem;
    border-block: 1px solid var(--line);
  }

  .told li {
    display: grid;
    grid-template-columns: 5.6rem minmax(0, 1fr);
    gap: 0.6rem;
    align-items: baseline;
    padding: 0.35rem 0.25rem;
    border-block-end: 1px solid var(--line);
  }

  .told li:last-child {
    border: 0;
  }

  .told li.fresh {
    border-inline-start: 3px solid var(--changed-edge);
    background: var(--changed);
  }

  button.clock {
    justify-content: end;
    min-height: 1.6rem;
    padding: 0 0.25rem;
    color: var(--muted);
    font-size: 0.75rem;
  }

  button.clock[aria-pressed='true'] {
    color: var(--accent);
    font-weight: 650;
  }

  .takeaway h3 {
    scroll-margin-block: calc(var(--bar-height, 0px) + 1rem) 0.5rem;
  }

  .takeaway {
    padding: 0.7rem 0.9rem;
    border-inline-start: 4px solid var(--good);
    background: var(--surface);
  }

  .variations {
    display: grid;
    gap: 0.5rem;
    font-size: 0.875rem;
  }

  .variations button {
    justify-content: start;
    width: 100%;
    padding-block: 0.3rem;
    text-align: start;
    white-space: normal;
  }

  .variations button.chosen {
    border-color: var(--accent);
    border-inline-start-width: 4px;
    font-weight: 650;
  }

  .compare {
    justify-self: start;
  }

  .profile {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    font-size: 0.875rem;
  }

  summary {
    min-height: 2rem;
    align-content: center;
    font-size: 0.875rem;
    cursor: pointer;
  }

  .verified {
    padding-inline-start: 0.7rem;
    border-inline-start: 4px solid var(--good);
    font-size: 0.8125rem;
  }

  .sources {
    display: grid;
    gap: 0.3rem;
    font-size: 0.8125rem;
  }

  @container (min-width: 52rem) {
    section {
      grid-template-columns: minmax(0, 2fr) minmax(15rem, 1fr);
    }
  }

  @container (max-width: 30rem) {
    .told li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }

    button.clock {
      justify-content: start;
    }
  }

  @media print {
    .told {
      overflow: visible;
      max-height: none;
    }

    .more {
      display: none;
    }
  }
`;
