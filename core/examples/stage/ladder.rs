//! A run as lines that can be compared, and which line of one run is which of the other.

use std::collections::BTreeMap;

use tcp_lab_core::time::Instant;
use tcp_lab_core::wire::{Flags, Segment, SeqNum};

use super::record::{Ends, Record, Seen, turned};
use super::words::{options, relative};

/// Beyond so many segments one way, only what is alike from the start is looked for.
const MAX_COMPARED: usize = 3000;

/// Who sends to whom: segments of one way keep their order, those of two ways need not.
type Way = (String, String);

/// Crossings of one way: number and words.
type Lines<'a> = &'a [(usize, String)];

/// Which crossing of one run is which of the other.
pub(crate) struct Likeness {
    /// For each crossing of the simulated run the one of the real run that says the same, or stands in its place.
    pub(crate) real: Vec<Option<usize>>,
    /// How many say the same.
    pub(crate) same: usize,
    /// What does not, in words.
    pub(crate) apart: Vec<Apart>,
}

/// Lines that the two runs do not share, between two that they do.
#[derive(Clone, Debug)]
pub(crate) struct Apart {
    pub(crate) way: String,
    pub(crate) linux: Vec<String>,
    pub(crate) simulated: Vec<String>,
    /// When the first of the kernel's was sent.
    pub(crate) since: Option<Instant>,
}

/// Lines of both runs, side by side.
pub(crate) fn likeness(hosts: &[String], simulated: &Record, real: &Record) -> Likeness {
    let (ours, theirs) = (lines(hosts, simulated), lines(hosts, real));
    let mut likeness = Likeness {
        real: vec![None; simulated.segments.len()],
        same: 0,
        apart: Vec::new(),
    };
    let none = Vec::new();
    for (way, theirs) in &theirs {
        let lines = (ours.get(way).unwrap_or(&none).as_slice(), theirs.as_slice());
        likeness.compare(way, lines, real);
    }
    for (way, ours) in ours.iter().filter(|(way, _)| !theirs.contains_key(*way)) {
        likeness.compare(way, (ours, &none), real);
    }
    likeness
}

impl Likeness {
    fn compare(&mut self, way: &Way, (ours, theirs): (Lines<'_>, Lines<'_>), real: &Record) {
        let ends = [(ours.len(), theirs.len())];
        let mut from = (0, 0);
        for (left, right) in common(ours, theirs).into_iter().chain(ends) {
            let between = (
                ours.get(from.0..left).unwrap_or_default(),
                theirs.get(from.1..right).unwrap_or_default(),
            );
            for ((place, _), (other, _)) in between.0.iter().zip(between.1) {
                self.set(*place, *other);
            }
            if from != (left, right) {
                let words = |lines: &[(usize, String)]| {
                    lines.iter().map(|(_, line)| line.clone()).collect()
                };
                self.apart.push(Apart {
                    way: format!("{}>{}", way.0, way.1),
                    linux: words(between.1),
                    simulated: words(between.0),
                    since: between
                        .1
                        .first()
                        .and_then(|(at, _)| real.segments.get(*at))
                        .map(|seen| seen.sent),
                });
            }
            if let (Some((place, _)), Some((other, _))) = (ours.get(left), theirs.get(right)) {
                self.set(*place, *other);
                self.same += 1;
            }
            from = (left + 1, right + 1);
        }
    }

    fn set(&mut self, simulated: usize, real: usize) {
        if let Some(place) = self.real.get_mut(simulated) {
            *place = Some(real);
        }
    }
}

/// The crossings of each way: number and words.
pub(crate) fn lines(hosts: &[String], record: &Record) -> BTreeMap<Way, Vec<(usize, String)>> {
    let mut first: BTreeMap<Ends, Vec<SeqNum>> = BTreeMap::new();
    let connections = record.connections();
    let mut lines: BTreeMap<Way, Vec<(usize, String)>> = BTreeMap::new();
    for (number, seen) in record.segments.iter().enumerate() {
        let name = |lane: Option<usize>, address: std::net::IpAddr| {
            let host = lane.and_then(|lane| hosts.get(lane));
            host.cloned().unwrap_or_else(|| address.to_string())
        };
        let way = (name(seen.from, seen.src), name(seen.to, seen.dst));
        let line = match (&seen.segment, seen.ends()) {
            (Some(segment), Some(ends)) => {
                if segment.has(Flags::SYN) && !seen.forged {
                    let known = first.entry(ends).or_default();
                    if known.last() != Some(&segment.seq) {
                        known.push(segment.seq);
                    }
                }
                let at = |known: &Ends| *known == ends || *known == turned(ends);
                let place = connections.iter().position(at);
                line(
                    seen,
                    segment,
                    place,
                    (first.get(&ends), first.get(&turned(ends))),
                )
            }
            (None, _) | (_, None) => "ICMP".to_owned(),
        };
        lines.entry(way).or_default().push((number, line));
    }
    lines
}

fn line(
    seen: &Seen,
    segment: &Segment,
    connection: Option<usize>,
    (own, other): (Option<&Vec<SeqNum>>, Option<&Vec<SeqNum>>),
) -> String {
    let counted =
        |number, known: Option<&Vec<SeqNum>>| relative(number, known.map_or(&[], Vec::as_slice));
    // A RST that answers a segment without an ACK has the number zero, whatever the numbers of its end.
    let from_nowhere = segment.has(Flags::RST) && segment.seq.raw() == 0;
    let shown = Segment {
        seq: if from_nowhere {
            segment.seq
        } else {
            counted(segment.seq, own)
        },
        ack: counted(segment.ack, other),
        // Which segments push depends on how much is queued at once.
        flags: segment.flags - Flags::PSH,
        ..segment.clone()
    };
    let connection = connection.map_or_else(String::new, |number| format!("#{number} "));
    let len = segment.payload_len();
    let fate = seen
        .lost
        .map_or_else(String::new, |rule| format!(" {rule}"));
    let forged = if seen.forged { " forged" } else { "" };
    format!(
        "{connection}{shown}{}{fate}{forged} {len}",
        options(segment)
    )
}

/// The places of the lines of a longest common subsequence.
fn common(ours: &[(usize, String)], theirs: &[(usize, String)]) -> Vec<(usize, usize)> {
    let alike = |row: usize, column: usize| {
        let (one, other) = (ours.get(row), theirs.get(column));
        one.zip(other).is_some_and(|(one, other)| one.1 == other.1)
    };
    if ours.len().max(theirs.len()) > MAX_COMPARED {
        let places = 0..ours.len().min(theirs.len());
        return places
            .take_while(|at| alike(*at, *at))
            .map(|at| (at, at))
            .collect();
    }
    let width = theirs.len() + 1;
    let mut best = vec![0_u32; (ours.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for row in (0..ours.len()).rev() {
        for column in (0..theirs.len()).rev() {
            best[at(row, column)] = if alike(row, column) {
                best[at(row + 1, column + 1)] + 1
            } else {
                best[at(row + 1, column)].max(best[at(row, column + 1)])
            };
        }
    }
    let (mut row, mut column, mut places) = (0, 0, Vec::new());
    while row < ours.len() && column < theirs.len() {
        if alike(row, column) {
            places.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if best[at(row + 1, column)] >= best[at(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    places
}
