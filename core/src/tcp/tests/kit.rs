//! One end under test, in any state, with known numbers: ISS 100, IRS 300, segments of 100 octets, windows of 1000.

mod ends;
mod invariants;
mod rows;

use std::net::SocketAddr;

use bytes::Bytes;

pub(in crate::tcp) use self::ends::{Ends, Fate, Side};
pub(in crate::tcp) use self::rows::{check_rows, land, name};
use crate::rule::Rule;
use crate::tcp::mechanism::congestion::Algorithm;
use crate::tcp::{
    Config, Connection, Cx, Error, Isn, Listen, Outgoing, Output, Pair, Received, SendRequest,
    Signal, Sink, State, Switch, Switches, Tcb, Timer, What,
};
use crate::time::{Duration, Instant};
use crate::wire::{IcmpError, Segment, SeqNum};

/// The window of whoever sends a segment whose notation states none.
pub(in crate::tcp) const WINDOW: u16 = 1000;

/// One end of a connection, its clock, and what came out of it last.
#[derive(Clone, Debug)]
pub(in crate::tcp) struct Peer {
    pub(in crate::tcp) connection: Connection,
    pub(in crate::tcp) now: Instant,
    pub(in crate::tcp) isn: Isn,
    pub(in crate::tcp) pair: Pair,
    pub(in crate::tcp) config: Config,
    pub(in crate::tcp) switches: Switches,
}

/// What one step gave out.
#[derive(Clone, Debug, Default)]
pub(in crate::tcp) struct After {
    pub(in crate::tcp) outgoing: Vec<Outgoing>,
    pub(in crate::tcp) signals: Vec<Signal>,
    pub(in crate::tcp) rules: Vec<Rule>,
    pub(in crate::tcp) notes: Vec<What>,
    /// How many things came out, notes and all.
    pub(in crate::tcp) outputs: usize,
}

impl After {
    fn new(outputs: Vec<Output>) -> Self {
        let mut after = Self {
            outputs: outputs.len(),
            ..Self::default()
        };
        for output in outputs {
            match output {
                Output::Segment(outgoing) => {
                    after.rules.push(outgoing.rule);
                    after.outgoing.push(outgoing);
                }
                Output::Note(note) => {
                    after.rules.push(note.rule);
                    after.notes.push(note.what);
                }
                Output::Signal(rule, signal) => {
                    after.rules.push(rule);
                    after.signals.push(signal);
                }
                Output::Check(_) => {}
            }
        }
        after
    }

    /// The segments, in the RFC's notation, with one space between them; a dash for none.
    pub(in crate::tcp) fn segments(&self) -> String {
        let texts: Vec<String> = self.sent().map(|segment| segment.to_string()).collect();
        if texts.is_empty() {
            return "-".into();
        }
        texts.join(" ")
    }

    /// The segments themselves.
    pub(in crate::tcp) fn sent(&self) -> impl Iterator<Item = &Segment> {
        self.outgoing.iter().map(|outgoing| &outgoing.segment)
    }

    /// The segments in the full notation, with window and options.
    pub(in crate::tcp) fn full(&self) -> String {
        let texts: Vec<String> = self.sent().map(|s| s.full().to_string()).collect();
        texts.join(" ")
    }
}

/// `<SEQ=...>` as the peer would send it, with a window of 1000 where none is stated.
#[track_caller]
pub(in crate::tcp) fn segment(notation: &str) -> Segment {
    let mut segment: Segment = notation.parse().expect(notation);
    if !notation.contains("<WND=") {
        segment.window = WINDOW;
    }
    segment
}

pub(in crate::tcp) fn millis(n: u64) -> Duration {
    Duration::from_millis(n)
}

pub(in crate::tcp) fn socket(text: &str) -> SocketAddr {
    text.parse().expect("a socket address")
}

/// The knobs of the kit: the defaults, with small buffers, and without congestion control, which has tests of its own.
pub(in crate::tcp) fn small() -> Config {
    Config {
        mss: 100,
        receive_buffer: 1000,
        congestion: Algorithm::None,
        ..Config::default()
    }
}

