//! What made two runs part.

use serde::Serialize;

use crate::host::{Host, HostSpec};
use crate::lab::World;
use crate::lab::codes::codes;
use crate::lab::error::Arg;
use crate::lab::event::{Args, Fact, Row};
use crate::net::NetNote;
use crate::rule::Rule;

codes! {
    /// What made two runs part. The sentence is `divergence-<code>`.
    DivergenceReason {
        Same "same" [] "They are the same, as far as both have gone.";
        Act "act" ["act"] "Somebody did something in one of them.";
        Script "script" ["act"] "The scenario does something in one of them.";
        Profile "profile" ["host", "left", "right"] "A host is another system.";
        Program "program" ["host"] "A program is another one.";
        Isn "isn" ["host"] "A host begins with another number.";
        Knobs "knobs" ["host"] "A knob of a host is turned another way.";
        Hosts "hosts" [] "There are other hosts.";
        Rules "rules" [] "The network follows other rules.";
        Links "links" [] "The links are others.";
        Loss "loss" ["reason"] "A segment is lost in one of them.";
        Luck "luck" [] "The seeds differ.";
        Unknown "unknown" [] "They part, and nothing tells why.";
    }
}

/// What made the difference. The sentence is `divergence-<code>` with `args`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// A name of [`DivergenceReason`].
    pub code: &'static str,
    /// What the sentence needs.
    pub args: Args,
}

impl Reason {
    fn new(code: DivergenceReason, args: Vec<(&'static str, Arg)>) -> Self {
        Self {
            code: code.name(),
            args: args.into(),
        }
    }
}

/// Nothing parts them.
pub(super) fn same_so_far() -> Reason {
    Reason::new(DivergenceReason::Same, Vec::new())
}

/// From what is there at the start and what happens where they part.
pub(super) fn reason(starts: (&World, &World), rows: (Option<&Row>, Option<&Row>)) -> Reason {
    let either = || [rows.0, rows.1].into_iter().flatten();
    if let Some(done) = either().find_map(act) {
        return done;
    }
    if let Some(set) = setting(starts.0, starts.1) {
        return set;
    }
    let lost = either().find(|row| matches!(row.fact, Fact::Net(NetNote::Lost)));
    if let Some(row) = lost {
        let reason = Arg::Word(row.rule.code());
        return Reason::new(DivergenceReason::Loss, vec![("reason", reason)]);
    }
    if starts.0 != starts.1 {
        return Reason::new(DivergenceReason::Luck, Vec::new());
    }
    Reason::new(DivergenceReason::Unknown, Vec::new())
}

fn act(row: &Row) -> Option<Reason> {
    let Fact::Act(name) = row.fact else {
        return None;
    };
    let code = if row.rule == Rule::Act {
        DivergenceReason::Act
    } else {
        DivergenceReason::Script
    };
    Some(Reason::new(code, vec![("act", Arg::Word(name))]))
}

/// What was set differently before anything happened.
fn setting(left: &World, right: &World) -> Option<Reason> {
    if left.hosts().len() != right.hosts().len() {
        return Some(Reason::new(DivergenceReason::Hosts, Vec::new()));
    }
    let mut pairs = left.hosts().iter().zip(right.hosts());
    if let Some(found) = pairs.find_map(|(one, other)| of_host(one, other)) {
        return Some(found);
    }
    if !left.net().rules().eq(right.net().rules()) {
        return Some(Reason::new(DivergenceReason::Rules, Vec::new()));
    }
    (left.net() != right.net()).then(|| Reason::new(DivergenceReason::Links, Vec::new()))
}

fn of_host(left: &Host, right: &Host) -> Option<Reason> {
    let (one, other): (&HostSpec, &HostSpec) = (left.spec(), right.spec());
    let host = ("host", Arg::Text(one.name.clone()));
    if (&one.name, one.address) != (&other.name, other.address) {
        return Some(Reason::new(DivergenceReason::Hosts, Vec::new()));
    }
    if one.profile != other.profile {
        let (left, right) = (one.profile.name(), other.profile.name());
        let args = vec![host, ("left", Arg::Word(left)), ("right", Arg::Word(right))];
        return Some(Reason::new(DivergenceReason::Profile, args));
    }
    let code = if one.processes != other.processes {
        DivergenceReason::Program
    } else if one.iss != other.iss {
        DivergenceReason::Isn
    } else if one != other {
        DivergenceReason::Knobs
    } else {
        return None;
    };
    Some(Reason::new(code, vec![host]))
}
