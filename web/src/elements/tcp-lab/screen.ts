/** The screen of the lab: which element gets which part of the store. */
import { html, nothing, type TemplateResult } from 'lit';
import { ABSOLUTE, formatClock, type Errors } from '../../format.ts';
import { eventBases } from '../../bases.ts';
import { decisionOn, refusedCrossings, refuses } from '../../decisions.ts';
import type { Words } from '../../l10n.ts';
import type {
  EventId,
  Crossing,
  CrossingId,
  Engine,
  HostId,
  HostView,
  LabEvent,
  ScenarioInfo,
  Snapshot,
  SocketId,
} from '../../lab.ts';
import { queueDrops, type Drops } from '../../draw/drops.ts';
import type { StateChange } from '../../draw/ladder.ts';
import { stateChanges } from '../../draw/states.ts';
import {
  crossingSentence,
  errorSentence,
  eventSentence,
  mostTelling,
  ruleSentence,
  storySentence,
  type Context,
} from '../../sentences.ts';
import type { LabError } from '../../lab-error.ts';
import type { Session } from '../../session.ts';
import type { Fork } from '../../store.ts';
import { causeFirst } from '../../story-way.ts';
import type { Suggestion } from '../../suggest.ts';
import type { Glance } from '../glance/glance.element.ts';
import type { FormError } from '../inject/inject.element.ts';
import type { FieldProblem, Theme } from '../intent.ts';
import type { Shared } from '../share/share.element.ts';
import type { ToldLine } from '../story/story.element.ts';
import type { WhyNotAnswer } from '../why-not/why-not.element.ts';
import { drawBar } from './bar.ts';
import { glanceAt, lengthHint, stagesOf } from './glances.ts';
import { drawPanels, type PanelState } from './panels.ts';
import '../branches/branches.ts';
import '../card/card.ts';
import '../events/events.ts';
import '../inject/inject.ts';
import '../inspector/inspector.ts';
import '../ladder/ladder.ts';
import '../limits/limits.ts';
import '../predict/predict.ts';
import '../program/program.ts';
import '../story/story.ts';
import '../toolbar/toolbar.ts';
import '../why/why.ts';

/** Between frames of a run that plays nothing of this changes, and so nothing is drawn anew. */
const states = new WeakMap<readonly LabEvent[], StateChange[]>();
const drops = new WeakMap<readonly LabEvent[], Map<string, Drops>>();
const tellers = new WeakMap<Context, Tellers>();
const told = new WeakMap<Context, ToldLine[]>();
const refused = new WeakMap<readonly LabEvent[], Set<CrossingId>>();
const glances = new WeakMap<Context, Map<CrossingId, Glance>>();

/** Two hosts face each other across the ladder; cards of more stand below. */
const FACING = 2;
const NO_ERRORS: Errors = new Map();
const NO_SCENARIOS: readonly ScenarioInfo[] = [];

interface Tellers {
  event: (event: LabEvent) => string;
  crossing: (crossing: Crossing) => string;
}

function tellersIn(context: Context): Tellers {
  return memo(tellers, context, () => ({
    event: (event) => eventSentence(event, context),
    crossing: (crossing) => crossingSentence(crossing, context),
  }));
}

function memo<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

export interface Screen {
  words: Words;
  session: Session;
  engine: Engine | null;
  context: Context | null;
  theme: Theme;
  controls: 'full' | 'player' | 'none';
  readonly: boolean;
  shared: Shared | null;
  /** What went wrong. */
  error: LabError | null;
  /** Nothing but this run has been looked at so far. */
  first: boolean;
  /** The segment that was clicked on, as long as nothing else has happened. */
  glanced: CrossingId | null;
  /** What the last step did. */
  said: string;
  /** Where the scrubber stands, in words. */
  spoken: string;
  suggestion: Suggestion | null;
  formError: FormError | null;
  /** The connection that a host's card shows, where the reader has chosen one. */
  chosen: ReadonlyMap<HostId, SocketId>;
  panels: PanelState;
  /** The last question why something does not happen, and its answer. */
  whyNot: WhyNotAnswer | null;
  /** What is wrong with a sysctl as it was typed. */
  problem: FieldProblem | null;
}

function loading(words: Words): TemplateResult {
  return html`<p class="loading muted">${words.text('loading')}</p>`;
}

/** No run could be opened. */
function broken(error: LabError, words: Words): TemplateResult {
  return html`<p class="error" role="alert">${errorSentence(error, words)}</p>`;
}

