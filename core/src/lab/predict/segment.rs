//! Mistakes about the coming segment: its SEQ, ACK, LEN and bits.

use super::Guess;
use super::mistake::{Made, Mistake};
use super::scene::View;
use crate::lab::error::Arg;
use crate::tcp::Tcb;
use crate::wire::{Flags, Segment, SeqNum};

const fn seq(number: SeqNum) -> Guess {
    Guess::Number(number.raw() as i64)
}

fn plain(number: u32) -> Guess {
    Guess::number(number)
}

fn flag(segment: &Segment) -> Option<Arg> {
    if segment.has(Flags::SYN) {
        Some(Arg::Word("SYN"))
    } else {
        segment.has(Flags::FIN).then_some(Arg::Word("FIN"))
    }
}

/// SEG.ACK: the next number expected.
pub(super) fn of_ack(view: &View<'_>) -> Vec<Made> {
    let Some(sent) = view.sent() else {
        return Vec::new();
    };
    let mut made = Vec::new();
    if let Some(arrived) = view.arrived() {
        let base = view.after().map(|tcb| tcb.rcv.irs);
        made.extend(of_ack_of(&sent, &arrived, base));
    }
    let kept = view.after().map(|tcb| tcb.reassembly.ranges());
    for (_, right) in kept.unwrap_or_default().into_iter().rev() {
        made.push(Made::new(seq(right), Mistake::BeyondHole));
    }
    if let Some(tcb) = view.after() {
        let (own, peer) = (tcb.snd.iss, tcb.rcv.irs);
        for number in [sent.seq, sent.end()] {
            made.push(Made::new(across(number, own, peer), Mistake::OwnNumber));
        }
    }
    for number in [sent.seq, sent.end()] {
        made.push(Made::typed(seq(number), Mistake::OwnNumber));
    }
    // Before the peer's SYN has come there was no ACK.
    if let Some(tcb) = view.before().filter(|tcb| tcb.state().is_synchronized()) {
        made.push(Made::new(seq(tcb.rcv.nxt), Mistake::OldAck));
    }
    made.extend(relative(sent.ack, view.after().map(|tcb| tcb.rcv.irs)));
    made.extend(window(&sent, view.after().map(|tcb| tcb.rcv.irs)));
    made.push(Made::typed(Guess::Number(0), Mistake::ZeroNumber));
    made.push(Made::new(seq(sent.ack - 1), Mistake::LastOctet));
    made.push(Made::new(seq(sent.ack + 1), Mistake::OneTooMany));
    made.extend(too_far(sent.ack));
    made
}

/// What the segment at hand tempts to.
fn of_ack_of(sent: &Segment, arrived: &Segment, base: Option<SeqNum>) -> Vec<Made> {
    let mut made = Vec::new();
    let next = arrived.end();
    // Only of what moved RCV.NXT: of anything else the ACK says what it said before.
    if next == sent.ack && !arrived.is_empty() {
        match flag(arrived) {
            Some(flag) => {
                made.push(Made::new(seq(next - 1), Mistake::ForgotOne).with("flag", flag))
            }
            None => made.push(Made::new(seq(next - 1), Mistake::LastOctet)),
        }
        made.push(Made::new(seq(arrived.seq), Mistake::FirstOctet));
        made.push(Made::new(seq(next + 1), Mistake::OneTooMany));
    }
    if arrived.is_empty() {
        made.push(Made::new(seq(sent.ack + 1), Mistake::PureAckCounted));
    }
    if next.gt(sent.ack) {
        made.push(Made::new(seq(next), Mistake::BeyondHole));
    }
    if arrived.len() > 1 {
        made.push(Made::typed(plain(arrived.len()), Mistake::LengthForNumber));
        if let Some(base) = base {
            let counted = seq(base + arrived.len());
            made.push(Made::new(counted, Mistake::LengthForNumber));
        }
    }
    made
}

/// A number of one direction, taken for one of the other, as both are counted from their ISNs.
fn across(number: SeqNum, from: SeqNum, to: SeqNum) -> Guess {
    seq(to + number.since(from))
}

/// The window, by itself or counted from the ISN.
fn window(sent: &Segment, base: Option<SeqNum>) -> Vec<Made> {
    let octets = u32::from(sent.window);
    let counted = base.map(|base| seq(base + octets));
    let both = std::iter::once(plain(octets)).chain(counted);
    both.map(|value| Made::typed(value, Mistake::WindowForNumber))
        .collect()
}

/// Counted from the ISN.
fn relative(number: SeqNum, base: Option<SeqNum>) -> Option<Made> {
    let distance = number.since(base?);
    Some(Made::typed(plain(distance), Mistake::RelativeNumber))
}

/// SEG.SEQ: the number of its first octet.
pub(super) fn of_seq(view: &View<'_>) -> Vec<Made> {
    let Some(sent) = view.sent() else {
        return Vec::new();
    };
    let mut made = Vec::new();
    let again = view.flight().is_some_and(|flight| flight.retransmission);
    if again && let Some(tcb) = view.before() {
        made.push(Made::new(seq(tcb.snd.nxt), Mistake::NewNumber));
    }
    if let Some(previous) = view.previous() {
        made.extend(of_seq_after(&sent, &previous));
    }
    if !sent.is_empty() {
        made.push(Made::new(seq(sent.end()), Mistake::EndOfSegment));
    }
    let acknowledged = sent.has(Flags::ACK).then_some(sent.ack);
    let arrived = view.arrived().map(|arrived| arrived.seq);
    for number in acknowledged.into_iter().chain(arrived) {
        if let Some(tcb) = view.after() {
            let counted = across(number, tcb.rcv.irs, tcb.snd.iss);
            made.push(Made::new(counted, Mistake::PeerNumber));
        }
        made.push(Made::typed(seq(number), Mistake::PeerNumber));
    }
    made.extend(relative(sent.seq, view.after().map(|tcb| tcb.snd.iss)));
    made.extend(window(&sent, view.after().map(|tcb| tcb.snd.iss)));
    made.push(Made::typed(Guess::Number(0), Mistake::ZeroNumber));
    made.push(Made::new(seq(sent.seq + 1), Mistake::OneTooMany));
    made.push(Made::new(seq(sent.seq - 1), Mistake::LastOctet));
    made.extend(too_far(sent.seq));
    made
}

