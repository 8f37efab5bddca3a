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
use crate::time::Instant;

/// Columns for a state.
const STATE: usize = 12;
/// Columns for a segment.
const SEGMENT: usize = 50;

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

/// Something on the wire: what the row of a line says.
#[derive(Clone, Copy, Debug)]
struct Wire {
    at: Instant,
    /// The moment in which the segment left, or in which the line begins.
    left_in: u32,
    /// The moment in which it arrived, or in which the line ends.
    came_in: u32,
    crossing: u32,
    part: Part,
}

impl Lab {
    /// The text ladder of what has happened so far, for the first two hosts and whoever talks to them.
    #[must_use]
    pub fn ladder(&self) -> String {
        let lines = self.wire();
        let states = self.states();
        let mut page = Page::default();
        let name = |host: usize| self.world.hosts().get(host).map_or("", |host| host.name());
        page.heading(name(0), name(1));
        let before = |host| states.at(host, self.first_on_wire(host, &lines));
        page.line(Instant::START, before(0), "", before(1));
        for wire in &lines {
            if let Some(flight) = self.branch().flight(wire.crossing) {
                draw(wire, flight, &states, &mut page);
            }
        }
        let last = lines.last().map_or(0, |wire| wire.came_in + 1);
        let now = |position| (states.at(0, position), states.at(1, position));
        if now(last) != now(self.position) {
            page.line(
                self.world.now(),
                now(self.position).0,
                "",
                now(self.position).1,
            );
        }
        page.text
    }

    /// What happened on the wire; a segment that arrives before anything else happens there is taken as one.
    fn wire(&self) -> Vec<Wire> {
        let mut lines: Vec<Wire> = Vec::new();
        for (id, row) in (0..).zip(self.branch().rows(0, self.mark().events)) {
            let Some((crossing, part)) = part_of(row) else {
                continue;
            };
            let moment = self.branch().moment_of(id);
            let wire = Wire {
                at: row.at,
                left_in: moment,
                came_in: moment,
                crossing,
                part,
            };
            match lines
                .last_mut()
                .filter(|last| part == Part::End && last.crossing == crossing)
            {
                Some(last) => {
                    *last = Wire {
                        left_in: last.left_in,
                        part: Part::Whole,
                        ..wire
                    }
                }
                None => lines.push(wire),
            }
        }
        lines
    }

    /// The position just before a host first has to do with the wire.
    fn first_on_wire(&self, host: u32, lines: &[Wire]) -> u32 {
        let touches = |wire: &&Wire| {
            let flight = self.branch().flight(wire.crossing);
            flight.is_some_and(|flight| flight.from == Some(host) || flight.to == Some(host))
        };
        let first = lines.iter().find(touches);
        first.map_or(self.position, |wire| {
            match self.branch().flight(wire.crossing) {
                Some(flight) if flight.from == Some(host) => wire.left_in,
                Some(_) | None => wire.came_in,
            }
        })
    }

    /// Every change of state at the first two hosts.
    fn states(&self) -> States {
        let mut states = States::default();
        for (id, row) in (0..).zip(self.branch().rows(0, self.mark().events)) {
            if let (Fact::Tcp(What::State { to, .. }), Some(host)) = (row.fact, row.host()) {
                let moment = self.branch().moment_of(id);
                states.0.entry(host).or_default().push((moment, to));
            }
        }
        states
    }
}

fn draw(wire: &Wire, flight: &Flight, states: &States, page: &mut Page) {
    let rightward = flight.from != Some(1) && flight.to != Some(0);
    let sender = if flight.forged {
        ""
    } else {
        states.at(u32::from(!rightward), wire.left_in + 1)
    };
    let receiver = states.at(u32::from(rightward), wire.came_in + 1);
    let (sender, receiver) = match wire.part {
        Part::Whole => (sender, receiver),
        Part::Begin => (sender, ""),
        Part::End => ("", receiver),
        Part::Loss => ("", ""),
    };
    let middle = arrow(&flight.segment().to_string(), rightward, wire.part);
    let (left, right) = if rightward {
        (sender, receiver)
    } else {
        (receiver, sender)
    };
    page.line(wire.at, left, &middle, right);
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

/// Changes of state by host: in which moment, to what.
#[derive(Debug, Default)]
struct States(BTreeMap<u32, Vec<(u32, State)>>);

impl States {
    /// The state that a host spoke of last before a position.
    fn at(&self, host: u32, position: u32) -> &'static str {
        let changes = self.0.get(&host).map_or(&[][..], Vec::as_slice);
        let before = changes.partition_point(|(moment, _)| *moment < position);
        let last = before.checked_sub(1).and_then(|last| changes.get(last));
        last.map_or("CLOSED", |(_, state)| state.name())
    }
}

/// Lines of text, numbered.
#[derive(Debug, Default)]
struct Page {
    text: String,
    lines: u32,
}

impl Page {
    fn heading(&mut self, left: &str, right: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{:18}{left:STATE$} {:SEGMENT$} {right}", "", "");
    }

    fn line(&mut self, at: Instant, left: &str, middle: &str, right: &str) {
        self.lines += 1;
        let (number, at) = (self.lines, at.to_string());
        let _ = write!(
            self.text,
            "{number:3}. {at:>11}  {left:STATE$} {middle:SEGMENT$} {right}"
        );
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }
}
