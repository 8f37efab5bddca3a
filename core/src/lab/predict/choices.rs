//! The answer among others that somebody might take for it.

use super::scene::View;
use super::{Guess, mistake};
use crate::lab::ask::Ask;
use crate::lab::position::{index, number};
use crate::rng::Rng;
use crate::tcp::{State, Timer};

/// How many there are to choose from, where so many can be thought of.
const CHOICES: usize = 4;

/// The answer and wrong ones, in an order that only luck decides.
pub(super) fn around(view: &View<'_>, answer: &Guess, luck: &mut Rng) -> Vec<Guess> {
    let mistakes = mistake::all(view).into_iter().map(|made| made.value);
    let mut choices = vec![answer.clone()];
    for other in mistakes.chain(spare(view, answer)) {
        if choices.len() < CHOICES && !choices.contains(&other) {
            choices.push(other);
        }
    }
    shuffle(&mut choices, luck);
    choices
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
            let near = [value + 1, value - 1, value + 2];
            near.into_iter()
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
