//! The scenarios from the command line.
//!
//! ```text
//! cargo run -q -p tcp-lab-core --example scenario -- list
//! cargo run -q -p tcp-lab-core --example scenario -- run handshake [SEED]
//! cargo run -q -p tcp-lab-core --example scenario -- check
//! cargo run -q -p tcp-lab-core --example scenario -- export handshake
//! ```

#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::process::ExitCode;

use tcp_lab_core::lab::Lab;
use tcp_lab_core::scenario::{Scenario, check, library};
use tcp_lab_core::time::Instant;

const USAGE: &str = "expected: list | run ID [SEED] | check | export ID";

/// Without a seed on the command line.
const SEED: u64 = 1;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["list"] => list(),
        ["run", id] => run(id, SEED),
        ["run", id, seed] => seed
            .parse()
            .map_err(|_| format!("{seed}: not a seed"))
            .and_then(|seed| run(id, seed)),
        ["check"] => check_all(),
        ["export", id] => export(id),
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
        let scenario = read(id)?;
        println!("{id:22} {:45} {}", scenario.title.en, scenario.title.zh_cn);
    }
    Ok(())
}

fn run(id: &str, seed: u64) -> Result<(), String> {
    let scenario = read(id)?;
    let mut lab = Lab::new(&scenario.world(), seed).map_err(|error| error.to_string())?;
    lab.run_until(Instant::START + scenario.ends)
        .map_err(|error| error.to_string())?;
    println!("{} (seed {seed})", scenario.title.en);
    println!("{}\n", scenario.question.en);
    println!("{}", lab.ladder());
    Ok(())
}

fn check_all() -> Result<(), String> {
    let mut failed = 0;
    for (id, _) in library::all() {
        let scenario = read(id)?;
        match check(&scenario, SEED) {
            Ok(()) => println!("ok    {id}: {} checkpoints", scenario.checkpoints.len()),
            Err(failures) => {
                failed += 1;
                println!("FAIL  {id}");
                failures
                    .iter()
                    .for_each(|failure| println!("      {failure}"));
            }
        }
    }
    if failed > 0 {
        return Err(format!(
            "{failed} of {} scenarios failed",
            library::all().len()
        ));
    }
    Ok(())
}

fn export(id: &str) -> Result<(), String> {
    let scenario = read(id)?;
    let json = serde_json::to_string_pretty(&scenario).map_err(|error| error.to_string())?;
    println!("{json}");
    Ok(())
}

fn read(id: &str) -> Result<Scenario, String> {
    let json = library::json(id).ok_or_else(|| format!("no scenario is called {id:?}"))?;
    serde_json::from_str(json).map_err(|error| format!("{id}: {error}"))
}
