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
        reason: "Links delay, lose, double, reorder, mark and queue, cables are cut and NAT boxes rewrite addresses; there is no traffic but that of the lab's hosts.",
    },
    Limit {
        code: "clock",
        labels: &[],
        reason: "Time is virtual: all hosts read the same clock, which never runs fast or slow; only their timestamps begin at different values.",
    },
    Limit {
        code: "machines",
        labels: &[],
        reason: "System calls and the work of a host take no time, and memory never runs out; descriptors, ports, queues, TIME-WAIT and orphans have limits of their own. Of the signals there are SIGKILL and SIGPIPE, without handlers.",
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
        reason: "RFC 9293 advises those who write programs against urgent data and against changing the DiffServ value of a connection; TCP has to allow both, and so does the lab.",
    },
    Limit {
        code: "wider-numbers",
        labels: &["1337-5"],
        reason: "RFC 1337 names sequence numbers of 64 bits as a remedy against old duplicates; that would be another protocol.",
    },
    Limit {
        code: "ip-header",
        labels: &["MUST-48", "MUST-49", "SHLD-21", "SHLD-22", "MAY-9"],
        reason: "Of the IP header a packet carries the addresses and the ECN bits: no router reads a DiffServ value or counts a time to live.",
    },
    Limit {
        code: "batches",
        labels: &["MUST-59"],
        reason: "Packets reach a host one by one, each at its own instant: there is never a batch to work through before acknowledging.",
    },
    Limit {
        code: "reboots",
        labels: &["U-2", "6528-6"],
        reason: "A host that is switched on again goes to work at once: it does not stay quiet for one MSL, and with its new secret initial numbers may lie below those of connections that it has forgotten. RFC 9293 3.4.3 accepts that.",
    },
    Limit {
        code: "time-wait-hazards",
        labels: &["1337-2", "1337-4"],
        reason: "A RST can end TIME-WAIT early, and RFC 1337's first remedy is a switch; its partial remedy is not offered, and its three hazards for the next connection are not staged one by one.",
    },
    Limit {
        code: "permissions-not-used",
        labels: &["MAY-6", "MAY-14", "MAY-15", "MAY-17", "6298-19", "6582-8"],
        reason: "Some things the RFCs permit without asking for them: the engine does without.",
    },
    Limit {
        code: "retracted-edge",
        labels: &["7323-7"],
        reason: "The oldest segment is repeated beyond a retracted edge every time and not only once: it serves as the probe that RFC 9293 3.8.6 asks for.",
    },
    Limit {
        code: "reset-timestamps",
        labels: &["7323-21"],
        reason: "A RST carries no timestamps, as on Linux: its receiver must not look at them.",
    },
    Limit {
        code: "syn-cache",
        labels: &["4987-3", "4987-7"],
        reason: "An entry of the SYN queue is a whole connection, no small record; cookies are laid out as Linux does it, not as Bernstein first did.",
    },
    Limit {
        code: "fast-open",
        labels: &[
            "7413-1", "7413-2", "7413-3", "7413-4", "7413-5", "7413-6", "7413-7", "7413-8",
            "7413-9", "7413-10", "7413-11",
        ],
        reason: "TCP Fast Open is not in the engine: its option passes as one that nobody knows.",
    },
    Limit {
        code: "ecn-at-one-segment",
        labels: &["3168-8", "9438-9"],
        reason: "An echo of congestion at a window of one segment does not slow the sender below one segment for each round trip.",
    },
];

impl Limit {
    /// The limit that excuses this requirement.
    #[must_use]
    pub fn of(label: &str) -> Option<&'static Self> {
        LIMITS.iter().find(|limit| limit.labels.contains(&label))
    }
}
