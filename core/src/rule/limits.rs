//! What is not modelled, and why: the requirements that no test is bound to, each with its reason.
//!
//! A limit is a promise not made. Its code is the key of its sentence in the page's catalogues (`limit-<code>`), and
//! `tests/requirements.rs` fails on a requirement that has neither a test nor a row here.

use serde::Serialize;

/// One thing that the model leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Stable key, for catalogues.
    pub code: &'static str,
    /// Requirement labels it excuses; none where no RFC asks for what is left out.
    pub labels: &'static [&'static str],
    /// Why, in one English sentence.
    #[serde(skip)]
    pub reason: &'static str,
}

/// Every limit, in the order of the layers from IP up to the user.
pub const LIMITS: &[Limit] = &[
    Limit {
        code: "links",
        labels: &[],
        reason: "Links delay, lose, double, reorder and queue; they carry no traffic but that of the lab's hosts.",
    },
    Limit {
        code: "clock",
        labels: &[],
        reason: "Time is virtual, and all hosts read the same clock.",
    },
    Limit {
        code: "machines",
        labels: &[],
        reason: "System calls and the work of a host take no time, and its memory does not run out.",
    },
    Limit {
        code: "source-routes",
        labels: &["MUST-51", "MUST-52", "MUST-53", "SHLD-24"],
        reason: "There are no routers to choose between, so a source route would change nothing; real networks drop them.",
    },
    Limit {
        code: "ip-options",
        labels: &["MUST-50", "MAY-10", "MAY-11"],
        reason: "The IP header of the lab is its fixed part: no IP option can arrive that could be ignored or obeyed.",
    },
    Limit {
        code: "ip-identification",
        labels: &["MAY-4"],
        reason: "Nothing is fragmented, so the identification field has no meaning and is always zero.",
    },
    Limit {
        code: "variable-mtu",
        labels: &["SHLD-6"],
        reason: "A link has one MTU for all packets; there is no smallest of several to announce.",
    },
    Limit {
        code: "entropy",
        labels: &["6528-7"],
        reason: "The secret of a host comes from the seed of the run, so that the run can be repeated; how a real host gathers entropy is not modelled.",
    },
    Limit {
        code: "advice-to-programmers",
        labels: &["SHLD-13", "SHLD-23"],
        reason: "These ask something of those who write programs, not of TCP: the lab must let programs go against them.",
    },
    Limit {
        code: "wider-numbers",
        labels: &["1337-5"],
        reason: "Sequence numbers of 64 bits would be another protocol.",
    },
];

impl Limit {
    /// The limit that excuses this requirement.
    #[must_use]
    pub fn of(label: &str) -> Option<&'static Self> {
        LIMITS.iter().find(|limit| limit.labels.contains(&label))
    }
}
