//! The only place that builds outgoing segments.
//!
//! Steps decide what is owed; [`flush`] pays: queued data, then the FIN, then an ACK if nothing carried it.

mod segment;

use bytes::Bytes;

use self::segment::build;
pub(super) use self::segment::{abort, reset};
use super::Cx;
use super::mechanism::congestion;
use super::mechanism::counters::Work;
use super::mechanism::delayed_ack::AckOwed;
use super::mechanism::ecn;
use super::mechanism::offload;
use super::mechanism::options;
use super::mechanism::quick_ack;
use super::mechanism::recovery;
use super::mechanism::scoreboard::Sent;
use super::mechanism::silly_window::{Decision, decide};
use super::mechanism::timers::Timer;
use super::mechanism::user_timeout;
use super::mechanism::window;
use super::mechanism::writes::PushRule;
use super::mechanism::zero_window;
use super::output::What;
use super::state::State;
use super::switch::Switch;
use super::tcb::{Fin, Tcb};
use crate::rule::Rule;
use crate::wire::{Flags, SeqNum};

/// Sends our SYN, or SYN,ACK, for the first time (3.10.1, 3.10.7.2, 3.10.7.3).
pub(super) fn syn(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    if splits(tcb, cx) {
        let segment = build(tcb, tcb.snd.iss, Flags::ACK, Bytes::new(), cx);
        tcb.counters.sent(&segment, false, cx.now);
        cx.send(Rule::SplitSynAck, segment, false);
    }
    let sent = Sent::new(tcb.snd.iss, 1, false, cx.now);
    tcb.snd.nxt = tcb.snd.iss + 1;
    tcb.scoreboard.push(sent);
    emit(tcb, sent, rule, false, cx);
    start_timers(tcb, cx);
}

/// Deviation, on purpose ([`Switch::SplitSynAck`]): the SYN of a passive end has no ACK, one of its own goes before it.
fn splits(tcb: &Tcb, cx: &mut Cx<'_>) -> bool {
    tcb.is_passive() && cx.broken(Switch::SplitSynAck)
}

/// Our SYN,ACK went out before this record was made. Nobody knows when: its round trip is not measured.
pub(super) fn syn_was_sent(tcb: &mut Tcb, cx: &Cx<'_>) {
    tcb.snd.nxt = tcb.snd.iss + 1;
    tcb.scoreboard.push(Sent {
        repeats: 1,
        ..Sent::new(tcb.snd.iss, 1, false, cx.now)
    });
}

/// Sends our SYN again, now with an ACK of theirs: two SYNs have crossed (3.10.7.3).
pub(super) fn syn_again(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    if let Some(sent) = tcb.scoreboard.front().copied() {
        emit(tcb, sent, rule, false, cx);
        start_timers(tcb, cx);
    }
}

/// Pays what is owed, in the order of usefulness, so that data carries the ACK (MUST-58).
pub(super) fn flush(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if transmits(tcb.state()) {
        let nxt = tcb.snd.nxt;
        new_first(tcb, cx);
        let mut held = None;
        if send_lost(tcb, cx) {
            held = send_queued(tcb, cx);
            send_fin(tcb, cx);
            rescue(tcb, cx);
        }
        recovery::sent(tcb, nxt, cx);
        persist_when_shut(tcb, cx);
        tcb.counters.turn(work(tcb, held), cx.now);
    }
    acknowledge(tcb, cx);
}

/// Sends the oldest segment in flight again.
pub(super) fn retransmit(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    if let Some(front) = tcb.scoreboard.front().copied() {
        resend(tcb, &front, rule, cx);
    }
}

/// A loss probe with new data: one segment, whatever the congestion window says (RFC 8985 7.3). False when there is
/// none, or the peer's window does not take it.
pub(super) fn probe_with_new(tcb: &mut Tcb, cx: &mut Cx<'_>) -> bool {
    let octets = tcb.unsent().min(tcb.mss);
    if octets == 0 || octets > window::usable(tcb) {
        return false;
    }
    send_new(tcb, octets, false, Rule::TailLossProbe, cx);
    true
}

