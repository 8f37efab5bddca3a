//! Rules broken on purpose: each switch off and on, and the damage that its rule prevents.

mod acks;
mod closing;
mod opening;

use super::kit::{After, Ends, Fate, Peer, Side, small};
use crate::rule::Rule;
use crate::tcp::{State, Switch};

/// An end in this state that breaks a rule from now on.
#[track_caller]
fn broken(switch: Switch, state: State) -> Peer {
    let mut peer = Peer::in_state(state);
    peer.breaks(switch);
    peer
}

/// B listens, both break the rule, and nothing has happened yet.
#[track_caller]
fn listening(switch: Option<Switch>) -> Ends<'static> {
    let mut ends = Ends::new(small(), |_, _| Fate::Deliver);
    for side in [Side::A, Side::B] {
        if let Some(switch) = switch {
            ends.peer(side).breaks(switch);
        }
    }
    ends.b.open_passive();
    ends
}

/// Did a switch decide anything?
fn is_broken(after: &After) -> bool {
    let broken = |rule: &Rule| rule.source().section == "broken on purpose";
    after.rules.iter().any(broken)
}
