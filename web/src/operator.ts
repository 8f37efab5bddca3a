/**
 * What an operator of a host would ask, asked once per moment: the engine answers from the same state that the
 * cards show. Knows no document.
 */
import type {
  ConnectionRow,
  Counter,
  HostId,
  HostView,
  KernelLine,
  Lab,
  Snapshot,
  SocketId,
  SsPage,
  Sysctl,
} from './lab.ts';

export const OPERATOR_TABS = ['connections', 'ss', 'netstat', 'log', 'sysctls'] as const;
export type OperatorTab = (typeof OPERATOR_TABS)[number];

/** Lines of `ss` that are fetched; more than that nobody reads. */
export const SS_LINES = 200;
/** Above so many connections a run that plays is looked at so often only, in milliseconds. */
const MANY = 500;
const PATIENCE = 400;

export interface CountedSince extends Counter {
  /** Its value before the last step; null where that is not known. */
  before: number | null;
}

export type OperatorView =
  | { tab: 'connections'; rows: readonly ConnectionRow[] }
  | { tab: 'ss'; page: SsPage }
  | { tab: 'netstat'; counters: readonly CountedSince[] }
  | { tab: 'log'; lines: readonly KernelLine[] }
  | { tab: 'sysctls'; sysctls: readonly Sysctl[] };

/** The part of a lab that is asked. */
export type Answers = Pick<Lab, 'ss' | 'netstat' | 'kernelLog' | 'sysctls' | 'connections'>;

interface Moment {
  snapshot: Snapshot;
  /** The one before the last step forward; null after any other move. */
  before: Snapshot | null;
  playing: boolean;
}

export class Operator {
  #answer: { snapshot: Snapshot; host: HostId; at: number; view: OperatorView } | null = null;
  #counted: { snapshot: Snapshot; host: HostId; counters: Counter[] } | null = null;

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** The same object as long as the moment, the host and the question are the same. */
  view(lab: Answers, host: HostId, tab: OperatorTab, moment: Moment): OperatorView {
    const known = this.#answer;
    if (known?.host === host && known.view.tab === tab && this.#stands(known, moment)) {
      return known.view;
    }
    const view = this.#ask(lab, host, tab, moment);
    this.#answer = { snapshot: moment.snapshot, host, at: this.clock(), view };
    return view;
  }

  #stands(known: { snapshot: Snapshot; at: number; host: HostId }, moment: Moment): boolean {
    if (known.snapshot === moment.snapshot) return true;
    const count = moment.snapshot.hosts[known.host]?.connectionCount ?? 0;
    return moment.playing && count > MANY && this.clock() - known.at < PATIENCE;
  }

  #ask(lab: Answers, host: HostId, tab: OperatorTab, moment: Moment): OperatorView {
    switch (tab) {
      case 'connections': {
        const { total } = lab.connections(host, 0, 0);
        const rows = total > 0 ? lab.connections(host, 0, total).rows : [];
        return { tab, rows: [...listening(moment.snapshot.hosts[host]), ...rows] };
      }
      case 'ss':
        return { tab, page: lab.ss(host, 0, SS_LINES) };
      case 'netstat':
        return { tab, counters: this.#counters(lab.netstat(host), host, moment) };
      case 'log':
        return { tab, lines: lab.kernelLog(host) };
      case 'sysctls':
        return { tab, sysctls: lab.sysctls(host) };
    }
  }

  /** Those that have counted something, with what they were when the step before was shown. */
  #counters(counters: Counter[], host: HostId, { snapshot, before }: Moment): CountedSince[] {
    const last = this.#counted;
    const known = before !== null && last?.host === host && last.snapshot === before;
    const earlier = known ? new Map(last.counters.map(({ name, value }) => [name, value])) : null;
    this.#counted = { snapshot, host, counters };
    return counters
      .filter(({ value }) => value !== 0)
      .map((counter) => ({
        ...counter,
        before: earlier ? (earlier.get(counter.name) ?? 0) : null,
      }));
  }
}

/** Listening sockets as `ss` shows them: in Recv-Q those that wait to be accepted, in Send-Q how many may. */
function listening(host: HostView | undefined): ConnectionRow[] {
  if (!host) return [];
  const holder = (socket: SocketId) =>
    host.processes.find(({ descriptors }) => descriptors.some((one) => one.socket === socket));
  return host.listeners.map(({ socket, local, acceptQueue, acceptLimit }) => ({
    socket,
    local,
    remote: local.startsWith('[') ? '[::]:*' : '0.0.0.0:*',
    state: 'LISTEN',
    recvQ: acceptQueue,
    sendQ: acceptLimit,
    timer: null,
    process: holder(socket)?.name ?? null,
  }));
}
