//! RFC 5681 4.1: what is known of the network grows old while nothing is sent.

use serde::{Deserialize, Serialize};

use super::initial_window;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::recovery;
use crate::tcp::{Cx, Tcb};
use crate::time::Duration;

/// What becomes of the window when nothing was sent for more than an RTO.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IdleRestart {
    /// It stays.
    Never,
    /// It falls to the restart window (5681-21).
    #[default]
    AtOnce,
    /// It is halved for each RTO, down to the restart window (RFC 2861; Linux: `tcp_slow_start_after_idle`).
    Decay,
}

/// New data is about to be sent, and nothing is out: for how long was the sender idle?
pub fn before_sending(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let Some(last) = tcb.last_sent.filter(|_| tcb.scoreboard.is_empty()) else {
        return;
    };
    let idle = cx.now.since(last);
    tcb.congestion.idle(idle);
    if tcb.config.idle_restart == IdleRestart::Never || !tcb.congestion.is_on() {
        return;
    }
    let waited = (Name::Waited, idle.as_nanos());
    let rto = (Name::Rto, tcb.rto.current.as_nanos());
    if cx.num(Rule::IdleRestart, waited, Op::Gt, rto) {
        restart(tcb, idle, cx);
    }
}

fn restart(tcb: &mut Tcb, idle: Duration, cx: &mut Cx<'_>) {
    let octets = initial_window(tcb.config.initial_window, tcb.mss);
    let mss = tcb.mss.max(1);
    let restart = tcb.congestion.whole(octets / mss, octets);
    let window = &mut tcb.congestion.window;
    // RW = min(IW, cwnd).
    let least = restart.min(window.cwnd);
    let before = window.cwnd;
    if tcb.config.idle_restart == IdleRestart::Decay {
        let near = window.cwnd / 2 + window.cwnd / 4;
        window.ssthresh = window.ssthresh.max(near);
        let rto = tcb.rto.current.as_nanos().max(1);
        let halvings = u32::try_from(idle.as_nanos() / rto).unwrap_or(u32::MAX);
        window.cwnd = window.cwnd.checked_shr(halvings).unwrap_or(0).max(least);
    } else {
        window.cwnd = least;
    }
    if window.cwnd != before {
        recovery::note_window(tcb, Rule::IdleRestart, cx);
    }
}
