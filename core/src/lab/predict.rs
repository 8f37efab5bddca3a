//! Predict, then see: questions about the coming event, and what a wrong answer shows.
//!
//! Nobody writes the answer: a copy of the world runs ahead. Nor does anybody write the wrong ones: typical mistakes
//! are made on purpose, by their arithmetic, from the numbers that the two ends have. They are what a reader may choose
//! from, and how a wrong answer is recognised.

mod answer;
mod choices;
mod mistake;
mod result;
mod scene;
mod segment;
mod state;

use serde::{Deserialize, Serialize};

use self::answer::{answer, is_fair, telling};
pub use self::mistake::Mistake;
use self::scene::{Scene, View, begun_by};
use super::ask::Ask;
use super::error::Arg;
use super::event::Args;
use super::position::index;
use super::{Lab, LabError};
use crate::loose::{Loose, Misfit};
use crate::rng::Rng;

/// A question about the coming event. The sentence is `ask-<ask>` with `args`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// In which branch.
    pub branch: u32,
    /// Where it is asked.
    pub position: u32,
    /// Right after the event.
    pub target: u32,
    /// The row that answers.
    pub event: u32,
    /// What is asked.
    pub ask: Ask,
    /// The host it happens at.
    pub host: Option<u32>,
    /// The crossing that begins with it.
    pub crossing: Option<u32>,
    /// What a relative number would count from: the ISN of SEQ or ACK.
    pub base: Option<u32>,
    /// What the sentence needs: names of hosts and calls.
    pub args: Args,
    /// The answer among plausible others.
    pub choices: Option<Vec<Guess>>,
}

/// What identifies a question that was asked; the rest follows from the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Asked {
    /// In which branch.
    pub branch: u32,
    /// Where it was asked.
    pub position: u32,
    /// The row that answers.
    pub event: u32,
    /// What was asked.
    pub ask: Ask,
}

/// An answer: a number, or a word such as `SYN,ACK`, `LAST-ACK`, `ECONNRESET`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose")]
pub enum Guess {
    /// A number; sequence numbers are absolute.
    Number(i64),
    /// A word.
    Word(String),
}

/// What a reader's answer is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judgement {
    /// It is the answer.
    pub right: bool,
    /// The answer.
    pub answer: Guess,
    /// The mistake behind a wrong one, where its arithmetic shows it; the sentence is `mistake-<code>` with `args`.
    pub mistake: Option<&'static str>,
    /// What the sentence needs; `given` and `answer` are always there.
    pub args: Args,
}

impl TryFrom<Loose> for Guess {
    type Error = Misfit;

    fn try_from(value: Loose) -> Result<Self, Misfit> {
        match value {
            Loose::Number(number) => Ok(Self::Number(number)),
            Loose::Text(word) => Ok(Self::Word(word)),
            Loose::Fields(_) => Err(Misfit("a number or a word")),
        }
    }
}

impl Guess {
    fn number(value: impl Into<i64>) -> Self {
        Self::Number(value.into())
    }

    fn word(word: &str) -> Self {
        Self::Word(word.to_owned())
    }

    fn arg(&self) -> Arg {
        match self {
            Self::Number(number) => Arg::Signed(*number),
            Self::Word(word) => Arg::Text(word.clone()),
        }
    }
}

impl Lab {
    /// The next thing worth asking about, or the next of one kind; none when nothing of it lies ahead. Nothing changes.
    #[must_use]
    pub fn ask(&self, kind: Option<Ask>) -> Option<Question> {
        let here = (self.present(), self.position);
        let scene = Scene::ahead(self, here, |id, row, begun| {
            let flight = begun_by(id, begun);
            let offers = telling(row, flight);
            let fair = || offers.iter().any(|ask| is_fair(*ask, flight));
            kind.map_or_else(fair, |kind| offers.contains(&kind))
        })?;
        let offers = scene.offers(kind.is_none());
        let ask = kind.or_else(|| self.any_of(&offers))?;
        let (place, _) = offers.iter().find(|(_, offered)| *offered == ask)?;
        question(here, &View::new(&scene, *place, ask)?)
    }

    /// What can be asked right before each moment that is known: positions and kinds, in order.
    #[must_use]
    pub fn askable(&self) -> Vec<(u32, Ask)> {
        self.fair_before(0..self.branch().end()).collect()
    }

    /// What can be asked about these moments: each with its kinds, in order.
    fn fair_before(&self, moments: std::ops::Range<u32>) -> impl Iterator<Item = (u32, Ask)> {
        let branch = self.branch();
        moments.flat_map(move |moment| {
            let rows = branch.rows(branch.mark(moment).events, branch.mark(moment + 1).events);
            let offers = rows.flat_map(|row| {
                let flight = row.crossing().and_then(|crossing| branch.flight(crossing));
                let offers = telling(row, flight).iter();
                offers.copied().filter(move |ask| is_fair(*ask, flight))
            });
            let mut kinds: Vec<Ask> = offers.collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.into_iter().map(move |kind| (moment, kind))
        })
    }

