import { css } from 'lit';

/** Not seen, and heard all the same. */
const unseen = css`
  position: absolute;
  overflow: hidden;
  width: 1px;
  height: 1px;
  clip-path: inset(50%);
`;

export const styles = css`
  :host {
    container-type: inline-size;
  }

  .transport {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.5rem;
    align-items: center;
  }

  button.main {
    min-width: 2.75rem;
    min-height: 2.75rem;
    padding: 0 0.95rem;
  }

  button.main.primary {
    min-width: 6.5rem;
    font-size: 1.0625rem;
  }

  button.main.far {
    padding: 0 0.6rem;
    font-size: 0.875rem;
  }

  .scrubber {
    flex: 1 1 9rem;
    min-width: 7rem;
    min-height: 2.75rem;
    margin: 0;
  }

  .clock {
    min-width: 6.4em;
    text-align: end;
  }

  .speed {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    min-height: 2rem;
    font-size: 0.8125rem;
    white-space: nowrap;
  }

  .speed input {
    width: 6.5rem;
    min-height: 2rem;
    margin: 0;
  }

  .factor {
    min-width: 3.6em;
  }

  /* Where there is little room, their icons say it; their names stay for the ear. */
  @container (max-width: 62rem) {
    .far .name {
      ${unseen}
    }
  }

  @container (max-width: 26rem) {
    .name {
      ${unseen}
    }
  }

  @container (max-width: 30rem) {
    .transport {
      gap: 0.25rem 0.35rem;
    }

    button.main {
      flex: 1 1 auto;
      padding: 0 0.3rem;
    }

    button.main.primary {
      min-width: 5rem;
    }

    .scrubber {
      flex-basis: 8rem;
    }

    .clock {
      font-size: 0.875rem;
    }

    .speed {
      display: none;
    }
  }

  @media print {
    .transport {
      display: none;
    }
  }
`;
