//! What must hold: of every step of an end, of every pair of ends, of the whole graph.

use std::fmt;

use tcp_lab_core::tcp::{State, Tcb};

use super::end::{End, Outcome};
use super::space::Summary;
use super::world::{Side, World};

/// A property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Property {
    InOrder,
    EndAfterAll,
    NotBeforeSent,
    FigureFive,
    TimeWait,
    Agreement,
    MayClose,
    NoDeadlock,
}

impl Property {
    pub(crate) const ALL: [Self; 8] = [
        Self::InOrder,
        Self::EndAfterAll,
        Self::NotBeforeSent,
        Self::FigureFive,
        Self::TimeWait,
        Self::Agreement,
        Self::MayClose,
        Self::NoDeadlock,
    ];
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InOrder => "no octet is delivered twice, out of order or invented",
            Self::EndAfterAll => "the end of the stream is told after all of it",
            Self::NotBeforeSent => "no octet is read before it was sent",
            Self::FigureFive => "states change along the edges of figure 5",
            Self::TimeWait => "TIME-WAIT comes after the ACK of our own FIN",
            Self::Agreement => "an ESTABLISHED end has the ISS that its peer chose",
            Self::MayClose => "whatever is lost, both ends can still reach CLOSED",
            Self::NoDeadlock => "where nothing more can happen, both ends are CLOSED",
        })
    }
}

/// A step of one end that breaks a property.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) property: Property,
    pub(crate) side: Side,
    /// The event.
    pub(crate) code: u16,
    pub(crate) detail: String,
}

/// Figure 5 with its notes, and the two edges that only the text has: SEND in LISTEN is no event here, but a record may be deleted by RST
/// or ABORT in any state. Written here a second time, for the engine's own table is what is tested.
fn is_edge(from: State, to: State) -> bool {
    use State::{
        CloseWait, Closed, Closing, Established, FinWait1, FinWait2, LastAck, Listen, SynReceived,
        SynSent, TimeWait,
    };
    let figure = [
        (Closed, Listen),
        (Closed, SynSent),
        (Listen, SynReceived),
        (SynSent, SynReceived),
        (SynSent, Established),
        (SynReceived, Established),
        (SynReceived, FinWait1),
        (SynReceived, Listen),
        (Established, FinWait1),
        (Established, CloseWait),
        (FinWait1, FinWait2),
        (FinWait1, Closing),
        (FinWait1, TimeWait),
        (FinWait2, TimeWait),
        (Closing, TimeWait),
        (CloseWait, LastAck),
    ];
    to == Closed || figure.contains(&(from, to))
}

/// The property that this step of an end breaks.
pub(crate) fn of_step(
    world: &World,
    side: Side,
    before: &End,
    outcome: &Outcome,
) -> Option<(Property, String)> {
    let mut state = before.state();
    for (from, to) in &outcome.changes {
        if *from != state || !is_edge(*from, *to) {
            return Some((Property::FigureFive, format!("{state}: {from} to {to}")));
        }
        state = *to;
    }
    if state != outcome.end.state() {
        return Some((
            Property::FigureFive,
            format!("{state} and then {}", outcome.end.state()),
        ));
    }
    let stream = world.role(side.other()).data;
    let read = usize::from(before.user.read);
    if !stream
        .get(read..)
        .is_some_and(|rest| rest.starts_with(&outcome.octets))
    {
        return Some((
            Property::InOrder,
            format!("{:?} after {read} octets", outcome.octets),
        ));
    }
    let acked = outcome.end.connection.tcb().is_none_or(Tcb::fin_acked);
    if outcome.end.state() == State::TimeWait && !acked {
        return Some((Property::TimeWait, "our FIN is not acknowledged".to_owned()));
    }
    None
}

/// The property that two ends together break.
pub(crate) fn of_pair(ends: [&Summary; 2]) -> Option<Property> {
    for (end, peer) in [(ends[0], ends[1]), (ends[1], ends[0])] {
        if end.agrees == Some(false) || (end.agrees.is_some() && !peer.begun) {
            return Some(Property::Agreement);
        }
        if end.read > peer.sent {
            return Some(Property::NotBeforeSent);
        }
        if end.ended && end.read != peer.sent {
            return Some(Property::EndAfterAll);
        }
    }
    None
}
