//! 3.10.8 Timeouts: the user timeout, the retransmission timeout, the time-wait timeout; and those of the mechanisms.

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::ecn;
use crate::tcp::mechanism::keepalive;
use crate::tcp::mechanism::options;
use crate::tcp::mechanism::quick_ack;
use crate::tcp::mechanism::recovery;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::zero_window;
use crate::tcp::output::{Signal, What};
use crate::tcp::state::State;
use crate::tcp::{Connection, Cx, Tcb, transmit};

/// `timer` fires. One that does not run does nothing.
pub(in crate::tcp) fn timeout(connection: &mut Connection, timer: Timer, cx: &mut Cx<'_>) {
    let (Connection::SynSent(tcb) | Connection::Open(tcb)) = connection else {
        return;
    };
    if !tcb.timers.stop(timer) {
        return;
    }
    cx.note(rule_of(timer), What::TimerFired { timer });
    if let Some((rule, signal)) = fire(tcb, timer, cx) {
        cx.signal(rule, signal);
        connection.become_(Connection::Closed, rule, cx);
    }
}

/// The SYN,ACK counts as repeated: the next interval is longer.
pub(in crate::tcp) fn wait_on(connection: &mut Connection, cx: &mut Cx<'_>) {
    let Connection::Open(tcb) = connection else {
        return;
    };
    let (timer, rule) = (Timer::Retransmission, Rule::DeferAccept);
    if !tcb.timers.stop(timer) {
        return;
    }
    cx.note(rule, What::TimerFired { timer });
    if let Some(front) = tcb.scoreboard.front().copied() {
        let _counted = tcb.scoreboard.resend(front.seq, cx.now);
    }
    back_off(tcb, cx);
    let rto = tcb.rto.current;
    tcb.start_timer(timer, rule, rto, cx);
}

const fn rule_of(timer: Timer) -> Rule {
    match timer {
        Timer::Retransmission => Rule::RetransmissionTimeout,
        Timer::Persist => Rule::ZeroWindowProbe,
        Timer::DelayedAck => Rule::DelayedAckDue,
        Timer::Override => Rule::SillyWindowOverride,
        Timer::TimeWait => Rule::TimeWaitTimeout,
        Timer::LossProbe => Rule::TailLossProbe,
        Timer::Reordering => Rule::Rack,
        Timer::UserTimeout => Rule::UserTimeout,
        Timer::FinWait2 => Rule::FinWait2Orphan,
        Timer::Keepalive => Rule::KeepaliveProbe,
    }
}

/// Does what the timer is for; `Some` when the record ends.
fn fire(tcb: &mut Tcb, timer: Timer, cx: &mut Cx<'_>) -> Option<(Rule, Signal)> {
    match timer {
        Timer::Retransmission => return retransmission(tcb, cx),
        Timer::Persist => return persist(tcb, cx),
        Timer::DelayedAck => {
            quick_ack::waited(tcb);
            tcb.ack.now(Rule::DelayedAckDue);
        }
        Timer::Override => {
            tcb.overridden = true;
            tcb.writes.push_at(tcb.send_buffer.end());
            transmit::flush(tcb, cx);
            // For this one time only: a window that is shut by now begins anew.
            tcb.overridden = false;
            return None;
        }
        Timer::LossProbe => recovery::tail_loss_probe::fire(tcb, cx),
        Timer::Reordering => recovery::reordering_over(tcb, cx),
        Timer::TimeWait => return Some((Rule::TimeWaitTimeout, Signal::Closed)),
        Timer::FinWait2 => return Some((Rule::FinWait2Orphan, Signal::Closed)),
        Timer::Keepalive => return keepalive::fire(tcb, cx),
        // "For any state if the user timeout expires, flush all queues, signal the user, delete the TCB."
        Timer::UserTimeout => return Some((Rule::UserTimeout, Signal::TimedOut)),
    }
    transmit::flush(tcb, cx);
    None
}

