//! 3.8.4 TCP Keep-Alives: is the peer still there when nothing is to be said?

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::cx::Cx;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::user_timeout;
use crate::tcp::output::Signal;
use crate::tcp::state::State;
use crate::tcp::tcb::Tcb;
use crate::tcp::transmit;
use crate::time::{Duration, Instant};

/// What a connection remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keepalive {
    /// When the peer was heard last.
    pub heard: Instant,
    /// Probes since then.
    pub probes: u32,
}

impl Keepalive {
    /// The peer is heard.
    #[must_use]
    pub const fn heard(now: Instant) -> Self {
        Self {
            heard: now,
            probes: 0,
        }
    }
}

/// The connection is open, or the knob was turned: the watch begins or ends (MUST-24, MUST-25).
pub fn settle(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let watched = tcb.state().is_synchronized() && tcb.state() != State::TimeWait;
    if watched && tcb.config.keepalive {
        let idle = cx.now.since(tcb.keepalive.heard);
        let left = user_timeout::keepalive_idle(tcb) - idle;
        tcb.start_timer(Timer::Keepalive, Rule::KeepaliveRuns, left, cx);
    } else {
        tcb.stop_timer(Timer::Keepalive, Rule::TimerCleared, cx);
    }
}

/// The timer fires: wait on, ask, or give up.
pub fn fire(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Option<(Rule, Signal)> {
    let idle = user_timeout::keepalive_idle(tcb);
    // MUST-26: not while something of ours is out, for then retransmissions tell.
    if tcb.in_flight() > 0 || tcb.unsent() > 0 {
        tcb.start_timer(Timer::Keepalive, Rule::KeepaliveRuns, idle, cx);
        return None;
    }
    let silent = cx.now.since(tcb.keepalive.heard);
    if !cx.num(
        Rule::KeepaliveProbe,
        (Name::Silence, silent.as_nanos()),
        Op::Ge,
        (Name::KeepaliveIdle, idle.as_nanos()),
    ) {
        let left = idle - silent;
        tcb.start_timer(Timer::Keepalive, Rule::KeepaliveRuns, left, cx);
        return None;
    }
    if is_dead(tcb, silent, cx) {
        transmit::abort(tcb, Rule::KeepaliveGivesUp, cx);
        return Some((Rule::KeepaliveGivesUp, Signal::TimedOut));
    }
    tcb.keepalive.probes += 1;
    transmit::keepalive(tcb, cx);
    let interval = tcb.config.keepalive_interval;
    tcb.start_timer(Timer::Keepalive, Rule::KeepaliveProbe, interval, cx);
    None
}

/// MUST-29: one silent probe is no proof. A user timeout counts instead of the probes, where there is one (Linux).
fn is_dead(tcb: &Tcb, silent: Duration, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::KeepaliveGivesUp;
    let probes = (Name::Repeats, u64::from(tcb.keepalive.probes));
    match user_timeout::patience(tcb).filter(|_| tcb.config.user_timeout_probes) {
        Some(patience) => {
            let silent = (Name::Silence, silent.as_nanos());
            cx.num(rule, probes, Op::Gt, (Name::Zero, 0))
                && cx.num(
                    rule,
                    silent,
                    Op::Ge,
                    (Name::UserTimeout, patience.as_nanos()),
                )
        }
        None => {
            let limit = (Name::RepeatLimit, tcb.config.keepalive_probes.into());
            cx.num(rule, probes, Op::Ge, limit)
        }
    }
}

#[cfg(test)]
mod tests;
