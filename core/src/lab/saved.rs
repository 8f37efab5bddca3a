//! A run as a list of moments: what a link carries.

use serde::{Deserialize, Serialize};

use super::timeline::Moment;
use super::{Command, Lab, LabError, MAX_MOMENTS, WorldSpec};
use crate::loose::{Loose, Misfit};
use crate::time::Instant;

/// One entry of the list. In JSON a number, `{"until": 5}` or `{"act": {…}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose<Fields>")]
pub enum SavedMoment {
    /// So many moments that happen by themselves.
    Natural(u32),
    /// Time passes until then, with nothing happening.
    Until {
        /// In nanoseconds.
        until: Instant,
    },
    /// The reader acts.
    Act {
        /// What is done.
        act: Box<Command>,
    },
}

/// An entry that is no number.
#[derive(Deserialize)]
struct Fields {
    until: Option<Instant>,
    act: Option<Box<Command>>,
}

impl TryFrom<Loose<Fields>> for SavedMoment {
    type Error = Misfit;

    fn try_from(value: Loose<Fields>) -> Result<Self, Misfit> {
        match value {
            Loose::Number(count) => u32::try_from(count).ok().map(Self::Natural),
            Loose::Text(_) => None,
            Loose::Fields(Fields { until, act }) => match (until, act) {
                (Some(until), _) => Some(Self::Until { until }),
                (None, act) => act.map(|act| Self::Act { act }),
            },
        }
        .ok_or(Misfit("a number of moments, `until` or `act`"))
    }
}

/// Everything needed to run it again, beside the world itself, which `scenario` names or describes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LabState<S> {
    /// The version that saved it.
    pub version: String,
    /// The world to begin with.
    pub scenario: S,
    /// Sixteen hexadecimal digits.
    pub seed: String,
    /// The moments of the branch, in order.
    pub moments: Vec<SavedMoment>,
    /// Where the reader stood.
    pub position: u32,
}

impl Lab {
    /// The moments of the present branch, its future included, and the waiting at the end.
    #[must_use]
    pub fn saved_moments(&self) -> Vec<SavedMoment> {
        let mut saved = Vec::new();
        let (mut natural, mut before) = (0, Instant::START);
        for (position, moment) in (1..).zip(self.branch().moments(self.end())) {
            match moment {
                Moment::Next => natural += 1,
                Moment::Act { at, command } => {
                    flush(&mut saved, &mut natural);
                    if *at > before {
                        saved.push(SavedMoment::Until { until: *at });
                    }
                    saved.push(SavedMoment::Act {
                        act: command.clone(),
                    });
                }
            }
            before = self.branch().mark(position).at;
        }
        flush(&mut saved, &mut natural);
        if self.position == self.end() && self.world.now() > before {
            saved.push(SavedMoment::Until {
                until: self.world.now(),
            });
        }
        saved
    }

    /// What a reader did in the present branch so far: after how many moments, when, and what.
    #[must_use]
    pub fn acts(&self) -> Vec<(u32, Instant, Command)> {
        let moments = (0..).zip(self.branch().moments(self.position));
        let act = |(position, moment): (u32, &Moment)| match moment {
            Moment::Next => None,
            Moment::Act { at, command } => Some((position, *at, Command::clone(command))),
        };
        moments.filter_map(act).collect()
    }

    /// Runs saved moments from the start, then goes to `position`.
    ///
    /// # Errors
    /// [`LabError::Diverged`] when they do not go that way here, [`LabError::PositionOutOfRange`], [`LabError::Limit`].
    pub fn replayed(
        spec: &WorldSpec,
        seed: u64,
        moments: &[SavedMoment],
        position: u32,
    ) -> Result<Self, LabError> {
        let mut lab = Self::new(spec, seed)?;
        for (moment, saved) in (0..).zip(moments) {
            let diverged = |reason| LabError::Diverged { moment, reason };
            match saved {
                SavedMoment::Natural(count) => lab.natural_moments(*count, moment)?,
                SavedMoment::Until { until } => {
                    if lab.next_at().is_some_and(|next| next < *until) {
                        return Err(diverged("not-waiting"));
                    }
                    lab.run_until_exactly(*until)?;
                }
                SavedMoment::Act { act } => {
                    let done = lab.act(Command::clone(act));
                    done.map_err(|error| diverged(error.code()))?;
                }
            }
        }
        if position < lab.end() {
            lab.seek(position)?;
        } else if position > lab.end() {
            return Err(LabError::PositionOutOfRange {
                position,
                end: lab.end(),
            });
        }
        Ok(lab)
    }

    fn natural_moments(&mut self, count: u32, moment: u32) -> Result<(), LabError> {
        if count > MAX_MOMENTS {
            return Err(LabError::Limit {
                limit: "moments",
                bound: MAX_MOMENTS.into(),
            });
        }
        for _ in 0..count {
            if !self.one_moment()? {
                return Err(LabError::Diverged {
                    moment,
                    reason: "nothing-left",
                });
            }
        }
        Ok(())
    }

    /// Waits without letting happen what is due at that very instant.
    fn run_until_exactly(&mut self, until: Instant) -> Result<(), LabError> {
        if until > super::MAX_TIME {
            return Err(LabError::Limit {
                limit: "time",
                bound: super::MAX_TIME.as_nanos(),
            });
        }
        self.world.wait(until);
        Ok(())
    }
}

fn flush(saved: &mut Vec<SavedMoment>, natural: &mut u32) {
    if *natural > 0 {
        saved.push(SavedMoment::Natural(std::mem::take(natural)));
    }
}
