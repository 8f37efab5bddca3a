/**
 * A short run for tests of elements, written down once: a handshake whose last ACK is lost, a forged RST,
 * a segment on its way. Never part of the page: there every number comes from the engine.
 */
import type {
  ConnectionView,
  Crossing,
  HostView,
  LabEvent,
  LineView,
  ListenerView,
  PrintedView,
  ProcessView,
  Segment,
  Snapshot,
  State,
  Why,
} from '../lab.ts';
import type { Errors } from '../format.ts';
import type { Source } from '../store.ts';

const MS = 1e6;
const ISS_A = 3_735_928_559;
const ISS_B = 4_294_967_290;

function segment(flags: string, seq: number, ack: number, payload = ''): Required<Segment> {
  const options: Required<Segment>['options'] = flags.includes('SYN') ? [{ mss: 1460 }] : [];
  const ports = { srcPort: 49152, dstPort: 80 };
  return {
    ...ports,
    seq: seq >>> 0,
    ack: ack >>> 0,
    flags,
    window: 65535,
    urgent: 0,
    options,
    payload,
  };
}

interface Trip {
  from: 0 | 1;
  at: number;
  flags: string;
  seq: number;
  ack: number;
  payload?: string;
  fate?: Crossing['fate'];
  marks?: Partial<Crossing>;
}

/** One crossing; times in milliseconds. */
export function crossing(id: number, trip: Trip): Crossing {
  const fate = trip.fate ?? 'arrived';
  const payload = trip.payload ?? '';
  const controls = trip.flags.split(',').filter((flag) => flag === 'SYN' || flag === 'FIN').length;
  const to = trip.from === 0 ? 1 : 0;
  const ends = fate === 'lost' ? trip.at + 25 : trip.at + 50;
  const parts = segment(trip.flags, trip.seq, trip.ack, payload);
  const { srcPort, dstPort } = parts;
  return {
    id,
    from: trip.from,
    fromAddress: `10.0.0.${trip.from + 1}`,
    to,
    toAddress: `10.0.0.${to + 1}`,
    sentAt: trip.at * MS,
    endsAt: fate === 'held' ? null : ends * MS,
    fate,
    lostBy: fate === 'lost' ? 'act' : null,
    retransmission: false,
    forged: false,
    corrupted: false,
    copyOf: null,
    segment: trip.from === 0 ? parts : { ...parts, srcPort: dstPort, dstPort: srcPort },
    len: payload.length + controls,
    notation: `<SEQ=${trip.seq >>> 0}><CTL=${trip.flags}>`,
    sentEvent: id * 2,
    endEvent: fate === 'arrived' || fate === 'lost' ? id * 2 + 1 : null,
    ...trip.marks,
  };
}

const again = { retransmission: true };
const A = ISS_A + 1;
const B = ISS_B + 1;

export const crossings: Crossing[] = [
  crossing(0, { from: 0, at: 0, flags: 'SYN', seq: ISS_A, ack: 0 }),
  crossing(1, { from: 1, at: 50, flags: 'SYN,ACK', seq: ISS_B, ack: A }),
  crossing(2, { from: 0, at: 100, flags: 'ACK', seq: A, ack: B, fate: 'lost' }),
  crossing(3, { from: 1, at: 1050, flags: 'SYN,ACK', seq: ISS_B, ack: A, marks: again }),
  crossing(4, { from: 0, at: 1100, flags: 'ACK', seq: A, ack: B }),
  crossing(5, { from: 1, at: 1150, flags: 'ACK,PSH', seq: B, ack: A, payload: 'x'.repeat(100) }),
  crossing(6, {
    from: 1,
    at: 1150,
    flags: 'ACK,PSH',
    seq: B + 100,
    ack: A,
    payload: 'y'.repeat(100),
  }),
  crossing(7, {
    from: 0,
    at: 1160,
    flags: 'RST',
    seq: A + 9000,
    ack: 0,
    marks: { forged: true, from: null },
  }),
  crossing(8, { from: 0, at: 1200, flags: 'ACK', seq: A, ack: B + 200, fate: 'in-flight' }),
  crossing(9, {
    from: 1,
    at: 1205,
    flags: 'ACK,PSH',
    seq: B + 200,
    ack: A,
    payload: 'z'.repeat(50),
    fate: 'in-flight',
    marks: { corrupted: true },
  }),
  crossing(10, { from: 0, at: 1210, flags: 'ACK', seq: A, ack: B, fate: 'held' }),
  crossing(11, {
    from: 0,
    at: 1215,
    flags: 'ACK',
    seq: A,
    ack: B,
    fate: 'in-flight',
    marks: { copyOf: 10 },
  }),
];

