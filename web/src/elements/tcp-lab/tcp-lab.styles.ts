import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-height: var(--tcp-lab-min-height, 36rem);
    background: var(--ground);
    color: var(--ink);
    color-scheme: light dark;
    font-size: 1rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.45;
    text-align: start;
    container-type: inline-size;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  /* No grid: what stays in sight would have to stay in its own row. */
  .lab {
    display: flex;
    flex-direction: column;
    gap: 0.85rem;
    min-width: 0;
  }

  .bar {
    position: sticky;
    z-index: 3;
    top: 0;
    display: grid;
    gap: 0.5rem;
    grid-template-columns: minmax(0, 1fr);
    margin-block: -0.4rem;
    padding-block: 0.4rem;
    background: var(--ground);
  }

  .lab > *,
  .stage > *,
  .study > * {
    min-width: 0;
  }

  .question {
    max-width: 60rem;
    color: var(--muted);
  }

  .varied {
    margin-inline-start: 0.4em;
    padding: 0.1em 0.5em;
    border: 1px solid var(--accent);
    border-radius: 1em;
    color: var(--ink);
    white-space: nowrap;
  }

  .narrator {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: center;
    min-height: 3.2em;
    padding: 0.5rem 0.9rem;
    border-inline-start: 4px solid var(--accent);
    background: var(--surface);
    font-size: 1.0625rem;
  }

  .narrator .told:empty {
    display: none;
  }

  .narrator .told {
    color: var(--muted);
    font-size: 0.875rem;
  }

  .fold {
    scroll-margin-block: var(--bar-height, 0) 0.5rem;
  }

  .error {
    padding: 0.6rem 0.9rem;
    border: 1px solid var(--loss);
    border-inline-start-width: 4px;
    border-radius: var(--radius);
    background: var(--loss-soft);
    overflow-wrap: anywhere;
  }

  .stage {
    display: grid;
    gap: 0.75rem;
    align-items: start;
    grid-template:
      'ladder ladder' auto
      'a b' auto
      'programs programs' auto
      'others others' auto / minmax(0, 1fr) minmax(0, 1fr);
  }

  .host-0 {
    grid-area: a;
  }

  .host-1 {
    grid-area: b;
  }

  .programs,
  .others {
    display: grid;
    gap: 0.75rem;
    align-items: start;
    grid-area: programs;
    grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
  }

  .others {
    grid-area: others;
  }

  .programs > * {
    min-width: 0;
  }

  /* What just happened is at the lower end of the ladder: that end must not be below the window's. */
  tcp-lab-ladder {
    grid-area: ladder;
    max-height: max(22rem, 100svh - 26rem);
  }

  .study {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .fold summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.75rem;
    align-items: baseline;
    padding: 0.7rem 0.9rem;
    border-radius: var(--radius);
    cursor: pointer;
    font-size: 0.8125rem;
  }

  .fold summary::before {
    content: '+' / '';
    width: 0.8em;
    font-weight: 650;
  }

  .fold[open] > summary::before {
    content: '−' / '';
  }

  .inside {
    padding: 0.5rem 0.9rem 1rem;
  }

  @container (min-width: 40rem) {
    .study {
      grid-template-columns: 1fr 1fr;
    }

    .study tcp-lab-events {
      grid-column: 1 / -1;
    }
  }

  @container (min-width: 64rem) {
    .stage {
      grid-template:
        'a ladder b' auto
        'a programs b' 1fr
        'others others others' auto / 16.5rem minmax(0, 1fr) 16.5rem;
    }

    tcp-lab-ladder {
      --room: max(22rem, 100svh - 19rem);
      align-self: stretch;
      height: auto;
      min-height: min(var(--tcp-lab-ladder-height, 34rem), var(--room));
      max-height: var(--room);
    }

    .study {
      grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr) minmax(0, 1.1fr);
    }

    .study tcp-lab-events {
      grid-column: auto;
    }
  }

  @container (max-width: 30rem) {
    .lab {
      gap: 0.65rem;
    }

    .question {
      font-size: 0.875rem;
    }

    /* Of a small screen the buttons alone may be taken for good. */
    .bar {
      position: static;
      display: contents;
    }

    .bar tcp-lab-transport {
      position: sticky;
      z-index: 3;
      top: 0;
      padding-block: 0.25rem;
      background: var(--ground);
    }

    .stage {
      gap: 0.5rem;
    }

    .narrator {
      font-size: 0.9375rem;
    }
  }

  /* Of a low one, nothing: as of 400 % zoom. */
  @media (height <= 30rem) {
    .bar,
    .bar tcp-lab-transport {
      position: static;
    }
  }

  @media print {
    :host {
      color-scheme: light;
      min-height: 0;
    }

    .bar {
      position: static;
    }

    .stage {
      grid-template: 'a b' auto 'ladder ladder' auto 'programs programs' auto 'others others' auto / 1fr 1fr;
    }

    .study {
      display: block;
    }

    tcp-lab-ladder {
      max-height: none !important;
    }

    tcp-lab-inspector,
    tcp-lab-why {
      display: none;
    }
  }
`;
