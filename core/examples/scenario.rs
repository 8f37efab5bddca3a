//! The scenarios from the command line.
//!
//! ```text
//! cargo run -q -p tcp-lab-core --example scenario -- list
//! cargo run -q -p tcp-lab-core --example scenario -- run handshake [--seed N] [--lang zh-CN]
//! cargo run -q -p tcp-lab-core --example scenario -- run lost-third-ack/data@linux-6.x
//! cargo run -q -p tcp-lab-core --example scenario -- check [handshake | my-run.toml]...
//! cargo run -q -p tcp-lab-core --example scenario -- export handshake
//! cargo run -q -p tcp-lab-core --example scenario -- shelve FOLDER
//! cargo run -q -p tcp-lab-core --example scenario -- schema
//! ```
//!
//! Instead of an id a file may be given: `my-run.toml`, `my-run.json`, `my-run.toml/variation@profile`.

#![allow(clippy::print_stdout, reason = "a program for the command line")]

#[path = "scenario/checking.rs"]
mod checking;
#[path = "scenario/files.rs"]
mod files;
#[path = "scenario/shelf.rs"]
mod shelf;
#[path = "scenario/telling.rs"]
mod telling;

use std::path::Path;
use std::process::ExitCode;

use tcp_lab_core::scenario::library;

use files::Run;

const USAGE: &str = "expected: list | run ID [--seed N] [--lang en|zh-CN] | check [ID]... | export ID | shelve FOLDER | schema\n\
                     ID: handshake, handshake/variation, handshake@linux-6.x, my-run.toml";

/// Without a seed on the command line.
const SEED: u64 = 1;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["list"] => list(),
        ["run", id, options @ ..] => run(id, options),
        ["check", ids @ ..] => checking::check_all(ids),
        ["export", id] => export(id),
        ["shelve", folder] => shelf::write(Path::new(folder)),
        ["schema"] => schema(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn list() -> Result<(), String> {
    for (id, _) in library::all() {
        let Run { scenario, .. } = files::read(id)?;
        println!("{id:26} {:52} {}", scenario.title.en, scenario.title.zh_cn);
        for variation in &scenario.variations {
            let name = format!("{id}/{}", variation.id);
            println!("  {name:48} {}", variation.title.en);
        }
    }
    Ok(())
}

fn run(id: &str, options: &[&str]) -> Result<(), String> {
    let (mut seed, mut chinese) = (SEED, false);
    for option in options.chunks(2) {
        match option {
            ["--seed", number] => {
                seed = number
                    .parse()
                    .map_err(|_| format!("{number}: not a seed"))?;
            }
            ["--lang", "en"] => chinese = false,
            ["--lang", "zh-CN"] => chinese = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    print!("{}", telling::told(&files::read(id)?, seed, chinese)?);
    Ok(())
}

fn export(id: &str) -> Result<(), String> {
    let Run { scenario, .. } = files::read(id)?;
    let json = serde_json::to_string_pretty(&scenario).map_err(|error| error.to_string())?;
    println!("{json}");
    Ok(())
}

fn schema() -> Result<(), String> {
    let schema = tcp_lab_core::scenario::schema();
    let json = serde_json::to_string_pretty(&schema).map_err(|error| error.to_string())?;
    println!("{json}");
    Ok(())
}