const states: [at: number, host: number, from: State, to: State][] = [
  [0, 0, 'CLOSED', 'SYN-SENT'],
  [50, 1, 'LISTEN', 'SYN-RECEIVED'],
  [100, 0, 'SYN-SENT', 'ESTABLISHED'],
  [1150, 1, 'SYN-RECEIVED', 'ESTABLISHED'],
];

export const events: LabEvent[] = listEvents();

function listEvents(): LabEvent[] {
  const rows: Omit<LabEvent, 'id'>[] = [];
  for (const c of crossings) {
    const rule = c.forged ? 'act' : 'open-active';
    const row = { cause: null, socket: 1, crossing: c.id, args: {} };
    const sent = c.forged ? 'segment-injected' : 'segment-sent';
    rows.push({ ...row, at: c.sentAt, host: c.from, kind: sent, rule });
    if (c.fate === 'arrived') {
      rows.push({
        ...row,
        at: c.endsAt!,
        host: c.to,
        kind: 'segment-arrived',
        rule: 'link-carries',
      });
    } else if (c.fate === 'lost') {
      rows.push({ ...row, at: c.endsAt!, host: null, kind: 'segment-lost', rule: 'act' });
    }
  }
  for (const [at, host, from, to] of states) {
    const row = { at: at * MS, cause: 0, host, socket: 1, crossing: null, args: { from, to } };
    rows.push({ ...row, kind: 'state-changed', rule: 'syn-sent-established' });
  }
  const timer = { timer: 'retransmission', after: 1e9, until: 2.05e9 };
  const row = { at: 1050 * MS, cause: 1, host: 1, socket: 1, crossing: null, args: timer };
  rows.push({ ...row, kind: 'timer-set', rule: 'rto-timer-start' });
  return rows.sort((a, b) => a.at - b.at).map((event, id) => ({ ...event, id }));
}

function connection(host: 0 | 1, state: State): ConnectionView {
  const [iss, irs] = host === 0 ? [ISS_A, ISS_B] : [ISS_B, ISS_A];
  const sent = host === 0 ? 1 : 251;
  const snd = { una: iss + 1, nxt: (iss + sent) >>> 0, wnd: 65535, up: 0, wl1: 0, wl2: 0, iss };
  const [local, remote] =
    host === 0 ? ['10.0.0.1:49152', '10.0.0.2:80'] : ['10.0.0.2:80', '10.0.0.1:49152'];
  return {
    socket: 1,
    local,
    remote,
    state,
    passive: host === 1,
    snd,
    rcv: { nxt: (irs + (host === 0 ? 201 : 1)) >>> 0, wnd: 65535, up: 0, irs },
    unsent: 0,
    unacknowledged: host === 0 ? 0 : 250,
    unread: host === 0 ? 200 : 0,
    outOfOrder: [],
    mss: 1460,
    congestion: { cwnd: 4380, ssthresh: null, pipe: 0, phase: 'open' },
    agreed: ['sack', 'timestamps'],
    rto: 1e9,
    srtt: 100 * MS,
    rttvar: 50 * MS,
    retransmissions: 0,
    timers: host === 1 ? [{ timer: 'retransmission', setAt: 1150 * MS, at: 2150 * MS }] : [],
    descriptors: [{ process: 0, fd: host === 0 ? 3 : 4 }],
    error: null,
  };
}

/** A line of a program, as the engine tells it. */
export function line(text: string, more: Partial<LineView> = {}): LineView {
  const nothing = { result: null, note: null, call: null, ghost: false, runs: 0, indent: 0 };
  return { text, status: 'waiting', ...nothing, ...more };
}

/** A program as languages print it, one line for each of its lines. */
export function listings(
  c: readonly string[],
  python: readonly string[],
  program: readonly LineView[],
): ProcessView['listings'] {
  const printed = (texts: readonly string[]): PrintedView[] =>
    texts.map((text, line) => ({ line, text, indent: program[line]?.indent ?? 0 }));
  return { c: printed(c), python: printed(python) };
}

const CLIENT = [
  line('connect(3, B:80)', { status: 'done', result: '0', runs: 1 }),
  line('recv(3, 1000)', { status: 'blocked' }),
];
const CLIENT_LISTINGS = listings(
  ['connect(3, "B", 80);', 'recv(3, buf, 1000, 0);'],
  ['s.connect(("B", 80))', 's.recv(1000)'],
  CLIENT,
);

