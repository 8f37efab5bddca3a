//! Where Linux and its simulated image part: every difference is named with its reason, or it is a failure.

use std::collections::BTreeSet;

/// Between lines of one side of a difference.
const JOIN: &str = " / ";
/// A side of a difference without lines.
const NOTHING: &str = "-";
/// Every case, every profile.
const ANY: &str = "*";

/// A named difference.
#[derive(Debug)]
struct Named {
    case: String,
    profile: String,
    linux: String,
    simulated: String,
}

/// The file of the named differences.
#[derive(Debug)]
pub(crate) struct Differences(Vec<Named>);

impl Differences {
    /// Reads `differences.tsv`.
    pub(crate) fn read() -> Result<Self, String> {
        let rows = include_str!("differences.tsv").lines();
        let rows = rows.filter(|row| !row.is_empty() && !row.starts_with('#'));
        rows.map(Named::read).collect::<Result<_, _>>().map(Self)
    }

    /// The numbers of the entries that explain why the ladders differ.
    pub(crate) fn explain(
        &self,
        case: &str,
        profile: &str,
        linux: &[String],
        simulated: &[String],
    ) -> Result<BTreeSet<usize>, String> {
        let (mut named, mut unnamed) = (BTreeSet::new(), String::new());
        for hunk in hunks(linux, simulated) {
            let Some(entry) = self.find(case, profile, &hunk) else {
                let (linux, simulated) = hunk;
                unnamed += &format!("\n  Linux:     {linux}\n  simulated: {simulated}");
                continue;
            };
            named.insert(entry);
        }
        if unnamed.is_empty() {
            Ok(named)
        } else {
            Err(format!("unnamed differences:{unnamed}"))
        }
    }

    fn find(&self, case: &str, profile: &str, (linux, simulated): &Hunk) -> Option<usize> {
        let fits = |entry: &Named| {
            let about = |name: &str, given: &str| name == ANY || name == given;
            about(&entry.case, case)
                && about(&entry.profile, profile)
                && entry.linux == *linux
                && entry.simulated == *simulated
        };
        self.0.iter().position(fits)
    }

    /// Entries that explain nothing (any more).
    pub(crate) fn stale(&self, used: &BTreeSet<usize>) -> Vec<String> {
        let entries = self.0.iter().enumerate();
        let stale = entries.filter(|(index, _)| !used.contains(index));
        stale
            .map(|(_, entry)| format!("{}, {}: {}", entry.case, entry.profile, entry.linux))
            .collect()
    }
}

impl Named {
    fn read(row: &str) -> Result<Self, String> {
        let columns: Vec<_> = row.split('\t').collect();
        let [case, profile, linux, simulated, reason] = columns.as_slice() else {
            return Err(format!("differences.tsv: not five columns: {row}"));
        };
        if !reason.ends_with('.') {
            return Err(format!("differences.tsv: no reason: {row}"));
        }
        Ok(Self {
            case: (*case).to_owned(),
            profile: (*profile).to_owned(),
            linux: (*linux).to_owned(),
            simulated: (*simulated).to_owned(),
        })
    }
}

/// The lines of both between two that are equal.
type Hunk = (String, String);

/// What is not common to both, by the longest common subsequence.
fn hunks(linux: &[String], simulated: &[String]) -> Vec<Hunk> {
    let common = common(linux, simulated);
    let ends = [(linux.len(), simulated.len())];
    let (mut hunks, mut from) = (Vec::new(), (0, 0));
    for (left, right) in common.into_iter().chain(ends) {
        let lines = |lines: &[String], range| {
            let lines: &[String] = lines
                .get::<std::ops::Range<usize>>(range)
                .unwrap_or_default();
            if lines.is_empty() {
                NOTHING.to_owned()
            } else {
                lines.join(JOIN)
            }
        };
        if from != (left, right) {
            hunks.push((lines(linux, from.0..left), lines(simulated, from.1..right)));
        }
        from = (left + 1, right + 1);
    }
    hunks
}

/// The places of the lines of a longest common subsequence.
fn common(linux: &[String], simulated: &[String]) -> Vec<(usize, usize)> {
    let width = simulated.len() + 1;
    let mut best = vec![0_usize; (linux.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for row in (0..linux.len()).rev() {
        for column in (0..simulated.len()).rev() {
            best[at(row, column)] = if linux[row] == simulated[column] {
                best[at(row + 1, column + 1)] + 1
            } else {
                best[at(row + 1, column)].max(best[at(row, column + 1)])
            };
        }
    }
    let (mut row, mut column, mut places) = (0, 0, Vec::new());
    while row < linux.len() && column < simulated.len() {
        if linux[row] == simulated[column] {
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
