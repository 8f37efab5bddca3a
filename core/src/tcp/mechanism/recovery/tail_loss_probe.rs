//! RFC 8985 7, TLP: when ACKs stop coming, a probe draws one, long before the retransmission timer fires.

use super::{Phase, machine};
use crate::rule::Rule;
use crate::tcp::mechanism::scoreboard::Delivery;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::{Cx, Tcb, transmit};
use crate::time::Duration;
use crate::wire::SeqNum;

/// Before the first round trip the probe waits so long (8985-11).
const WITHOUT_SRTT: Duration = Duration::from_secs(1);

/// How coarse the timer is: what is left of two round trips goes at once.
const SLACK: Duration = Duration::from_millis(2);

/// The probe that is out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// SND.NXT when it was sent (TLP.end_seq); none when there is none.
    pub end: Option<SeqNum>,
    /// It repeated what was sent before (TLP.is_retrans).
    repeats: bool,
    /// A round trip was measured since the last one.
    pub spent: bool,
}

impl Probe {
    /// A repetition is out that no timer of old would have sent.
    #[must_use]
    pub const fn is_out_again(&self) -> bool {
        self.end.is_some() && self.repeats
    }
}

/// Sets the probe timer, or stops it (8985-11, 8985-12).
pub fn schedule(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if !wanted(tcb) {
        tcb.stop_timer(Timer::LossProbe, Rule::TailLossProbe, cx);
        return;
    }
    let Some(resend) = tcb.timers.get(Timer::Retransmission) else {
        return;
    };
    let mut after = tcb.rto.srtt.map_or(WITHOUT_SRTT, |srtt| srtt.times(2));
    if tcb.rto.srtt.is_some() {
        // A single segment may be acknowledged late.
        let alone = tcb.scoreboard.all().segments == 1;
        after = after
            + if alone {
                tcb.config.probe_ack_delay
            } else {
                SLACK
            };
    }
    // "... never later than the RTO": at the same instant the timer itself would come first.
    let after = after.min(resend.at.since(cx.now));
    tcb.start_timer(Timer::LossProbe, Rule::TailLossProbe, after, cx);
}

fn wanted(tcb: &Tcb) -> bool {
    let calm = match tcb.recovery.phase {
        Phase::Open | Phase::Cwr => true,
        Phase::Disorder | Phase::Recovery | Phase::Loss => false,
    };
    tcb.config.tail_loss_probe
        && tcb.agreed.sack
        && calm
        && !tcb.syn_in_flight()
        && tcb.scoreboard.all().segments > 0
        && tcb.scoreboard.sacked().segments == 0
        && !tcb.timers.runs(Timer::Persist)
}

/// The probe timer has fired: new data if there is any, else the last segment again (8985-13 to 8985-15).
pub fn fire(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.recovery.probe.end.is_none() && !tcb.recovery.probe.spent {
        let before = tcb.snd.nxt;
        if !transmit::probe_with_new(tcb, cx) {
            transmit::repeat_last(tcb, Rule::TailLossProbe, cx);
        }
        tcb.recovery.probe = Probe {
            end: Some(tcb.snd.nxt),
            repeats: tcb.snd.nxt == before,
            spent: true,
        };
    }
    let rto = tcb.rto.current;
    tcb.start_timer(Timer::Retransmission, Rule::TailLossProbe, rto, cx);
}

/// What an acknowledgment says of the probe (8985 7.4, 8985-16).
pub(super) fn acknowledged(tcb: &mut Tcb, delivery: &Delivery, cx: &mut Cx<'_>) {
    let Probe { end, repeats, .. } = tcb.recovery.probe;
    let Some(end) = end.filter(|end| tcb.snd.una.ge(*end)) else {
        return;
    };
    let both_arrived = delivery.probe_duplicated;
    let pure_duplicate = !delivery.is_progress() && !delivery.useful;
    if !repeats || both_arrived || pure_duplicate {
        tcb.recovery.probe.end = None;
    } else if tcb.snd.una.gt(end) {
        // The probe repaired a loss, and a loss it was.
        machine::reduce_at_once(tcb, Rule::ProbeRepaired, cx);
    }
}
