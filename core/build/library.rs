//! Turns the scenarios on disk into the JSON that the library holds, so that whoever has it needs no TOML reader.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

/// The order of the gallery, and every file there is.
const INDEX: &str = "index.toml";

pub(crate) fn write() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("scenarios");
    println!("cargo::rerun-if-changed={}", folder.display());
    let ids = read_index(&folder)?;
    check_all_listed(&folder, &ids)?;
    let mut code = String::from("static LIBRARY: &[(&str, &str)] = &[\n");
    for id in &ids {
        let scenario = read(&folder.join(format!("{id}.toml")))?;
        if scenario.get("id").and_then(Value::as_str) != Some(id) {
            return Err(format!("{id}.toml: its id is not {id:?}").into());
        }
        let json = serde_json::to_string(&scenario)?;
        writeln!(code, "    ({id:?}, {json:?}),")?;
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("library.rs"), code)?;
    Ok(())
}

fn read_index(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let index = read(&folder.join(INDEX))?;
    let ids = index.get("scenarios").and_then(Value::as_array);
    let ids = ids.ok_or("index.toml: expected a list called `scenarios`")?;
    let id = |id: &Value| id.as_str().map(str::to_owned);
    let ids: Option<Vec<_>> = ids.iter().map(id).collect();
    ids.ok_or_else(|| "index.toml: expected texts in `scenarios`".into())
}

/// A file that nobody would find is a mistake.
fn check_all_listed(folder: &Path, ids: &[String]) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        println!("cargo::rerun-if-changed={}", path.display());
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let is_listed = ids.iter().any(|id| Some(id.as_str()) == stem);
        if !is_listed && !path.ends_with(INDEX) {
            return Err(format!("{} is not in {INDEX}", path.display()).into());
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Value, Box<dyn Error>> {
    let named = |error: &dyn Error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| named(&error))?;
    let value: toml::Value = toml::from_str(&text).map_err(|error| named(&error))?;
    to_json(value).map_err(|error| named(error.as_ref()).into())
}

fn to_json(value: toml::Value) -> Result<Value, Box<dyn Error>> {
    Ok(match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Boolean(on) => on.into(),
        toml::Value::Array(list) => {
            let list: Result<Vec<_>, _> = list.into_iter().map(to_json).collect();
            list?.into()
        }
        toml::Value::Table(table) => {
            let entry = |(key, value)| Ok((key, to_json(value)?));
            let entries: Result<serde_json::Map<_, _>, Box<dyn Error>> =
                table.into_iter().map(entry).collect();
            entries?.into()
        }
        toml::Value::Float(number) => {
            return Err(format!("{number}: write a length of time with its unit").into());
        }
        toml::Value::Datetime(date) => return Err(format!("{date}: no dates here").into()),
    })
}