    /// What an answer is worth.
    ///
    /// # Errors
    /// [`LabError::UnknownBranch`], [`LabError::PositionOutOfRange`]; [`LabError::UnknownEvent`] when nothing of the
    /// kind happens there (any more).
    pub fn judge(&self, asked: &Asked, given: &Guess) -> Result<Judgement, LabError> {
        let unknown = LabError::UnknownEvent {
            event: asked.event,
            events: self.mark().events,
        };
        self.known(asked.branch, asked.position)?;
        let here = (asked.branch, asked.position);
        let scene =
            Scene::ahead(self, here, |id, _, _| id == asked.event).ok_or(unknown.clone())?;
        let place = index(asked.event.saturating_sub(scene.first()));
        let view = View::new(&scene, place, asked.ask).ok_or(unknown.clone())?;
        let answer = answer(&view).ok_or(unknown)?;
        Ok(judgement(&view, answer, given))
    }

    /// One of the kinds on offer: the one that was not asked for the longest time, had every moment before been asked
    /// about. The same question comes again at the same place.
    fn any_of(&self, offers: &[(usize, Ask)]) -> Option<Ask> {
        let mut turns = Turns::new(self.seed);
        let from = (self.position / BLOCK).saturating_sub(1) * BLOCK;
        let mut before = self.fair_before(from..self.position).peekable();
        while let Some((moment, ask)) = before.next() {
            let mut kinds = vec![ask];
            while let Some((_, ask)) = before.next_if(|(same, _)| *same == moment) {
                kinds.push(ask);
            }
            turns.next(&kinds);
        }
        let kinds: Vec<Ask> = offers.iter().map(|(_, ask)| *ask).collect();
        turns.next(&kinds)
    }

    fn known(&self, branch: u32, position: u32) -> Result<(), LabError> {
        let branches = self.branches.count();
        let unknown = LabError::UnknownBranch { branch, branches };
        let end = self
            .branches
            .iter()
            .nth(index(branch))
            .ok_or(unknown)?
            .end();
        if position > end {
            return Err(LabError::PositionOutOfRange { position, end });
        }
        Ok(())
    }
}

/// Moments that are remembered together: of more than two such blocks nobody counts what was asked.
const BLOCK: u32 = 512;

/// Whose turn it is: of the kinds on offer, the one whose turn is longest ago.
struct Turns {
    /// The kind that comes next first.
    order: Vec<Ask>,
}

impl Turns {
    /// Who begins is luck, but for the acknowledgment: that is what a beginner has to see, and is asked when it can be.
    fn new(seed: u64) -> Self {
        let mut first = [Ask::Flags, Ask::Seq, Ask::State];
        let turn = luck(seed, 0).below(3);
        first.rotate_left(index(turn));
        let order =
            std::iter::once(Ask::Ack)
                .chain(first)
                .chain([Ask::Result, Ask::Len, Ask::Timer]);
        Self {
            order: order.collect(),
        }
    }

    fn next(&mut self, offers: &[Ask]) -> Option<Ask> {
        let place = self.order.iter().position(|kind| offers.contains(kind))?;
        let kind = self.order.remove(place);
        self.order.push(kind);
        Some(kind)
    }
}

/// Luck that depends on nothing but the seed and the place.
fn luck(seed: u64, place: u32) -> Rng {
    Rng::new(seed ^ (u64::from(place) << 32 | u64::from(place)))
}

fn question((branch, position): (u32, u32), view: &View<'_>) -> Option<Question> {
    let answer = answer(view)?;
    let choices = choices::around(view, &answer, &mut luck(view.id().into(), position));
    let names = |host: Option<u32>| view.name(host).unwrap_or_default();
    let args = vec![
        ("host", Arg::Text(names(view.host()))),
        ("peer", Arg::Text(names(view.peer()))),
        ("call", Arg::Text(view.call())),
        ("from", Arg::Text(view.state_left())),
        ("at", Arg::Number(view.at().as_nanos())),
    ];
    Some(Question {
        branch,
        position,
        target: view.scene.target,
        event: view.id(),
        ask: view.ask,
        host: view.host(),
        crossing: view.row.crossing(),
        base: view.base(),
        args: args.into(),
        choices: Some(choices),
    })
}

fn judgement(view: &View<'_>, answer: Guess, given: &Guess) -> Judgement {
    let given = answer::read(view.ask, given);
    let right = given == answer;
    let mistakes = if right {
        Vec::new()
    } else {
        mistake::all(view)
    };
    let found = mistakes.into_iter().find(|made| made.value == given);
    let mut args = vec![("given", given.arg()), ("answer", answer.arg())];
    let mistake = found.map(|made| {
        args.extend(made.args);
        made.code.name()
    });
    Judgement {
        right,
        answer,
        mistake,
        args: args.into(),
    }
}

#[cfg(test)]
mod tests;
