/** Colours and measures. A page around the element may set any `--tcp-lab-*`. */
import { css } from 'lit';

export const tokens = css`
  :host {
    --ink: var(--tcp-lab-ink, light-dark(#17202a, #e9edf1));
    --muted: var(--tcp-lab-muted, light-dark(#56616d, #a6b0bb));
    --ground: var(--tcp-lab-ground, light-dark(#fff, #1e1e1e));
    --surface: var(--tcp-lab-surface, light-dark(#f5f7f9, #262728));
    --raised: var(--tcp-lab-raised, light-dark(#fff, #303234));
    --line: var(--tcp-lab-line, light-dark(#d8dee4, #43474b));
    --edge: var(--tcp-lab-edge, light-dark(#7b8794, #8b949e));
    --accent: var(--tcp-lab-accent, light-dark(#0072b2, #56b4e9));
    --on-accent: var(--tcp-lab-on-accent, light-dark(#fff, #10181f));
    --accent-soft: var(--tcp-lab-accent-soft, light-dark(#e5f1f8, #1f3a4b));
    --loss: var(--tcp-lab-loss, light-dark(#b84a00, #ff8a3d));
    --loss-soft: var(--tcp-lab-loss-soft, light-dark(#fdeee4, #452a18));
    --alarm: var(--tcp-lab-alarm, light-dark(#b3261e, #ff6f61));
    --on-alarm: var(--tcp-lab-on-alarm, light-dark(#fff, #1e1e1e));
    --again: var(--tcp-lab-again, light-dark(#0072b2, #56b4e9));
    --forged: var(--tcp-lab-forged, light-dark(#9b3f74, #e29cc0));
    --copy: var(--tcp-lab-copy, light-dark(#00785a, #2fc79a));
    --good: var(--tcp-lab-good, light-dark(#00785a, #2fc79a));
    --changed: var(--tcp-lab-changed, light-dark(#fff4d1, #4a3f17));
    --changed-edge: var(--tcp-lab-changed-edge, light-dark(#a37200, #f0e442));
    --focus: var(--tcp-lab-focus, light-dark(#0072b2, #9bd4f5));
    --radius: var(--tcp-lab-radius, 8px);
    --mono: var(
      --tcp-lab-mono,
      ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      menlo,
      consolas,
      'DejaVu Sans Mono',
      monospace
    );
  }

  @media (prefers-contrast: more) {
    :host {
      --muted: var(--ink);
      --line: var(--edge);
      --edge: var(--ink);
    }
  }

  @media (forced-colors: active) {
    :host {
      --ink: CanvasText;
      --muted: CanvasText;
      --ground: Canvas;
      --surface: Canvas;
      --raised: ButtonFace;
      --line: GrayText;
      --edge: ButtonBorder;
      --accent: LinkText;
      --on-accent: Canvas;
      --accent-soft: Canvas;
      --loss: CanvasText;
      --loss-soft: Canvas;
      --alarm: Canvas;
      --on-alarm: CanvasText;
      --again: CanvasText;
      --forged: CanvasText;
      --copy: CanvasText;
      --good: CanvasText;
      --changed: Canvas;
      --changed-edge: Highlight;
      --focus: Highlight;
    }
  }
`;
