import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    min-width: 0;
    height: var(--tcp-lab-ladder-height, 30rem);
  }

  .scroll {
    position: absolute;
    overflow: auto;
    inset: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--ground);
  }

  .names {
    position: sticky;
    top: 0;
    z-index: 2;
    height: 28px;
    background: var(--ground);
  }

  .name {
    fill: var(--ink);
    font-size: 0.9375rem;
    font-weight: 650;
    text-anchor: middle;
  }

  .paper {
    position: relative;
  }

  svg {
    display: block;
  }

  .lane {
    stroke: var(--line);
    stroke-width: 2;
  }

  .stay path {
    stroke: var(--edge);
    stroke-width: 5;
    stroke-linecap: butt;
  }

  .stay.closed path {
    stroke: var(--line);
  }

  .stay.chosen path {
    stroke: var(--changed-edge);
  }

  .stay text {
    fill: var(--ink);
    font-size: 11.5px;
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--ground);
    stroke-width: 4px;
    stroke-linejoin: round;
  }

  .narrow .stay text {
    font-size: 9.5px;
    letter-spacing: -0.01em;
  }

  .tick {
    fill: var(--muted);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }

  .narrow .tick {
    font-size: 9.5px;
  }

  .break rect {
    fill: var(--surface);
  }

  .break text {
    fill: var(--muted);
    font-size: 11px;
  }

  .narrow .break text {
    font-size: 9.5px;
  }

  .now path {
    stroke: var(--accent);
    stroke-width: 1.5;
    stroke-dasharray: 1 4;
    stroke-linecap: round;
  }

  .arrow {
    --tone: var(--ink);

    cursor: pointer;
    outline: none;
  }

  .arrow path {
    fill: none;
    stroke: var(--tone);
    stroke-width: 1.6;
  }

  .arrow .reach {
    stroke: transparent;
    stroke-width: 24;
  }

  .arrow .halo {
    stroke: transparent;
    stroke-width: 7;
    stroke-linecap: round;
  }

  .arrow:hover .halo {
    stroke: var(--surface);
  }

  .arrow.chosen .halo {
    stroke: var(--accent-soft);
    stroke-width: 11;
  }

  .arrow.chosen .line {
    stroke-width: 2.6;
  }

  .arrow:focus-visible .halo {
    stroke: var(--focus);
    stroke-width: 9;
  }

  .arrow:focus-visible .line {
    stroke: var(--ground);
  }

  .arrow .tip,
  .arrow .head {
    fill: var(--tone);
    stroke: none;
  }

  .arrow .ahead {
    stroke: var(--tone);
    stroke-dasharray: 1 5;
    stroke-linecap: round;
    opacity: 0.7;
  }

  .arrow.in-flight {
    --tone: var(--accent);
  }

  .arrow.again {
    --tone: var(--again);
  }

  .arrow.again .line {
    stroke-dasharray: 9 4;
  }

  .arrow.copy {
    --tone: var(--copy);
  }

  .arrow.copy .line {
    stroke-dasharray: 9 3 2 3;
  }

  .arrow.forged {
    --tone: var(--forged);
  }

  .arrow.forged .line {
    stroke-dasharray: 3 3;
  }

  .arrow.forged .tip,
  .arrow.forged .source {
    fill: var(--ground);
    stroke: var(--tone);
  }

  .arrow.corrupted {
    --tone: var(--loss);
  }

  .arrow.corrupted .line {
    stroke-dasharray: 6 2 1 2 1 2;
  }

  .arrow.lost {
    --tone: var(--loss);
  }

  .arrow.lost .cross {
    stroke-width: 2.6;
    stroke-linecap: round;
  }

  .arrow.held .pause {
    stroke-width: 3;
  }

  .arrow .barred circle,
  .arrow .barred path {
    fill: var(--ground);
    stroke: var(--loss);
    stroke-width: 2;
  }

  tcp-lab-glance {
    position: absolute;
    z-index: 1;
  }

  .label {
    pointer-events: none;
  }

  .label text {
    fill: var(--ink);
    font-family: var(--mono);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    text-anchor: middle;
    paint-order: stroke;
    stroke: var(--ground);
    stroke-width: 4px;
    stroke-linejoin: round;
  }

  .narrow .label text {
    font-size: 10px;
  }

  .label .flags {
    font-weight: 700;
  }

  .label.lost .flags,
  .label.corrupted .flags {
    fill: var(--loss);
  }

  .label.again .flags {
    fill: var(--again);
  }

  .label.copy .flags {
    fill: var(--copy);
  }

  .label.forged .flags {
    fill: var(--forged);
  }

  .empty {
    position: absolute;
    inset: 6.5rem 20% auto;
    text-align: center;
    font-size: 0.875rem;
  }

  .offer {
    position: absolute;
    min-width: 4rem;
    min-height: 1.75rem;
    padding: 0 0.6rem;
    border-color: var(--loss);
    border-radius: 1rem;
    background: var(--loss-soft);
    color: var(--ink);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  #menu {
    position: fixed;
    inset: auto;
    width: 11rem;
    margin: 0;
    padding: 0.35rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
    font-size: 0.875rem;
  }

  #menu button {
    width: 100%;
    justify-content: start;
  }

  @media (forced-colors: active) {
    .arrow path,
    .arrow .barred circle,
    .stay path,
    .lane {
      stroke: CanvasText;
    }

    .arrow .reach,
    .arrow .halo {
      stroke: transparent;
    }

    .arrow.chosen .halo,
    .arrow:focus-visible .halo {
      stroke: Highlight;
    }
  }

  @media print {
    :host {
      height: auto !important;
    }

    .scroll {
      position: static;
      overflow: visible;
      border: 0;
    }

    .offer,
    tcp-lab-glance {
      display: none;
    }
  }
`;
