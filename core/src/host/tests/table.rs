//! Every call in every state, compared with a real kernel: `calls.tsv`, which `measure.py` writes.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::Duration;
use crate::wire::{Flags, Packet, Segment};

const MEASURED: &str = include_str!("calls.tsv");

/// Where the lab differs from the kernel on purpose: state, call, reason.
const DIFFERENT: &[(&str, &str, &str)] = &[
    (
        "last-ack-readable",
        "close",
        "RFC 9293 3.10.5 sends no RST from LAST-ACK; Linux does when data is unread",
    ),
    (
        "last-ack-readable",
        "abort",
        "RFC 9293 3.10.5 sends no RST from LAST-ACK; Linux does when data is unread",
    ),
];

/// Numbers of the peer that the tests play.
const ISS: u32 = 1000;
const PORT: u16 = 80;

/// A host with one non-blocking socket at descriptor 3, and the peer of its connection.
pub(super) struct Peer {
    pub(super) two: Two,
}

impl Peer {
    fn new() -> Self {
        let mut two = Two::new();
        two.call(0, Call::Socket);
        two.call(0, nonblocking(FD, true));
        Self { two }
    }

    fn call(mut self, call: Call) -> Self {
        self.two.call(0, call);
        self
    }

    fn connect(self) -> Self {
        self.call(connect(FD, "B:80"))
    }

    /// The peer sends; its ACK covers everything that was sent.
    fn sends(self, flags: Flags, text: &'static str) -> Self {
        let (seq, ack) = (self.rcv_nxt(), self.snd_nxt());
        self.emit(flags, seq, ack, text)
    }

    /// The peer sends, and acknowledges all but the last number.
    fn sends_without_the_fin(self, flags: Flags, text: &'static str) -> Self {
        let (seq, ack) = (self.rcv_nxt(), self.snd_nxt() - 1);
        self.emit(flags, seq, ack, text)
    }

    fn rcv_nxt(&self) -> u32 {
        let tcb = self.two.socket(0, FD).tcb().expect("a connection");
        tcb.rcv.nxt.raw()
    }

    fn snd_nxt(&self) -> u32 {
        let tcb = self.two.socket(0, FD).tcb().expect("a connection");
        tcb.snd.nxt.raw()
    }

    fn emit(mut self, flags: Flags, seq: u32, ack: u32, text: &'static str) -> Self {
        let socket = self.two.socket(0, FD);
        let (src, dst) = (socket.remote().unwrap().ip(), socket.local().ip());
        let segment = Segment {
            src_port: PORT,
            dst_port: socket.local().port(),
            seq: seq.into(),
            ack: ack.into(),
            flags,
            window: 65_535,
            payload: text.into(),
            ..Segment::default()
        };
        self.two.arrive(Packet::new(src, dst, segment));
        self
    }

    fn waits(mut self, length: Duration) -> Self {
        self.two.wait(length);
        self
    }

    fn opened(self) -> Self {
        let peer = self.connect();
        let ack = peer.snd_nxt();
        peer.emit(Flags::SYN | Flags::ACK, ISS, ack, "")
    }

    fn established(self) -> Self {
        self.opened().connect()
    }

    fn shut(self, how: How) -> Self {
        self.call(shutdown(FD, how))
    }

    fn refused(self) -> Self {
        let peer = self.connect();
        let ack = peer.snd_nxt();
        peer.emit(Flags::RST | Flags::ACK, 0, ack, "")
    }
}

/// A socket in this state of the table.
pub(super) fn make(state: &str) -> Peer {
    if let Some(before) = state.strip_suffix("-reset") {
        return make(before).sends(Flags::RST, "");
    }
    let fin = Flags::FIN | Flags::ACK;
    let peer = Peer::new();
    match state {
        "fresh" => peer,
        "bound" => peer.call(bind(FD, 0)),
        "listening" => peer.call(bind(FD, 0)).call(listen(FD, 5)),
        "syn-sent" => peer.connect(),
        "syn-received" => peer.connect().emit(Flags::SYN, ISS, 0, ""),
        "connected-unfetched" => peer.opened(),
        "established" => peer.established(),
        "established-readable" => peer.established().sends(Flags::ACK, "abc"),
        "established-shut-read" => peer.established().shut(How::Read),
        "fin-wait-1" => peer.established().shut(How::Write),
        "fin-wait-1-shut-both" => peer.established().shut(How::Both),
        "fin-wait-2" => make("fin-wait-1").sends(Flags::ACK, ""),
        "fin-wait-2-readable" => make("fin-wait-1").sends(Flags::ACK, "abc"),
        // Its ACK waits for a tick.
        "close-wait" => peer
            .established()
            .sends(fin, "")
            .waits(Duration::from_millis(4)),
        "close-wait-readable" => peer.established().sends(fin, "abc"),
        "closing" => make("fin-wait-1").sends_without_the_fin(fin, ""),
        "last-ack" => make("close-wait").shut(How::Write),
        "last-ack-readable" => make("close-wait-readable").shut(How::Write),
        "time-wait" => make("fin-wait-1").sends(fin, ""),
        "time-wait-readable" => make("fin-wait-1").sends(fin, "abc"),
        "closed-in-order" => make("last-ack").sends(Flags::ACK, ""),
        "refused" => peer.refused(),
        "refused-fetched" => peer.refused().connect(),
        _ => panic!("no such state: {state}"),
    }
}

