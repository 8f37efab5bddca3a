import { css } from 'lit';

export const styles = css`
  section {
    display: grid;
    gap: 0.4rem;
    font-size: 0.8125rem;
  }

  h3 {
    overflow-wrap: anywhere;
    font-size: 0.75rem;
    font-weight: 500;
  }

  .queue {
    display: grid;
    gap: 0.2rem;
  }

  .line {
    display: grid;
    gap: 0.2rem 0.5rem;
    grid-template: 'name count' auto 'slots slots' auto / auto auto;
    justify-content: space-between;
    align-items: center;
  }

  .line > :first-child {
    grid-area: name;
  }

  .line > .count {
    grid-area: count;
    text-align: end;
  }

  .line > svg {
    grid-area: slots;
  }

  .line.short {
    grid-template: 'name slots count' auto / 1fr auto auto;
  }

  @container (max-width: 11rem) {
    .line.short {
      grid-template: 'name name' auto 'slots count' auto / 1fr auto;
    }
  }

  .flag {
    margin-inline-start: 0.25rem;
    padding: 0 0.35rem;
    border: 1px solid var(--loss);
    border-radius: 3px;
    color: var(--loss);
    font-size: 0.75rem;
  }

  svg {
    display: block;
    max-width: 100%;
    height: auto;
  }

  rect {
    fill: none;
    stroke: var(--edge);
  }

  .filled rect {
    stroke: var(--accent);
  }

  .beyond rect {
    stroke-dasharray: 3 2;
  }

  path {
    fill: var(--accent);
  }

  .full rect {
    stroke: var(--loss);
  }

  .full path {
    fill: var(--loss);
  }

  text {
    fill: var(--muted);
    font-size: 0.875rem;
    text-anchor: middle;
  }

  ul {
    margin: 0;
    padding: 0;
    font-size: 0.75rem;
    list-style: none;
  }

  li {
    overflow-wrap: anywhere;
  }

  .drops {
    padding: 0.05rem 0.35rem;
    border-inline-start: 3px solid var(--loss);
    color: var(--loss);
    font-weight: 600;
  }

  .drops.fresh {
    background: var(--loss-soft);
  }
`;
