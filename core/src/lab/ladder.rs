//! The run as text, drawn like the figures of RFC 9293, section 3.5.
//!
//! A segment that arrives before anything else happens on the wire is one line; otherwise one line says that it was
//! sent and a later one that it arrived, with `...` where it is still under way. The states are those after the line.

use std::fmt::Write as _;

use super::Lab;
use super::crossing::Flight;
use super::event::{Fact, Row};
use crate::net::NetNote;
use crate::table::Table;
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
        let before = |host| states.before(host, self.first_on_wire(host, &lines));
        page.line(Instant::START, before(0), "", before(1));
        for wire in &lines {
            if let Some(flight) = self.branch().flight(wire.crossing) {
                draw(wire, flight, &states, &mut page);
            }
        }
        let last = lines.last().map_or(0, |wire| wire.came_in + 1);
        let now = |position| (states.before(0, position), states.before(1, position));
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
        let mut states = States::of(self.world.hosts().len());
        for (id, row) in (0..).zip(self.branch().rows(0, self.mark().events)) {
            if let (Fact::Tcp(What::State { to, .. }), Some(host)) = (row.fact, row.host()) {
                let moment = self.branch().moment_of(id);
                states.change(host, moment, row.socket(), to);
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
        states.after(u32::from(!rightward), wire.left_in)
    };
    let receiver = states.after(u32::from(rightward), wire.came_in);
    let (sender, receiver) = match wire.part {
        Part::Whole => (sender, receiver),
        Part::Begin => (sender, ""),
        Part::End => ("", receiver),
        Part::Loss => ("", ""),
    };
    let middle = arrow(&flight.notation(), rightward, wire.part);
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
        Fact::Net(NetNote::Refused { message }) => return Some((message.0, Part::Begin)),
        Fact::Net(NetNote::Duplicated { copy }) => return Some((copy.0, Part::Begin)),
        Fact::Net(
            NetNote::Sent { .. }
            | NetNote::Held
            | NetNote::Released { .. }
            | NetNote::Delayed { .. }
            | NetNote::Marked
            | NetNote::Rewritten { .. }
            | NetNote::Corrupted { .. },
        )
        | Fact::Tcp(_)
        | Fact::Signal(_)
        | Fact::Host(_)
        | Fact::Act(_)
        | Fact::Refused(_) => return None,
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

/// What each host shows.
#[derive(Debug, Default)]
struct States(Vec<Shown>);

impl States {
    fn of(hosts: usize) -> Self {
        Self(std::iter::repeat_with(Shown::default).take(hosts).collect())
    }

    fn change(&mut self, host: u32, moment: u32, socket: Option<u32>, to: State) {
        let host = usize::try_from(host).unwrap_or(usize::MAX);
        if let Some(shown) = self.0.get_mut(host) {
            shown.change(moment, socket, to);
        }
    }

    /// The state of a host before a position.
    fn before(&self, host: u32, position: u32) -> &'static str {
        let last = self.last(host, position);
        last.map_or("CLOSED", |change| change.settled.name())
    }

    /// The state of a host on a line that ends with this moment: what the moment made of a connection comes first.
    fn after(&self, host: u32, moment: u32) -> &'static str {
        match self.last(host, moment + 1) {
            Some(change) if change.moment == moment => change.to.name(),
            Some(change) => change.settled.name(),
            None => "CLOSED",
        }
    }

    fn last(&self, host: u32, position: u32) -> Option<&Change> {
        let changes = &self.0.get(usize::try_from(host).ok()?)?.changes;
        let before = changes.partition_point(|change| change.moment < position);
        changes.get(before.checked_sub(1)?)
    }
}

/// A change of state at a host.
#[derive(Debug)]
struct Change {
    moment: u32,
    to: State,
    /// The state of the connection that changed last, of a listener where there is none.
    settled: State,
}

/// The changes of one host, and how its sockets stand.
#[derive(Debug, Default)]
struct Shown {
    changes: Vec<Change>,
    /// By socket: the rank of its state and when it entered it.
    ranks: Table<Option<u32>, (u8, usize)>,
    /// The same in order, with the state.
    ranked: Table<(u8, usize), State>,
}

impl Shown {
    fn change(&mut self, moment: u32, socket: Option<u32>, to: State) {
        let rank = (rank(to), self.changes.len());
        if let Some(before) = self.ranks.insert(socket, rank) {
            self.ranked.remove(&before);
        }
        self.ranked.insert(rank, to);
        let first = self.ranked.last();
        let settled = first.map_or(to, |(_, state)| *state);
        self.changes.push(Change {
            moment,
            to,
            settled,
        });
    }
}

const fn rank(state: State) -> u8 {
    match state {
        State::Closed => 0,
        State::Listen => 1,
        State::SynSent
        | State::SynReceived
        | State::Established
        | State::FinWait1
        | State::FinWait2
        | State::CloseWait
        | State::Closing
        | State::LastAck
        | State::TimeWait => 2,
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
