//! What can be asked about a row, and the answer.

use super::Guess;
use super::scene::View;
use crate::host::{CallName, HostWhat};
use crate::lab::ask::Ask;
use crate::lab::crossing::Flight;
use crate::lab::event::{Fact, Row};
use crate::tcp::{State, What};
use crate::wire::{Content, Flags};

/// What can be asked about a row; `flight` is the crossing that it began.
pub(super) fn telling(row: &Row, flight: Option<&Flight>) -> &'static [Ask] {
    match row.fact {
        Fact::Sent { .. } => of_segment(flight),
        // That a listener listens, or no longer does, is what the call says.
        Fact::Tcp(
            What::State {
                from: State::Closed,
                to: State::Listen,
            }
            | What::State {
                from: State::Listen,
                to: State::Closed,
            },
        ) => &[],
        Fact::Tcp(What::State { .. }) => &[Ask::State],
        Fact::Tcp(What::TimerFired { .. }) => &[Ask::Timer],
        Fact::Host(HostWhat::CallReturned { name, result, .. })
            if result.is_err() || tells(name) =>
        {
            &[Ask::Result]
        }
        Fact::Tcp(_) | Fact::Host(_) => &[],
        Fact::Injected
        | Fact::Arrived
        | Fact::Net(_)
        | Fact::Signal(_)
        | Fact::Act(_)
        | Fact::Refused(_) => &[],
    }
}

fn of_segment(flight: Option<&Flight>) -> &'static [Ask] {
    let content = flight.and_then(|flight| flight.packet.clone().open().ok());
    match content {
        Some(Content::Segment(segment)) if segment.has(Flags::ACK) => {
            &[Ask::Flags, Ask::Seq, Ask::Ack, Ask::Len]
        }
        Some(Content::Segment(_)) => &[Ask::Flags, Ask::Seq, Ask::Len],
        Some(Content::Icmp(_)) | None => &[],
    }
}

/// It can be known before it happens: nobody can know an ISN that has not been told yet.
pub(super) fn is_fair(ask: Ask, flight: Option<&Flight>) -> bool {
    let fresh = |flight: &&Flight| !flight.retransmission && flight.segment().has(Flags::SYN);
    ask != Ask::Seq || flight.filter(fresh).is_none()
}

/// A call whose success is worth a question.
const fn tells(name: CallName) -> bool {
    matches!(
        name,
        CallName::Accept
            | CallName::Connect
            | CallName::Send
            | CallName::Write
            | CallName::Recv
            | CallName::Read
            | CallName::SoError
    )
}

/// The answer; none where the row is not about what is asked.
pub(super) fn answer(view: &View<'_>) -> Option<Guess> {
    match view.ask {
        Ask::Flags => Some(Guess::Word(view.sent()?.flags.to_string())),
        Ask::Seq => Some(Guess::number(view.sent()?.seq.raw())),
        Ask::Ack => {
            let segment = view.sent()?;
            segment
                .has(Flags::ACK)
                .then(|| Guess::number(segment.ack.raw()))
        }
        Ask::Len => Some(Guess::number(view.sent()?.len())),
        Ask::State => {
            let Fact::Tcp(What::State { to, .. }) = view.row.fact else {
                return None;
            };
            Some(Guess::word(to.name()))
        }
        Ask::Timer => {
            let Fact::Tcp(What::TimerFired { timer }) = view.row.fact else {
                return None;
            };
            Some(Guess::word(timer.name()))
        }
        Ask::Result => {
            let Fact::Host(HostWhat::CallReturned { result, .. }) = view.row.fact else {
                return None;
            };
            Some(match result {
                Ok(value) => Guess::number(value),
                Err(errno) => Guess::word(errno.name()),
            })
        }
    }
}

/// What a reader gave, as the answer would be written.
pub(super) fn read(ask: Ask, given: &Guess) -> Guess {
    let Guess::Word(word) = given else {
        return given.clone();
    };
    let word = word.trim();
    match ask {
        Ask::Seq | Ask::Ack | Ask::Len => number(word),
        Ask::Result => match number(&word.to_ascii_uppercase()) {
            Guess::Number(number) => Guess::Number(number),
            Guess::Word(word) => Guess::Word(word),
        },
        Ask::Flags => match word.parse::<Flags>() {
            Ok(flags) => Guess::Word(flags.to_string()),
            Err(_) => Guess::word(word),
        },
        Ask::State => Guess::Word(state(word)),
        Ask::Timer => Guess::Word(word.to_ascii_lowercase().replace(' ', "-")),
    }
}

fn number(word: &str) -> Guess {
    word.parse()
        .map_or_else(|_| Guess::word(word), Guess::Number)
}

/// As the RFC prints it, also where a reader writes it as Linux does: `SYN_RECV`.
fn state(word: &str) -> String {
    let word = word.to_ascii_uppercase().replace(['_', ' '], "-");
    match word.as_str() {
        "SYN-RECV" | "SYN-RCVD" => State::SynReceived.name().to_owned(),
        "ESTAB" => State::Established.name().to_owned(),
        "FIN-WAIT1" => State::FinWait1.name().to_owned(),
        "FIN-WAIT2" => State::FinWait2.name().to_owned(),
        _ => word,
    }
}
