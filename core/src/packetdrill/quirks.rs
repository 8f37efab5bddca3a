//! Deviations that are wanted: what a script demands of its own system, and what the profile at hand does instead.
//!
//! The table is data (`quirks.tsv`): a name, the profiles it holds for, the event of the script, what failed, and why
//! the profile does otherwise. `*` in a pattern stands for any text. A deviation without a row is a failure.

use super::report::Failure;
use crate::host::Profile;

/// The table.
const TABLE: &str = include_str!("quirks.tsv");

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quirk {
    /// Its name.
    pub name: &'static str,
    /// Profiles it holds for, with commas.
    pub profiles: &'static str,
    /// What the event looks like.
    pub event: &'static str,
    /// What the failure looks like: `what: expected …, seen …`.
    pub failure: &'static str,
    /// Why the profile does otherwise.
    pub reason: &'static str,
}

/// Every row.
pub fn all() -> impl Iterator<Item = Quirk> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let fields: Vec<&'static str> = line.split('\t').collect();
            let [name, profiles, event, failure, reason] = *fields.as_slice() else {
                return None;
            };
            Some(Quirk {
                name,
                profiles,
                event,
                failure,
                reason,
            })
        })
}

/// The quirk that a failure of this event is.
pub(super) fn find(profile: Profile, event: &str, failure: &Failure) -> Option<Quirk> {
    let event: Vec<&str> = event.split_whitespace().collect();
    let event = event.join(" ");
    let shown = format!(
        "{}: expected {}, seen {}",
        failure.what, failure.expected, failure.seen
    );
    all().find(|quirk| {
        quirk.profiles.split(',').any(|name| name == profile.name())
            && matches(quirk.event, &event)
            && matches(quirk.failure, &shown)
    })
}

/// Does `text` look like `pattern`, in which `*` stands for anything?
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
        last = Some(part);
    }
    match last {
        None => rest.is_empty(),
        Some(part) => text.ends_with(part),
    }
}

#[cfg(test)]
mod tests;