export function drawLab(screen: Screen): TemplateResult | typeof nothing {
  const { words, context } = screen;
  if (!context) return screen.error ? broken(screen.error, words) : loading(words);
  const { snapshot } = context;
  return html`
    ${screen.controls === 'full' ? [toolbar(screen, snapshot), question(screen)] : nothing}
    ${drawBar(screen, context)} ${screen.controls === 'full' ? predict(screen, context) : nothing}
    <tcp-lab-branches
      .words=${words}
      .branches=${snapshot.branches}
      .branch=${snapshot.branch}
      .name=${(id: number) => branchName(screen.session.forks.get(id), screen, context)}
    ></tcp-lab-branches>
    ${stage(screen, context)} ${story(screen, context)} ${study(screen, context)}
    ${drawPanels(screen, context)}
  `;
}

/** `0.100 s: You dropped SYN from A` */
function branchName(fork: Fork | undefined, { words }: Screen, context: Context): string | null {
  if (!fork) return null;
  const what = eventSentence(fork.event, { ...context, ...fork.state });
  return words.text('at-time', {
    time: formatClock(fork.event.at),
    what: what.replace(/[.。]$/, ''),
  });
}

function toolbar(screen: Screen, snapshot: Snapshot): TemplateResult {
  const { session, words } = screen;
  const { options } = session.store.state;
  return html`<tcp-lab-toolbar
    .words=${words}
    .scenarios=${screen.engine?.scenarios ?? []}
    .scenario=${session.about?.id ?? snapshot.scenario}
    .options=${options}
    .theme=${screen.theme}
    .shared=${screen.shared}
    .own=${session.about?.title[words.lang] ?? ''}
  ></tcp-lab-toolbar>`;
}

function question({ session, words }: Screen): TemplateResult | typeof nothing {
  const { about } = session;
  if (!about) return nothing;
  const varied = about.variations.find(({ id }) => id === about.variation);
  return html`<p class="question">
    ${about.question[words.lang]}
    ${varied ? html`<span class="varied">${varied.title[words.lang]}</span>` : nothing}
  </p>`;
}

function predict({ words, session }: Screen, context: Context): TemplateResult {
  const { quiz, store } = session;
  const { snapshot } = context;
  return html`<tcp-lab-predict
    .words=${words}
    .mode=${quiz.mode}
    .asked=${quiz.asked}
    .told=${quiz.told}
    .passed=${quiz.passed}
    .position=${snapshot.position}
    .answers=${quiz.answers}
    .exam=${quiz.exam}
    .right=${quiz.right}
    .relative=${store.state.options.relative}
    .finished=${snapshot.next === null}
    .reason=${(event: EventId) => happened(store.event(event), context)}
  ></tcp-lab-predict>`;
}

/** What happened, and the rule behind it. */
function happened(event: LabEvent | null, context: Context): string | null {
  if (!event) return null;
  const { words } = context;
  const rule = event.rule === null ? '' : ruleSentence(event.rule, words);
  return [eventSentence(event, context), rule].join(words.lang === 'en' ? ' ' : '');
}

function story(screen: Screen, context: Context): TemplateResult | typeof nothing {
  const { session, words } = screen;
  const { about } = session;
  if (!about || screen.controls !== 'full') return nothing;
  return html`<tcp-lab-story
    .words=${words}
    .about=${about}
    .verified=${screen.engine?.verified ?? null}
    .lines=${memo(told, context, () => toldLines(session, context))}
    .fresh=${session.latest[0] ?? null}
    .selected=${session.store.state.selection.event}
    .parted=${partedAt(session)}
    .over=${session.story.told}
  ></tcp-lab-story>`;
}

/** When the run left the story, once that is past. */
function partedAt(session: Session): string | null {
  const { parted } = session;
  const event = parted === null ? null : session.store.event(parted);
  return event && formatClock(event.at);
}

function toldLines(session: Session, context: Context): ToldLine[] {
  const { lang } = context.words;
  return causeFirst(session.told, session.store).flatMap(({ event: id, text, mark }) => {
    const event = session.store.event(id);
    if (!event) return [];
    const line = storySentence(text[lang], event, context);
    return [{ event: id, clock: formatClock(event.at), text: line, mark: mark?.[lang] ?? null }];
  });
}

function stage(screen: Screen, context: Context): TemplateResult {
  const { session, words, readonly } = screen;
  const { snapshot } = context;
  const { crossings, bases, options, selection, playhead, events } = session.store.state;
  const glanced = session.store.crossing(screen.glanced);
  return html`<div class="stage">
    <tcp-lab-ladder
      .words=${words}
      .hosts=${snapshot.hosts}
      .crossings=${crossings}
      .refused=${memo(refused, events, () => refusedCrossings(events))}
      .glance=${glanced && glanceOf(glanced, screen, context)}
      .states=${memo(states, events, () => stateChanges(events, snapshot))}
      .bases=${bases}
      .options=${options}
      .selected=${selection.crossing}
      .selectedEvent=${selection.event}
      .now=${playhead}
      .settled=${snapshot.now}
      .next=${snapshot.next}
      .playing=${session.playing}
      .readonly=${readonly}
      .describe=${tellersIn(context).crossing}
    ></tcp-lab-ladder>
    ${snapshot.hosts.slice(0, FACING).map((host) => drawCard(screen, context, host))}
    ${
      snapshot.hosts.length > FACING
        ? html`<div class="others">
            ${snapshot.hosts.slice(FACING).map((host) => drawCard(screen, context, host))}
          </div>`
        : nothing
    }
    <div class="programs">${snapshot.hosts.map((host) => drawProgram(screen, host))}</div>
  </div>`;
}

