//! A seeded exam over a scenario: the same story with other numbers, and places to stop and ask.

use serde::Serialize;

use super::{Checkpoints, MAX_LENGTH, Scenario};
use crate::host::{Call, Data, Statement};
use crate::lab::{Ask, Lab, LabError};
use crate::net::{LinkRule, MAX_RULES, Verdict};
use crate::rng::Rng;
use crate::time::{Duration, Instant};

/// Questions of one exam.
pub const MAX_STOPS: u32 = 50;
/// Moments of the run of an exam.
pub const MAX_EXAM_MOMENTS: u32 = 20_000;
/// Octets that a `send` of an exam has at most.
const MAX_OCTETS: u32 = 100_000;
/// One exam in so many millions loses a segment.
const LOSS_PPM: u32 = 500_000;
/// How much longer an exam runs when a segment is lost: time for it to be repeated.
const LOSS_TAKES: Duration = Duration::from_secs(5);

/// A run to be loaded, and where its reader is asked what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exam {
    /// The scenario, with other numbers and without what would give the answers away.
    pub scenario: Scenario,
    /// The seed of the run: sixteen hexadecimal digits.
    pub seed: String,
    /// In the order of the run.
    pub stops: Vec<Stop>,
}

/// A place of a run at which something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// Right before the moment that answers.
    pub position: u32,
    /// What is asked.
    pub ask: Ask,
}

impl Scenario {
    /// An exam of at most `count` questions; the same seed makes the same exam.
    ///
    /// # Errors
    /// What is wrong with the world of the scenario.
    pub fn exam(&self, seed: u64, count: u32) -> Result<Exam, LabError> {
        let mut luck = Rng::new(seed);
        let plain = self.with_other_numbers(&mut luck);
        let lossy = luck.chance(LOSS_PPM).then(|| with_loss(&plain, &mut luck));
        let lossy = lossy.and_then(|scenario| {
            let run = scenario.ran(seed).ok()?;
            (!run.askable().is_empty()).then_some((scenario, run))
        });
        let (mut scenario, run) = match lossy {
            Some(made) => made,
            None => (plain.clone(), plain.ran(seed)?),
        };
        let seed = format!("{seed:016x}");
        scenario.seed = Some(seed.clone());
        Ok(Exam {
            stops: stops(&run.askable(), count.min(MAX_STOPS), &mut luck),
            scenario,
            seed,
        })
    }

    /// The same with other numbers.
    fn with_other_numbers(&self, luck: &mut Rng) -> Self {
        let mut other = self.clone();
        other.checkpoints = Checkpoints::default();
        other.story.clear();
        other.prompts.clear();
        other.variations.clear();
        for host in &mut other.hosts {
            if host.iss.is_some() {
                host.iss = Some((luck.bits() >> 32) as u32);
            }
            for process in &mut host.processes {
                vary(&mut process.program, luck);
            }
        }
        other
    }

    fn ran(&self, seed: u64) -> Result<Lab, LabError> {
        let mut lab = Lab::new(&self.world(), seed)?;
        let ends = Instant::START + self.ends;
        while lab.position() < MAX_EXAM_MOMENTS && lab.next_at().is_some_and(|next| next <= ends) {
            if lab.step()?.is_empty() {
                break;
            }
        }
        Ok(lab)
    }
}

/// Sends of so many octets become sends of others: from a half to one and a half.
fn vary(program: &mut [Statement], luck: &mut Rng) {
    for statement in program {
        match statement {
            Statement::Call { call, .. } => {
                if let Call::Send { data, .. } | Call::Write { data, .. } = call
                    && let Data::Octets(octets) = data
                    && *octets > 1
                {
                    let other = *octets / 2 + luck.below(*octets);
                    *octets = other.clamp(1, MAX_OCTETS.max(*octets));
                }
            }
            Statement::While { body, .. }
            | Statement::Repeat { body, .. }
            | Statement::Spawn { body, .. } => vary(body, luck),
            Statement::If {
                then, otherwise, ..
            } => {
                vary(then, luck);
                vary(otherwise, luck);
            }
            Statement::Sleep { .. }
            | Statement::Set { .. }
            | Statement::Break
            | Statement::Exit
            | Statement::Missing { .. } => {}
        }
    }
}

/// One segment is lost, early in the run.
fn with_loss(scenario: &Scenario, luck: &mut Rng) -> Scenario {
    let mut other = scenario.clone();
    if other.rules.len() >= MAX_RULES {
        return other;
    }
    let payload = luck.below(2) == 1;
    let rule = LinkRule {
        payload: payload.then_some(true),
        skip: luck.below(4),
        times: Some(1),
        ..LinkRule::always(Verdict::Drop)
    };
    other.rules.insert(0, rule);
    other.ends = (other.ends + LOSS_TAKES).min(MAX_LENGTH);
    other
}

/// Spread over the run, and over what can be asked.
fn stops(askable: &[(u32, Ask)], count: u32, luck: &mut Rng) -> Vec<Stop> {
    let mut asked = [0_u32; Ask::ALL.len()];
    let places = askable.len();
    let count = usize::try_from(count).unwrap_or(0);
    let mut stops: Vec<Stop> = Vec::with_capacity(count);
    for part in 0..count.min(places) {
        let from = part * places / count.min(places);
        let to = (part + 1) * places / count.min(places);
        let part = askable.get(from..to).unwrap_or_default();
        let often = |ask: Ask| Ask::ALL.iter().position(|known| *known == ask);
        let free = part
            .iter()
            .filter(|(position, _)| !stops.iter().any(|stop| stop.position == *position));
        // Of the kinds asked least, one by luck.
        let drawn = free.map(|(position, ask)| {
            let times = often(*ask).and_then(|kind| asked.get(kind).copied());
            ((times.unwrap_or(0), luck.bits()), (*position, *ask))
        });
        if let Some((_, (position, ask))) = drawn.min_by_key(|(order, _)| *order) {
            if let Some(times) = often(ask).and_then(|kind| asked.get_mut(kind)) {
                *times += 1;
            }
            stops.push(Stop { position, ask });
        }
    }
    stops
}

#[cfg(test)]
mod tests;
