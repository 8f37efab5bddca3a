//! Every kind of segment in every state, compared with a real kernel: `segments.tsv`, which `measure.py` writes.

use super::kit::*;
use super::table::{Peer, make};
use crate::host::*;
use crate::tcp::State;
use crate::time::Duration;
use crate::wire::{Flags, Packet, Segment};

const MEASURED: &str = include_str!("segments.tsv");

/// Where RFC 9293 and the kernel part: the lab follows the RFC. State, segments, reason.
const DIFFERENT: &[(&str, &[&str], &str)] = &[
    (
        "syn-received",
        &["ack-old", "fin-unacked"],
        "3.10.7.4 (5): only an ACK of our SYN establishes. Linux takes SND.UNA as well",
    ),
    (
        "syn-received",
        &["data-3", "fin-1"],
        "3.4: a segment that ends at RCV.NXT is old. Linux still takes its ACK",
    ),
    (
        "fin-wait-1",
        &["data-3", "fin-1"],
        "3.4: a segment that ends at RCV.NXT is old. Linux still takes its ACK",
    ),
    (
        "closing",
        &["data-3", "fin-1"],
        "3.4: a segment that ends at RCV.NXT is old. Linux still takes its ACK",
    ),
    (
        "last-ack",
        &["data-3", "fin-1"],
        "3.4: a segment that ends at RCV.NXT is old. Linux still takes its ACK",
    ),
    (
        "close-wait",
        &["rst-1"],
        "RFC 5961 3.2: only RCV.NXT resets. Linux also takes the number of the FIN",
    ),
    (
        "closing",
        &["rst-1"],
        "RFC 5961 3.2: only RCV.NXT resets. Linux also takes the number of the FIN",
    ),
    (
        "last-ack",
        &["rst-1"],
        "RFC 5961 3.2: only RCV.NXT resets. Linux also takes the number of the FIN",
    ),
    (
        "close-wait",
        &["data-1"],
        "3.10.7.4 (7): text after the FIN is ignored. Linux resets",
    ),
    (
        "close-wait",
        &["fin", "fin+1", "fin-unacked"],
        "3.10.7.4 (8): a FIN is acknowledged. Linux ignores a second one with a new number",
    ),
    (
        "closing",
        &["fin-unacked"],
        "3.10.7.4 (8): a FIN is acknowledged. Linux ignores a second one with a new number",
    ),
    (
        "last-ack",
        &["fin-unacked"],
        "3.10.7.4 (8): a FIN is acknowledged. Linux ignores a second one with a new number",
    ),
];

/// Numbers where there is no connection to take them from, and a port where there is no socket.
const NO_SND: u32 = 5000;
const NO_RCV: u32 = 1001;
const NO_PORT: u16 = 9;
const FAR: i32 = 200_000;

/// Flags, SEG.SEQ from RCV.NXT, SEG.ACK from SND.NXT, text.
type Kind = (&'static str, i32, i32, &'static str);

fn kind(name: &str) -> Kind {
    match name {
        "syn" => ("SYN", 0, 0, ""),
        "syn-1000" => ("SYN", -1000, 0, ""),
        "syn-far" => ("SYN", FAR, 0, ""),
        "synack" => ("SYN,ACK", 0, 0, ""),
        "rst" => ("RST", 0, 0, ""),
        "rst+1" => ("RST", 1, 0, ""),
        "rst-1" => ("RST", -1, 0, ""),
        "rst-far" => ("RST", FAR, 0, ""),
        "rstack" => ("RST,ACK", 0, 0, ""),
        "ack" => ("ACK", 0, 0, ""),
        "ack-old" => ("ACK", 0, -1, ""),
        "ack-ancient" => ("ACK", 0, -100_000, ""),
        "ack-unsent" => ("ACK", 0, 1, ""),
        "ack-seq-1" => ("ACK", -1, 0, ""),
        "ack-seq-far" => ("ACK", FAR, 0, ""),
        "data" => ("ACK", 0, 0, "abc"),
        "data+1" => ("ACK", 1, 0, "abc"),
        "data-1" => ("ACK", -1, 0, "abc"),
        "data-3" => ("ACK", -3, 0, "abc"),
        "data-far" => ("ACK", FAR, 0, "abc"),
        "data-noack" => ("", 0, 0, "abc"),
        "fin" => ("FIN,ACK", 0, 0, ""),
        "fin+1" => ("FIN,ACK", 1, 0, ""),
        "fin-1" => ("FIN,ACK", -1, 0, ""),
        "fin-noack" => ("FIN", 0, 0, ""),
        "fin-unacked" => ("FIN,ACK", 0, -1, ""),
        "none" => ("", 0, 0, ""),
        _ => panic!("no such segment: {name}"),
    }
}

