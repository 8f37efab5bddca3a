//! 3.10.7 SEGMENT ARRIVES: the four cases.

mod closed;
mod listen;
mod other_states;
mod syn_sent;

pub(in crate::tcp) use self::listen::recall;
use crate::rule::Rule;
use crate::tcp::mechanism::time_wait;
use crate::tcp::output::{Signal, What};
use crate::tcp::state::State;
use crate::tcp::{Connection, Cx, Flow, Pair, Tcb, transmit};
use crate::wire::{Segment, SeqNum};

/// A segment for this record. `pair.local` is its destination, `pair.remote` its source.
pub(in crate::tcp) fn segment_arrives(
    connection: &mut Connection,
    pair: Pair,
    segment: &Segment,
    cx: &mut Cx<'_>,
) {
    if let Connection::SynSent(tcb) | Connection::Open(tcb) = connection {
        tcb.counters.arrived(segment, cx.now);
    }
    let flow = match connection {
        Connection::Closed => {
            closed::segment_arrives(&pair, segment, cx);
            Flow::Done
        }
        Connection::Listen(listen) => listen::segment_arrives(*listen, &pair, segment, cx),
        Connection::SynSent(tcb) => syn_sent::segment_arrives(tcb, segment, cx),
        Connection::Open(tcb) => other_states::segment_arrives(tcb, segment, cx),
    };
    settle(connection, flow, cx);
}

/// TIME-WAIT gives way to a new connection (3.6.1, MAY-2).
pub(in crate::tcp) fn reopen(
    connection: &mut Connection,
    syn: &Segment,
    cx: &mut Cx<'_>,
) -> Option<SeqNum> {
    let tcb = connection.tcb();
    let tcb = tcb.filter(|tcb| tcb.state() == State::TimeWait)?;
    if !time_wait::reopens(tcb, syn, cx) {
        return None;
    }
    let iss = time_wait::next_iss(tcb);
    cx.signal(Rule::TimeWaitReopens, Signal::Closed);
    connection.become_(Connection::Closed, Rule::TimeWaitReopens, cx);
    Some(iss)
}

/// Applies what the steps decided: a new record, or what the present one owes.
fn settle(connection: &mut Connection, flow: Flow, cx: &mut Cx<'_>) {
    match flow {
        Flow::Become(Connection::Open(tcb), _) => *connection = Connection::Open(tcb),
        Flow::Become(next, rule) => connection.become_(next, rule, cx),
        Flow::Continue | Flow::Done => {}
    }
    // SYN-SENT that has met a SYN moves to the fourth case.
    if let Connection::SynSent(tcb) = connection
        && tcb.state() != State::SynSent
    {
        *connection = Connection::Open(tcb.clone());
    }
    match connection {
        Connection::SynSent(tcb) | Connection::Open(tcb) => transmit::flush(tcb, cx),
        Connection::Closed | Connection::Listen(_) => {}
    }
}

/// Notes a dropped segment.
fn dropped(segment: &Segment, rule: Rule, cx: &mut Cx<'_>) {
    let (seq, len) = (segment.seq, segment.len());
    cx.note(rule, What::Dropped { seq, len });
}

/// Drops the segment and ends its processing.
fn drop_it(segment: &Segment, rule: Rule, cx: &mut Cx<'_>) -> Flow {
    dropped(segment, rule, cx);
    Flow::Done
}

/// The record ends, and the user is told.
fn end(rule: Rule, signal: Signal, cx: &mut Cx<'_>) -> Flow {
    cx.signal(rule, signal);
    Flow::Become(Connection::Closed, rule)
}

/// RFC 5961: owes a challenge ACK, unless too many went lately (section 7).
fn challenge(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    let (limit, interval) = (tcb.config.challenge_limit, tcb.config.challenge_interval);
    if tcb.challenge.spend(cx.now, limit, interval) {
        tcb.ack.now(rule);
    } else {
        cx.note(Rule::ChallengeLimited, What::Withheld);
    }
}
