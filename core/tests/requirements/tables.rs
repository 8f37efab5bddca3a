//! The tables of requirements and bindings, as they stand in the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use tcp_lab_core::rule::limits::Limit;

const TABLES: [&str; 2] = [include_str!("rfc9293.tsv"), include_str!("other-rfcs.tsv")];

/// One row of a table: what an RFC asks for.
#[derive(Clone, Debug)]
pub(super) struct Requirement {
    pub(super) label: String,
    pub(super) section: String,
    pub(super) statement: String,
}

/// What proves a requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Binding {
    pub(super) label: String,
    /// Relative to `core/`.
    pub(super) file: String,
    /// Name of the test, or `script`.
    pub(super) test: String,
}

/// `core/`.
pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn requirements() -> Vec<Requirement> {
    let rows = TABLES.iter().flat_map(|table| table.lines().skip(1));
    rows.map(|line| {
        let [label, _level, section, statement, _applies_to, _testable] = columns(line);
        Requirement {
            label,
            section,
            statement,
        }
    })
    .collect()
}

/// All files of bindings together, so that each builder may keep one.
pub(super) fn bindings() -> Vec<Binding> {
    let folder = fs::read_dir(root().join("tests/requirements")).unwrap();
    let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.retain(|path| name(path).starts_with("bindings") && name(path).ends_with(".tsv"));
    assert!(!paths.is_empty(), "no bindings");
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.flat_map(|text| read_bindings(&text)).collect()
}

fn read_bindings(text: &str) -> Vec<Binding> {
    let rows = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let [label, file, test] = columns(line);
        Binding { label, file, test }
    })
    .collect()
}

#[track_caller]
fn columns<const N: usize>(line: &str) -> [String; N] {
    let cells: Vec<_> = line.split('\t').map(str::to_owned).collect();
    let found = cells.len();
    cells
        .try_into()
        .unwrap_or_else(|_| panic!("{found} columns instead of {N}: {line:?}"))
}

/// The RFC a label belongs to: `7323-15` to 7323, `MUST-10` and `U-3` to 9293.
fn rfc(label: &str) -> u16 {
    let (prefix, _) = label.split_once('-').unwrap();
    prefix.parse().unwrap_or(9293)
}

/// One line for each RFC and one for all.
pub(super) fn counts(requirements: &[Requirement], bound: &BTreeSet<&str>) -> String {
    let mut rfcs: BTreeMap<u16, [usize; 3]> = BTreeMap::new();
    let mut all = [0; 3];
    for row in requirements {
        let is_bound = bound.contains(row.label.as_str());
        let is_excused = Limit::of(&row.label).is_some();
        for count in [rfcs.entry(rfc(&row.label)).or_default(), &mut all] {
            count[0] += usize::from(is_bound);
            count[1] += usize::from(is_excused);
            count[2] += 1;
        }
    }
    let mut text = String::new();
    let mut line = |what: &str, [bound, excused, total]: [usize; 3]| {
        writeln!(
            text,
            "{what:9} bound {bound:3}   excused {excused:3}   of {total:3}"
        )
        .unwrap();
    };
    for (rfc, count) in rfcs {
        line(&format!("RFC {rfc}"), count);
    }
    line("all", all);
    text
}
