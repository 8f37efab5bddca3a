/** Virtual time in nanoseconds since the start of the run. */
export type Nanoseconds = number;
/** Index of a host in `Snapshot.hosts`. */
export type HostId = number;
/** Number of a socket on its host, as in `ConnectionView.socket`. */
export type SocketId = number;
/** Number of one crossing of the network: a copy is a crossing of its own. */
export type CrossingId = number;
/** Index of an event in the log of the present branch. */
export type EventId = number;

/** The eleven states of RFC 9293, section 3.3.2. */
export type State =
  | "LISTEN" | "SYN-SENT" | "SYN-RECEIVED" | "ESTABLISHED" | "FIN-WAIT-1" | "FIN-WAIT-2"
  | "CLOSE-WAIT" | "CLOSING" | "LAST-ACK" | "TIME-WAIT" | "CLOSED";

/** Timers of a connection. */
export type Timer =
  | "retransmission" | "persist" | "delayed-ack" | "override" | "time-wait" | "loss-probe" | "reordering"
  | "user-timeout" | "fin-wait-2" | "keepalive";

/** The order is the order on the wire. */
export type TcpOption =
  | "endOfList" | "noOp" | "sackPermitted"
  | { mss: number } | { windowScale: number } | { timestamps: [value: number, echo: number] }
  | { sack: [left: number, right: number][] } | { userTimeout: { value: number; minutes: boolean } }
  | { unknown: { kind: number; data: number[] } };

/** A TCP segment. What is left out of an injected one is zero or empty. */
export interface Segment {
  srcPort?: number; dstPort?: number; seq?: number; ack?: number;
  /** For example "SYN,ACK". */
  flags: string;
  window?: number; urgent?: number; options?: TcpOption[]; payload?: string | number[];
}

/** An ICMP error (ICMPv6 between IPv6 addresses) about a datagram of TCP. */
export interface Icmp {
  type: number; code?: number;
  /** The next hop's MTU in octets, where the message has one. */
  mtu?: number;
  /** What it repeats of the datagram it is about. */
  quoted: { src: string; dst: string; srcPort: number; dstPort: number; seq: number };
}

/** How `new Lab(config)` is made. */
export interface LabConfig {
  /** 16 hexadecimal digits; drawn from the browser's randomness when absent. */
  seed?: string;
}

/** A text in the languages of the page. */
export interface Text { en: string; "zh-CN": string }

/** The parts of the gallery, in its order. */
export type Group =
  | "opening" | "numbers" | "data" | "closing" | "time-wait" | "sockets" | "errors" | "queues" | "faults" | "flow"
  | "congestion" | "attacks";

/** What the gallery shows of a scenario. */
export interface ScenarioInfo {
  id: string; group: Group; title: Text; question: Text;
  /** Words to find it by, in both languages. */
  tags: string[];
  /** The profiles under which it shows what it says; the first is its own. */
  profiles: Profile[];
  variations: { id: string; title: Text; text: Text }[];
}

/** What there is to say about the run that is loaded. */
export interface ScenarioView extends ScenarioInfo {
  /** The variation that runs. */
  variation: string | null;
  profile: Profile;
  /** What to watch for, and what to take away. */
  goal: Text | null; takeaway: Text | null;
  clauses: { rfc: number; section: string; labels?: string[] }[];
  limits: Text[];
  /** How many prompts and checkpoints it has. */
  prompts: number; checkpoints: number;
  /** When its story is told. */
  ends: Nanoseconds;
}

/** A line of the story that was told. `{seq}` and the like in the text stand for the numbers of the event and its segment. */
export interface StoryTold { event: EventId; text: Text; mark: Text | null }

/** What can be asked about the coming event. */
export type Ask = "flags" | "seq" | "ack" | "len" | "state" | "result" | "timer";

/** A prompt of the scenario that is to be answered before the next moment happens. */
export interface PromptDue { prompt: number; ask: Ask; text: Text | null }

/** What a real kernel did when the library was staged on it. */
export interface Verified {
  /** Its release, such as "6.18.44". */
  kernel: string;
  /** The day, such as "2026-11-27". */
  date: string;
  /** By address: "handshake", "handshake/data-follows". */
  runs: Record<string, VerifiedRun>;
}

