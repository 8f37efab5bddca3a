//! The answer among others that somebody might take for it.

use super::scene::View;
use super::{Guess, mistake};
use crate::lab::ask::Ask;
use crate::lab::position::{index, number};
use crate::rng::Rng;
use crate::tcp::{State, Timer};

/// How many there are to choose from, where so many can be thought of.
const CHOICES: usize = 4;
/// There are so many sequence numbers.
const NUMBERS: i64 = 1 << 32;
/// Farther beyond the answer no number is offered: a full window.
const FAR: i64 = 65_535;

/// The answer and wrong ones, in an order that only luck decides.
pub(super) fn around(view: &View<'_>, answer: &Guess, luck: &mut Rng) -> Vec<Guess> {
    let mistakes = mistake::all(view);
    let offered = mistakes.iter().filter(|made| made.offered);
    let offered = offered.map(|made| made.value.clone());
    let mut choices = vec![answer.clone()];
    for other in offered.chain(spare(view, answer)) {
        let fits = is_plausible(view, answer, &other);
        if choices.len() < CHOICES && fits && !choices.contains(&other) {
            choices.push(other);
        }
    }
    shuffle(&mut choices, luck);
    choices
}

/// As the reader sees it: a number that lies at or behind what the answer counts from, and not far from the answer; a
/// state that is not the present one; some flag.
fn is_plausible(view: &View<'_>, answer: &Guess, other: &Guess) -> bool {
    let (answer, other) = match (answer, other) {
        (Guess::Number(answer), Guess::Number(other)) => (answer, other),
        (_, Guess::Word(word)) => {
            return !word.is_empty() && (view.ask != Ask::State || *word != view.state_left());
        }
        (Guess::Word(_), Guess::Number(_)) => return true,
    };
    let Some(base) = view.base() else {
        return true;
    };
    let counted = |number: i64| number.wrapping_sub(i64::from(base)).rem_euclid(NUMBERS);
    (0..NUMBERS).contains(other) && counted(*other) <= counted(*answer) + FAR
}

/// What else could be, where too few mistakes can be made.
fn spare(view: &View<'_>, answer: &Guess) -> Vec<Guess> {
    let words = |words: &[&str]| words.iter().map(|word| Guess::word(word)).collect();
    match view.ask {
        Ask::Flags => words(&[
            "ACK", "SYN,ACK", "FIN,ACK", "RST", "RST,ACK", "SYN", "PSH,ACK",
        ]),
        Ask::State => State::ALL
            .iter()
            .map(|state| Guess::word(state.name()))
            .collect(),
        Ask::Timer => Timer::ALL
            .iter()
            .map(|timer| Guess::word(timer.name()))
            .collect(),
        Ask::Result => words(&["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNREFUSED"]),
        Ask::Seq | Ask::Ack | Ask::Len => {
            let Guess::Number(value) = answer else {
                return Vec::new();
            };
            let near = [value + 1, value - 1, value + 2, value + 3];
            let wraps = view.ask != Ask::Len;
            near.into_iter()
                .map(|near| {
                    if wraps {
                        near.rem_euclid(NUMBERS)
                    } else {
                        near
                    }
                })
                .filter(|near| *near >= 0)
                .map(Guess::Number)
                .collect()
        }
    }
}

/// Fisher and Yates.
fn shuffle(choices: &mut [Guess], luck: &mut Rng) {
    for last in (1..choices.len()).rev() {
        let other = index(luck.below(number(last + 1)));
        choices.swap(last, other);
    }
}
