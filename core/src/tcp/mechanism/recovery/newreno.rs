//! RFC 5681 3.2 and RFC 6582: fast retransmit and fast recovery from cumulative acknowledgments alone.

use super::{Phase, enter, grow, machine, note_window, reduce_threshold};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::scoreboard::Delivery;
use crate::tcp::{Cx, Tcb};

/// An acknowledgment was taken in.
pub(super) fn acknowledged(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    if delivery.ece {
        machine::congestion_signal(tcb, cx);
    }
    if duplicate {
        self::duplicate(tcb, cx);
    } else if delivery.advanced {
        let acked = tcb.congestion.units(delivery.new);
        let recovering = tcb.recovery.phase == Phase::Recovery;
        advanced(tcb, acked, cx);
        if !recovering && tcb.recovery.phase != Phase::Cwr {
            grow(tcb, acked, cx);
        }
    }
}

/// One more duplicate ACK.
fn duplicate(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    match tcb.recovery.phase {
        Phase::Open | Phase::Disorder | Phase::Cwr => {
            if tcb.recovery.phase == Phase::Open {
                enter(tcb, Phase::Disorder, Rule::DuplicateAck, cx);
            }
            if is_loss(tcb, cx) {
                fast_retransmit(tcb, cx);
            }
        }
        // 5681-19: the segment that drew this ACK has left the network.
        Phase::Recovery => {
            inflate(tcb, 1);
            note_window(tcb, Rule::FastRecovery, cx);
        }
        // 6582-7: after a timeout they come from segments that were sent again without need.
        Phase::Loss => {}
    }
}

/// 5681-15: the third duplicate in a row tells of a loss, but (6582-2) only when the acknowledgment has passed
/// `recover`: before that point the episode that set it is still going on.
fn is_loss(tcb: &Tcb, cx: &mut Cx<'_>) -> bool {
    let duplicates = (Name::Duplicates, u64::from(tcb.recovery.duplicates));
    let limit = (Name::DupThresh, u64::from(tcb.config.reordering));
    let rule = Rule::FastRetransmit;
    cx.num(rule, duplicates, Op::Ge, limit)
        && cx.seq(
            rule,
            (Name::SndUna, tcb.snd.una),
            Op::Gt,
            (Name::Recover, tcb.recovery.recover),
        )
}

/// 5681 3.2, steps 2 and 3; 6582 3.2, step 2.
fn fast_retransmit(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    reduce_threshold(tcb);
    tcb.recovery.cwr_owed = true;
    tcb.recovery.recover = tcb.snd.nxt;
    tcb.recovery.partial = false;
    // 5681-18: cwnd = ssthresh + 3*SMSS, for the three that have left the network.
    tcb.congestion.window.cwnd = tcb.congestion.window.ssthresh;
    inflate(tcb, tcb.config.reordering);
    resend_front(tcb);
    note_window(tcb, Rule::FastRetransmit, cx);
    enter(tcb, Phase::Recovery, Rule::FastRetransmit, cx);
}

/// New data is acknowledged, so many units of it.
fn advanced(tcb: &mut Tcb, acked: u32, cx: &mut Cx<'_>) {
    let una = (Name::SndUna, tcb.snd.una);
    let recover = (Name::Recover, tcb.recovery.recover);
    match tcb.recovery.phase {
        Phase::Recovery if cx.seq(Rule::FullAck, una, Op::Ge, recover) => full(tcb, cx),
        Phase::Recovery => partial(tcb, acked, cx),
        Phase::Loss if cx.seq(Rule::FullAck, una, Op::Ge, recover) => {
            enter(tcb, Phase::Open, Rule::FullAck, cx);
        }
        Phase::Cwr if cx.seq(Rule::FullAck, una, Op::Gt, recover) => {
            enter(tcb, Phase::Open, Rule::FullAck, cx);
        }
        Phase::Disorder => enter(tcb, Phase::Open, Rule::AckNew, cx),
        Phase::Loss | Phase::Open | Phase::Cwr => {}
    }
}

/// 6582-3, 5681-20: cwnd = min(ssthresh, max(FlightSize, SMSS) + SMSS), lest a burst follow.
fn full(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let flight = tcb.congestion.units(tcb.scoreboard.pipe());
    let window = &mut tcb.congestion.window;
    let filled = flight.max(window.smss).saturating_add(window.smss);
    window.cwnd = window.ssthresh.min(filled);
    note_window(tcb, Rule::FullAck, cx);
    enter(tcb, Phase::Open, Rule::FullAck, cx);
}

/// 6582-4: the first hole is filled, there is another. It is sent again, the window shrinks by what is acknowledged
/// and gets one segment back.
fn partial(tcb: &mut Tcb, acked: u32, cx: &mut Cx<'_>) {
    let window = &mut tcb.congestion.window;
    window.cwnd = window.cwnd.saturating_sub(acked);
    if acked >= window.smss {
        window.cwnd = window.cwnd.saturating_add(window.smss);
    }
    window.cwnd = window.cwnd.max(window.smss);
    tcb.recovery.partial = true;
    resend_front(tcb);
    note_window(tcb, Rule::PartialAck, cx);
}

/// 6582-5: only the first partial ACK of an episode restarts the timer. Asked before the ACK is taken in.
pub fn keeps_timer(tcb: &Tcb) -> bool {
    tcb.recovery.phase == Phase::Recovery && tcb.recovery.partial
}

fn resend_front(tcb: &mut Tcb) {
    tcb.scoreboard.lose_front();
    tcb.recovery.forced = true;
}

fn inflate(tcb: &mut Tcb, segments: u32) {
    let window = &mut tcb.congestion.window;
    window.cwnd = window
        .cwnd
        .saturating_add(window.smss.saturating_mul(segments));
}
