import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }

  .card {
    position: relative;
    display: grid;
    gap: 0.6rem;
    grid-template-columns: minmax(0, 1fr);
    padding: 0.85rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.5rem;
    align-items: baseline;
  }

  h2 {
    font-size: 1.25rem;
    line-height: 1.2;
  }

  .address,
  .profile,
  .ends {
    overflow-wrap: anywhere;
    font-size: 0.75rem;
  }

  .cut {
    color: var(--loss);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .state strong {
    padding-inline-start: 0.5rem;
    border-inline-start: 4px solid var(--accent);
    font-size: 1.3125rem;
    font-weight: 650;
    line-height: 1.3;
  }

  @container (max-width: 11rem) {
    .state strong {
      font-size: 0.9375rem;
    }
  }

  .state strong.changed {
    border-color: var(--changed-edge);
  }

  /* Its line is always there, so that it moves nothing. */
  .was {
    display: block;
    min-height: 1.1rem;
    padding-inline-start: 0.75rem;
    color: var(--muted);
    font-size: 0.75rem;
    line-height: 1.1rem;
  }

  .listener {
    font-size: 0.75rem;
  }

  .variables {
    display: grid;
    gap: 0.5rem 0.75rem;
    grid-template-columns: repeat(auto-fit, minmax(min(9.25rem, 100%), 1fr));
  }

  .group h3 {
    padding-block-end: 0.1rem;
    border-block-end: 1px solid var(--line);
    font-size: 0.75rem;
    font-weight: 500;
  }

  dl {
    margin: 0.15rem 0 0;
    font-size: 0.8125rem;
  }

  dl > div {
    display: flex;
    gap: 0.4rem;
    justify-content: space-between;
    padding: 0.05rem 0.2rem;
    border-inline-start: 3px solid transparent;
  }

  dl > .changed {
    border-color: var(--changed-edge);
    background: var(--changed);
    font-weight: 650;
  }

  dt {
    white-space: nowrap;
  }

  dd {
    margin: 0;
    text-align: end;
    white-space: nowrap;
  }

  .agreed {
    font-size: 0.75rem;
  }

  .error {
    color: var(--loss);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .timers {
    display: grid;
    gap: 0.25rem;
    margin: 0;
    padding: 0;
    font-size: 0.8125rem;
    list-style: none;
  }

  .timers li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .timers .left {
    margin-inline-start: auto;
  }

  .timers svg {
    flex: none;
    fill: none;
    stroke-width: 4;
  }

  .timers circle {
    stroke: var(--line);
  }

  .timers path {
    stroke: var(--accent);
  }

  .broken {
    margin: -0.85rem -0.9rem 0;
    padding: 0.5rem 0.9rem;
    border-block-end: 3px double var(--loss);
    border-radius: var(--radius) var(--radius) 0 0;
    background: var(--alarm);
    color: var(--on-alarm);
    font-size: 0.8125rem;
    font-weight: 650;
  }

  .broken ul {
    margin: 0.15rem 0 0;
    padding-inline-start: 1.2rem;
    font-weight: 500;
  }

  .off {
    border-style: dashed;
    background: var(--ground);
  }

  .power {
    padding-inline-start: 0.5rem;
    border-inline-start: 4px solid var(--edge);
    color: var(--muted);
    font-weight: 600;
  }

  .choose {
    display: grid;
    gap: 0.2rem;
    font-size: 0.8125rem;
  }

  .choose select {
    width: 100%;
  }

  .choose button {
    justify-self: start;
  }

  tcp-lab-queues + tcp-lab-queues {
    padding-block-start: 0.5rem;
    border-block-start: 1px solid var(--line);
  }

  @container (max-width: 13rem) {
    .was {
      display: none;
    }

    .card {
      padding: 0.6rem;
    }

    .broken {
      margin: -0.6rem -0.6rem 0;
      padding: 0.4rem 0.6rem;
    }

    .state strong {
      padding-inline-start: 0.35rem;
      font-size: 1rem;
    }

    .variables {
      grid-template-columns: 1fr;
    }

    dl {
      font-size: 0.6875rem;
    }
  }

  @media (forced-colors: active) {
    dl > div {
      border-color: Canvas;
    }

    dl > .changed {
      border-color: Highlight;
    }

    .broken {
      border: 3px double CanvasText;
    }
  }
`;
