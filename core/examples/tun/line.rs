//! One line of the ladder: a segment on the engine's side of the wire, and what it did there.

use std::fmt;
use std::net::SocketAddr;

use tcp_lab_core::rule::Rule;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::Instant;
use tcp_lab_core::wire::{Ecn, Segment};

use super::mischief::{Fate, Way};

/// A segment that the engine sent or was sent.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// When.
    pub(crate) at: Instant,
    /// Which way.
    pub(crate) way: Way,
    /// The peer's end.
    pub(crate) peer: SocketAddr,
    /// The codepoint of ECN.
    pub(crate) ecn: Ecn,
    /// What.
    pub(crate) segment: Segment,
    /// What becomes of it on the way.
    pub(crate) fate: Fate,
    /// The rule that sent it, or the one that decided over it when it arrived.
    pub(crate) rule: Option<Rule>,
    /// The state of the engine's connection after it.
    pub(crate) state: State,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrow = match (self.way, self.fate) {
            (Way::Out, Fate::Passes) => "-->",
            (Way::Out, Fate::Doubled) => "=>>",
            (Way::Out, Fate::Late) => "-..",
            (Way::Out, Fate::Lost) => "--X",
            (Way::In, Fate::Passes) => "<--",
            (Way::In, Fate::Doubled) => "<<=",
            (Way::In, Fate::Late) => "..-",
            (Way::In, Fate::Lost) => "X--",
        };
        let (at, peer) = (self.at.to_string(), self.peer.to_string());
        let segment = self.segment.full().to_string();
        let ecn = match self.ecn {
            Ecn::NotEct => "",
            Ecn::Ect0 => "ECT(0)",
            Ecn::Ect1 => "ECT(1)",
            Ecn::Ce => "CE",
        };
        let rule = self.rule.map_or("", Rule::code);
        write!(
            f,
            "{at:>14}  {:12} {arrow} {peer:15} {segment:90} {ecn:6} {rule}",
            self.state.name()
        )
    }
}