/// SND.NXT and RCV.NXT, or what stands for them.
fn numbers(peer: &Peer, state: &str) -> (u32, u32) {
    let tcb = peer.two.socket(0, FD).tcb();
    let (snd, rcv) = tcb.map_or((NO_SND, NO_RCV), |tcb| {
        (tcb.snd.nxt.raw(), tcb.rcv.nxt.raw())
    });
    let nothing_heard = state == "syn-sent";
    (snd, if nothing_heard { NO_RCV - 1 } else { rcv })
}

fn shown(segment: &Segment, snd: u32, rcv: u32) -> String {
    let distance = |number: u32, origin: u32| (number.wrapping_sub(origin) as i32).to_string();
    let flags = segment.flags - Flags::PSH;
    let seq = segment.seq.raw();
    let seq = if flags == Flags::SYN | Flags::ACK {
        "iss".into()
    } else if flags == Flags::RST | Flags::ACK && seq == 0 {
        "zero".into()
    } else {
        distance(seq, snd)
    };
    let acks = segment.has(Flags::ACK);
    let ack = if acks {
        distance(segment.ack.raw(), rcv)
    } else {
        "-".into()
    };
    format!("{flags}:{seq}:{ack}:{}", segment.payload.len())
}

/// What the lab sends within 70 ms, in which state it is then, and which error waits.
fn meet(state: &str, name: &str) -> [String; 3] {
    let mut peer = make(state);
    let (snd, rcv) = numbers(&peer, state);
    let (flags, seq, ack, text) = kind(name);
    let socket = peer.two.socket(0, FD);
    let src = socket
        .remote()
        .map_or("10.0.0.2".parse().unwrap(), |remote| remote.ip());
    let port = Some(socket.local().port()).filter(|port| *port > 0);
    let segment = Segment {
        src_port: 80,
        dst_port: port.unwrap_or(NO_PORT),
        seq: rcv.wrapping_add_signed(seq).into(),
        ack: snd.wrapping_add_signed(ack).into(),
        flags: flags.parse().unwrap_or_default(),
        window: 65_535,
        payload: text.into(),
        ..Segment::default()
    };
    let dst = socket.local().ip();
    peer.two.wire.clear();
    peer.two.arrive(Packet::new(src, dst, segment));
    peer.two.wait(Duration::from_millis(70));
    let segments = peer.two.wire.iter().filter_map(Packet::segment);
    let sent: Vec<_> = segments.map(|segment| shown(segment, snd, rcv)).collect();
    let sent = if sent.is_empty() {
        "-".into()
    } else {
        sent.join(" ")
    };
    let state = peer.two.state(0, FD);
    let in_time_wait = state == State::TimeWait;
    let after = if in_time_wait { State::Closed } else { state };
    let error = peer.two.socket(0, FD).error().map_or(0, Errno::number);
    [sent, after.to_string(), error.to_string()]
}

#[test]
fn every_segment_in_every_state_is_met_as_linux_meets_it_where_the_rfc_agrees() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in MEASURED.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<_> = line.split('\t').collect();
        let [state, name, sent, after, error] = fields[..] else {
            panic!("a row has five fields: {line}");
        };
        rows += 1;
        let linux = [sent, after, error];
        let lab = meet(state, name);
        let named = |(s, names, _): &(&str, &[&str], &str)| *s == state && names.contains(&name);
        if (lab == linux) == DIFFERENT.iter().any(named) {
            wrong.push(format!(
                "{state} {name}\n  Linux {linux:?}\n  lab   {lab:?}"
            ));
        }
    }
    assert_eq!(rows, 11 * 27);
    assert!(
        wrong.is_empty(),
        "{} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
