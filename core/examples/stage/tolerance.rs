//! How exactly the kernel keeps time, and how exactly this program can see it.
//!
//! A wire in user space on a busy machine is some milliseconds late. The kernel rounds long timers up, by as much as an
//! eighth of their length (`kernel/time/timer.c`): 60 seconds may become 64.

use tcp_lab_core::time::{Duration, Instant};

/// What is always allowed, to either side.
const ALWAYS: Duration = Duration::from_millis(30);
/// What may come too early: one part of so many.
const EARLY: u64 = 100;
/// What may come too late: one part of so many.
const LATE: u64 = 7;
/// So often the kernel is asked about its sockets around a moment, and not more often than each millisecond.
const QUESTIONS: u64 = 16;

/// The earliest time that still counts as `at`.
pub(crate) fn earliest(at: Instant) -> Instant {
    let from = Instant::START;
    let early = at.since(from).divided_by(EARLY).max(ALWAYS);
    from + (at.since(from) - early)
}

/// The latest time that still counts as `at`.
pub(crate) fn latest(at: Instant) -> Instant {
    at + at.since(Instant::START).divided_by(LATE).max(ALWAYS)
}

/// Is what was found near enough?
pub(crate) fn same(expected: Instant, found: Instant) -> bool {
    (earliest(expected)..=latest(expected)).contains(&found)
}

/// The same of lengths.
pub(crate) fn same_length(expected: Duration, found: Duration) -> bool {
    same(Instant::START + expected, Instant::START + found)
}

/// When to ask about sockets, around these times; the first is last.
pub(crate) fn questions(times: impl Iterator<Item = Instant>) -> Vec<Instant> {
    let mut questions = Vec::new();
    for at in times {
        let (mut question, end) = (earliest(at), latest(at));
        let pause = end.since(question).divided_by(QUESTIONS);
        while question <= end {
            questions.push(question);
            question += pause.max(Duration::from_millis(1));
        }
        questions.push(at);
    }
    questions.sort_unstable_by(|one, other| other.cmp(one));
    questions.dedup();
    questions
}
