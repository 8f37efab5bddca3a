//! The retransmission timer has fired: RFC 5681 3.1, RFC 6582 3.2 (4), RFC 6675 5.1, RFC 8985 6.3.

use super::{Phase, RateReduction, enter, machine, note_window, reduce_threshold};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::{Cx, Tcb};
use crate::time::Instant;

/// What was out is taken to be lost, and the sender begins again with one segment (5681-13, 6582-6, 6675-9). The
/// segment at SND.UNA goes again in any case (2018-8), by the hand of the caller.
pub fn timed_out(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if !tcb.congestion.is_on() {
        tcb.scoreboard.lose_front();
        return;
    }
    let first_episode = matches!(
        tcb.recovery.phase,
        Phase::Open | Phase::Disorder | Phase::Cwr
    );
    lose(tcb, cx);
    if is_new_sign(tcb, cx) {
        let before = machine::before(tcb);
        reduce_threshold(tcb);
        let again = tcb.scoreboard.again().segments;
        tcb.recovery.undo.begin(tcb.snd.una, again, Some(before));
    }
    lower_reordering(tcb);
    tcb.recovery.frto = tcb.config.frto && (first_episode || tcb.recovery.timeouts > 0);
    tcb.recovery.timeouts = tcb.recovery.timeouts.saturating_add(1);
    tcb.recovery.recover = tcb.snd.nxt;
    tcb.recovery.probe.end = None;
    tcb.recovery.cwr_owed = true;
    tcb.recovery.duplicates = 0;
    tcb.recovery.assumed = 0;
    tcb.recovery.forced = false;
    tcb.congestion.timed_out(tcb.snd.nxt, cx.now);
    // What was sent only just now is still taken to be on its way (8985-10).
    let smss = tcb.congestion.window.smss;
    tcb.congestion.window.cwnd = super::pipe(tcb).saturating_add(smss);
    note_window(tcb, Rule::LossWindow, cx);
    enter(tcb, Phase::Loss, Rule::LossWindow, cx);
}

/// 2018-7: reports are forgotten, for what was reported may be thrown away. With RACK they stay while the oldest
/// segment is not among them, and what was sent only just now is not lost (8985-10).
fn lose(tcb: &mut Tcb, cx: &Cx<'_>) {
    if !(tcb.config.rack && tcb.agreed.sack) {
        tcb.scoreboard.lose_all();
        return;
    }
    let now = cx.now.since(Instant::START);
    let rtt = tcb.recovery.rack.rtt;
    let expired = (now >= rtt).then(|| Instant::START + (now - rtt));
    tcb.scoreboard.lose_expired(expired);
}

/// Is this a sign of congestion not yet answered? 5681-12: when the same segment is repeated by the timer again,
/// ssthresh stays. Where the window falls with what arrives, an episode that goes on has answered already.
fn is_new_sign(tcb: &Tcb, cx: &mut Cx<'_>) -> bool {
    let timeouts = (Name::Repeats, u64::from(tcb.recovery.timeouts));
    let first = cx.num(Rule::LossWindow, timeouts, Op::Eq, (Name::Zero, 0));
    if tcb.config.rate_reduction == RateReduction::Halve {
        return first;
    }
    let over = !tcb.recovery.recover.gt(tcb.snd.una);
    match tcb.recovery.phase {
        Phase::Open | Phase::Disorder => true,
        Phase::Cwr | Phase::Recovery => over,
        Phase::Loss => over || first,
    }
}

/// A timeout after many reports: reordering was overestimated.
fn lower_reordering(tcb: &mut Tcb) {
    let calm = matches!(tcb.recovery.phase, Phase::Open | Phase::Disorder);
    if calm && tcb.scoreboard.sacked().segments >= tcb.config.reordering {
        tcb.recovery.reordering = tcb.recovery.reordering.min(tcb.config.reordering);
    }
}