/** What became of one run. */
export interface VerifiedRun {
  /** How many checkpoints it has, how many of them the kernel can show, and how many it showed. */
  checkpoints: number;
  of: number;
  passed: number;
  /** Segments that the kernel sent as the simulated Linux does, of so many simulated and so many real ones. */
  same: number;
  simulated: number;
  real: number;
  /** What the kernel does differently, and why; without `checkpoint` it is about segments that no checkpoint names. */
  differences?: { checkpoint?: string; en: string; "zh-CN": string }[];
  /** Why it cannot be staged, if so: then nothing was compared. */
  notStaged?: { en: string; "zh-CN": string };
}

/** One thing that the model leaves out; the sentence is `limit-<code>` in the catalogues. */
export interface Limit {
  code: string;
  /** Requirements that are not met for this reason, such as "MUST-51" or "6528-7"; may be empty. */
  labels: string[];
}

/** An error of a system call: the name in this package's data, and what each system's programs see. */
export interface SystemError {
  name: string;
  linux: [number: number, name: string];
  freebsd: [number: number, name: string];
  windows: [number: number, name: string];
}

/** One system call. `fd` is the descriptor in the process that makes the call. */
export type Call =
  | { name: "socket" }
  | { name: "bind"; fd: number; port: number; address?: string /* of the host; absent is every one */ }
  | { name: "listen"; fd: number; backlog: number }
  | { name: "accept"; fd: number }
  | { name: "connect"; fd: number; to: string /* "B:80" or "10.0.0.2:80" */ }
  | { name: "accept4"; fd: number; on: boolean /* SOCK_NONBLOCK */ }
  | { name: "send"; fd: number; data: string | number /* that many octets */; flags?: MessageFlags }
  | { name: "write"; fd: number; data: string | number }
  | { name: "recv"; fd: number; max: number; flags?: MessageFlags }
  | { name: "read"; fd: number; max: number }
  | { name: "shutdown"; fd: number; how: "read" | "write" | "both" }
  | { name: "close"; fd: number }
  | { name: "abort"; fd: number }
  | { name: "soError"; fd: number }
  | { name: "setsockopt"; fd: number; option: SocketOption; value: OptionValue }
  | { name: "getsockopt"; fd: number; option: SocketOption }
  | { name: "setNonblocking"; fd: number; on: boolean }
  | { name: "ioctl"; fd: number; request: "SIOCINQ" | "SIOCOUTQ" | "SIOCOUTQNSD" | "SIOCATMARK" }
  | { name: "poll"; fds: { fd: number; events: string /* "POLLIN|POLLOUT" */ }[]; timeout?: Nanoseconds }
  | { name: "getFlags" | "getsockname" | "getpeername" | "dup"; fd: number };

/** Flags of `send` and `recv` as in C, joined by `|`: "MSG_PEEK|MSG_DONTWAIT". */
export type MessageFlags = string;

/** An option of a socket by its name in C. */
export type SocketOption =
  | "SO_REUSEADDR" | "SO_REUSEPORT" | "SO_KEEPALIVE" | "SO_OOBINLINE" | "SO_LINGER" | "SO_RCVBUF" | "SO_SNDBUF"
  | "SO_RCVLOWAT" | "SO_SNDLOWAT" | "SO_RCVTIMEO" | "SO_SNDTIMEO" | "SO_ERROR" | "SO_TYPE" | "SO_DOMAIN"
  | "SO_PROTOCOL" | "SO_ACCEPTCONN" | "SO_PRIORITY" | "SO_MARK" | "SO_ZEROCOPY" | "TCP_NODELAY" | "TCP_CORK"
  | "TCP_NOPUSH" | "TCP_MAXSEG" | "TCP_KEEPIDLE" | "TCP_KEEPINTVL" | "TCP_KEEPCNT" | "TCP_KEEPINIT" | "TCP_SYNCNT"
  | "TCP_LINGER2" | "TCP_DEFER_ACCEPT" | "TCP_WINDOW_CLAMP" | "TCP_QUICKACK" | "TCP_USER_TIMEOUT" | "TCP_CONGESTION"
  | "TCP_NOTSENT_LOWAT" | "TCP_INQ" | "TCP_TIMESTAMP" | "TCP_INFO" | "IP_TOS" | "IP_TTL" | "IP_MTU_DISCOVER"
  | "IP_MTU" | "IP_FREEBIND" | "IP_BIND_ADDRESS_NO_PORT" | "IP_RECVERR" | "IPV6_TCLASS" | "IPV6_UNICAST_HOPS"
  | "IPV6_V6ONLY";