/// A loss probe that repeats the last segment.
pub(super) fn repeat_last(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    if let Some(back) = tcb.scoreboard.back().copied() {
        resend(tcb, &back, rule, cx);
    }
}

/// RFC 5682 3.1: new data before what the timer took to be lost. One new segment at least, or it is as ever.
fn new_first(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if recovery::wants_new_first(tcb) {
        let before = tcb.snd.nxt;
        send_queued(tcb, cx);
        if tcb.snd.nxt == before {
            recovery::new_did_not_go(tcb);
        }
    }
}

/// RFC 6675 4: with nothing else to send, once in an episode the last hole is filled.
fn rescue(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.unsent() == 0 && recovery::may_send(tcb, tcb.mss, cx) && recovery::rescues(tcb) {
        send_lost(tcb, cx);
    }
}

fn resend(tcb: &mut Tcb, sent: &Sent, rule: Rule, cx: &mut Cx<'_>) {
    let Some(sent) = tcb.scoreboard.resend(sent.seq, cx.now) else {
        return;
    };
    recovery::resent(tcb, &sent, cx);
    let (seq, count) = (sent.seq, sent.repeats);
    cx.note(rule, What::Retransmitted { seq, count });
    emit(tcb, sent, rule, true, cx);
}

/// What recovery takes to be lost goes first, as far as the window allows; false when some of it has to wait.
fn send_lost(tcb: &mut Tcb, cx: &mut Cx<'_>) -> bool {
    while let Some(sent) = tcb.scoreboard.next_waiting() {
        if !recovery::may_resend(tcb, &sent, cx) {
            return false;
        }
        let rule = recovery::rule_of_resending(tcb);
        resend(tcb, &sent, rule, cx);
        recovery::restart_timer(tcb, &sent, rule, cx);
    }
    true
}

/// One octet (or the FIN) into a shut window (3.8.6.1); or, as Linux has it, an ACK with a number long acknowledged.
pub(super) fn probe(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.in_flight() > 0 {
        retransmit(tcb, Rule::ZeroWindowProbe, cx);
    } else if tcb.config.probe_below_window {
        let segment = build(tcb, tcb.snd.una - 1, Flags::ACK, Bytes::new(), cx);
        tcb.counters.sent(&segment, false, cx.now);
        cx.send(Rule::ZeroWindowProbe, segment, false);
    } else if tcb.unsent() > 0 {
        send_new(tcb, 1, false, Rule::ZeroWindowProbe, cx);
    } else if tcb.fin == Fin::Queued {
        send_new(tcb, 0, true, Rule::ZeroWindowProbe, cx);
    }
}

/// 3.8.4: a number that was acknowledged long ago provokes an ACK (SHLD-12: without text).
pub(super) fn keepalive(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let segment = build(tcb, tcb.snd.nxt - 1, Flags::ACK, Bytes::new(), cx);
    tcb.counters.sent(&segment, false, cx.now);
    cx.send(Rule::KeepaliveProbe, segment, false);
}

/// Does a record in `state` send data or a FIN?
const fn transmits(state: State) -> bool {
    matches!(
        state,
        State::Established | State::CloseWait | State::FinWait1 | State::Closing | State::LastAck
    )
}

/// What keeps the sender, when the rest of the queue waits for the reason `held`.
fn work(tcb: &Tcb, held: Option<Rule>) -> Work {
    match held {
        Some(Rule::ZeroWindowProbe | Rule::SillyWindow) if !window_is_full(tcb) => {
            Work::WindowLimited
        }
        None if tcb.counters.user_is_waiting() && tcb.unsent() == 0 => Work::BufferLimited,
        _ if tcb.in_flight() > 0 || tcb.unsent() > 0 => Work::Busy,
        _ => Work::None,
    }
}

/// The congestion window takes no more: whatever the peer's window says, it would not help.
fn window_is_full(tcb: &Tcb) -> bool {
    let congestion = &tcb.congestion;
    let out = congestion.units(tcb.scoreboard.pipe());
    congestion.is_on() && out >= congestion.window.cwnd
}

