//! From the text of a file to a scenario. What is wrong is told with file, line, column, the way to it, and what is
//! allowed there:
//!
//! ```text
//! my.toml:12:3: hosts[0].adress: unknown field `adress`, expected one of `name`, `address`, ...
//! 12 | adress = "10.0.0.1"
//!    | ^
//! ```

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_path_to_error::{Path, Segment};
use tcp_lab_core::lab::{Arg, Lab, LabError};
use tcp_lab_core::scenario::Scenario;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The seed of the world that is built to see whether it can be.
const SEED: u64 = 1;

/// What is wrong with a text, and at which octet.
struct Wrong {
    at: usize,
    message: String,
}

/// Reads a scenario. The ending of `name` tells JSON from TOML.
pub(crate) fn of_text(name: &str, text: &str) -> Result<Scenario, String> {
    let read = if name.ends_with(".json") {
        json(text)
    } else {
        toml(text)
    };
    let built = read.and_then(|scenario| match unbuildable(&scenario) {
        Some(error) => Err(in_world(&error, text)),
        None => Ok(scenario),
    });
    built.map_err(|wrong| wrong.told(name, text))
}

fn json(text: &str) -> Result<Scenario, Wrong> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut reader);
    let scenario: Scenario = read.map_err(|error| {
        let (path, error) = (error.path().clone(), error.into_inner());
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let message = message.trim_end_matches(&format!(" at line {line} column {column}"));
        if !error.is_data() {
            let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
            let at = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
            return Wrong::new(at, message);
        }
        Wrong::of(&path, message, |way| way_in_json(text, way))
    })?;
    let rest = reader.end();
    rest.map_err(|error| Wrong::new(text.len(), &error.to_string()))?;
    Ok(scenario)
}

fn toml(text: &str) -> Result<Scenario, Wrong> {
    let at = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let reader = toml::Deserializer::parse(text);
    let reader = reader.map_err(|error| Wrong::new(at(&error), error.message()))?;
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let (path, error) = (error.path().clone(), error.into_inner());
        let mut wrong = Wrong::of(&path, error.message(), |way| way_in_toml(text, way));
        if error.message().starts_with("unknown field") {
            wrong.at = at(&error);
        }
        wrong
    })
}

/// The worlds of the scenario and of its variations can be built, or what keeps one from it.
fn unbuildable(scenario: &Scenario) -> Option<LabError> {
    let variations = scenario.variations.iter();
    let varied = variations.filter_map(|variation| scenario.varied(&variation.id));
    let mut all = std::iter::once(scenario.clone()).chain(varied);
    all.find_map(|run| Lab::new(&run.world(), SEED).err())
}

/// Such an error names what it is about: the last place where the file has that in quotes.
fn in_world(error: &LabError, text: &str) -> Wrong {
    let named = error.detail().into_iter().find_map(|(_, arg)| match arg {
        Arg::Text(named) => text.rfind(&format!("\"{named}\"")),
        Arg::Number(_) | Arg::Signed(_) | Arg::Word(_) => None,
    });
    Wrong::new(named.unwrap_or(0), &error.to_string())
}

impl Wrong {
    fn new(at: usize, message: &str) -> Self {
        let message = plain(message.trim_end());
        Self { at, message }
    }

    /// At the end of a path; what is wrong with the whole begins with a path of its own.
    fn of(path: &Path, message: &str, find: impl Fn(&[Step]) -> Option<usize>) -> Self {
        let mut way: Vec<Step> = path.iter().filter_map(Step::of).collect();
        let mut message = message.to_owned();
        if way.is_empty() {
            let (own, _) = message.split_once(": ").unwrap_or_default();
            way = steps(own);
        } else {
            message = format!("{path}: {message}");
        }
        // Of a way that ends nowhere, as far as it goes.
        let at = (0..=way.len()).rev().find_map(|end| find(way.get(..end)?));
        Self::new(at.unwrap_or(0), &message)
    }

    fn told(&self, name: &str, text: &str) -> String {
        let mut at = self.at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, after) = text.split_at(at);
        let line = before.matches('\n').count() + 1;
        let start = before.rsplit('\n').next().unwrap_or_default();
        let column = start.chars().count() + 1;
        let shown = format!("{start}{}", after.lines().next().unwrap_or_default());
        let (number, message) = (line.to_string(), &self.message);
        let margin = " ".repeat(number.len());
        let indent: String = start
            .chars()
            .map(|c| if c == '\t' { c } else { ' ' })
            .collect();
        format!("{name}:{line}:{column}: {message}\n{number} | {shown}\n{margin} | {indent}^")
    }
}

/// One step of a way into a file.
enum Step {
    Field(String),
    Item(usize),
}

impl Step {
    fn of(segment: &Segment) -> Option<Self> {
        match segment {
            Segment::Seq { index } => Some(Self::Item(*index)),
            Segment::Map { key: name } | Segment::Enum { variant: name } => {
                Some(Self::Field(name.clone()))
            }
            Segment::Unknown => None,
        }
    }
}

/// The steps of `hosts[0].processes`.
fn steps(way: &str) -> Vec<Step> {
    let parts = way.split(['.', '[']).filter(|part| !part.is_empty());
    let step = |part: &str| match part
        .strip_suffix(']')
        .and_then(|number| number.parse().ok())
    {
        Some(number) => Step::Item(number),
        None => Step::Field(part.to_owned()),
    };
    parts.map(step).collect()
}

/// Where a way leads in a text of TOML.
fn way_in_toml(text: &str, way: &[Step]) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let mut at = document.span().start;
    let mut place = DeValue::Table(document.into_inner());
    for step in way {
        let inner: Spanned<DeValue<'_>> = match (step, place) {
            (Step::Field(name), DeValue::Table(mut table)) => table.remove(name.as_str())?,
            (Step::Item(number), DeValue::Array(items)) => items.into_iter().nth(*number)?,
            _ => return None,
        };
        at = inner.span().start;
        place = inner.into_inner();
    }
    Some(at)
}

/// Where a way leads in a text of JSON: each value is a slice of it.
fn way_in_json(text: &str, way: &[Step]) -> Option<usize> {
    let mut place: &RawValue = serde_json::from_str(text).ok()?;
    for step in way {
        place = match step {
            Step::Field(name) => {
                let fields: BTreeMap<String, &RawValue> = serde_json::from_str(place.get()).ok()?;
                fields.get(name).copied()?
            }
            Step::Item(number) => {
                let items: Vec<&RawValue> = serde_json::from_str(place.get()).ok()?;
                items.get(*number).copied()?
            }
        };
    }
    Some(place.get().as_ptr() as usize - text.as_ptr() as usize)
}

/// In words that do not come from Rust.
fn plain(message: &str) -> String {
    let addresses = "expected an address such as 10.0.0.1 or fd00::1";
    let message = &message.replace("invalid IP address syntax", addresses);
    let ranges = [
        ("u8", "from 0 to 255".to_owned()),
        ("u16", format!("from 0 to {}", u16::MAX)),
        ("u32", format!("from 0 to {}", u32::MAX)),
        ("u64", "from 0 on".to_owned()),
    ];
    let named = ranges.iter().find_map(|(name, range)| {
        let start = message.strip_suffix(&format!("expected {name}"))?;
        Some(format!("{start}expected a whole number {range}"))
    });
    named.unwrap_or_else(|| message.clone())
}
