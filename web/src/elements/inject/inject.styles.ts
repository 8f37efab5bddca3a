import { css } from 'lit';

export const styles = css`
  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.75rem;
    align-items: baseline;
    padding: 0.7rem 0.9rem;
    border-radius: var(--radius);
    cursor: pointer;
    font-size: 0.8125rem;
  }

  summary::before {
    content: '+' / '';
    width: 0.8em;
    font-weight: 650;
  }

  details[open] > summary::before {
    content: '−' / '';
  }

  form {
    display: grid;
    gap: 0.9rem;
    padding: 0.2rem 0.9rem 1rem;
    font-size: 0.8125rem;
  }

  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    align-items: center;
  }

  .presets label {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
  }

  .fields {
    display: grid;
    align-items: start;
    gap: 0.6rem 0.75rem;
    grid-template-columns: repeat(auto-fill, minmax(min(8.5rem, 100%), 1fr));
  }

  .fields.wide {
    grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
  }

  .field {
    display: grid;
    gap: 0.15rem;
    align-content: start;
    grid-template-rows: auto auto auto;
    min-width: 0;
  }

  .wrong input {
    border-color: var(--loss);
    border-width: 2px;
  }

  .error {
    color: var(--loss);
    font-weight: 600;
  }

  .flags {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .flags legend {
    float: inline-start;
    padding: 0.3rem 0.5rem 0 0;
  }

  .flag {
    display: inline-flex;
    gap: 0.35rem;
    align-items: center;
    min-height: 2rem;
  }

  .flag input {
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
  }

  form > button {
    justify-self: start;
    min-height: 2.75rem;
    padding: 0 1.2rem;
  }

  @media print {
    .panel {
      display: none;
    }
  }
`;
