//! The scenarios that come with the lab, as JSON (made from `core/scenarios/*.toml` by `build.rs`).

include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// Every scenario of the library: id and JSON, in the order of the gallery.
#[must_use]
pub const fn all() -> &'static [(&'static str, &'static str)] {
    LIBRARY
}

/// The JSON of one scenario.
#[must_use]
pub fn json(id: &str) -> Option<&'static str> {
    let found = all().iter().find(|(known, _)| *known == id);
    found.map(|(_, json)| *json)
}

/// What a real kernel did with it, as JSON: a [`Verified`](super::Verified).
#[must_use]
pub const fn verified() -> &'static str {
    include_str!("../../scenarios/verified.json")
}

#[cfg(test)]
mod tests;
