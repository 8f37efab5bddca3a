/** The bar that stays in sight while the reader scrolls. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatClock } from '../../format.ts';
import type { Snapshot } from '../../lab.ts';
import { errorSentence, type Context } from '../../sentences.ts';
import type { Intent } from '../intent.ts';
import '../transport/transport.ts';
import type { Screen } from './screen.ts';

/** What stays in sight: what moves the run, and what has just happened. */
export function drawBar(screen: Screen, context: Context): TemplateResult {
  const { words, error } = screen;
  return html`<div class="bar">
    ${screen.controls === 'none' ? nothing : transport(screen, context.snapshot)}
    ${error ? html`<p class="error" role="alert">${errorSentence(error, words)}</p>` : nothing}
    <div class="narrator" part="narrator">
      <p aria-live="polite" aria-atomic="true">
        ${screen.said || words.text(invitation(screen, context.snapshot))}
      </p>
      <p class="told" role="status">${storyTold(screen)}</p>
    </div>
  </div>`;
}

/**
 * What to do next. Nobody is invited to go past an open question, and only somebody who is new here is told what to try.
 */
function invitation({ session, first }: Screen, { position }: Snapshot): string {
  if (session.quiz.open) return 'asked-open';
  if (position > 0) return 'paused';
  return first ? 'begin-first' : 'begin';
}

/** Once the story is told, the way to what it was good for. */
function storyTold({ session, words, controls }: Screen): TemplateResult | typeof nothing {
  const { story, about } = session;
  if (!story.told || controls !== 'full') return nothing;
  const show = (event: Event) => {
    const detail: Intent = { type: 'show', place: 'takeaway' };
    event.target?.dispatchEvent(new CustomEvent('intent', { detail, bubbles: true }));
  };
  return html`${words.text('story-told')}
  ${
    about?.takeaway
      ? html`<button class="link" @click=${show}>${words.text('takeaway')}</button>`
      : nothing
  }`;
}

function transport({ session, words, spoken }: Screen, snapshot: Snapshot): TemplateResult {
  const { story, playing } = session;
  const { playhead } = session.store.state;
  return html`<tcp-lab-transport
    .words=${words}
    .position=${snapshot.position}
    .end=${Math.max(snapshot.end, story.end ?? 0)}
    .clock=${formatClock(playing ? Math.floor(playhead / 1e6) * 1e6 : playhead)}
    .spoken=${spoken || words.text('at-start')}
    .playing=${playing}
    .finished=${session.finished}
    .story=${story.end === null ? 'none' : story.told ? 'told' : 'on'}
    .speed=${session.speed}
    .speedText=${words.text('speed-factor', { speed: String(session.speed) })}
  ></tcp-lab-transport>`;
}
