//! 3.10.7.4 Other States: the eight steps, in order, each in a file of its own.

mod ack;
mod fin;
mod reset;
mod security;
mod sequence;
mod syn;
mod text;
mod urgent;

use bytes::Bytes;

pub(super) use ack::{opened, take_ack};

use crate::tcp::{Cx, Flow, Tcb};
use crate::wire::{Flags, Segment, SeqNum};

/// A segment as the steps see it: step one trims it to the receive window, so that the others may assume that it
/// begins at or after RCV.NXT and does not reach beyond the window.
#[derive(Clone, Debug)]
pub(super) struct Arrival<'a> {
    /// The whole segment, for its ACK, window and urgent pointer.
    pub(super) segment: &'a Segment,
    /// Number of the first octet of `text`.
    pub(super) seq: SeqNum,
    /// Text inside the window.
    pub(super) text: Bytes,
    /// It carries a SYN inside the window.
    pub(super) syn: bool,
    /// It carries a FIN inside the window.
    pub(super) fin: bool,
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

    /// What is left of a segment whose SYN has been taken.
    pub(super) fn after_syn(segment: &'a Segment) -> Self {
        Self {
            seq: segment.seq + 1,
            syn: false,
            ..Self::new(segment)
        }
    }
}

/// One of the eight steps.
type Step = fn(&mut Tcb, &mut Arrival<'_>, &mut Cx<'_>) -> Flow;

/// In the order of the RFC.
const STEPS: [Step; 8] = [
    sequence::check,
    reset::check,
    security::check,
    syn::check,
    ack::check,
    urgent::check,
    text::process,
    fin::check,
];

/// All eight steps.
pub(super) fn segment_arrives(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    run(&STEPS, tcb, &mut Arrival::new(segment), cx)
}

/// From the sixth step on: SYN-SENT comes in here.
pub(super) fn from_urgent(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    run(&STEPS[5..], tcb, arrival, cx)
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

#[cfg(test)]
mod tests;