/** A number (a flag is 0 or 1), a length of time such as "500 ms", a name such as "cubic", or `struct linger`. */
export type OptionValue = number | string | { on: boolean; seconds: number };

/** What a reader may do to the world. Everything else follows from these. */
export type Command =
  | { type: "call"; host: HostId; process: number; call: Call }
  | { type: "inject"; from: string /* host name or any address */; to: string; segment: Segment }
  | { type: "injectIcmp"; from: string; to: string; icmp: Icmp }
  | { type: "drop" | "duplicate" | "hold" | "release"; crossing: CrossingId }
  | { type: "delay"; crossing: CrossingId; by: Nanoseconds }
  | { type: "corrupt"; crossing: CrossingId; bit: number }
  | { type: "addRule"; rule: LinkRule }
  | { type: "removeRule"; rule: number }
  | { type: "expire"; host: HostId; socket: SocketId; timer: Timer }
  | { type: "sysctl"; host: HostId; name: string /* "net.ipv4.tcp_rmem" */; value: string /* "4096 87380 6291456" */ }
  | { type: "cutCable" | "restoreCable" | "powerOff" | "powerOn" | "reboot"; host: HostId }
  | { type: "kill"; host: HostId; process: number }
  | { type: "switch"; host: HostId; switch: SwitchName; on: boolean };

/** Rules of the protocol that a host breaks on purpose, so that their worth is seen. */
export type SwitchName =
  | "two-way-handshake" | "split-syn-ack" | "constant-isn" | "no-time-wait" | "no-rst" | "accept-any-ack" | "no-paws";

/** A rule of the network: the first one that matches decides. Absent conditions match everything. */
export interface LinkRule {
  from?: string; to?: string;
  /** All of these flags set, and none of `without`. */
  flags?: string; without?: string;
  /** Only segments with (or without) payload. */
  payload?: boolean;
  /** Skip so many matches, then act on so many. */
  skip?: number; times?: number;
  verdict: "deliver" | "drop" | "duplicate" | "hold" | "mark" | { delay: Nanoseconds } | { corrupt: number };
}

export interface Snapshot {
  scenario: string;
  seed: string;
  branch: number;
  branches: { id: number; parent: number | null; forkedAt: number; end: number }[];
  /** How many moments of this branch have happened; 0 is the start. */
  position: number;
  /** How many moments of this branch are known (after a seek into the past: more than `position`). */
  end: number;
  now: Nanoseconds;
  /** When the next moment will happen by itself; null when nothing is left to happen. */
  next: Nanoseconds | null;
  /** Events that have happened so far: ids 0 .. events-1. */
  events: number;
  /** Crossings that have begun so far: ids 0 .. crossings-1. */
  crossings: number;
  hosts: HostView[];
  rules: { id: number; rule: LinkRule }[];
}

/** What an operating system has chosen: a set of knobs with a name. */
export type Profile = "rfc9293" | "linux-6.x" | "linux-2.6" | "freebsd" | "windows";

export interface HostView {
  id: HostId; name: string; address: string; profile: Profile; cable: boolean;
  /** Whether it runs; switched off, everything in it is gone. */
  power: boolean;
  /** Every address; `address` is the first. */
  addresses: string[];
  /** What is broken on purpose. */
  switches: SwitchName[];
  /** All connections; `connections` has the first 64 of them. */
  connectionCount: number;
  states: Partial<Record<State, number>>;
  timeWait: { count: number; limit: number };
  /** Connections that no process holds any more. */
  orphans: number;
  listeners: ListenerView[];
  connections: ConnectionView[];
  processes: ProcessView[];
}