/// The head of the queue goes out again and the timer is backed off (RFC 6298 5.4 to 5.6), or it is given up.
fn retransmission(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Option<(Rule, Signal)> {
    if let Some(rule) = given_up(tcb, cx) {
        return Some((rule, Signal::TimedOut));
    }
    options::simplify(tcb, cx);
    ecn::simplify(tcb, cx);
    if tcb.syn_in_flight() {
        tcb.syn_losses += 1;
    } else {
        recovery::timed_out(tcb, cx);
    }
    transmit::retransmit(tcb, Rule::RetransmissionTimeout, cx);
    let repeats = (Name::Repeats, u64::from(tcb.repeats()));
    let r1 = (Name::RepeatLimit, u64::from(tcb.config.r1));
    if cx.num(Rule::DeliveryTrouble, repeats, Op::Eq, r1) {
        cx.signal(Rule::DeliveryTrouble, Signal::Trouble);
    }
    back_off(tcb, cx);
    let rto = tcb.rto.current;
    tcb.start_timer(Timer::Retransmission, Rule::RtoBackOff, rto, cx);
    None
}

/// 3.8.6.1: asks again, at growing intervals, for as long as the peer answers (MUST-37).
fn persist(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Option<(Rule, Signal)> {
    if let Some(rule) = given_up(tcb, cx) {
        return Some((rule, Signal::TimedOut));
    }
    tcb.window_probes.count();
    // Set first: while it runs, the probe does not start the retransmission timer.
    let pause = zero_window::pause(tcb);
    tcb.start_timer(Timer::Persist, Rule::ZeroWindowProbe, pause, cx);
    transmit::probe(tcb, cx);
    None
}

fn back_off(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let opening = tcb.syn_in_flight() && !tcb.is_passive();
    if opening && tcb.repeats() <= tcb.config.syn_linear_timeouts {
        return;
    }
    tcb.rto.back_off(&tcb.config);
    let rto = tcb.rto.current;
    cx.note(Rule::RtoBackOff, What::Rto { rto });
}

/// 3.8.3: the limits on repeating, a count for SYNs and R2 for everything else.
fn given_up(tcb: &Tcb, cx: &mut Cx<'_>) -> Option<Rule> {
    let limit = match tcb.state() {
        State::SynReceived if tcb.is_passive() => {
            Some((Rule::SynAckGiveUp, tcb.config.synack_retries))
        }
        State::SynSent | State::SynReceived => Some((Rule::SynGiveUp, tcb.config.syn_retries)),
        State::Listen
        | State::Established
        | State::FinWait1
        | State::FinWait2
        | State::CloseWait
        | State::Closing
        | State::LastAck
        | State::TimeWait
        | State::Closed => None,
    };
    if let Some((rule, limit)) = limit {
        let repeats = (Name::Repeats, u64::from(tcb.repeats()));
        let limit = (Name::RepeatLimit, u64::from(limit));
        return cx.num(rule, repeats, Op::Ge, limit).then_some(rule);
    }
    let r2 = tcb.config.orphan_r2.filter(|_| tcb.orphaned);
    let r2 = r2.or(tcb.config.r2)?;
    // A probe below the window leaves nothing to be acknowledged: the peer was last heard when it was.
    let probed = (tcb.window_probes.unanswered > 0).then_some(tcb.heard_at);
    let front = tcb.scoreboard.front();
    let first_at = front.map(|front| front.first_at).or(probed)?;
    // A peer that answers from behind a shut window is alive (MUST-37), and what waited there counts from its opening.
    let answered = front.is_some_and(|front| front.last_at <= tcb.heard_at);
    if tcb.snd.wnd == 0 && answered {
        return None;
    }
    let since = first_at.max(tcb.heard_at);
    let waited = (Name::Waited, cx.now.since(since).as_nanos());
    cx.num(Rule::GiveUp, waited, Op::Ge, (Name::R2, r2.as_nanos()))
        .then_some(Rule::GiveUp)
}