impl Peer {
    /// An end in CLOSED with the kit's knobs.
    pub(in crate::tcp) fn closed() -> Self {
        Self::with(small())
    }

    /// An end in CLOSED with these knobs.
    pub(in crate::tcp) fn with(config: Config) -> Self {
        Self {
            connection: Connection::Closed,
            now: Instant::START,
            switches: Switches::default(),
            isn: Isn::Fixed(SeqNum::new(100)),
            pair: Pair {
                local: socket("192.0.2.1:1024"),
                remote: socket("192.0.2.2:80"),
            },
            config,
        }
    }

    /// The constructor that lands in `state`, by the shortest way through the RFC's own events.
    #[track_caller]
    pub(in crate::tcp) fn in_state(state: State) -> Self {
        Self::landed(small(), state)
    }

    /// As [`in_state`](Self::in_state), with other knobs.
    #[track_caller]
    pub(in crate::tcp) fn landed(config: Config, state: State) -> Self {
        let mut peer = Self::with(config);
        match state {
            State::Closed => {}
            State::Listen => peer.open_passive(),
            State::SynSent => {
                peer.open();
            }
            State::SynReceived => {
                peer.open_passive();
                peer.arrive("<SEQ=300><CTL=SYN><MSS=100>");
            }
            State::Established => {
                peer.open();
                peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>");
            }
            State::FinWait1 => {
                peer = Self::landed(config, State::Established);
                peer.close().expect("CLOSE in ESTABLISHED");
            }
            State::FinWait2 => {
                peer = Self::landed(config, State::FinWait1);
                peer.arrive("<SEQ=301><ACK=102><CTL=ACK>");
            }
            State::CloseWait => {
                peer = Self::landed(config, State::Established);
                peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
            }
            State::Closing => {
                peer = Self::landed(config, State::FinWait1);
                peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
            }
            State::LastAck => {
                peer = Self::landed(config, State::CloseWait);
                peer.close().expect("CLOSE in CLOSE-WAIT");
            }
            State::TimeWait => {
                peer = Self::landed(config, State::FinWait2);
                peer.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK>");
            }
        }
        assert_eq!(peer.state(), state);
        peer
    }

    /// SYN-RECEIVED by an active OPEN: two SYNs have crossed.
    #[track_caller]
    pub(in crate::tcp) fn crossed() -> Self {
        let mut peer = Self::in_state(State::SynSent);
        peer.arrive("<SEQ=300><CTL=SYN><MSS=100>");
        assert_eq!(peer.state(), State::SynReceived);
        peer
    }

