//! The library as the page fetches it: a file for the gallery, and one for each scenario.

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;
use tcp_lab_core::scenario::{Scenario, ScenarioInfo, library};

/// What the page knows before any scenario is opened.
#[derive(Serialize)]
struct Index<'a> {
    scenarios: Vec<ScenarioInfo<'a>>,
    verified: Value,
}

/// Writes `index.json` and `ID.json` into the folder, and removes what else ends in `.json` there.
pub(crate) fn write(folder: &Path) -> Result<(), String> {
    let scenarios = read()?;
    empty(folder)?;
    for scenario in &scenarios {
        put(folder, &scenario.id, scenario)?;
    }
    let verified = serde_json::from_str(library::verified());
    let index = Index {
        scenarios: scenarios.iter().map(Scenario::info).collect(),
        verified: verified.map_err(|error| error.to_string())?,
    };
    put(folder, "index", &index)
}

fn read() -> Result<Vec<Scenario>, String> {
    let one = |(id, json): &(&str, &str)| {
        serde_json::from_str(json).map_err(|error| format!("{id}: {error}"))
    };
    library::all().iter().map(one).collect()
}

fn empty(folder: &Path) -> Result<(), String> {
    let named = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(named)?;
    for entry in fs::read_dir(folder).map_err(named)? {
        let path = entry.map_err(named)?.path();
        if path.extension().is_some_and(|end| end == "json") {
            fs::remove_file(&path).map_err(named)?;
        }
    }
    Ok(())
}

fn put(folder: &Path, name: &str, value: &impl Serialize) -> Result<(), String> {
    let path = folder.join(format!("{name}.json"));
    let json = serde_json::to_string(value).map_err(|error| format!("{name}: {error}"))?;
    fs::write(&path, json).map_err(|error| format!("{}: {error}", path.display()))
}
