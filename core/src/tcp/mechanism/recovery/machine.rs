//! The phases of recovery where losses are told by reports or by counting, and the window follows what is in flight:
//! RFC 6675, RFC 8985, RFC 9937, and what Linux makes of duplicate ACKs without SACK.

use super::forward_rto::{self, Verdict};
use super::prr::{Prr, Step};
use super::{
    Phase, RateReduction, detect, enter, grow, note_window, reordering, tail_loss_probe, undo,
};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::scoreboard::Delivery;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::{Cx, Tcb};
use crate::time::Duration;

/// A peer that seems to have thrown away what it reported is given so long to report again.
const RENEGING_PATIENCE: Duration = Duration::from_millis(10);

/// An acknowledgment was taken in.
pub(super) fn acknowledged(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    let losses = tcb.scoreboard.losses();
    let delivered = credit(tcb, delivery, duplicate);
    if let Some(late) = delivery.late.filter(|_| tcb.agreed.sack) {
        reordering::seen(tcb, late, cx);
    }
    tail_loss_probe::acknowledged(tcb, delivery, cx);
    let odd = delivery.reported.segments > 0 || delivery.duplicates > 0 || delivery.ece;
    if duplicate || odd || tcb.recovery.phase != Phase::Open {
        judge(tcb, delivery, duplicate, cx);
    }
    if delivery.advanced {
        tail_loss_probe::schedule(tcb, cx);
    }
    let safe = delivery.advanced && tcb.scoreboard.losses() == losses;
    window(tcb, delivery, delivered, safe, cx);
}

/// What the acknowledgment brought, in units. Without reports each duplicate stands for a segment (9937-5).
fn credit(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool) -> u32 {
    let congestion = &tcb.congestion;
    let smss = congestion.window.smss;
    let new = congestion.units(delivery.new);
    if tcb.agreed.sack {
        return new.saturating_add(smss.saturating_mul(delivery.duplicates));
    }
    let assumed = tcb.recovery.assumed;
    if delivery.advanced {
        // One segment filled the hole; the others were counted before.
        let others = delivery.new.segments.saturating_sub(1);
        tcb.recovery.assumed = assumed.saturating_sub(others);
        return new.saturating_sub(assumed.saturating_mul(smss)).max(smss);
    }
    if duplicate { smss } else { 0 }
}

/// The window: reduced step by step in an episode, growing outside of one.
fn window(tcb: &mut Tcb, delivery: &Delivery, delivered: u32, safe: bool, cx: &mut Cx<'_>) {
    match tcb.recovery.phase {
        Phase::Cwr | Phase::Recovery => reduce(tcb, delivered, safe, cx),
        Phase::Open | Phase::Disorder | Phase::Loss => {
            // Where reordering is common, what is only reported counts too.
            let reorders = tcb.recovery.reordering > tcb.config.reordering;
            if delivery.advanced || (reorders && delivery.is_progress()) {
                grow(tcb, delivered, cx);
            }
        }
    }
}

/// RFC 9937: the window follows what arrives. RFC 6675 has halved it at once.
pub(super) fn reduce(tcb: &mut Tcb, delivered: u32, safe: bool, cx: &mut Cx<'_>) {
    if tcb.config.rate_reduction == RateReduction::Halve {
        return;
    }
    let pipe = super::pipe(tcb);
    let window = tcb.congestion.window;
    let step = Step {
        delivered,
        pipe,
        ssthresh: window.ssthresh,
        smss: window.smss,
        safe,
    };
    if let Some(count) = tcb.recovery.prr.step(&step, tcb.config.prr_bound) {
        tcb.congestion.window.cwnd = pipe.saturating_add(count);
        note_window(tcb, Rule::ProportionalReduction, cx);
    }
}

/// What the acknowledgment says in the present phase.
fn judge(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    if delivery.ece {
        tcb.recovery.undo.forbid();
    }
    if reneges(tcb, delivery, cx) || ends(tcb, cx) {
        return;
    }
    match tcb.recovery.phase {
        Phase::Recovery => in_recovery(tcb, delivery, duplicate, cx),
        Phase::Loss => in_loss(tcb, delivery, duplicate, cx),
        Phase::Open | Phase::Disorder | Phase::Cwr => outside(tcb, delivery, duplicate, cx),
    }
}

/// 2018 8: what begins the queue was reported and is not covered: the peer has thrown it away. The timer is shortened.
fn reneges(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) -> bool {
    let reported = tcb
        .scoreboard
        .front()
        .is_some_and(|front| front.mark.sacked);
    if !delivery.advanced || !cx.set(Rule::Reneging, Name::Reported, reported) {
        return false;
    }
    let half = tcb.rto.srtt.unwrap_or_default().divided_by(2);
    let patience = half.max(RENEGING_PATIENCE);
    tcb.start_timer(Timer::Retransmission, Rule::Reneging, patience, cx);
    true
}

