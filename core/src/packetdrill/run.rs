//! Plays a script against a host, event by event.

mod calls;
mod info;
mod packets;
mod shell;

use std::collections::BTreeMap;

use super::ast::{Action, CallLine, Event, Script, Time};
use super::code::{self, Names, Stopped};
use super::error::Place;
use super::flow::Flow;
use super::machine::{Exhausted, Machine};
use super::quirks;
use super::report::{Failure, Report, Verdict};
use super::setup::{Settings, Setup};
use crate::host::Fd;
use crate::time::{Duration, Instant};

/// Events that one script may have.
pub const MAX_EVENTS: usize = 100_000;

/// How long a script may take, in virtual time.
pub const MAX_RUN: Duration = Duration::from_secs(100_000);

/// How long a call that the script does not say to block may block.
const PATIENCE: Duration = Duration::from_secs(100);

/// How long the next call waits for one that still blocks.
const IDLE_PATIENCE: Duration = Duration::from_secs(1);

/// Why an event was not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Something is not as written.
    Failed {
        what: String,
        expected: String,
        seen: String,
    },
    /// Something is not modelled.
    Unsupported(String),
}

impl Stop {
    fn failed(what: &str, expected: impl Into<String>, seen: impl Into<String>) -> Self {
        Self::Failed {
            what: what.to_owned(),
            expected: expected.into(),
            seen: seen.into(),
        }
    }
}

impl From<Exhausted> for Stop {
    fn from(Exhausted(what): Exhausted) -> Self {
        Self::failed("bound of a run", format!("fewer {what}"), "more")
    }
}

/// A call that the script says to block.
#[derive(Clone, Debug)]
struct Blocking<'s> {
    line: &'s CallLine,
    event: &'s Event,
    began: Instant,
    until: Instant,
}

/// The state of a run.
struct Player<'s> {
    setup: Setup,
    machine: Machine,
    flows: Vec<Flow>,
    /// The connection that lines without ports are about: the latest.
    current: Option<usize>,
    /// Descriptors of the script and of the host.
    fds: BTreeMap<i64, Fd>,
    names: Names,
    blocking: Option<Blocking<'s>>,
    /// The event before: when it was to happen, and whether it was an arrival.
    last: Option<(Instant, bool)>,
    next_port: u16,
    quirks: Vec<&'static str>,
}

/// When an event is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// What relative times count from; the start for absolute ones.
    anchor: Instant,
    /// From when; the moment itself without a range.
    from: Instant,
    /// Until when.
    to: Instant,
    /// Any time will do.
    any: bool,
}

/// Plays `script`.
#[must_use]
pub fn run(script: &Script, settings: &Settings) -> Report {
    let setup = match Setup::of(script, settings) {
        Ok(setup) => setup,
        Err((place, option)) => return unsupported(place, format!("option {option}")),
    };
    if let Some(event) = script.events.get(MAX_EVENTS) {
        return unsupported(event.place, format!("more than {MAX_EVENTS} events"));
    }
    let mut player = Player::new(setup);
    let verdict = player.play(script);
    let quirks = std::mem::take(&mut player.quirks);
    Report {
        verdict,
        quirks,
        log: player.machine.into_log(),
    }
}

fn unsupported(place: Place, construct: String) -> Report {
    Report {
        verdict: Verdict::Unsupported { place, construct },
        quirks: Vec::new(),
        log: Vec::new(),
    }
}

impl<'s> Player<'s> {
    fn new(setup: Setup) -> Self {
        Self {
            machine: Machine::new(&setup),
            setup,
            flows: Vec::new(),
            current: None,
            fds: BTreeMap::new(),
            names: Names::new(),
            blocking: None,
            last: None,
            next_port: 49_152,
            quirks: Vec::new(),
        }
    }

    fn play(&mut self, script: &'s Script) -> Verdict {
        for event in &script.events {
            let result = self.event(event);
            if let Err(verdict) = self.judge(event, result) {
                return verdict;
            }
        }
        match self.blocking.clone() {
            None => Verdict::Pass,
            Some(blocking) => {
                let result = self.finish_blocking();
                self.judge(blocking.event, result)
                    .err()
                    .unwrap_or(Verdict::Pass)
            }
        }
    }

    /// A deviation with a name is noted, and the run goes on.
    fn judge(&mut self, event: &Event, result: Result<(), Stop>) -> Result<(), Verdict> {
        let (what, expected, seen) = match result {
            Ok(()) => return Ok(()),
            Err(Stop::Unsupported(construct)) => {
                let place = event.place;
                return Err(Verdict::Unsupported { place, construct });
            }
            Err(Stop::Failed {
                what,
                expected,
                seen,
            }) => (what, expected, seen),
        };
        let failure = Failure {
            place: event.place,
            time: self.machine.now,
            what,
            expected,
            seen,
        };
        match quirks::find(self.setup.profile, &event.text, &failure) {
            Some(quirk) => {
                if !self.quirks.contains(&quirk.name) {
                    self.quirks.push(quirk.name);
                }
                Ok(())
            }
            None => Err(Verdict::Fail(failure)),
        }
    }