/** A listening socket with its two queues. */
export interface ListenerView {
  socket: SocketId; local: string; backlog: number;
  /** Lengths. A queue is full when it is longer than its limit: N admits N+1. */
  synQueue: number; acceptQueue: number;
  synLimit: number; acceptLimit: number;
  /** The first 16 of each queue, the oldest first. */
  synEntries: { remote: string; at: Nanoseconds; retries: number }[];
  acceptEntries: { remote: string; unread: number }[];
}

/** How the sender sees the network; the names are those of Linux. */
export type CongestionPhase = "open" | "disorder" | "cwr" | "recovery" | "loss";

export interface ConnectionView {
  socket: SocketId;
  local: string; remote: string;
  state: State;
  /** What `ss` on Linux calls the state, e.g. "SYN-RECV". */
  passive: boolean;
  snd: { una: number; nxt: number; wnd: number; up: number; wl1: number; wl2: number; iss: number };
  rcv: { nxt: number; wnd: number; up: number; irs: number };
  /** Octets the application has given that are not sent yet; sent and not acknowledged; received and not read. */
  unsent: number; unacknowledged: number; unread: number;
  /** Ranges received ahead of RCV.NXT. */
  outOfOrder: [left: number, right: number][];
  mss: number;
  /** Congestion control, in octets; null before the connection is open, and where it is off. `ssthresh` is null before the first sign of congestion. */
  congestion: { cwnd: number; ssthresh: number | null; pipe: number; phase: CongestionPhase } | null;
  /** What both SYNs have agreed on. */
  agreed: ("window-scale" | "timestamps" | "sack" | "ecn")[];
  rto: Nanoseconds; srtt: Nanoseconds | null; rttvar: Nanoseconds | null;
  retransmissions: number;
  timers: { timer: Timer; setAt: Nanoseconds; at: Nanoseconds }[];
  /** Descriptors that refer to this socket; empty for an orphan. */
  descriptors: { process: number; fd: number }[];
  /** Pending error (SO_ERROR), e.g. "ECONNRESET". */
  error: string | null;
}

export interface ProcessView {
  id: number; name: string;
  descriptors: { fd: number; socket: SocketId; kind: "unbound" | "listener" | "connection" }[];
  /** False once it has ended. */
  alive: boolean;
  /** Its descriptors are below this number (RLIMIT_NOFILE). */
  nofile: number;
  /** How many threads its program has; at most 64 of them are in `threads`. */
  threadCount: number;
  threads: ThreadView[];
  program: LineView[];
  /** As languages print it. */
  listings: { c: PrintedView[]; python: PrintedView[] };
}

/** A thread of a program. */
export interface ThreadView {
  /** 0 is the first; rows of the log name it as `thread`. */
  id: number;
  /** Index into `program`; null when it has come to its end. */
  line: number | null;
  /** `waiting` as long as it has not begun. */
  status: "done" | "blocked" | "running" | "stopped" | "waiting";
  /** Why it cannot go on. */
  fault: "overflow" | "divided-by-zero" | "no-value" | "no-time-passes" | "too-many-threads" | null;
  variables: { name: string; value: number }[];
}

/** A line as a language prints it. Functions of threads stand before what starts them. */
export interface PrintedView {
  /** Index into `program`; null where only the language needs it. */
  line: number | null;
  indent: number;
  /** `int c = accept(l, NULL, NULL);` */
  text: string;
}

/** A line of a program. */
export interface LineView {
  /** In few words: `c = accept(l)`. */
  text: string;
  indent: number;
  /** Of several threads, that of the foremost one: running, blocked, stopped. */
  status: "done" | "blocked" | "running" | "stopped" | "waiting";
  /** What its call returned last. */
  result: string | null;
  /** How often it has run. */
  runs: number;
  /** It is missing on purpose, and never runs. */
  ghost: boolean;
  note: { en: string; "zh-CN": string } | null;
  /** The call that it makes, or that is missing. */
  call: string | null;
}

