//! Where a scenario comes from: the library, or a file.

use std::fs;

use tcp_lab_core::scenario::{Address, Scenario};

use reading::of_text;

#[path = "reading.rs"]
mod reading;

/// A run to be shown or checked: the scenario as written, and the one that is meant.
pub(crate) struct Run {
    /// What was asked for.
    pub(crate) name: String,
    /// As written, with all its variations.
    pub(crate) base: Scenario,
    /// With the variation and the profile that were asked for.
    pub(crate) scenario: Scenario,
}

/// Reads what `id` names; a file when it ends in `.toml` or `.json`.
pub(crate) fn read(id: &str) -> Result<Run, String> {
    let file = [".toml", ".json"]
        .iter()
        .find_map(|end| Some(id.find(end)? + end.len()));
    let (base, address) = match file {
        Some(end) => {
            let (path, rest) = id.split_at(end);
            let base = of_file(path)?;
            let address: Address = parse(&format!("{}{rest}", base.id))?;
            (base, address)
        }
        None => {
            let address: Address = parse(id)?;
            let json = address.json().map_err(|error| error.to_string())?;
            let base = serde_json::from_str(json).map_err(|error| format!("{id}: {error}"))?;
            (base, address)
        }
    };
    let scenario = address.of(&base).map_err(|error| error.to_string())?;
    Ok(Run {
        name: address.to_string(),
        base,
        scenario,
    })
}

fn parse(id: &str) -> Result<Address, String> {
    id.parse()
        .map_err(|error: tcp_lab_core::scenario::AddressError| error.to_string())
}

fn of_file(path: &str) -> Result<Scenario, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    of_text(path, &text)
}