const SERVER = [
  line('listen(3, 1)', { status: 'done', result: '0', runs: 1 }),
  line('accept(3)', { indent: 1, status: 'done', result: '4', runs: 1 }),
  line('send(4, 250)', { indent: 2, status: 'done', result: 'EPIPE', runs: 1 }),
  line('close(c)', { ghost: true, call: 'close' }),
];
const SERVER_LISTINGS = listings(
  ['listen(3, 1);', 'accept(3, NULL, NULL);', 'send(4, data, 250, 0);', 'close(c);'],
  ['s.listen(1)', 's.accept()', 's.send(data[:250])', 'c.close()'],
  SERVER,
);

const listener: ListenerView = {
  socket: 0,
  local: '10.0.0.2:80',
  backlog: 1,
  synQueue: 0,
  acceptQueue: 0,
  synLimit: 1,
  acceptLimit: 1,
  synEntries: [],
  acceptEntries: [],
};

function host(id: 0 | 1, state: State): HostView {
  const client = id === 0;
  return {
    id,
    name: client ? 'A' : 'B',
    address: `10.0.0.${id + 1}`,
    profile: 'rfc9293',
    cable: true,
    switches: [],
    power: true,
    addresses: [`10.0.0.${id + 1}`],
    connectionCount: 1,
    states: { [state]: 1 },
    timeWait: { count: 0, limit: 131072 },
    orphans: 0,
    listeners: client ? [] : [listener],
    connections: [connection(id, state)],
    processes: [
      {
        id: 0,
        name: client ? 'client' : 'server',
        descriptors: [{ fd: client ? 3 : 4, socket: 1, kind: 'connection' }],
        alive: true,
        nofile: 1024,
        threadCount: 1,
        threads: [],
        program: client ? CLIENT : SERVER,
        listings: client ? CLIENT_LISTINGS : SERVER_LISTINGS,
      },
    ],
  };
}

export const snapshot: Snapshot = {
  scenario: 'fixture',
  seed: '00c0ffee00c0ffee',
  branch: 1,
  branches: [
    { id: 0, parent: null, forkedAt: 0, end: 12 },
    { id: 1, parent: 0, forkedAt: 4, end: 23 },
  ],
  position: 22,
  end: 23,
  now: 1225 * MS,
  next: 1250 * MS,
  events: events.length,
  crossings: crossings.length,
  hosts: [host(0, 'ESTABLISHED'), host(1, 'ESTABLISHED')],
  rules: [],
};

export const errors: Errors = new Map([
  [
    'EPIPE',
    {
      name: 'EPIPE',
      linux: [32, 'EPIPE'],
      freebsd: [32, 'EPIPE'],
      windows: [10053, 'WSAECONNABORTED'],
    },
  ],
]);

/** The run as the store reads it. */
export const source: Source = {
  snapshot: () => snapshot,
  events: (from, to) => events.slice(from, to),
  crossings: (from, to) => crossings.slice(from, to),
};

export const why: Why = {
  event: events[3]!,
  rule: { code: 'ack-new', rfc: 9293, section: '3.10.7.4 (5)', labels: ['MUST-15'] },
  checks: [
    {
      rule: { code: 'sequence-acceptable', rfc: 9293, section: '3.10.7.4 (1)', labels: [] },
      left: { name: 'RCV.NXT', value: A },
      op: '=<',
      right: { name: 'SEG.SEQ', value: A },
      holds: true,
    },
    {
      rule: { code: 'reset-exact', rfc: 9293, section: '3.10.7.4 (2)', labels: [] },
      left: { name: 'RST', value: 0 },
      op: 'is set',
      right: null,
      holds: false,
    },
    {
      rule: { code: 'ack-new', rfc: 9293, section: '3.10.7.4 (5)', labels: [] },
      left: { name: 'SND.UNA', value: A - 1 },
      op: '<',
      right: { name: 'SEG.ACK', value: A },
      holds: true,
    },
  ],
  decided: 2,
  differ: [
    {
      left: { name: 'SND.UNA', value: A - 1, unit: 'seq', base: 'iss' },
      op: '>=',
      right: { name: 'SEG.ACK', value: A, unit: 'seq', base: 'iss' },
      needed: A,
    },
  ],
  bases: null,
  chain: [events[1]!, events[0]!],
};
