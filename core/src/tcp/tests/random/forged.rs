//! A hundred thousand forged segments, with calls and timeouts between them.

use bytes::Bytes;

use crate::rng::Rng;
use crate::tcp::tests::kit::{After, Peer, land};
use crate::tcp::{Config, Isn, State, Timer};
use crate::time::Duration;
use crate::wire::{Flags, Options, Segment, SeqNum, TcpOption};

/// Segments in all: 2,000 connections get 50 each.
const CONNECTIONS: u64 = 2000;
const SEGMENTS: u32 = 50;

const STATES: [&str; 17] = [
    "CLOSED",
    "LISTEN",
    "SYN-SENT",
    "SYN-RECEIVED",
    "SYN-RECEIVED/active",
    "ESTABLISHED",
    "ESTABLISHED/flight",
    "ESTABLISHED/shut",
    "ESTABLISHED/persist",
    "ESTABLISHED/override",
    "ESTABLISHED/hole",
    "FIN-WAIT-1/queued",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
];

/// Octet number `seq` of the one stream that every honest sender sends.
fn octet(seq: SeqNum) -> u8 {
    b'a' + u8::try_from(seq.raw() % 23).expect("a small number")
}

fn stream(seq: SeqNum, len: u32) -> Bytes {
    (0..len).map(|at| octet(seq + at)).collect()
}

fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    let at = rng.below(u32::try_from(from.len()).expect("a short list"));
    from[at as usize]
}

/// A number near one that matters, or any at all.
fn number(rng: &mut Rng, peer: &Peer) -> SeqNum {
    let base = peer.connection.tcb().map_or(SeqNum::new(300), |tcb| {
        pick(
            rng,
            &[
                tcb.rcv.nxt,
                tcb.rcv.nxt,
                tcb.rcv.nxt + tcb.rcv.wnd,
                tcb.rcv.irs,
                tcb.snd.una,
                tcb.snd.nxt,
                tcb.snd.nxt,
                tcb.snd.una + tcb.snd.wnd,
                tcb.snd.iss,
                tcb.rcv.up,
            ],
        )
    });
    match rng.below(8) {
        0 => SeqNum::new(u32::try_from(rng.bits() >> 32).expect("32 bits")),
        1 => base + rng.below(2000),
        2 => base - rng.below(2000),
        3 => base + rng.below(3),
        4 => base - rng.below(3),
        5 => base + (1 << 31) + rng.below(3) - 1,
        _ => base,
    }
}

fn options(rng: &mut Rng) -> Options {
    let mut options = Options::EMPTY;
    for _ in 0..rng.below(3) {
        let option = match rng.below(5) {
            0 => TcpOption::Mss(pick(rng, &[0, 1, 88, 536, 1460, u16::MAX])),
            1 => TcpOption::WindowScale(7),
            2 => TcpOption::SackPermitted,
            3 => TcpOption::Timestamps { value: 1, echo: 2 },
            _ => TcpOption::Unknown {
                kind: 254,
                data: &[1, 2, 3],
            },
        };
        options = options.with(option).unwrap_or(options);
    }
    options
}

fn forge(rng: &mut Rng, peer: &Peer) -> Segment {
    let seq = number(rng, peer);
    let common = [
        Flags::ACK,
        Flags::ACK,
        Flags::ACK,
        Flags::SYN,
        Flags::SYN | Flags::ACK,
        Flags::FIN | Flags::ACK,
        Flags::RST,
        Flags::ACK | Flags::URG,
    ];
    let flags = match rng.below(4) {
        0 => Flags::from_bits_truncate(u16::try_from(rng.below(4096)).expect("12 bits")),
        _ => pick(rng, &common),
    };
    // A RST at RCV.NXT ends a run early: mostly it is left out.
    let flags = if rng.below(4) > 0 {
        flags - Flags::RST
    } else {
        flags
    };
    let len = pick(rng, &[0, 0, 0, 1, 10, 99, 100, 101, 1200]);
    Segment {
        src_port: 80,
        dst_port: 1024,
        seq,
        ack: number(rng, peer),
        flags,
        window: pick(rng, &[0, 0, 1, 50, 100, 1000, 1000, u16::MAX]),
        urgent: pick(rng, &[0, 1, 10, 1000, u16::MAX]),
        options: options(rng),
        payload: stream(seq + u32::from(flags.contains(Flags::SYN)), len),
    }
}

