//! Loss recovery: from what arrives to what is taken to be lost, and what may be sent meanwhile.
//!
//! RFC 5681 3.2 and RFC 6582 without selective acknowledgments. The phases have the names that Linux gives them.

mod duplicate_acks;
mod limited_transmit;
mod newreno;

pub use self::duplicate_acks::is_duplicate;
pub use self::newreno::keeps_timer;
use super::scoreboard::{Delivery, Sent};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::output::What;
use crate::tcp::{Cx, Tcb};
use crate::wire::SeqNum;

/// How the sender sees the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is amiss.
    #[default]
    Open,
    /// Something arrived out of order: a loss, or not.
    Disorder,
    /// Fast recovery (5681 3.2, 6582).
    Recovery,
    /// The retransmission timer has fired.
    Loss,
}

impl Phase {
    /// Its name, as Linux has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Disorder => "disorder",
            Self::Recovery => "recovery",
            Self::Loss => "loss",
        }
    }
}

/// What recovery remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The phase.
    pub phase: Phase,
    /// The episode ends with the acknowledgment of this number (recover of RFC 6582, `RecoveryPoint` of RFC 6675).
    pub recover: SeqNum,
    /// Duplicate ACKs in a row.
    pub duplicates: u32,
    /// The next retransmission goes whatever the window says.
    forced: bool,
    /// A partial ACK has restarted the timer in this episode.
    partial: bool,
}

impl Recovery {
    /// Nothing has happened yet (6582-1: recover begins at the ISS).
    #[must_use]
    pub fn new(iss: SeqNum) -> Self {
        Self {
            phase: Phase::Open,
            recover: iss,
            duplicates: 0,
            forced: false,
            partial: false,
        }
    }
}

/// An acknowledgment was taken in: what does it say about losses, and about the window?
pub fn acknowledged(tcb: &mut Tcb, duplicate: bool, delivery: &Delivery, cx: &mut Cx<'_>) {
    let acked = tcb.congestion.units(delivery.new);
    if duplicate {
        duplicate_acks::count(tcb, cx);
        newreno::duplicate(tcb, cx);
    } else if delivery.advanced {
        let recovering = tcb.recovery.phase == Phase::Recovery;
        newreno::advanced(tcb, acked, cx);
        tcb.recovery.duplicates = 0;
        if tcb.recovery.phase == Phase::Disorder {
            enter(tcb, Phase::Open, Rule::AckNew, cx);
        }
        if !recovering {
            grow(tcb, acked, cx);
        }
    }
}

/// Outside fast recovery the window grows with what arrives, if the sender made use of it.
fn grow(tcb: &mut Tcb, acked: u32, cx: &mut Cx<'_>) {
    let congestion = &mut tcb.congestion;
    if acked == 0 || !congestion.usage.allows_growth(&congestion.window) {
        return;
    }
    let before = congestion.window.cwnd;
    let rule = congestion.grow(acked);
    if congestion.window.cwnd != before {
        note_window(tcb, rule, cx);
    }
}

/// The retransmission timer has fired (5681-11 to 5681-13, 6582-6): everything out is taken to be lost, and the
/// sender begins again with one segment.
pub fn timed_out(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if !tcb.congestion.is_on() {
        tcb.scoreboard.lose_front();
        return;
    }
    // 5681-12: when the same segment is repeated again, ssthresh stays.
    let repeats = (Name::Repeats, u64::from(tcb.repeats()));
    let zero = (Name::Zero, 0);
    if cx.num(Rule::LossWindow, repeats, Op::Eq, zero) {
        reduce_threshold(tcb);
    }
    tcb.scoreboard.lose_all();
    tcb.congestion.timed_out();
    tcb.recovery = Recovery {
        recover: tcb.snd.nxt,
        ..Recovery::new(tcb.snd.nxt)
    };
    note_window(tcb, Rule::LossWindow, cx);
    enter(tcb, Phase::Loss, Rule::LossWindow, cx);
}

/// ssthresh falls to what the algorithm says of the data outstanding. What exceeds the window was sent by limited
/// transmit and does not count (5681-17).
fn reduce_threshold(tcb: &mut Tcb) {
    let flight = tcb.congestion.units(tcb.scoreboard.pipe());
    let flight = flight.min(tcb.congestion.window.cwnd);
    tcb.congestion.window.ssthresh = tcb.congestion.threshold(flight);
}

/// May this lost segment go out again now?
pub fn may_resend(tcb: &mut Tcb, sent: &Sent, cx: &mut Cx<'_>) -> bool {
    if std::mem::take(&mut tcb.recovery.forced) {
        return true;
    }
    // The peer's window may have shrunk since; the first segment goes all the same (MUST-34).
    let edge = tcb.snd.una + tcb.snd.wnd;
    (sent.seq == tcb.snd.una || !sent.end().gt(edge)) && window_takes(tcb, sent.len, 0, cx)
}

/// Why what waits is sent again.
pub const fn rule_of_resending(tcb: &Tcb) -> Rule {
    match tcb.recovery.phase {
        Phase::Recovery => Rule::FastRetransmit,
        Phase::Open | Phase::Disorder | Phase::Loss => Rule::SlowStartAgain,
    }
}

/// Does the congestion window take `octets` of new data?
pub fn may_send(tcb: &Tcb, octets: u32, cx: &mut Cx<'_>) -> bool {
    window_takes(tcb, octets, limited_transmit::allowance(tcb), cx)
}

/// 5681-1: what is in the network and this segment =< cwnd.
fn window_takes(tcb: &Tcb, octets: u32, allowance: u32, cx: &mut Cx<'_>) -> bool {
    let congestion = &tcb.congestion;
    if !congestion.is_on() {
        return true;
    }
    let pipe = congestion.units(tcb.scoreboard.pipe());
    let after = pipe.saturating_add(congestion.segment(octets));
    let cwnd = congestion.window.cwnd.saturating_add(allowance);
    cx.num(
        Rule::CongestionWindow,
        (Name::Pipe, after.into()),
        Op::Le,
        (Name::Cwnd, cwnd.into()),
    )
}

/// After sending: was the window the limit?
pub fn sent(tcb: &mut Tcb) {
    let congestion = &mut tcb.congestion;
    let out = congestion.units(tcb.scoreboard.all());
    let pipe = congestion.units(tcb.scoreboard.pipe());
    let window = congestion.window;
    let limited = pipe.saturating_add(window.smss) > window.cwnd;
    congestion
        .usage
        .sent(tcb.snd.una, tcb.snd.nxt, out, limited);
}

fn enter(tcb: &mut Tcb, phase: Phase, rule: Rule, cx: &mut Cx<'_>) {
    let from = std::mem::replace(&mut tcb.recovery.phase, phase);
    if from != phase {
        let recover = tcb.recovery.recover;
        cx.note(
            rule,
            What::Phase {
                from,
                to: phase,
                recover,
            },
        );
    }
}

/// The window for the log, in octets.
pub fn note_window(tcb: &Tcb, rule: Rule, cx: &mut Cx<'_>) {
    if !tcb.congestion.is_on() {
        return;
    }
    let octets = |units| tcb.congestion.octets(units, tcb.mss);
    let (cwnd, ssthresh) = (
        octets(tcb.congestion.window.cwnd),
        octets(tcb.congestion.window.ssthresh),
    );
    cx.note(rule, What::CongestionWindow { cwnd, ssthresh });
}
