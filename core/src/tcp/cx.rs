//! What surrounds a step: the time, the source of initial numbers, and where the results go.
//!
//! The methods `seq`, `num` and `set` both answer a question and record it, so that the explanation
//! shown to a reader is the comparison that the engine ran on.

use bytes::Bytes;

use super::check::{Check, Name, Op};
use super::mechanism::isn::Isn;
use super::output::{Note, Outgoing, Output, Signal, Sink, What};
use super::switch::{Switch, Switches};
use crate::rule::Rule;
use crate::time::Instant;
use crate::wire::{Ecn, Segment, SeqNum};

/// The surroundings of one step.
#[derive(Debug)]
pub struct Cx<'a> {
    /// Virtual now.
    pub now: Instant,
    /// Where initial sequence numbers come from.
    pub isn: Isn,
    /// The initial number that the next connection begins with, where it is not to be chosen ([`isn`](Self::isn)).
    pub iss: Option<SeqNum>,
    /// How far the clock of the timestamps of the next connection lags behind: what a SYN cookie hides in them.
    pub ts_lag: u32,
    /// The codepoint of the datagram that brought the segment at hand (RFC 3168 5).
    pub ecn: Ecn,
    /// The rules that this host breaks.
    pub switches: Switches,
    /// What a record that ended in this step, without a RST, leaves to its reader.
    pub left: Vec<Bytes>,
    sink: &'a mut Sink,
}

impl<'a> Cx<'a> {
    /// Surroundings at `now`, with results going to `sink`.
    pub fn new(now: Instant, isn: Isn, sink: &'a mut Sink) -> Self {
        Self {
            now,
            isn,
            iss: None,
            ts_lag: 0,
            ecn: Ecn::NotEct,
            switches: Switches::default(),
            left: Vec::new(),
            sink,
        }
    }

    /// Is a rule broken here? It is recorded only where it is.
    pub(super) fn broken(&mut self, switch: Switch) -> bool {
        self.switches.has(switch) && self.set(switch.rule(), Name::Switch, true)
    }

    pub(super) fn note(&mut self, rule: Rule, what: What) {
        self.sink.outputs.push(Output::Note(Note { rule, what }));
    }

    pub(super) fn signal(&mut self, rule: Rule, signal: Signal) {
        self.sink.outputs.push(Output::Signal(rule, signal));
    }

    pub(super) fn send(&mut self, rule: Rule, segment: Segment, retransmission: bool) {
        self.send_marked(rule, segment, Ecn::NotEct, retransmission);
    }

    pub(super) fn send_marked(
        &mut self,
        rule: Rule,
        segment: Segment,
        ecn: Ecn,
        retransmission: bool,
    ) {
        self.sink.outputs.push(Output::Segment(Outgoing {
            segment,
            ecn,
            rule,
            retransmission,
        }));
    }

    /// Compares two sequence numbers (3.4, modulo 2^32).
    pub(super) fn seq(
        &mut self,
        rule: Rule,
        left: (Name, SeqNum),
        op: Op,
        right: (Name, SeqNum),
    ) -> bool {
        let (l, r) = (left.1, right.1);
        let holds = match op {
            Op::Eq => l == r,
            Op::Ne => l != r,
            Op::Lt => l.lt(r),
            Op::Le => l.le(r),
            Op::Gt => l.gt(r),
            Op::Ge => l.ge(r),
            Op::Set => true,
        };
        let (left, right) = ((left.0, l.raw().into()), (right.0, r.raw().into()));
        self.record(rule, left, op, right, holds)
    }

    /// Compares two plain numbers.
    pub(super) fn num(
        &mut self,
        rule: Rule,
        left: (Name, u64),
        op: Op,
        right: (Name, u64),
    ) -> bool {
        let holds = op.holds(left.1, right.1);
        self.record(rule, left, op, right, holds)
    }

    /// Asks whether a bit or a fact is set.
    pub(super) fn set(&mut self, rule: Rule, name: Name, value: bool) -> bool {
        self.num(rule, (name, value.into()), Op::Set, (Name::Zero, 0))
    }

    fn record(
        &mut self,
        rule: Rule,
        left: (Name, u64),
        op: Op,
        right: (Name, u64),
        holds: bool,
    ) -> bool {
        if self.sink.recording {
            self.sink.outputs.push(Output::Check(Check {
                rule,
                left,
                op,
                right,
                holds,
            }));
        }
        holds
    }
}
