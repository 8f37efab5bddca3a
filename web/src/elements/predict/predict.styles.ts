import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 0.6rem;
    padding: 0.55rem 0.9rem;
  }

  header,
  .controls,
  .choices,
  .typed {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
  }

  .controls {
    font-size: 0.875rem;
  }

  .asked {
    display: grid;
    gap: 0.6rem;
    justify-items: start;
    padding-block-end: 0.4rem;
  }

  .question {
    font-size: 1.0625rem;
    font-weight: 600;
  }

  .choices button {
    min-width: 4rem;
    min-height: 2.75rem;
  }

  .choices .right {
    border: 2px solid var(--good);
    color: var(--ink);
  }

  .choices .right::before {
    content: '✓' / '';
  }

  .choices .wrong {
    border: 2px dashed var(--loss);
    color: var(--ink);
  }

  .choices .wrong::before {
    content: '✗' / '';
  }

  .typed input {
    width: 9rem;
  }

  .feedback {
    max-width: 60rem;
    padding: 0.5rem 0.8rem;
    border-inline-start: 4px solid var(--good);
    background: var(--surface);
  }

  .feedback.wrong {
    border-color: var(--loss);
    background: var(--loss-soft);
  }

  .passed {
    padding-block-end: 0.4rem;
  }

  @media print {
    section {
      display: none;
    }
  }
`;