/** Lines of `ss -tanoi`, one socket a line with its details; `total` sockets there are. */
export interface SsPage { total: number; /** The heading of the columns. */ head: string; lines: string[] }
/** A counter as `netstat -s` and `nstat` name it: "TcpActiveOpens", "TcpExtListenOverflows". */
export interface Counter { name: string; value: number }
/** A line of the kernel's log: `text` as `dmesg` prints it, with the time since the host was switched on. */
export interface KernelLine { at: Nanoseconds; text: string }
export interface Sysctl { name: string; value: string; /** At the start of the run. */ initial: string }
export interface ConnectionRow {
  socket: SocketId; local: string; remote: string; state: State; recvQ: number; sendQ: number;
  timer: string | null; process: string | null;
}
export interface ConnectionPage { total: number; rows: ConnectionRow[] }

/** One row of the log. The sentence is `event-<kind>` in the catalogues, with `args`. */
export interface LabEvent {
  id: EventId; at: Nanoseconds; cause: EventId | null;
  host: HostId | null; socket: SocketId | null; crossing: CrossingId | null;
  kind: string;
  /** Code of the deciding rule (`rule-<code>` in the catalogues), or null where nothing was decided. */
  rule: string | null;
  args: Record<string, string | number>;
}

/** One arrow of the ladder. */
export interface Crossing {
  id: CrossingId;
  /** Lane of the sender; null for a forged segment from an address that is no host. */
  from: HostId | null; fromAddress: string;
  to: HostId | null; toAddress: string;
  sentAt: Nanoseconds;
  /** Arrival (past or, while in flight, planned), or where it was lost; null while held. */
  endsAt: Nanoseconds | null;
  fate: "in-flight" | "held" | "arrived" | "lost" | "no-host";
  /** Code of the rule or act that took it, when lost. */
  lostBy: string | null;
  retransmission: boolean; forged: boolean; corrupted: boolean;
  /** The crossing this one is a copy of. */
  copyOf: CrossingId | null;
  segment: Required<Segment>;
  /** What was sent, if it is an ICMP message; `segment` is empty then. */
  icmp?: Icmp;
  /** SEG.LEN: octets of payload, plus one for SYN and one for FIN. */
  len: number;
  /** In the RFC's notation: `<SEQ=100><CTL=SYN>`. */
  notation: string;
  sentEvent: EventId; endEvent: EventId | null;
}

export interface Rule {
  code: string; rfc: number; section: string;
  /** Requirement labels such as "MUST-10"; may be empty. */
  labels: string[];
}

/** A number that was compared. */
export interface Operand {
  /** As the RFC writes it ("SEG.SEQ"), or a word with a message `operand-<name>` or `fact-<name>`. */
  name: string;
  value: number;
  /** What it is: `seq` counts modulo 2^32, `time` is in nanoseconds, `fact` is 0 or 1. */
  unit?: "seq" | "stamp" | "octets" | "time" | "fact" | "count";
  /** What a relative number counts from: a field of `Bases`. */
  base?: "iss" | "irs";
}

/** What the relative numbers of a connection count from. */
export interface Bases { iss: number; irs: number }

/** One comparison that was made on the way to a decision. */
export interface Check {
  rule: Rule;
  left: Operand;
  op: "=" | "<" | "=<" | ">" | ">=" | "!=" | "is set" | "is clear" | "in" | "is";
  /** null for "is set" and "is clear". */
  right: Operand | null;
  holds: boolean;
}

/** What would have had to be otherwise: "SEG.SEQ = 5 would have had to be RCV.NXT = 7 or more". */
export interface Differ {
  /** As it was. */
  left: Operand;
  /** How it would have had to compare; the sentence is `differ-<eq, ne, lt, le, gt, ge, set, clear>`. */
  op: Check["op"];
  /** As it was; null for "is set" and "is clear". */
  right: Operand | null;
  /** The value nearest to `right` with which it would have been so; null for "!=". */
  needed: number | null;
}

export interface Why {
  event: LabEvent;
  rule: Rule | null;
  /** In the order of the RFC. */
  checks: Check[];
  /** Index of the check that decided; null where nothing was compared. */
  decided: number | null;
  /** Any one of these would have changed the decision; empty where nothing was compared. */
  differ: Differ[];
  /** Of the connection that the event is about; null where there is none. */
  bases: Bases | null;
  /** From the nearest cause back to an act or a call. */
  chain: LabEvent[];
}

