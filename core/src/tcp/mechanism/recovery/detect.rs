//! Which segments are lost: by RACK where it is in use, else by counting reports (RFC 6675) or duplicate ACKs.

use super::{Phase, duplicate_acks, machine, sack_based};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::scoreboard::Delivery;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::output::What;
use crate::tcp::{Cx, Tcb};
use crate::time::{Duration, Instant};

/// The reordering timer is no finer than this.
const SLACK: Duration = Duration::from_millis(2);

/// Looks for losses after an acknowledgment.
pub(super) fn losses(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) {
    let before = tcb.scoreboard.losses();
    let rule = if !tcb.agreed.sack {
        by_counting(tcb, delivery, cx);
        Rule::FastRetransmit
    } else if tcb.config.rack {
        if std::mem::take(&mut tcb.recovery.rack.advanced) {
            by_time(tcb, cx);
        }
        Rule::Rack
    } else {
        by_reports(tcb, delivery, cx);
        Rule::SackLost
    };
    tell(tcb, before, rule, cx);
}

fn tell(tcb: &Tcb, before: u64, rule: Rule, cx: &mut Cx<'_>) {
    let found = tcb.scoreboard.losses() - before;
    if found > 0 {
        let segments = u32::try_from(found).unwrap_or(u32::MAX);
        let total = tcb.scoreboard.lost().segments;
        cx.note(rule, What::Lost { segments, total });
    }
}

/// Without SACK: the third duplicate, and in recovery each partial acknowledgment (RFC 6582 3.2).
fn by_counting(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) {
    let lost = match tcb.recovery.phase {
        Phase::Open | Phase::Disorder | Phase::Cwr => {
            let assumed = (Name::Duplicates, u64::from(tcb.recovery.assumed));
            let limit = (Name::DupThresh, u64::from(tcb.recovery.reordering));
            cx.num(Rule::FastRetransmit, assumed, Op::Ge, limit)
        }
        Phase::Recovery => delivery.advanced,
        Phase::Loss => false,
    };
    if lost && tcb.scoreboard.front().is_some_and(|front| !front.mark.lost) {
        tcb.scoreboard.lose_front();
    }
}

/// 6675-2, and 6675-5: `DupThresh` duplicates tell of the first hole in any case.
fn by_reports(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) {
    // 6675-1: a duplicate here is whatever reports something new.
    if delivery.reported.segments > 0 {
        duplicate_acks::count(tcb, cx);
    } else if delivery.advanced {
        tcb.recovery.duplicates = 0;
    }
    if tcb.recovery.phase == Phase::Loss {
        return;
    }
    if let Some(limit) = sack_based::lost_before(tcb) {
        tcb.scoreboard.lose_before(limit);
    }
    let front = tcb.scoreboard.front();
    let fresh = front.is_some_and(|front| !front.mark.lost);
    if fresh && tcb.recovery.duplicates >= tcb.recovery.reordering {
        tcb.scoreboard.lose_front();
    }
}

/// 8985 6.2 step 5. The reordering timer runs for those that may yet come (8985-9).
fn by_time(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if let Some(wait) = lose_by_time(tcb, cx) {
        let wait = wait + SLACK;
        tcb.stop_timer(Timer::LossProbe, Rule::RackWaits, cx);
        tcb.start_timer(Timer::Reordering, Rule::RackWaits, wait, cx);
    } else {
        tcb.stop_timer(Timer::Reordering, Rule::Rack, cx);
    }
}

fn lose_by_time(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Option<Duration> {
    let enough = tcb.scoreboard.sacked().segments >= tcb.recovery.reordering;
    let sure = match tcb.recovery.phase {
        Phase::Recovery | Phase::Loss => true,
        Phase::Open | Phase::Disorder | Phase::Cwr => enough,
    };
    let rack = &tcb.recovery.rack;
    let patience = rack.rtt + rack.window(tcb.rto.srtt, sure);
    let newest = rack.newest;
    let now = cx.now.since(Instant::START);
    // What was sent no later than this has had its time.
    let expired = if now < patience {
        None
    } else {
        Some(Instant::START + (now - patience))
    };
    let last = tcb.scoreboard.lose_sent_before(newest, expired)?;
    Some((last + patience).since(cx.now))
}

/// The reordering timer has fired: what has had its time is lost.
pub fn reordering_over(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let before = tcb.scoreboard.losses();
    lose_by_time(tcb, cx);
    tell(tcb, before, Rule::Rack, cx);
    if tcb.scoreboard.losses() == before {
        return;
    }
    if tcb.recovery.phase != Phase::Recovery {
        machine::begin(tcb, false, cx);
        let smss = tcb.congestion.window.smss;
        machine::reduce(tcb, smss, false, cx);
    }
}
