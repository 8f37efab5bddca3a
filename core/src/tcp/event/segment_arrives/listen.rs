//! 3.10.7.2 LISTEN STATE.

use super::{drop_it, dropped, other_states};
use crate::rule::Rule;
use crate::tcp::check::Name;
use crate::tcp::event::open::may_be_peer;
use crate::tcp::state::State;
use crate::tcp::switch::Switch;
use crate::tcp::tcb::{Origin, Tcb};
use crate::tcp::{Connection, Cx, Flow, Listen, Pair, transmit};
use crate::wire::{Flags, Segment};

/// First RST, second ACK, third SYN, fourth anything else.
pub(super) fn segment_arrives(
    listen: Listen,
    pair: &Pair,
    segment: &Segment,
    cx: &mut Cx<'_>,
) -> Flow {
    // First: an incoming RST cannot be valid here.
    if cx.set(Rule::ListenIgnoresReset, Name::Rst, segment.has(Flags::RST)) {
        return drop_it(segment, Rule::ListenIgnoresReset, cx);
    }
    // Deviation, by knob: silence for a SYN,ACK.
    let rule = Rule::ListenDropsSynAck;
    if listen.config.listen_drops_syn_ack
        && cx.set(rule, Name::Ack, segment.has(Flags::ACK))
        && cx.set(rule, Name::Syn, segment.has(Flags::SYN))
    {
        return drop_it(segment, rule, cx);
    }
    // Second: any acknowledgment is bad.
    if cx.set(Rule::ListenResetsAck, Name::Ack, segment.has(Flags::ACK)) {
        dropped(segment, Rule::ListenResetsAck, cx);
        transmit::reset(pair, segment, Rule::ListenResetsAck, cx);
        return Flow::Done;
    }
    let rule = Rule::ListenDropsFin;
    if listen.config.listen_drops_fin
        && cx.set(rule, Name::Fin, segment.has(Flags::FIN))
        && cx.set(rule, Name::Syn, segment.has(Flags::SYN))
    {
        return drop_it(segment, rule, cx);
    }
    // Third: a SYN. MUST-57, MUST-63: not to or from an address that cannot be an end of a connection.
    let is_syn = cx.set(Rule::ListenSyn, Name::Syn, segment.has(Flags::SYN));
    let expected = listen.remote.is_none_or(|remote| remote == pair.remote);
    let possible = may_be_peer(pair.remote.ip()) && may_be_peer(pair.local.ip());
    if is_syn && cx.set(Rule::ListenDrops, Name::PossiblePeer, expected && possible) {
        return Flow::Become(accept_syn(listen, pair, segment, cx), Rule::ListenSyn);
    }
    // Fourth: it should not be here.
    drop_it(segment, Rule::ListenDrops, cx)
}

/// RCV.NXT is SEG.SEQ+1, IRS is SEG.SEQ; ISS is chosen; `<SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>`.
///
/// Text and FIN of the SYN are held and not yet acknowledged (U-4).
fn accept_syn(listen: Listen, pair: &Pair, segment: &Segment, cx: &mut Cx<'_>) -> Connection {
    let origin = (State::Listen, Origin::Passive(listen));
    let mut tcb = Tcb::new(*pair, listen.config, origin, Rule::ListenSyn, cx);
    tcb.take_syn(segment, cx);
    transmit::syn(&mut tcb, Rule::ListenSyn, cx);
    if cx.broken(Switch::TwoWayHandshake) {
        believe(&mut tcb, segment, cx);
    } else {
        other_states::hold(&mut tcb, segment, cx);
    }
    Connection::Open(Box::new(tcb))
}

/// RFC 4987 3.6: the same record, made later out of what a SYN cookie has kept of the SYN.
pub(in crate::tcp) fn recall(
    listen: Listen,
    pair: &Pair,
    syn: &Segment,
    cx: &mut Cx<'_>,
) -> Connection {
    let rule = Rule::SynCookieAccepted;
    let origin = (State::Listen, Origin::Passive(listen));
    let mut tcb = Tcb::new(*pair, listen.config, origin, rule, cx);
    tcb.take_syn(syn, cx);
    transmit::syn_was_sent(&mut tcb, cx);
    Connection::Open(Box::new(tcb))
}

/// Deviation, on purpose ([`Switch::TwoWayHandshake`]): 3.5 asks for the third
/// segment because this SYN may be an old one, and its sender is the only one who knows.
fn believe(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    let rule = Rule::TwoWayHandshake;
    tcb.state.enter(State::Established, rule, cx);
    other_states::opened(tcb, rule, cx);
    // A record that has just begun has a reader: nothing in the rest of the segment can end it.
    let _goes_on = other_states::from_urgent(tcb, segment, cx);
}

#[cfg(test)]
mod tests;