fn call(name: &str) -> Call {
    match name {
        "bind" => bind(FD, 0),
        "listen" => listen(FD, 1),
        "accept" => accept(FD),
        "connect" => connect(FD, "10.0.0.3:80"),
        "send" => send(FD, "x"),
        "recv" => recv(FD, 10),
        "shutdown-read" => shutdown(FD, How::Read),
        "shutdown-write" => shutdown(FD, How::Write),
        "shutdown-both" => shutdown(FD, How::Both),
        "soError" => so_error(FD),
        "close" => close(FD),
        "abort" => abort(FD),
        _ => panic!("no such call: {name}"),
    }
}

fn answer(two: &mut Two, name: &str) -> String {
    match two.call(0, call(name)).expect("the socket is non-blocking") {
        Ok(value) => value.to_string(),
        Err(errno) => errno.to_string(),
    }
}

/// Flags of the segment that a closing call sent at once; a RST is a RST, with or without ACK.
fn sent(two: &Two, name: &str) -> String {
    let closing = ["close", "abort"].contains(&name) || name.starts_with("shutdown");
    let packet = two.wire.front().filter(|_| closing);
    packet.map_or("-".into(), |packet| flags(packet.segment().unwrap().flags))
}

fn flags(flags: Flags) -> String {
    if flags.contains(Flags::RST) {
        "RST".into()
    } else {
        flags.to_string()
    }
}

/// One row as the lab answers it.
fn row(state: &str, name: &str) -> [String; 4] {
    let mut two = make(state).two;
    two.wire.clear();
    let result = answer(&mut two, name);
    let sent = sent(&two, name);
    if ["close", "abort"].contains(&name) {
        return [result, sent, "-".into(), "-".into()];
    }
    let state = two.state(0, FD);
    let in_time_wait = state == State::TimeWait;
    let after = if in_time_wait { State::Closed } else { state };
    let later = ["recv", "send", "recv", "connect", "connect", "soError"];
    let later = later.map(|name| answer(&mut two, name));
    [result, sent, after.to_string(), later.join(",")]
}

#[test]
fn every_call_in_every_state_answers_as_linux_does() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in MEASURED.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<_> = line.split('\t').collect();
        let [state, name, result, sent, after, later] = fields[..] else {
            panic!("a row has six fields: {line}");
        };
        rows += 1;
        let sent = if sent.contains("RST") { "RST" } else { sent };
        let linux = [result, sent, after, later];
        let lab = row(state, name);
        let excused = DIFFERENT.iter().any(|(s, n, _)| (*s, *n) == (state, name));
        if (lab == linux) == excused {
            wrong.push(format!(
                "{state} {name}\n  Linux {linux:?}\n  lab   {lab:?}"
            ));
        }
    }
    assert_eq!(rows, 32 * 12);
    assert!(
        wrong.is_empty(),
        "{} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn where_a_nonblocking_call_gives_up_a_blocking_one_waits() {
    for state in [
        "listening",
        "syn-sent",
        "syn-received",
        "established",
        "fin-wait-2",
    ] {
        for name in ["accept", "connect", "send", "recv"] {
            let errno = answer(&mut make(state).two, name);
            let gives_up = ["EAGAIN", "EALREADY", "EINPROGRESS"].contains(&errno.as_str());
            let mut two = make(state).two;
            two.call(0, nonblocking(FD, false));
            let result = two.call(0, call(name));
            assert_eq!(result.is_none(), gives_up, "{state} {name} {errno}");
        }
    }
}

#[test]
fn no_socket_answers_to_a_number_out_of_use() {
    let calls = [
        "bind",
        "listen",
        "accept",
        "connect",
        "send",
        "recv",
        "shutdown-read",
        "soError",
        "close",
        "abort",
    ];
    for name in calls {
        assert_eq!(answer(&mut Two::new(), name), "EBADF", "{name}");
    }
}

#[test]
fn a_shutdown_in_syn_received_sends_its_fin_once_established() {
    let mut peer = make("syn-received").shut(How::Write);
    assert_eq!(peer.two.state(0, FD), State::SynReceived);
    peer.two.wire.clear();
    let mut peer = peer.sends(Flags::ACK, "");
    assert_eq!(peer.two.state(0, FD), State::FinWait1);
    let fin = peer.two.wire.pop_front().unwrap();
    assert!(fin.segment().unwrap().has(Flags::FIN));
}