/// Sends what is queued as far as it may go; the reason why the rest has to wait.
fn send_queued(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Option<Rule> {
    offload::stop(tcb);
    if tcb.unsent() > 0 {
        congestion::before_sending(tcb, cx);
    }
    while tcb.unsent() > 0 {
        match decide(tcb, cx) {
            Decision::Send(octets) => {
                let last = octets == tcb.unsent();
                let room_for_fin = window::usable(tcb) > octets;
                let fin = last && room_for_fin && tcb.fin == Fin::Queued;
                let ends = offload::ends_piece(tcb);
                send_piece(tcb, (octets, fin, ends), Rule::SendSegmentized, cx);
            }
            Decision::Wait(rule) => {
                let octets = tcb.unsent();
                cx.note(rule, What::Held { octets });
                limit_waiting(tcb, rule, cx);
                return Some(rule);
            }
        }
    }
    tcb.stop_timer(Timer::Override, Rule::TimerCleared, cx);
    None
}

/// What waits without anything in flight that could end the waiting has a timer.
fn limit_waiting(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    let time = if rule == Rule::SillyWindow {
        tcb.config.override_timeout
    } else if rule == Rule::Corked && tcb.in_flight() == 0 {
        // Linux probes with it as if the window were shut: after an RTO.
        tcb.rto.current
    } else {
        return;
    };
    if !tcb.timers.runs(Timer::Override) {
        tcb.start_timer(Timer::Override, rule, time, cx);
    }
}

fn send_fin(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.fin == Fin::Queued && tcb.unsent() == 0 && window::usable(tcb) > 0 {
        send_new(tcb, 0, true, Rule::CloseAfterData, cx);
    }
}

/// Sends new numbers: `octets` of text from SND.NXT on, and the FIN behind them.
fn send_new(tcb: &mut Tcb, octets: u32, fin: bool, rule: Rule, cx: &mut Cx<'_>) {
    send_piece(tcb, (octets, fin, false), rule, cx);
}

/// As [`send_new`]; what `ends` a piece of several segments pushes, but not when it is repeated alone.
fn send_piece(tcb: &mut Tcb, (octets, fin, ends): (u32, bool, bool), rule: Rule, cx: &mut Cx<'_>) {
    let push = pushes(tcb, octets);
    let sent = Sent::new(tcb.snd.nxt, octets + u32::from(fin), push, cx.now);
    tcb.snd.nxt += sent.len;
    if fin {
        tcb.fin = Fin::Sent(sent.seq + octets);
        if tcb.state() == State::CloseWait {
            tcb.state.enter(State::LastAck, Rule::CloseAfterData, cx);
        }
    }
    tcb.scoreboard.push(sent);
    recovery::sent_new(tcb, &sent);
    let piece = Sent {
        push: push || ends,
        ..sent
    };
    emit(tcb, piece, rule, false, cx);
    start_timers(tcb, cx);
}

/// Does the segment with the next `octets` carry PSH? It is about to leave.
fn pushes(tcb: &mut Tcb, octets: u32) -> bool {
    let full = octets >= options::room_for_text(tcb);
    let ends_write = octets > 0 && tcb.writes.sent(tcb.snd.nxt + octets, full);
    match tcb.config.push_rule {
        // MUST-61: the segment that empties the queue pushes.
        PushRule::QueueEmpty => octets > 0 && octets == tcb.unsent() && !tcb.writes.more,
        PushRule::WriteEnds => ends_write,
    }
}

/// RFC 6298 (5.1), and the user's patience.
pub(super) fn start_timers(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.timers.runs(Timer::Persist) {
        return;
    }
    if !tcb.timers.runs(Timer::Retransmission) {
        let rto = tcb.rto.current;
        tcb.start_timer(Timer::Retransmission, Rule::RtoTimerStart, rto, cx);
    }
    if let Some(patience) = user_timeout::patience(tcb)
        && !tcb.timers.runs(Timer::UserTimeout)
    {
        tcb.start_timer(Timer::UserTimeout, Rule::UserTimeoutRuns, patience, cx);
    }
}

/// With a shut window and something to say the persist timer takes over (MUST-36, SHLD-29).
fn persist_when_shut(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let waiting = tcb.unsent() > 0 || tcb.fin == Fin::Queued;
    if waiting && tcb.snd.wnd == 0 && tcb.in_flight() == 0 && !tcb.timers.runs(Timer::Persist) {
        match user_timeout::patience(tcb).filter(|_| tcb.config.user_timeout_probes) {
            Some(patience) if !tcb.timers.runs(Timer::UserTimeout) => {
                tcb.start_timer(Timer::UserTimeout, Rule::UserTimeoutRuns, patience, cx);
            }
            Some(_) => {}
            None => tcb.stop_timer(Timer::UserTimeout, Rule::UserTimeoutRests, cx),
        }
        let pause = zero_window::pause(tcb);
        tcb.start_timer(Timer::Persist, Rule::ZeroWindowProbe, pause, cx);
    }
}

fn acknowledge(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    match tcb.ack {
        AckOwed::Nothing => {}
        AckOwed::Now(rule) => {
            let fin = fin_to_repeat(tcb, rule);
            let seq = fin.unwrap_or(tcb.snd.nxt);
            let mut flags = Flags::ACK;
            flags.set(Flags::FIN, fin.is_some());
            let mut segment = build(tcb, seq, flags, Bytes::new(), cx);
            ecn::dress(tcb, &mut segment, false);
            tcb.counters.sent(&segment, fin.is_some(), cx.now);
            cx.send(rule, segment, fin.is_some());
        }
        AckOwed::Waiting { .. } => {
            if !tcb.timers.runs(Timer::DelayedAck) {
                cx.note(Rule::DelayedAck, What::AckDelayed);
                let delay = quick_ack::waiting_time(tcb);
                tcb.start_timer(Timer::DelayedAck, Rule::DelayedAck, delay, cx);
            }
        }
    }
}

/// The number of our FIN, if the acknowledgment of the peer's is to carry it once more.
fn fin_to_repeat(tcb: &Tcb, rule: Rule) -> Option<SeqNum> {
    let repeats = tcb.config.fin_repeated && rule == Rule::AckControl && !tcb.fin_acked();
    match tcb.fin {
        Fin::Sent(seq) if repeats => Some(seq),
        Fin::Sent(_) | Fin::Queued | Fin::None => None,
    }
}

/// Puts the numbers of `sent` on the wire: SYN, text and FIN as they fall into its range.
fn emit(tcb: &mut Tcb, sent: Sent, rule: Rule, again: bool, cx: &mut Cx<'_>) {
    let is_syn = tcb.syn_in_flight() && sent.seq == tcb.snd.iss;
    let end = sent.seq + sent.len;
    let fin = matches!(tcb.fin, Fin::Sent(seq) if end == seq + 1);
    let octets = sent.len - u32::from(is_syn) - u32::from(fin);
    let text = tcb.send_buffer.slice(sent.seq, octets);
    if octets > 0 {
        tcb.last_sent = Some(cx.now);
    }
    let mut flags = Flags::empty();
    flags.set(Flags::SYN, is_syn);
    flags.set(Flags::FIN, fin);
    let bare = tcb.state() == State::SynSent || (is_syn && splits(tcb, cx));
    flags.set(Flags::ACK, !bare);
    flags.set(Flags::PSH, sent.push && !text.is_empty());
    if is_syn {
        flags |= ecn::of_syn(tcb, flags.contains(Flags::ACK));
    }
    let mut segment = build(tcb, sent.seq, flags, text, cx);
    let fresh = octets > 0 && !again && rule != Rule::ZeroWindowProbe;
    let codepoint = ecn::dress(tcb, &mut segment, fresh);
    tcb.counters.sent(&segment, again, cx.now);
    cx.send_marked(rule, segment, codepoint, again);
}