/// The episode ends with the acknowledgment of what was out when it began (6675-8). True when nothing more is to be
/// done.
fn ends(tcb: &mut Tcb, cx: &mut Cx<'_>) -> bool {
    let una = (Name::SndUna, tcb.snd.una);
    let recover = (Name::Recover, tcb.recovery.recover);
    match tcb.recovery.phase {
        // It is held until something beyond is acknowledged: CWR has reached the peer by then.
        Phase::Cwr if cx.seq(Rule::FullAck, una, Op::Gt, recover) => {
            settle(tcb, cx);
            enter(tcb, Phase::Open, Rule::FullAck, cx);
            false
        }
        Phase::Recovery if cx.seq(Rule::FullAck, una, Op::Ge, recover) => {
            tcb.recovery.assumed = 0;
            if undone_or_over(tcb, cx) {
                return true;
            }
            settle(tcb, cx);
            false
        }
        Phase::Cwr | Phase::Recovery | Phase::Open | Phase::Disorder | Phase::Loss => false,
    }
}

/// The window ends where the episode was to lead it, unless it was undone.
fn settle(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let window = &mut tcb.congestion.window;
    let reduces = tcb.recovery.phase == Phase::Cwr || tcb.recovery.undo.is_marked();
    if reduces && window.cwnd != window.ssthresh {
        window.cwnd = window.ssthresh;
        note_window(tcb, Rule::FullAck, cx);
    }
}

/// All is acknowledged. True when the phase stays: without SACK until something beyond is acknowledged, lest echoes
/// be taken for losses (6582 4).
fn undone_or_over(tcb: &mut Tcb, cx: &mut Cx<'_>) -> bool {
    if may_undo(tcb) {
        undo::undo(tcb, Rule::Undone, false, cx);
    } else {
        tcb.recovery.rack.recovered();
    }
    if holds_without_sack(tcb) {
        return true;
    }
    let leaving = tcb.recovery.phase;
    if leaving == Phase::Recovery {
        settle(tcb, cx);
    }
    enter(tcb, Phase::Open, Rule::FullAck, cx);
    false
}

/// See [`undone_or_over`].
pub(super) fn holds_without_sack(tcb: &mut Tcb) -> bool {
    let holds = !tcb.agreed.sack && tcb.snd.una == tcb.recovery.recover;
    if holds && !repeated_out(tcb) {
        tcb.recovery.undo.forget_time();
    }
    holds
}

fn may_undo(tcb: &Tcb) -> bool {
    let undo = &tcb.recovery.undo;
    tcb.config.undo && undo.is_marked() && (undo.all_duplicated() || is_older(tcb))
}

/// What arrived was sent before the first repetition, as its echo tells; or nothing was repeated.
fn is_older(tcb: &Tcb) -> bool {
    tcb.recovery.undo.is_older(tcb.recovery.echo)
}

/// Something is out that was sent more than once.
fn repeated_out(tcb: &Tcb) -> bool {
    let front = tcb.scoreboard.front();
    tcb.scoreboard.again().segments > 0 || front.is_some_and(|front| front.repeats > 0)
}

fn in_recovery(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    if delivery.advanced {
        if undone_by_partial(tcb, delivery, cx) {
            return;
        }
    } else if duplicate {
        assume(tcb, cx);
    }
    if undone_by_duplicates(tcb, cx) {
        open(tcb, delivery, cx);
    }
    detect::losses(tcb, delivery, cx);
    if tcb.recovery.phase != Phase::Recovery && tcb.scoreboard.lost().segments > 0 {
        begin(tcb, delivery.ece, cx);
    }
}

/// A hole was filled by what was only late. True when repetitions are still out: nothing more is repeated.
fn undone_by_partial(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) -> bool {
    if !tcb.config.undo || !tcb.recovery.undo.is_marked() || !is_older(tcb) {
        return false;
    }
    reordering::seen(tcb, delivery.una, cx);
    if tcb.scoreboard.again().segments > 0 {
        return true;
    }
    undo::undo(tcb, Rule::Undone, true, cx);
    keep_open(tcb, cx);
    false
}

fn undone_by_duplicates(tcb: &mut Tcb, cx: &mut Cx<'_>) -> bool {
    let all = tcb.config.undo && tcb.recovery.undo.all_duplicated();
    if all {
        undo::undo(tcb, Rule::UndoneByDuplicates, false, cx);
    }
    all
}

fn in_loss(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    let losses = tcb.scoreboard.again().segments;
    if delivery.advanced && may_undo(tcb) {
        forward_rto::undo_timeout(tcb, Rule::Undone, cx);
    } else {
        match forward_rto::judge(tcb, delivery, duplicate, cx) {
            Verdict::Spurious => {}
            Verdict::SendNew => tcb.recovery.new_first = true,
            Verdict::Conventional => conventional(tcb, delivery, duplicate, cx),
        }
    }
    detect::losses(tcb, delivery, cx);
    let lost_again = tcb.scoreboard.again().segments < losses && !delivery.advanced;
    if tcb.recovery.phase == Phase::Open || lost_again {
        outside(tcb, delivery, false, cx);
    }
}

fn conventional(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    if tcb.snd.una.ge(tcb.recovery.recover) {
        undone_or_over(tcb, cx);
    } else if delivery.advanced {
        tcb.recovery.assumed = 0;
    } else if duplicate && tcb.snd.nxt.gt(tcb.recovery.recover) {
        assume(tcb, cx);
    }
}