    fn event(&mut self, event: &'s Event) -> Result<(), Stop> {
        let arrival = matches!(event.action, Action::Inbound(_));
        let due = self.due(event.time, arrival);
        if due.to > Instant::START + MAX_RUN {
            return Err(Stop::Unsupported(format!("a run longer than {MAX_RUN}")));
        }
        self.machine.note(|| event.text.clone());
        let result = match &event.action {
            Action::Inbound(line) => self.wait(due).and_then(|()| self.inbound(line)),
            Action::Outbound(line) => self.outbound(line, due),
            Action::Call(line) => self.call_event(event, line, due),
            Action::Shell(command) => self.wait(due).and_then(|()| self.shell(command)),
            Action::Code(statements) => self.wait(due).and_then(|()| self.code(statements)),
        };
        self.last = Some((due.from, arrival));
        result?;
        self.collect()
    }

    /// When the event is to happen. Relative times count from now, which is when the event before was over; those
    /// of arrivals one after the other count from when the one before was to happen.
    fn due(&self, time: Time, arrival: bool) -> Due {
        let anchor = match self.last {
            Some((at, true)) if arrival => at,
            Some(_) | None => self.machine.now,
        };
        let start = Instant::START;
        let exact = |anchor, at| Due {
            anchor,
            from: at,
            to: at,
            any: false,
        };
        match time {
            Time::Relative(after) => exact(anchor, anchor + after),
            Time::Absolute(at) => exact(start, start + at),
            Time::RelativeRange(from, to) => Due {
                to: anchor + to,
                ..exact(anchor, anchor + from)
            },
            Time::AbsoluteRange(from, to) => Due {
                to: start + to,
                ..exact(start, start + from)
            },
            Time::Any => Due {
                any: true,
                ..exact(anchor, anchor)
            },
        }
    }

    /// How far off the time of an event may be.
    fn tolerance(&self, from: Instant) -> Duration {
        let gap = self
            .last
            .map_or(Duration::ZERO, |(last, _)| from.since(last));
        self.proportion(gap)
    }

    fn proportion(&self, gap: Duration) -> Duration {
        let part = gap.times(self.setup.tolerance_permille).divided_by(1000);
        part.max(self.setup.tolerance)
    }

    /// Is `at` as the script wants it?
    fn in_time(&self, due: Due, at: Instant, tolerance: Duration) -> Result<(), Stop> {
        let early = due.from.since(at) > tolerance;
        let late = at.since(due.to) > tolerance;
        if due.any || !(early || late) {
            return Ok(());
        }
        let expected = if due.from == due.to {
            format!("{} (give or take {tolerance})", due.from)
        } else {
            format!("{} to {} (give or take {tolerance})", due.from, due.to)
        };
        Err(Stop::failed("time", expected, at.to_string()))
    }

    /// Lets time pass until the script acts; it must not be too late for that.
    fn wait(&mut self, due: Due) -> Result<(), Stop> {
        self.machine.advance(due.from)?;
        let tolerance = self.tolerance(due.from);
        self.in_time(due, self.machine.now, tolerance)
    }

    /// A call that waited may have returned in the meantime.
    fn collect(&mut self) -> Result<(), Stop> {
        match self.machine.returned() {
            None => Ok(()),
            Some(returned) => self.check_blocking(&returned),
        }
    }

    fn code(&mut self, statements: &[code::Statement]) -> Result<(), Stop> {
        let mut names = std::mem::take(&mut self.names);
        let unmodelled = std::cell::RefCell::new(None);
        let result = code::run(statements, &mut names, &|name| {
            self.info(name).unwrap_or_else(|stop| {
                *unmodelled.borrow_mut() = Some(stop);
                None
            })
        });
        self.names = names;
        match (result, unmodelled.into_inner()) {
            (Ok(()), _) => Ok(()),
            (Err(_), Some(stop)) => Err(stop),
            (Err(Stopped::Failed(text)), None) => {
                Err(Stop::failed("assertion", text, "something else"))
            }
            (Err(Stopped::Unknown(name)), None) => {
                Err(Stop::Unsupported(format!("name {name} in code")))
            }
            (Err(Stopped::Senseless(what)), None) => {
                Err(Stop::failed("assertion", "a value", what))
            }
        }
    }

    fn flow(&mut self) -> Option<&mut Flow> {
        self.current.and_then(|index| self.flows.get_mut(index))
    }
}
