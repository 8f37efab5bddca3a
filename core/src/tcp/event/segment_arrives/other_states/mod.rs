//! 3.10.7.4 Other States: the eight steps, in order, each in a file of its own.

mod ack;
mod fin;
mod reset;
mod security;
mod sequence;
mod syn;
mod text;
mod time_wait;
mod timestamps;
mod urgent;
mod user_timeout;

use bytes::Bytes;

pub(super) use ack::{believe, opened, take_ack};

use crate::rule::Rule;
use crate::tcp::output::What;
use crate::tcp::{Cx, Flow, Tcb};
use crate::wire::{Flags, Segment, SeqNum};

/// A segment as the steps see it: step one trims it to the receive window, so that the others may assume that it
/// begins at or after RCV.NXT and does not reach beyond the window.
#[derive(Clone, Debug)]
struct Arrival<'a> {
    /// The whole segment, for its ACK, window and urgent pointer.
    segment: &'a Segment,
    /// Number of the first octet of `text`.
    seq: SeqNum,
    /// Text inside the window.
    text: Bytes,
    /// It carries a SYN inside the window.
    syn: bool,
    /// It carries a FIN inside the window.
    fin: bool,
}

impl<'a> Arrival<'a> {
    /// The segment untrimmed.
    fn new(segment: &'a Segment) -> Self {
        Self {
            segment,
            seq: segment.seq,
            text: segment.payload.clone(),
            syn: segment.has(Flags::SYN),
            fin: segment.has(Flags::FIN),
        }
    }

    /// What is left, inside the window, of a segment whose SYN has been taken.
    fn after_syn(tcb: &Tcb, segment: &'a Segment) -> Self {
        let mut arrival = Self {
            seq: segment.seq + 1,
            syn: false,
            ..Self::new(segment)
        };
        sequence::trim(tcb, &mut arrival);
        arrival
    }
}

/// One of the steps.
type Step = fn(&mut Tcb, &mut Arrival<'_>, &mut Cx<'_>) -> Flow;

/// In the order of the RFC; before them, as RFC 7323 5.3 asks, the timestamps; once the ACK is
/// taken, what RFC 5482 tells.
const STEPS: [Step; 10] = [
    timestamps::check,
    sequence::check,
    reset::check,
    security::check,
    syn::check,
    ack::check,
    user_timeout::hear,
    urgent::check,
    text::process,
    fin::check,
];

/// All the steps, but where TIME-WAIT is kept in another way.
pub(super) fn segment_arrives(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    match time_wait::segment_arrives(tcb, segment, cx) {
        Some(flow) => flow,
        None => run(&STEPS, tcb, &mut Arrival::new(segment), cx),
    }
}

/// From the sixth step on: SYN-SENT comes in here, with the rest of a SYN,ACK.
pub(super) fn from_urgent(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    let mut arrival = Arrival::after_syn(tcb, segment);
    run(&STEPS[7..], tcb, &mut arrival, cx)
}

/// Keeps text and FIN that came with a SYN "for processing after the ESTABLISHED state has been reached" (U-4).
pub(super) fn hold(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    let Arrival { seq, text, fin, .. } = Arrival::after_syn(tcb, segment);
    let octets = u32::try_from(text.len()).unwrap_or(u32::MAX);
    if fin {
        tcb.reassembly.note_fin(seq + octets);
    }
    if octets > 0 {
        tcb.reassembly.keep(seq, text);
        cx.note(Rule::TextKept, What::Kept { seq, octets });
    }
}

fn run(steps: &[Step], tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    for step in steps {
        match step(tcb, arrival, cx) {
            Flow::Continue => {}
            Flow::Done => return Flow::Done,
            Flow::Become(next, rule) => return Flow::Become(next, rule),
        }
    }
    Flow::Done
}