/// Numbers that nothing has used yet.
fn too_far(number: SeqNum) -> impl Iterator<Item = Made> {
    [2, 3]
        .into_iter()
        .map(move |by| Made::new(seq(number + by), Mistake::TooFar))
}

/// What the segment before it tempts to.
fn of_seq_after(sent: &Segment, previous: &Segment) -> Vec<Made> {
    let mut made = Vec::new();
    let follows = previous.end() == sent.seq;
    if previous.is_empty() && previous.seq == sent.seq {
        made.push(Made::new(seq(sent.seq + 1), Mistake::PureAckCounted));
    }
    if !follows || previous.is_empty() {
        return made;
    }
    if let Some(flag) = flag(previous) {
        made.push(Made::new(seq(sent.seq - 1), Mistake::ForgotOne).with("flag", flag));
    }
    let octets = Arg::Number(previous.len().into());
    made.push(Made::new(seq(previous.seq), Mistake::NotAdvanced).with("octets", octets));
    made.push(Made::new(seq(sent.seq - 1), Mistake::LastOctet));
    made
}

/// SEG.LEN: octets of text, and one each for SYN and FIN.
pub(super) fn of_len(view: &View<'_>) -> Vec<Made> {
    let Some(sent) = view.sent() else {
        return Vec::new();
    };
    let (len, octets) = (sent.len(), sent.payload_len());
    let mut made = Vec::new();
    if let Some(flag) = flag(&sent) {
        made.push(Made::new(plain(octets), Mistake::ControlNotCounted).with("flag", flag));
    }
    if len == 0 {
        made.push(Made::new(plain(1), Mistake::PureAckCounted));
    }
    let unsent = view.before().map_or(0, Tcb::unsent);
    if unsent > octets && octets > 0 {
        let mss = view.after().map_or(octets, |tcb| tcb.mss);
        made.push(
            Made::new(plain(unsent), Mistake::AllQueued).with("mss", Arg::Number(mss.into())),
        );
    }
    let header = u32::try_from(sent.header_len()).unwrap_or(0);
    for total in [octets + header, octets + 20, octets + header + 20] {
        let header = Arg::Number((total - octets).into());
        made.push(Made::new(plain(total), Mistake::HeaderCounted).with("header", header));
    }
    made.push(Made::new(
        plain(sent.window.into()),
        Mistake::WindowForLength,
    ));
    made.push(Made::new(plain(len + 1), Mistake::OneTooMany));
    made
}

/// The control bits.
pub(super) fn of_flags(view: &View<'_>) -> Vec<Made> {
    let Some(sent) = view.sent() else {
        return Vec::new();
    };
    let bits = sent.flags;
    let word = |flags: Flags| Guess::Word(flags.to_string());
    let with = |flag: Flags, code| Made::new(word(bits | flag), code);
    let without = |flag: Flags, code| Made::new(word(bits - flag), code);
    let mut made = Vec::new();
    if bits.contains(Flags::SYN | Flags::ACK) {
        made.push(Made::new(word(Flags::ACK), Mistake::SynAckSplit));
        made.push(Made::new(word(Flags::SYN), Mistake::SynAckSplit));
    }
    let answers = view.arrived().is_some();
    match (bits.contains(Flags::RST), bits.contains(Flags::ACK)) {
        // What a user aborts answers nothing.
        (true, _) if !answers => {}
        (true, true) => made.push(without(Flags::ACK, Mistake::ResetWithoutAck)),
        (true, false) => made.push(with(Flags::ACK, Mistake::ResetWithAck)),
        (false, true) => made.push(without(Flags::ACK, Mistake::NoAckBit)),
        (false, false) => made.push(with(Flags::ACK, Mistake::AckTooEarly)),
    }
    if bits.contains(Flags::RST) {
        for other in [Flags::ACK, Flags::SYN | Flags::ACK, Flags::FIN | Flags::ACK] {
            made.push(Made::new(word(other), Mistake::ResetExpected));
        }
        return made;
    }
    let toggled = bits ^ Flags::PSH;
    if !bits.contains(Flags::SYN) {
        made.push(match bits.contains(Flags::FIN) {
            true => without(Flags::FIN, Mistake::FinMissing),
            false => with(Flags::FIN, Mistake::FinTooEarly),
        });
        made.push(with(Flags::SYN, Mistake::SynRepeated));
        made.push(Made::new(word(toggled), Mistake::Push));
    } else if !bits.contains(Flags::ACK) {
        made.push(Made::new(word(Flags::ACK), Mistake::SynMissing));
    }
    for reset in [Flags::RST, Flags::RST | Flags::ACK] {
        made.push(Made::new(word(reset), Mistake::ResetNotNeeded));
    }
    let ecn = Flags::ECE | Flags::CWR;
    for other in [bits - ecn, bits | ecn, bits ^ Flags::ECE, bits ^ Flags::CWR] {
        made.push(Made::new(word(other), Mistake::EcnBits));
    }
    made
}
