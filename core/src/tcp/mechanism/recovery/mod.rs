//! Loss recovery: from what arrives to what is taken to be lost, and what may be sent meanwhile.
//!
//! Two ways of running an episode: `newreno` (RFC 5681 3.2, RFC 6582) where nothing but cumulative acknowledgments
//! is to be had and the window is halved at once, and `machine` for everything else. What is lost, `detect`
//! decides; how the window falls, `prr` or the halving; whether it was all needless, `undo` and `forward_rto`.

mod detect;
mod duplicate_acks;
mod forward_rto;
mod limited_transmit;
mod machine;
mod newreno;
pub mod prr;
pub mod rack;
mod reordering;
mod report;
mod sack_based;
pub mod tail_loss_probe;
mod timeout;
mod undo;

use serde::{Deserialize, Serialize};

pub use self::detect::reordering_over;
pub use self::duplicate_acks::is_duplicate;
pub use self::machine::congestion_signal;
pub use self::newreno::keeps_timer;
use self::prr::Prr;
pub use self::rack::Rack;
pub use self::report::take_blocks;
use self::tail_loss_probe::Probe;
pub use self::timeout::timed_out;
use self::undo::Undo;
use super::ecn;
use super::scoreboard::{Delivery, Sample, Sent};
use super::timers::Timer;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::Config;
use crate::tcp::output::What;
use crate::tcp::{Cx, Tcb};
use crate::wire::{Segment, SeqNum};

/// How the sender sees the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is amiss.
    #[default]
    Open,
    /// Something arrived out of order: a loss, or not.
    Disorder,
    /// The window is being reduced, for the network said that it is congested (3168-6).
    Cwr,
    /// Fast recovery (5681 3.2, 6582, 6675).
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
            Self::Cwr => "cwr",
            Self::Recovery => "recovery",
            Self::Loss => "loss",
        }
    }
}

/// How the window falls after a loss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RateReduction {
    /// At once (RFC 5681, RFC 6675).
    #[default]
    Halve,
    /// With what arrives, from what was in flight (RFC 9937).
    Proportional,
    /// With what arrives, from what the window was (Linux).
    ProportionalToWindow,
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
    /// Segments reported behind a hole that tell of a loss: `DupThresh`, and more where reordering was seen.
    pub reordering: u32,
    /// Segments that duplicate ACKs stand for, where there is no SACK.
    pub assumed: u32,
    /// How often the retransmission timer has fired since something was acknowledged.
    pub timeouts: u32,
    /// A reduction the peer must be told of with CWR (3168-7).
    pub cwr_owed: bool,
    /// RACK.
    pub rack: Rack,
    /// The loss probe.
    pub probe: Probe,
    /// Repetitions since the connection began.
    pub total_repeats: u32,
    prr: Prr,
    undo: Undo,
    /// F-RTO is at work.
    frto: bool,
    /// New data goes before what is lost: F-RTO asks.
    new_first: bool,
    /// The next retransmission goes whatever the window says.
    forced: bool,
    /// A partial ACK has restarted the timer in this episode.
    partial: bool,
    /// Until this number is acknowledged there is no second rescue.
    rescued: Option<SeqNum>,
    /// The echo of the acknowledgment at hand.
    echo: Option<u32>,
    /// Duplicates that the peer has reported.
    reported_duplicates: u32,
}

impl Recovery {
    /// Nothing has happened yet (6582-1: recover begins at the ISS).
    #[must_use]
    pub fn new(iss: SeqNum, config: &Config) -> Self {
        Self {
            phase: Phase::Open,
            recover: iss,
            duplicates: 0,
            reordering: config.reordering,
            assumed: 0,
            timeouts: 0,
            cwr_owed: false,
            rack: Rack::default(),
            probe: Probe::default(),
            total_repeats: 0,
            prr: Prr::default(),
            undo: Undo::default(),
            frto: false,
            new_first: false,
            forced: false,
            partial: false,
            rescued: None,
            echo: None,
            reported_duplicates: 0,
        }
    }
}

/// Fast recovery by inflating the window, as RFC 6582 has it.
fn inflates(tcb: &Tcb) -> bool {
    tcb.config.rate_reduction == RateReduction::Halve && !tcb.agreed.sack
}

/// An acknowledgment was taken in: what does it say about losses, and about the window?
pub fn acknowledged(tcb: &mut Tcb, duplicate: bool, delivery: &Delivery, cx: &mut Cx<'_>) {
    tcb.recovery.rack = delivery.rack;
    tcb.recovery.echo = delivery.echo.map(|(_, echo)| echo);
    if delivery.advanced {
        tcb.recovery.timeouts = 0;
    }
    if duplicate && !tcb.agreed.sack {
        duplicate_acks::count(tcb, cx);
    } else if delivery.advanced && !tcb.agreed.sack {
        tcb.recovery.duplicates = 0;
    }
    if inflates(tcb) {
        newreno::acknowledged(tcb, delivery, duplicate, cx);
    } else {
        machine::acknowledged(tcb, delivery, duplicate, cx);
    }
}

/// Outside fast recovery the window grows with what arrives, if the sender made use of it.
fn grow(tcb: &mut Tcb, acked: u32, cx: &mut Cx<'_>) {
    let congestion = &mut tcb.congestion;
    if acked == 0 || !congestion.usage.allows_growth(&congestion.window) {
        return;
    }
    let before = congestion.window.cwnd;
    let rule = congestion.grow(acked, cx.now);
    if congestion.window.cwnd != before {
        note_window(tcb, rule, cx);
    }
}