    /// Runs one step, keeps the laws, and returns what the step returned and gave out.
    #[track_caller]
    pub(in crate::tcp) fn step<R>(
        &mut self,
        step: impl FnOnce(&mut Connection, &mut Cx<'_>) -> R,
    ) -> (R, After) {
        let before = self.connection.clone();
        let mut sink = Sink::recording();
        let mut cx = Cx::new(self.now, self.isn, &mut sink);
        cx.switches = self.switches;
        let result = step(&mut self.connection, &mut cx);
        invariants::check(&before, &self.connection, &sink.outputs);
        (result, After::new(sink.outputs))
    }

    /// From now on it breaks a rule.
    pub(in crate::tcp) fn breaks(&mut self, switch: Switch) {
        self.switches.set(switch, true);
    }

    #[track_caller]
    pub(in crate::tcp) fn open_passive(&mut self) {
        let (local, config) = (self.pair.local, self.config);
        self.step(|connection, cx| {
            *connection = Connection::open_passive(local, None, config, cx);
        });
    }

    #[track_caller]
    pub(in crate::tcp) fn open(&mut self) -> After {
        let (pair, config) = (self.pair, self.config);
        let (result, after) = self.step(|connection, cx| connection.open_active(pair, config, cx));
        result.expect("OPEN");
        after
    }

    /// A passive OPEN that names the only peer it waits for.
    #[track_caller]
    pub(in crate::tcp) fn open_passive_to_peer(&mut self) {
        let (local, config) = (self.pair.local, self.config);
        let remote = Some(self.pair.remote);
        self.connection = Connection::Closed;
        self.step(|connection, cx| {
            *connection = Connection::open_passive(local, remote, config, cx);
        });
    }

    /// An ICMP error about the segment that began at `seq`.
    #[track_caller]
    pub(in crate::tcp) fn icmp(&mut self, error: IcmpError, seq: u32) -> After {
        let seq = seq.into();
        let ((), after) = self.step(|connection, cx| connection.icmp_arrives(error, seq, cx));
        after
    }

    #[track_caller]
    pub(in crate::tcp) fn arrive(&mut self, notation: &str) -> After {
        self.receive_segment(&segment(notation))
    }

    #[track_caller]
    pub(in crate::tcp) fn receive_segment(&mut self, segment: &Segment) -> After {
        let pair = self.pair;
        let ((), after) = self.step(|connection, cx| connection.segment_arrives(pair, segment, cx));
        after
    }

    /// SEND of `octets` letters.
    #[track_caller]
    pub(in crate::tcp) fn send(&mut self, octets: usize) -> After {
        let (taken, after) = self.try_send(crate::wire::pattern(octets), false);
        assert_eq!(taken, Ok(u32::try_from(octets).expect("a small number")));
        after
    }

    #[track_caller]
    pub(in crate::tcp) fn try_send(
        &mut self,
        data: Bytes,
        urgent: bool,
    ) -> (Result<u32, Error>, After) {
        self.step(|connection, cx| {
            let data = data.into();
            connection.send(
                SendRequest {
                    data,
                    urgent,
                    more: false,
                    beyond: false,
                    ends_record: false,
                },
                cx,
            )
        })
    }

    #[track_caller]
    pub(in crate::tcp) fn receive(&mut self, max: u32) -> (Received, After) {
        let (received, after) = self.step(|connection, cx| connection.receive(max, cx));
        (received.expect("RECEIVE"), after)
    }

    /// RECEIVE of all there is, as text.
    #[track_caller]
    pub(in crate::tcp) fn read(&mut self) -> String {
        let (received, _) = self.receive(u32::MAX);
        String::from_utf8(received.data.concat()).expect("letters")
    }

    #[track_caller]
    pub(in crate::tcp) fn close(&mut self) -> Result<After, Error> {
        let (result, after) = self.step(|connection, cx| connection.close(false, cx));
        result.map(|()| after)
    }

    #[track_caller]
    pub(in crate::tcp) fn abort(&mut self) -> Result<After, Error> {
        let (result, after) = self.step(Connection::abort);
        result.map(|()| after)
    }

    /// `timer` fires at its time; the clock moves there.
    #[track_caller]
    pub(in crate::tcp) fn fire(&mut self, timer: Timer) -> After {
        let running = self.tcb().timers.get(timer);
        self.now = running.unwrap_or_else(|| panic!("{timer} runs")).at;
        self.expire(timer)
    }

    /// `timer` fires now, whether it runs or not.
    #[track_caller]
    pub(in crate::tcp) fn expire(&mut self, timer: Timer) -> After {
        let ((), after) = self.step(|connection, cx| connection.timeout(timer, cx));
        after
    }

    pub(in crate::tcp) fn wait(&mut self, time: Duration) {
        self.now += time;
    }

    pub(in crate::tcp) fn state(&self) -> State {
        self.connection.state()
    }

    #[track_caller]
    pub(in crate::tcp) fn tcb(&self) -> &Tcb {
        self.connection.tcb().expect("a control block")
    }

    pub(in crate::tcp) fn runs(&self, timer: Timer) -> bool {
        self.connection
            .tcb()
            .is_some_and(|tcb| tcb.timers.runs(timer))
    }

    /// How long until `timer` fires.
    #[track_caller]
    pub(in crate::tcp) fn due(&self, timer: Timer) -> Duration {
        let running = self.tcb().timers.get(timer);
        running
            .unwrap_or_else(|| panic!("{timer} runs"))
            .at
            .since(self.now)
    }

    /// A listener that remembers what it listens for.
    pub(in crate::tcp) fn listen(&self) -> Listen {
        Listen {
            local: self.pair.local,
            remote: None,
            config: self.config,
        }
    }
}
