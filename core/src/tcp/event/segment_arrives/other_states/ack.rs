//! 3.10.7.4, fifth: check the ACK field, with the defence of RFC 5961 section 5.

use super::super::{challenge, drop_it, dropped, end};
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::event::close::limit_fin_wait_2;
use crate::tcp::mechanism::keepalive::{self, Keepalive};
use crate::tcp::mechanism::scoreboard::{Delivery, Sample};
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::zero_window::{self, WindowProbes};
use crate::tcp::mechanism::{congestion, recovery, timestamps, user_timeout};
use crate::tcp::output::{Signal, What};
use crate::tcp::state::State;
use crate::tcp::switch::Switch;
use crate::tcp::tcb::Fin;
use crate::tcp::{Cx, Flow, Tcb, transmit};
use crate::time::Duration;
use crate::wire::{Flags, Segment, SeqNum};

/// Without ACK the segment is dropped; SYN-RECEIVED opens; every synchronized state takes the acknowledgment.
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    let segment = arrival.segment;
    if !cx.set(Rule::AckAbsent, Name::Ack, segment.has(Flags::ACK)) {
        return drop_it(segment, Rule::AckAbsent, cx);
    }
    let believed = believe(tcb, segment, cx);
    let segment = believed.as_ref().unwrap_or(segment);
    if tcb.state() == State::SynReceived {
        if !establishes(tcb, segment, cx) {
            dropped(segment, Rule::AckResets, cx);
            transmit::reset(&tcb.pair, segment, Rule::AckResets, cx);
            return Flow::Done;
        }
        establish(tcb, segment, cx);
        // Text that came with the SYN may have moved RCV.NXT over some of this segment.
        super::sequence::trim(tcb, arrival);
    }
    if let Some(refused) = refuse(tcb, segment, cx) {
        return refused;
    }
    tcb.keepalive = Keepalive::heard(cx.now);
    timestamps::take(tcb, segment, cx);
    acknowledge(tcb, segment, cx);
    after_ack(tcb, cx)
}

/// SND.UNA < SEG.ACK =< SND.NXT in SYN-RECEIVED.
fn establishes(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let ack = (Name::SegAck, segment.ack);
    let rule = Rule::AckEstablishes;
    cx.seq(rule, (Name::SndUna, tcb.snd.una), Op::Lt, ack)
        && cx.seq(rule, ack, Op::Le, (Name::SndNxt, tcb.snd.nxt))
}

/// "... then enter ESTABLISHED state and continue processing" with the window of this segment.
fn establish(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    tcb.set_window(segment, Rule::AckEstablishes, cx);
    tcb.state
        .enter(State::Established, Rule::AckEstablishes, cx);
    take_ack(tcb, segment, &mut recovery::delivery(tcb, segment, cx), cx);
    opened(tcb, Rule::AckEstablishes, cx);
}

/// What begins with ESTABLISHED: RFC 6298 (5.7), a CLOSE that was queued, text that came with the SYN.
pub(in super::super) fn opened(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    cx.signal(rule, Signal::Established);
    tcb.keepalive = Keepalive::heard(cx.now);
    if tcb.config.keepalive {
        keepalive::settle(tcb, cx);
    }
    tcb.counters.opened(cx.now);
    congestion::open(tcb, cx);
    if tcb.syn_losses > 0 {
        tcb.rto.after_syn_loss(&tcb.config);
        let rto = tcb.rto.current;
        cx.note(Rule::RtoAfterSyn, What::Rto { rto });
    }
    if tcb.fin == Fin::Queued {
        tcb.state.enter(State::FinWait1, Rule::CloseAfterData, cx);
    }
    super::text::deliver_held(tcb, cx);
}

