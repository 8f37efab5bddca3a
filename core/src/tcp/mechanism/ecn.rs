//! RFC 3168 6.1: Explicit Congestion Notification between the two ends.

use serde::{Deserialize, Serialize};

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::Config;
use crate::tcp::cx::Cx;
use crate::tcp::output::What;
use crate::tcp::state::State;
use crate::tcp::tcb::Tcb;
use crate::wire::{self, Flags, Segment};

/// The two flags of a SYN that offers (6.1.1).
const SETUP: Flags = Flags::ECE.union(Flags::CWR);

/// Whether a connection takes part (Linux: `tcp_ecn`, FreeBSD: `ecn.enable`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EcnMode {
    /// It does not (0).
    #[default]
    Off,
    /// Its SYN offers, and it accepts (1).
    Offer,
    /// It accepts what the peer offers (2).
    Accept,
}

/// What a connection remembers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ecn {
    /// Our SYN offers.
    pub offered: bool,
    /// Both ends take part.
    pub agreed: bool,
    /// A router has marked something, and the sender does not know yet: ACKs have ECE (6.1.3).
    pub echo: bool,
}

impl Ecn {
    /// What an active OPEN with these knobs begins with.
    #[must_use]
    pub fn offering(config: &Config) -> Self {
        Self {
            offered: config.ecn == EcnMode::Offer,
            ..Self::default()
        }
    }
}

/// The flags of our SYN or SYN,ACK (3168-1, 3168-2).
#[must_use]
pub fn of_syn(tcb: &Tcb, acknowledges: bool) -> Flags {
    match (acknowledges, tcb.ecn.offered, tcb.ecn.agreed) {
        (false, true, _) => SETUP,
        (true, _, true) => Flags::ECE,
        (false, false, _) | (true, _, false) => Flags::empty(),
    }
}

/// Before our SYN goes out once more: whoever did not answer may be one that drops offers (3168-4).
pub fn simplify(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    if tcb.state() != State::SynSent || !tcb.ecn.offered {
        return;
    }
    let repeats = (Name::Repeats, u64::from(tcb.repeats()));
    let limit = (Name::RepeatLimit, tcb.config.ecn_retries.into());
    if cx.num(Rule::EcnFallback, repeats, Op::Ge, limit) {
        tcb.ecn.offered = false;
    }
}

/// The peer's SYN settles it. A SYN offers with both flags, a SYN,ACK accepts with ECE alone (6.1.1).
pub fn settle(tcb: &mut Tcb, syn: &Segment, cx: &mut Cx<'_>) {
    let flags = syn.flags & (SETUP | Flags::AE);
    let (takes_part, setup) = if syn.has(Flags::ACK) {
        (tcb.ecn.offered, Flags::ECE)
    } else {
        (tcb.config.ecn != EcnMode::Off, SETUP)
    };
    if takes_part && cx.set(Rule::EcnAgreed, Name::EcnSetup, flags == setup) {
        tcb.ecn.agreed = true;
        cx.note(Rule::EcnAgreed, What::Ecn { on: true });
    }
}

/// Text inside the window arrives (3168-5, 3168-10): CWR ends the echo, a mark begins it.
pub fn arrives(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    if !tcb.ecn.agreed {
        return;
    }
    if tcb.ecn.echo && cx.set(Rule::EcnEchoEnds, Name::Cwr, segment.has(Flags::CWR)) {
        tcb.ecn.echo = false;
        cx.note(Rule::EcnEchoEnds, What::Ecn { on: false });
        // The sender may be down to one segment at a time: it is not made to wait.
        tcb.ack.now(Rule::EcnEchoEnds);
    }
    let marked = cx.ecn == wire::Ecn::Ce;
    if !tcb.ecn.echo && cx.set(Rule::EcnEcho, Name::CongestionExperienced, marked) {
        tcb.ecn.echo = true;
        cx.note(Rule::EcnEcho, What::Ecn { on: true });
        tcb.ack.now(Rule::EcnEcho);
    }
}

/// Does this acknowledgment tell of congestion?
#[must_use]
pub fn is_echo(tcb: &Tcb, segment: &Segment) -> bool {
    tcb.ecn.agreed && segment.has(Flags::ECE) && !segment.has(Flags::SYN)
}

/// Dresses a segment about to leave; returns its codepoint. `fresh` says that it carries text for the first time and
/// is no probe: only that is ECN-capable, and it has CWR once after a reduction (3168-7, 3168-9 to 3168-11).
pub fn dress(tcb: &mut Tcb, segment: &mut Segment, fresh: bool) -> wire::Ecn {
    if !tcb.ecn.agreed || segment.flags.intersects(Flags::SYN | Flags::RST) {
        return wire::Ecn::NotEct;
    }
    segment.flags.set(Flags::ECE, tcb.ecn.echo);
    if !fresh {
        return wire::Ecn::NotEct;
    }
    segment
        .flags
        .set(Flags::CWR, core::mem::take(&mut tcb.recovery.cwr_owed));
    wire::Ecn::Ect0
}

#[cfg(test)]
mod tests;
