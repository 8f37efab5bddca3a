import { css } from 'lit';

export const styles = css`
  :host {
    scroll-margin-block: calc(var(--bar-height, 0px) + 2.25rem) 0.5rem;
  }

  section {
    --tone: var(--edge);

    display: grid;
    gap: 0.25rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--tone);
    border-inline-start-width: 4px;
    border-radius: var(--radius);
    background: var(--ground);
    box-shadow: 0 4px 18px rgb(0 0 0 / 18%);
    font-size: 0.8125rem;
  }

  .taken {
    --tone: var(--good);
  }

  .refused,
  .lost {
    --tone: var(--loss);
  }

  .numbers {
    font-weight: 400;
  }

  .verdict {
    font-weight: 650;
  }

  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
  }
`;
