import { css } from 'lit';

export const styles = css`
  :host {
    font-size: 0.8125rem;
  }

  ul {
    display: grid;
    gap: 0.6rem;
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }

  li {
    padding-inline-start: 0.5rem;
    border-inline-start: 3px solid var(--line);
  }

  li.on {
    border-color: var(--alarm);
  }

  label {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    min-height: 1.5rem;
    font-weight: 600;
    cursor: pointer;
  }

  .on label {
    color: var(--alarm);
  }

  input {
    accent-color: var(--alarm);
  }
`;
