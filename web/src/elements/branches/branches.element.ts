import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Snapshot } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './branches.styles.ts';

/**
 * @summary The futures of this run: acting in the past makes another. Shown once there are two. Asks:
 * checkout.
 */
export class BranchesElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) branches: Snapshot['branches'] = [];
  @property({ type: Number }) branch = 0;
  /** What was done where it parts from its parent, where that is known. */
  @property({ attribute: false }) name: (branch: number) => string | null = () => null;

  protected override render() {
    if (this.branches.length < 2) return nothing;
    return html`<div class="branches" role="group" aria-label=${this.t('branches')}>
      <b>${this.t('branches')}</b>
      <span class="muted">${this.t('branches-hint')}</span>
      ${this.branches.map(
        ({ id, parent, forkedAt }) =>
          html`<button
            data-branch=${id}
            aria-pressed=${id === this.branch}
            @click=${() => this.ask({ type: 'checkout', branch: id })}
          >
            ${
              parent === null
                ? this.t('branch-first')
                : (this.name(id) ?? this.t('branch', { number: id + 1, at: forkedAt }))
            }
          </button>`,
      )}
    </div>`;
  }
}