/// Deviation, on purpose ([`Switch::AcceptAnyAck`]): the segment as it will be taken, with the nearest good ACK in place
/// of one that is not. While our SYN is out that is SND.NXT, later also for an ACK of the unsent; one that is too
/// old becomes the oldest that may come late.
pub(in super::super) fn believe(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Option<Segment> {
    if !cx.broken(Switch::AcceptAnyAck) {
        return None;
    }
    let rule = Rule::AcceptAnyAck;
    let ack = (Name::SegAck, segment.ack);
    let opening = matches!(tcb.state(), State::SynSent | State::SynReceived);
    let (op, oldest) = if opening {
        (Op::Gt, (Name::Iss, tcb.snd.iss))
    } else {
        (Op::Ge, oldest(tcb))
    };
    let sent = cx.seq(rule, ack, Op::Le, (Name::SndNxt, tcb.snd.nxt));
    if sent && cx.seq(rule, ack, op, oldest) {
        return None;
    }
    let (ack, nxt) = (segment.ack, tcb.snd.nxt);
    cx.note(rule, What::AckBelieved { ack, nxt });
    let ack = if opening || !sent { nxt } else { oldest.1 };
    Some(Segment {
        ack,
        ..segment.clone()
    })
}

/// The oldest ACK that may come late (RFC 5961 5.2). Deviation: nothing before the ISS was ever ours to acknowledge, however
/// large the window (as Linux has it).
fn oldest(tcb: &Tcb) -> (Name, SeqNum) {
    let behind = tcb.snd.max_wnd.min(tcb.snd.una.since(tcb.snd.iss));
    (Name::SndOldest, tcb.snd.una - behind)
}

/// An ACK that is too old or acknowledges the unsent.
fn refuse(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Option<Flow> {
    let ack = (Name::SegAck, segment.ack);
    // RFC 5961 5.2: SND.UNA-MAX.SND.WND =< SEG.ACK =< SND.NXT.
    if !cx.seq(Rule::AckUnsent, ack, Op::Le, (Name::SndNxt, tcb.snd.nxt)) {
        dropped(segment, Rule::AckUnsent, cx);
        challenge(tcb, Rule::AckUnsent, cx);
        return Some(Flow::Done);
    }
    if !cx.seq(Rule::AckBlind, ack, Op::Ge, oldest(tcb)) {
        dropped(segment, Rule::AckBlind, cx);
        challenge(tcb, Rule::AckBlind, cx);
        return Some(Flow::Done);
    }
    None
}

/// SND.UNA, the retransmission queue, and the send window.
fn acknowledge(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    let ack = (Name::SegAck, segment.ack);
    let una = (Name::SndUna, tcb.snd.una);
    let duplicate = recovery::is_duplicate(tcb, segment, cx);
    let mut delivery = recovery::delivery(tcb, segment, cx);
    recovery::take_blocks(tcb, segment, &mut delivery, cx);
    if cx.seq(Rule::AckNew, una, Op::Lt, ack) {
        take_ack(tcb, segment, &mut delivery, cx);
    } else if let Some(sample) = delivery.report_sample {
        recovery::measured(tcb, &delivery, cx);
        take_sample(tcb, sample, tcb.in_flight(), Rule::RtoSample, cx);
    }
    let was_shut = tcb.snd.wnd == 0;
    // An ACK of old numbers changes nothing, a duplicate may still carry a window.
    if cx.seq(Rule::AckDuplicate, una, Op::Le, ack) {
        update_window(tcb, segment, cx);
    }
    if was_shut || tcb.snd.wnd == 0 {
        tcb.heard_at = cx.now;
        tcb.window_probes.unanswered = 0;
    }
    recovery::acknowledged(tcb, duplicate, &delivery, cx);
}

/// Moves SND.UNA to SEG.ACK, frees what is covered, takes the round trip, settles the timers (RFC 6298 5.2, 5.3).
pub(in super::super) fn take_ack(
    tcb: &mut Tcb,
    segment: &Segment,
    delivery: &mut Delivery,
    cx: &mut Cx<'_>,
) {
    let ack = segment.ack;
    let count = ack.since(tcb.snd.una);
    if count == 0 {
        return;
    }
    tcb.snd.una = ack;
    tcb.counters.acknowledged(count);
    tcb.send_buffer.acknowledge(ack);
    tcb.writes.acknowledged(ack);
    // What lies behind is urgent no more; without this SND.UP would seem ahead again 2^31 octets later.
    tcb.urgent_out &= tcb.snd.up.gt(ack);
    cx.note(Rule::AckNew, What::Acknowledged { una: ack, count });
    let flight = tcb.in_flight() + count;
    tcb.scoreboard.acknowledge(ack, delivery);
    recovery::measured(tcb, delivery, cx);
    match delivery.sample {
        Sample::Nothing => {}
        Sample::Ambiguous => measure_by_echo(tcb, segment, flight, cx),
        Sample::Is(sample) => take_sample(tcb, sample, flight, Rule::RtoSample, cx),
    }
    settle_timers(tcb, cx);
}

/// RFC 7323 4.1: which copy of a repeated segment has arrived, its echo tells; without timestamps nothing does.
fn measure_by_echo(tcb: &mut Tcb, segment: &Segment, flight: u32, cx: &mut Cx<'_>) {
    let stamps = segment.options.timestamps();
    let echo = stamps.filter(|_| tcb.agreed.timestamps);
    let sample = echo.and_then(|(_, echo)| tcb.ts.round_trip(cx.now, echo));
    if let Some(sample) = sample {
        take_sample(tcb, sample, flight, Rule::RtoEcho, cx);
    } else {
        let rto = tcb.rto.current;
        cx.note(Rule::RtoKarn, What::NoRoundTrip { rto });
    }
}

fn take_sample(tcb: &mut Tcb, sample: Duration, flight: u32, rule: Rule, cx: &mut Cx<'_>) {
    // RFC 7323 4.2: a sample with every ACK, one for two segments, counts the less the more of them there are.
    let expected = if tcb.agreed.timestamps && tcb.config.rtt_gains_scaled {
        flight.div_ceil(2 * tcb.mss)
    } else {
        1
    };
    tcb.rto.sample_among(sample, expected, &tcb.config);
    let rto = tcb.rto.current;
    cx.note(rule, What::RoundTrip { sample, rto });
}

fn settle_timers(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.scoreboard.is_empty() {
        tcb.stop_timer(Timer::Retransmission, Rule::RtoTimerStop, cx);
        tcb.stop_timer(Timer::UserTimeout, Rule::UserTimeoutRests, cx);
        // Whatever waits in front of a shut window begins to wait anew.
        tcb.stop_timer(Timer::Persist, Rule::TimerCleared, cx);
        return;
    }
    if tcb.timers.runs(Timer::Persist) || recovery::keeps_timer(tcb) {
        return;
    }
    let rto = tcb.rto.current;
    tcb.start_timer(Timer::Retransmission, Rule::RtoTimerRestart, rto, cx);
    if let Some(patience) = user_timeout::patience(tcb) {
        tcb.start_timer(Timer::UserTimeout, Rule::UserTimeoutRuns, patience, cx);
    }
}

/// SND.WL1 < SEG.SEQ, or SND.WL1 = SEG.SEQ and SND.WL2 =< SEG.ACK.
fn update_window(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    let rule = Rule::WindowUpdate;
    let seq = (Name::SegSeq, segment.seq);
    let wl1 = (Name::SndWl1, tcb.snd.wl1);
    let wl2 = (Name::SndWl2, tcb.snd.wl2);
    let newer = cx.seq(rule, wl1, Op::Lt, seq)
        || (cx.seq(rule, wl1, Op::Eq, seq)
            && cx.seq(rule, wl2, Op::Le, (Name::SegAck, segment.ack)));
    if !newer {
        return;
    }
    let was_shut = tcb.snd.wnd == 0;
    tcb.set_window(segment, rule, cx);
    if tcb.snd.wnd == 0 {
        remain_shut(tcb, cx);
    } else if was_shut {
        reopen(tcb, cx);
    }
}

/// MUST-37: a peer that answers from behind a shut window may do so for ever. The next pause begins with the probe, or, as
/// Linux has it, with the answer.
fn remain_shut(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if !tcb.config.user_timeout_probes {
        tcb.stop_timer(Timer::UserTimeout, Rule::UserTimeoutRests, cx);
    }
    if tcb.config.probe_below_window && tcb.timers.runs(Timer::Persist) {
        let pause = zero_window::pause(tcb);
        tcb.start_timer(Timer::Persist, Rule::ZeroWindowProbe, pause, cx);
    }
}

/// The window opens again: the persist timer has done its work, and a refused probe goes out as ordinary data.
fn reopen(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    tcb.window_probes = WindowProbes::default();
    let probed = tcb.timers.runs(Timer::Persist);
    tcb.stop_timer(Timer::Persist, Rule::WindowUpdate, cx);
    if tcb.in_flight() > 0 {
        if probed {
            transmit::retransmit(tcb, Rule::WindowUpdate, cx);
        }
        transmit::start_timers(tcb, cx);
    }
}

/// What the acknowledgment means in each closing state.
fn after_ack(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Flow {
    let acked = tcb.fin_acked();
    match tcb.state() {
        State::FinWait1 if cx.set(Rule::FinAcked, Name::FinAcked, acked) => {
            tcb.state.enter(State::FinWait2, Rule::FinAcked, cx);
            if limit_fin_wait_2(tcb, cx) {
                return end(Rule::FinWait2Refused, Signal::Closed, cx);
            }
            Flow::Continue
        }
        State::Closing if cx.set(Rule::ClosingAcked, Name::FinAcked, acked) => {
            super::fin::enter_time_wait(tcb, Rule::ClosingAcked, cx)
        }
        State::LastAck if cx.set(Rule::LastAck, Name::FinAcked, acked) => {
            end(Rule::LastAck, Signal::Closed, cx)
        }
        State::Closing
        | State::LastAck
        | State::FinWait1
        | State::FinWait2
        | State::Established
        | State::CloseWait
        // The only thing that can arrive in TIME-WAIT is the peer's FIN again: step one sees to it.
        | State::TimeWait
        | State::SynReceived
        | State::SynSent
        | State::Listen
        | State::Closed => Flow::Continue,
    }
}

#[cfg(test)]
mod tests;
