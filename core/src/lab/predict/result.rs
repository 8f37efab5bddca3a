//! Mistakes about what a system call returns.

use super::Guess;
use super::mistake::{Made, Mistake};
use super::scene::View;
use crate::host::{CallName, HostWhat};
use crate::lab::event::Fact;

/// Errors that are taken for each other, and what each would mean.
const ERRORS: [(&str, Mistake); 8] = [
    ("ECONNRESET", Mistake::ErrnoReset),
    ("EPIPE", Mistake::ErrnoPipe),
    ("ECONNREFUSED", Mistake::ErrnoRefused),
    ("ETIMEDOUT", Mistake::ErrnoTimedOut),
    ("EAGAIN", Mistake::ErrnoAgain),
    ("EADDRINUSE", Mistake::ErrnoInUse),
    ("EADDRNOTAVAIL", Mistake::ErrnoNotAvailable),
    ("ENOTCONN", Mistake::ErrnoNotConnected),
];

/// What the call returns: a number, or the name of an error.
pub(super) fn of_result(view: &View<'_>) -> Vec<Made> {
    let Fact::Host(HostWhat::CallReturned { name, result, .. }) = view.row.fact else {
        return Vec::new();
    };
    let errors = ERRORS.iter();
    let errors = errors.map(|(errno, code)| Made::new(Guess::word(errno), *code));
    match result {
        Err(_) => {
            let success = [0, -1].into_iter();
            let success =
                success.map(|value| Made::new(Guess::Number(value), Mistake::ErrorExpected));
            errors.chain(success).collect()
        }
        Ok(value) => {
            let numbers = of_success(name, (value, view.asked_for()));
            numbers.into_iter().chain(errors).collect()
        }
    }
}

/// Other numbers that it might have been.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "of any other call success is 0"
)]
fn of_success(name: CallName, (value, asked): (u32, Option<u32>)) -> Vec<Made> {
    let made = |value: i64, code| Made::new(Guess::Number(value), code);
    let (value, asked) = (i64::from(value), asked.map_or(-1, i64::from));
    match name {
        CallName::Recv | CallName::Read if value == 0 => {
            vec![
                Made::new(Guess::word("EAGAIN"), Mistake::ErrnoAgain),
                made(-1, Mistake::EndOfFile),
                made(asked, Mistake::EndOfFile),
            ]
        }
        CallName::Recv | CallName::Read => vec![
            made(0, Mistake::NotEndOfFile),
            made(asked, Mistake::AskedNotArrived),
        ],
        CallName::Send | CallName::Write => vec![made(0, Mistake::OctetsQueued)],
        CallName::Accept | CallName::Accept4 => vec![
            made(0, Mistake::LowestDescriptor),
            made(value - 1, Mistake::OwnDescriptor),
            made(value + 1, Mistake::LowestDescriptor),
        ],
        CallName::Connect => vec![
            Made::new(Guess::word("ECONNREFUSED"), Mistake::ErrnoRefused),
            Made::new(Guess::word("ETIMEDOUT"), Mistake::ErrnoTimedOut),
            made(1, Mistake::ZeroIsSuccess),
            made(-1, Mistake::ZeroIsSuccess),
        ],
        _ => vec![made(-1, Mistake::ZeroIsSuccess)],
    }
}