function glanceOf(crossing: Crossing, { session }: Screen, context: Context): Glance {
  const known = memo(glances, context, () => new Map<CrossingId, Glance>());
  const glance = known.get(crossing.id) ?? glanceAt(crossing, session.store.state.events, context);
  known.set(crossing.id, glance);
  return glance;
}

function drawCard(screen: Screen, { snapshot }: Context, host: HostView): TemplateResult {
  const { session, words, readonly } = screen;
  const { before, options, playhead, events } = session.store.state;
  const { id } = host;
  return html`<tcp-lab-card
    class="host-${id}"
    .words=${words}
    .host=${host}
    .earlier=${before?.hosts[id] ?? null}
    .now=${playhead}
    .relative=${options.relative}
    .readonly=${readonly}
    .peers=${snapshot.hosts}
    .scenarios=${screen.engine?.scenarios ?? NO_SCENARIOS}
    .chosen=${screen.chosen.get(id) ?? null}
    .drops=${memo(drops, events, () => queueDrops(events))}
    .fresh=${session.latest[0] ?? null}
  ></tcp-lab-card>`;
}

function drawProgram({ words, session, engine }: Screen, host: HostView): TemplateResult {
  return html`<tcp-lab-program
    .words=${words}
    .host=${host}
    .code=${session.store.state.options.code}
    .errors=${engine?.errors ?? NO_ERRORS}
  ></tcp-lab-program>`;
}

function study(screen: Screen, context: Context): TemplateResult {
  const { session, words, readonly } = screen;
  const { store } = session;
  const { selection, events, bases, options } = store.state;
  const sentence = tellersIn(context).event;
  const latest = followed(session);
  const event = store.event(selection.event) ?? mostTelling(latest);
  const sent = latest.findLast(({ crossing }) => crossing !== null)?.crossing;
  const crossing = store.crossing(
    selection.crossing ?? event?.crossing ?? sent ?? watched(session),
  );
  const decision = crossing && decisionOn(crossing, events);
  return html`<div class="study">
      <tcp-lab-events
        .words=${words}
        .events=${events}
        .hosts=${context.snapshot.hosts}
        .selected=${selection.event}
        .fresh=${session.latest[0] ?? null}
        .sentence=${sentence}
      ></tcp-lab-events>
      <tcp-lab-inspector
        .words=${words}
        .crossing=${crossing}
        .bases=${(options.relative && crossing && bases.get(crossing.id)) || ABSOLUTE}
        .sentence=${crossing ? crossingSentence(crossing, context) : ''}
        .loss=${crossing?.lostBy ? ruleSentence(crossing.lostBy, words) : ''}
        .decision=${decision ? sentence(decision) : ''}
        .refused=${decision !== null && refuses(decision)}
        .hint=${crossing ? lengthHint(crossing, words) : ''}
        .readonly=${readonly}
      ></tcp-lab-inspector>
      <tcp-lab-why
        .words=${words}
        .why=${event && session.why(event.id)}
        .bases=${event ? eventBases(event, context) : ABSOLUTE}
        .crossing=${selection.crossing}
        .stages=${selection.crossing !== null && crossing ? stagesOf(crossing, events, words) : []}
        .sentence=${sentence}
      ></tcp-lab-why>
    </div>
    ${
      readonly
        ? nothing
        : html`<tcp-lab-inject
            .words=${words}
            .hosts=${context.snapshot.hosts}
            .suggestion=${screen.suggestion}
            .relative=${options.relative}
            .error=${screen.formError}
          ></tcp-lab-inject>`
    }`;
}

/** While nothing is selected, the panels follow the last step; playing is too quick for that. */
function followed({ playing, latest, store }: Session): LabEvent[] {
  if (playing || store.state.selection.event !== null) return [];
  return latest.map((id) => store.event(id)).filter((event) => event !== null);
}

/** The segment that is on its way, else the last one there was. */
function watched({ store }: Session): number | null {
  const { crossings, selection } = store.state;
  if (selection.event !== null) return null;
  const moving = crossings.findLast(({ fate }) => fate === 'in-flight' || fate === 'held');
  return (moving ?? crossings.at(-1))?.id ?? null;
}