fn outside(tcb: &mut Tcb, delivery: &Delivery, duplicate: bool, cx: &mut Cx<'_>) {
    if delivery.advanced {
        tcb.recovery.assumed = 0;
    }
    if duplicate {
        assume(tcb, cx);
    }
    if tcb.recovery.phase != Phase::Cwr {
        undone_by_duplicates(tcb, cx);
    }
    detect::losses(tcb, delivery, cx);
    if tcb.scoreboard.lost().segments > 0 {
        begin(tcb, delivery.ece, cx);
    } else {
        open(tcb, delivery, cx);
    }
}

/// Without SACK a duplicate ACK stands for a segment that has arrived, but the first has not.
fn assume(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.agreed.sack {
        return;
    }
    tcb.recovery.assumed += 1;
    let all = tcb.scoreboard.all().segments;
    let holes = tcb.scoreboard.lost().segments.max(1).min(all);
    if tcb.recovery.assumed + holes > all {
        // More have arrived than can have: what came was reordered.
        tcb.recovery.assumed = all - holes;
        reordering::widen(tcb, all, cx);
        let seen = &mut tcb.recovery.rack.reorderings;
        *seen = seen.saturating_add(1);
    }
}

fn open(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) {
    if !repeated_out(tcb) {
        tcb.recovery.undo.forget_time();
    }
    if delivery.ece {
        congestion_signal(tcb, cx);
    }
    if tcb.recovery.phase != Phase::Cwr {
        keep_open(tcb, cx);
    }
}

fn keep_open(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let board = &tcb.scoreboard;
    let left = board.sacked().segments + board.lost().segments + tcb.recovery.assumed;
    let phase = if left > 0 || repeated_out(tcb) {
        Phase::Disorder
    } else {
        Phase::Open
    };
    if tcb.recovery.phase != phase {
        tcb.recovery.recover = tcb.snd.nxt;
        enter(tcb, phase, Rule::DuplicateAck, cx);
    }
}

/// A loss: fast recovery begins (6675-5, 9937-1).
pub(super) fn begin(tcb: &mut Tcb, ece: bool, cx: &mut Cx<'_>) {
    if !repeated_out(tcb) {
        tcb.recovery.undo.forget_time();
    }
    let reducing = matches!(tcb.recovery.phase, Phase::Cwr | Phase::Recovery);
    let before = (!ece && !reducing).then(|| before(tcb));
    let out = tcb.scoreboard.again().segments;
    let probe = u32::from(tcb.recovery.probe.is_out_again());
    tcb.recovery.undo.begin(tcb.snd.una, out + probe, before);
    if !reducing {
        begin_reduction(tcb);
    }
    tcb.recovery.forced = true;
    tcb.recovery.rescued = None;
    note_window(tcb, Rule::FastRetransmit, cx);
    enter(tcb, Phase::Recovery, Rule::FastRetransmit, cx);
}

/// What an undoing would go back to: the window, and a threshold that lets it come back soon.
pub(super) fn before(tcb: &Tcb) -> (u32, u32) {
    let window = tcb.congestion.window;
    let near = window.cwnd / 2 + window.cwnd / 4;
    let ssthresh = match tcb.recovery.phase {
        Phase::Cwr | Phase::Recovery => window.ssthresh,
        Phase::Open | Phase::Disorder | Phase::Loss => window.ssthresh.max(near),
    };
    (window.cwnd, ssthresh)
}

fn begin_reduction(tcb: &mut Tcb) {
    let flight = tcb.congestion.units(tcb.scoreboard.all());
    let cwnd = tcb.congestion.window.cwnd;
    tcb.recovery.recover = tcb.snd.nxt;
    tcb.recovery.probe.end = None;
    tcb.recovery.cwr_owed = true;
    super::reduce_threshold(tcb);
    match tcb.config.rate_reduction {
        // 6675-5: ssthresh = cwnd = FlightSize / 2.
        RateReduction::Halve => tcb.congestion.window.cwnd = tcb.congestion.window.ssthresh,
        RateReduction::Proportional => tcb.recovery.prr = Prr::begin(flight),
        RateReduction::ProportionalToWindow => tcb.recovery.prr = Prr::begin(cwnd),
    }
}

/// The network says that it is congested, with ECE or otherwise: a reduction as for a loss, once for a window (3168-6).
pub fn congestion_signal(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    tcb.recovery.undo.forbid();
    match tcb.recovery.phase {
        Phase::Open | Phase::Disorder => {
            tcb.recovery.undo.end();
            begin_reduction(tcb);
            note_window(tcb, Rule::CongestionSignal, cx);
            enter(tcb, Phase::Cwr, Rule::CongestionSignal, cx);
        }
        Phase::Cwr | Phase::Recovery | Phase::Loss => {}
    }
}

/// A loss was repaired before it was known: the window is reduced, and that is all (8985-16).
pub(super) fn reduce_at_once(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    begin_reduction(tcb);
    tcb.congestion.window.cwnd = tcb.congestion.window.ssthresh;
    note_window(tcb, rule, cx);
    keep_open(tcb, cx);
}