/// What the user reads must be the stream, once and in order.
struct Reader {
    next: SeqNum,
    /// There are octets from elsewhere in the buffer: they are read unseen.
    foreign: bool,
}

impl Reader {
    fn read(&mut self, peer: &mut Peer, max: u32) -> After {
        let (received, after) = peer.step(|connection, cx| connection.receive(max, cx));
        for byte in received.unwrap_or_default().data.concat() {
            assert!(self.foreign || byte == octet(self.next), "{}", self.next);
            self.next += 1;
        }
        after
    }
}

/// One thing besides a segment: a call, a timeout, or time.
fn meanwhile(rng: &mut Rng, peer: &mut Peer, reader: &mut Reader) -> After {
    match rng.below(16) {
        0..4 => {
            let data = crate::wire::pattern(rng.below(400) as usize);
            peer.try_send(data, rng.below(8) == 0).1
        }
        4..8 => {
            let max = rng.below(500);
            reader.read(peer, max)
        }
        8 => peer.close().unwrap_or_default(),
        9 => {
            let timer = pick(rng, &Timer::ALL);
            peer.expire(timer)
        }
        10..14 => match peer.connection.poll_at() {
            Some((at, timer)) => {
                peer.now = peer.now.max(at);
                peer.expire(timer)
            }
            None => After::default(),
        },
        14 => {
            peer.wait(Duration::from_millis(rng.below(2000).into()));
            After::default()
        }
        _ => {
            if rng.below(10) == 0 {
                return peer.abort().unwrap_or_default();
            }
            After::default()
        }
    }
}

/// More than a full window of the smallest segments cannot come out of one step.
fn bounded(after: &After, config: &Config) {
    assert!(after.outgoing.len() <= 65_536, "{}", after.outgoing.len());
    assert!(
        after.outputs <= 20 * (after.outgoing.len() + 5),
        "{}",
        after.outputs
    );
    let sent: u64 = after
        .sent()
        .map(|segment| segment.payload.len() as u64)
        .sum();
    assert!(sent <= u64::from(config.send_buffer), "{sent}");
}

fn one_connection(seed: u64) {
    let mut rng = Rng::new(seed);
    let state = pick(&mut rng, &STATES);
    let mut peer = wrapped(land(state), &mut rng, state);
    // The kit's own letters are no part of the stream.
    let foreign = peer
        .connection
        .tcb()
        .is_some_and(|tcb| tcb.unread() > 0 || tcb.reassembly.has_hole());
    let mut reader = Reader {
        next: SeqNum::new(301),
        foreign,
    };
    for _ in 0..SEGMENTS {
        let before = irs(&peer);
        let segment = forge(&mut rng, &peer);
        let after = peer.receive_segment(&segment);
        bounded(&after, &peer.config);
        let now = irs(&peer);
        if now != before {
            // A new SYN begins a new stream.
            reader.next = now.map_or(reader.next, |irs| irs + 1);
            reader.foreign = false;
        }
        let after = meanwhile(&mut rng, &mut peer, &mut reader);
        bounded(&after, &peer.config);
        if peer.state() == State::Closed && rng.below(4) == 0 {
            peer.isn = Isn::Fixed(number(&mut rng, &peer));
            if rng.below(2) == 0 {
                peer.open();
            } else {
                peer.open_passive();
            }
        }
    }
}

/// IRS, once the peer's SYN has come.
fn irs(peer: &Peer) -> Option<SeqNum> {
    let tcb = peer.connection.tcb()?;
    (tcb.state() != State::SynSent).then_some(tcb.rcv.irs)
}

/// Half of the ends that can be begin anew near the wrap.
fn wrapped(peer: Peer, rng: &mut Rng, state: &str) -> Peer {
    if rng.below(2) == 0 || !matches!(state, "CLOSED" | "LISTEN" | "SYN-SENT") {
        return peer;
    }
    let mut fresh = Peer::closed();
    fresh.isn = Isn::Fixed(SeqNum::new(0) - rng.below(300));
    match state {
        "LISTEN" => fresh.open_passive(),
        "SYN-SENT" => {
            fresh.open();
        }
        _ => {}
    }
    fresh
}

#[test]
fn a_hundred_thousand_forged_segments_break_no_law() {
    for seed in 0..CONNECTIONS {
        let outcome = std::panic::catch_unwind(|| one_connection(seed));
        assert!(outcome.is_ok(), "seed {seed}");
    }
    assert_eq!(CONNECTIONS * u64::from(SEGMENTS), 100_000);
}