/** What does not happen. */
export type WhyNotQuestion =
  | { ask: "answer" | "acceptance"; crossing: CrossingId }
  | { ask: "sending" | "retransmission"; host: HostId; socket: SocketId }
  | { ask: "return"; host: HostId; process: number };

/** Why it does not happen; `whyNotSentence` of the page makes a sentence of it. */
export interface WhyNot {
  /** The sentence is `why-not-<code>` in the catalogues, with `args`. */
  code: string;
  /** `una`, `ack` are numbers of this side, `nxt` is one of the peer's, `rto` is in nanoseconds. */
  args: Record<string, string | number>;
  /** What the engine compares, where it decides; empty where it is a matter of waiting. */
  checks: Check[];
  /** Any one of these would change it. */
  differ: Differ[];
  /** What relative numbers count from. */
  bases: Bases | null;
  /** Events that tell of it, to be linked. */
  events: EventId[];
  /** When it will be over: a timer, an arrival, the patience of a call; null when nothing is set. */
  until: Nanoseconds | null;
}

/** A question about the coming event; the answer is computed from a copy of the world that runs ahead. */
export interface Question {
  branch: number;
  /** Where it is asked. */
  position: number;
  /** The position right after the event: run there to show the answer. */
  target: number;
  /** The event that answers; it exists once `target` is reached. */
  event: EventId;
  ask: Ask;
  host: HostId | null;
  /** The crossing that begins with the event, for `flags`, `seq`, `ack`, `len`. */
  crossing: CrossingId | null;
  /** What a relative SEQ or ACK counts from; null for everything else. */
  base: number | null;
  /** `host`, `peer`: names; `call`: the call that returns; `from`: the state before; `at`: when, in nanoseconds. */
  args: Record<string, string | number>;
  /** The answer among plausible mistakes, in an order that depends on the place only. Numbers are absolute. */
  choices: (string | number)[] | null;
}

/** What an answer is worth. */
export interface Judgement {
  right: boolean;
  /** The right answer; sequence numbers are absolute. */
  answer: string | number;
  /** The mistake that the arithmetic shows: the sentence is `mistake-<code>` with `args`; null when it shows none. */
  mistake: string | null;
  /** Always `given` and `answer`; `flag`, `octets`, `header`, `mss`, `from`, `until` (nanoseconds) as the mistake needs. */
  args: Record<string, string | number>;
}

/** A seeded exam: `load(scenario)` runs it; at each stop `ask(stop.ask)` gives the question. */
export interface Exam {
  /** The loaded scenario with other numbers, without story, prompts and checkpoints. It names its seed. */
  scenario: object;
  seed: string;
  /** In the order of the run; right before the moment that answers. */
  stops: { position: number; ask: Ask }[];
}

/** Where two runs part; `left` is the lab that was asked. */
export interface Divergence {
  /** null while they are the same as far as both have gone. */
  at: Nanoseconds | null;
  /** What each does there; null where it is over. The ids are of each run. */
  left: LabEvent | null;
  right: LabEvent | null;
  leftCrossing: CrossingId | null;
  rightCrossing: CrossingId | null;
  /** What made the difference: the sentence is `divergence-<code>` with `args`. */
  reason: { code: string; args: Record<string, string | number> };
  /** Crossings of the two runs that are the same segment (numbers counted from the ISNs), in the order of the left. */
  aligned: [left: CrossingId, right: CrossingId][];
}

/** Everything needed to run it again: what a link carries after `#`. */
export interface LabState {
  version: string;
  /** `id`, `id/variation@profile`, or a whole scenario. */
  scenario: string | object;
  seed: string;
  /** The moments in order: a number is "so many natural moments", a command is an act, `until` a wait. */
  moments: (number | { until: Nanoseconds } | { act: Command })[];
  position: number;
}

/** Thrown by every method that can fail; the lab is unharmed. */
export interface LabError extends Error {
  /** Stable, for programs and catalogues (`error-<code>`): "unknown-scenario", "bad-segment", "crossing-arrived", ... */
  code: string;
  /** What was wrong, where, and what is allowed. */
  detail: Record<string, string | number>;
}
