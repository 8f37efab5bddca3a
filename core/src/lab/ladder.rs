//! The run as text, drawn like the figures of RFC 9293, section 3.5.
//!
//! A segment that arrives before anything else happens on the wire is one line; otherwise one line says that it was
//! sent and a later one that it arrived, with `...` where it is still under way. The states are those after the line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Lab;
use super::crossing::Flight;
use super::event::{Fact, Row};
use crate::net::NetNote;
use crate::tcp::{State, What};

/// Columns for a state.
const STATE: usize = 12;
/// Columns for a segment.
const SEGMENT: usize = 46;

/// What a line shows of the way of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Sent and arrived.
    Whole,
    /// Sent.
    Begin,
    /// Arrived.
    End,
    /// Lost.
    Loss,
}

/// Something on the wire.
#[derive(Clone, Copy, Debug)]
struct Wire<'a> {
    row: &'a Row,
    moment: u32,
    crossing: u32,
    part: Part,
}

impl Lab {
    /// The text ladder of what has happened so far, for the first two hosts and whoever talks to them.
    #[must_use]
    pub fn ladder(&self) -> String {
        let lines = self.wire();
        let mut text = self.heading();
        let mut states = States::default();
        let mut numbers = 1..;
        self.states_until(
            0,
            &mut states,
            lines.first().map_or(self.mark().events, |line| line.moment),
        );
        text += &line(&mut numbers, self.now_at(0), states.of(0), "", states.of(1));
        let mut lived = lines.first().map_or(0, |line| line.moment);
        for wire in &lines {
            self.states_until(lived, &mut states, wire.moment + 1);
            lived = wire.moment + 1;
            if let Some(flight) = self.branch().flight(wire.crossing) {
                text += &self.wire_line(&mut numbers, wire, flight, &states);
            }
        }
        let before: Vec<_> = (0..2).map(|host| states.of(host)).collect();
        self.states_until(lived, &mut states, self.position);
        if (0..2).map(|host| states.of(host)).ne(before) {
            text += &line(
                &mut numbers,
                self.world.now(),
                states.of(0),
                "",
                states.of(1),
            );
        }
        text
    }

    /// What happened on the wire, a segment that arrives at once taken together.
    fn wire(&self) -> Vec<Wire<'_>> {
        let mut lines: Vec<Wire<'_>> = Vec::new();
        let events = self.mark().events;
        for (id, row) in (0..).zip(self.branch().rows(0, events)) {
            let Some((crossing, part)) = part_of(row) else {
                continue;
            };
            let wire = Wire {
                row,
                moment: self.branch().moment_of(id),
                crossing,
                part,
            };
            match lines.last_mut() {
                Some(last) if part == Part::End && last.crossing == crossing => {
                    *last = Wire {
                        part: Part::Whole,
                        ..wire
                    };
                }
                _ => lines.push(wire),
            }
        }
        lines
    }

    fn heading(&self) -> String {
        let name = |host: usize| self.world.hosts().get(host).map_or("", |host| host.name());
        format!("{:17}{:STATE$} {:SEGMENT$} {}\n", "", name(0), "", name(1))
    }

    /// Takes in the states of moments `from..to`.
    fn states_until(&self, from: u32, states: &mut States, to: u32) {
        let branch = self.branch();
        let (first, last) = (
            branch.mark(from).events,
            branch.mark(to.min(self.position)).events,
        );
        branch.rows(first, last).for_each(|row| states.learn(row));
    }

    fn now_at(&self, position: u32) -> crate::time::Instant {
        self.branch().mark(position).at
    }

    fn wire_line(
        &self,
        numbers: &mut std::ops::RangeFrom<u32>,
        wire: &Wire<'_>,
        flight: &Flight,
        states: &States,
    ) -> String {
        let rightward = flight.from != Some(1) && flight.to != Some(0);
        let notation = flight.segment().to_string();
        let middle = arrow(&notation, rightward, wire.part);
        let (sender, receiver) = (usize::from(!rightward), usize::from(rightward));
        let shows = |host: usize| match wire.part {
            Part::Whole => true,
            Part::Begin => host == sender && !flight.forged,
            Part::End => host == receiver,
            Part::Loss => false,
        };
        let state = |host: u32| {
            let strange = flight.forged && host as usize == sender;
            if shows(host as usize) && !strange {
                states.of(host)
            } else {
                ""
            }
        };
        line(numbers, wire.row.at, state(0), &middle, state(1))
    }
}

fn part_of(row: &Row) -> Option<(u32, Part)> {
    let part = match row.fact {
        Fact::Sent { .. } | Fact::Injected => Part::Begin,
        Fact::Arrived => Part::End,
        Fact::Net(NetNote::Lost) => Part::Loss,
        Fact::Net(NetNote::Duplicated { copy }) => return Some((copy.0, Part::Begin)),
        Fact::Net(
            NetNote::Sent { .. }
            | NetNote::Held
            | NetNote::Released { .. }
            | NetNote::Delayed { .. }
            | NetNote::Corrupted { .. },
        )
        | Fact::Tcp(_)
        | Fact::Signal(_)
        | Fact::Host(_)
        | Fact::Act(_) => return None,
    };
    Some((row.crossing()?, part))
}

/// `--> <SEQ=100><CTL=SYN>   -->`
fn arrow(notation: &str, rightward: bool, part: Part) -> String {
    let tip = if rightward { "-->" } else { "<--" };
    let (left, right) = match (part, rightward) {
        (Part::Whole, _) => (tip, tip),
        (Part::Begin, true) | (Part::End, false) => (tip, "..."),
        (Part::Begin, false) | (Part::End, true) => ("...", tip),
        (Part::Loss, true) => ("...", "X  "),
        (Part::Loss, false) => ("  X", "..."),
    };
    let room = SEGMENT.saturating_sub(8);
    format!("{left} {notation:room$} {right}")
}

fn line(
    numbers: &mut std::ops::RangeFrom<u32>,
    at: crate::time::Instant,
    left: &str,
    middle: &str,
    right: &str,
) -> String {
    let number = numbers.next().unwrap_or_default();
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{number:3}. {at:>10}  {left:STATE$} {middle:SEGMENT$} {right}"
    );
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The state shown at each host: that of the connection it spoke of last.
#[derive(Clone, Debug, Default)]
struct States(BTreeMap<u32, State>);

impl States {
    fn learn(&mut self, row: &Row) {
        if let (Fact::Tcp(What::State { to, .. }), Some(host)) = (row.fact, row.host()) {
            self.0.insert(host, to);
        }
    }

    fn of(&self, host: u32) -> &'static str {
        self.0.get(&host).map_or("CLOSED", |state| state.name())
    }
}