/// What an acknowledgment that is about to be taken in will tell of.
pub fn delivery(tcb: &Tcb, segment: &Segment, cx: &Cx<'_>) -> Delivery {
    let (una, recovery) = (tcb.snd.una, &tcb.recovery);
    let highest = tcb.scoreboard.highest(una);
    let mut delivery = Delivery::new(cx.now, una, highest, recovery.recover, recovery.rack);
    let stamps = segment.options.timestamps();
    delivery.echo = stamps
        .filter(|(_, echo)| tcb.agreed.timestamps && *echo != 0)
        .map(|(_, echo)| (tcb.ts, echo));
    delivery.ece = ecn::is_echo(tcb, segment);
    delivery.useful = !segment.payload.is_empty() || tcb.window_of(segment) > tcb.snd.wnd;
    delivery
}

/// A round trip was measured, by whatever means.
pub fn measured(tcb: &mut Tcb, delivery: &Delivery, cx: &Cx<'_>) {
    let sample = match delivery.sample {
        Sample::Is(sample) => Some(sample),
        Sample::Nothing | Sample::Ambiguous => delivery.report_sample,
    };
    if let Some(sample) = sample {
        tcb.recovery.rack.sample(sample, cx.now);
        tcb.recovery.probe.spent = false;
        let (una, nxt) = (tcb.snd.una, tcb.snd.nxt);
        tcb.congestion.measured(sample, (una, nxt), cx.now);
    }
}

/// ssthresh falls to what the algorithm says of the data outstanding. What exceeds the window was sent by limited
/// transmit and does not count (5681-17).
fn reduce_threshold(tcb: &mut Tcb) {
    let flight = if tcb.config.reduce_from_window {
        tcb.congestion.window.cwnd
    } else {
        let flight = tcb.congestion.units(tcb.scoreboard.all());
        flight.min(tcb.congestion.window.cwnd)
    };
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

/// Something went again; the undoing must know.
pub fn resent(tcb: &mut Tcb, sent: &Sent, cx: &Cx<'_>) {
    let recovery = &mut tcb.recovery;
    recovery.total_repeats = recovery.total_repeats.saturating_add(1);
    recovery.undo.repeated(tcb.ts.value(cx.now));
    recovery.prr.sent(tcb.congestion.segment(sent.len));
}

/// 6675-10: what begins the queue went again, and the timer may wait for its answer. No probe is needed meanwhile.
pub fn restart_timer(tcb: &mut Tcb, sent: &Sent, rule: Rule, cx: &mut Cx<'_>) {
    if inflates(tcb) || sent.seq != tcb.snd.una || tcb.timers.runs(Timer::Persist) {
        return;
    }
    tcb.stop_timer(Timer::LossProbe, rule, cx);
    let rto = tcb.rto.current;
    tcb.start_timer(Timer::Retransmission, rule, rto, cx);
}

/// New data went.
pub fn sent_new(tcb: &mut Tcb, sent: &Sent) {
    let units = tcb.congestion.segment(sent.len);
    tcb.recovery.prr.sent(units);
}

/// Does F-RTO ask for new data before what is lost? It asks once.
pub fn wants_new_first(tcb: &mut Tcb) -> bool {
    std::mem::take(&mut tcb.recovery.new_first)
}

/// New data was asked for and did not go: the conventional way.
pub fn new_did_not_go(tcb: &mut Tcb) {
    tcb.recovery.frto = false;
}

/// Why what waits is sent again.
pub const fn rule_of_resending(tcb: &Tcb) -> Rule {
    match tcb.recovery.phase {
        Phase::Recovery => Rule::FastRetransmit,
        Phase::Open | Phase::Disorder | Phase::Cwr | Phase::Loss => Rule::SlowStartAgain,
    }
}

/// The window has room, nothing is left to be sent, and recovery waits: may something be sent again all the same?
pub fn rescues(tcb: &mut Tcb) -> bool {
    let by_reports = tcb.agreed.sack && !tcb.config.rack;
    by_reports && tcb.recovery.phase == Phase::Recovery && sack_based::rescue(tcb)
}

/// Does the congestion window take `octets` of new data?
pub fn may_send(tcb: &Tcb, octets: u32, cx: &mut Cx<'_>) -> bool {
    window_takes(tcb, octets, limited_transmit::allowance(tcb), cx)
}

/// What is in the network, in units.
#[must_use]
pub fn pipe(tcb: &Tcb) -> u32 {
    let congestion = &tcb.congestion;
    let assumed = tcb.recovery.assumed.saturating_mul(congestion.window.smss);
    congestion
        .units(tcb.scoreboard.pipe())
        .saturating_sub(assumed)
}

/// 5681-1: what is in the network and this segment =< cwnd.
fn window_takes(tcb: &Tcb, octets: u32, allowance: u32, cx: &mut Cx<'_>) -> bool {
    let congestion = &tcb.congestion;
    if !congestion.is_on() {
        return true;
    }
    let after = pipe(tcb).saturating_add(congestion.segment(octets));
    let cwnd = congestion.window.cwnd.saturating_add(allowance);
    cx.num(
        Rule::CongestionWindow,
        (Name::Pipe, after.into()),
        Op::Le,
        (Name::Cwnd, cwnd.into()),
    )
}

/// After sending, from `before` on: was the window the limit? A probe watches over what is out.
pub fn sent(tcb: &mut Tcb, before: SeqNum, cx: &mut Cx<'_>) {
    if tcb.snd.nxt != before {
        tail_loss_probe::schedule(tcb, cx);
    }
    let pipe = pipe(tcb);
    let congestion = &mut tcb.congestion;
    let out = congestion.units(tcb.scoreboard.all());
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
    let window = tcb.congestion.window;
    let (cwnd, ssthresh) = (octets(window.cwnd), octets(window.ssthresh));
    cx.note(rule, What::CongestionWindow { cwnd, ssthresh });
}
