//! `fuzz [TARGET|all] [SECONDS]`: inputs nobody thought of, for as long as you like. See `core/fuzz/src/lib.rs`.
//!
//! Without a target all of them take turns. The seed is the time of day; a failure prints the input.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a command line talks, and this one watches the clock"
)]

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fuzz::{TARGETS, Target, driver};

const DEFAULT_SECONDS: u64 = 30;

fn main() -> Result<(), String> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "all".to_owned());
    let seconds = words
        .next()
        .map_or(Ok(DEFAULT_SECONDS), |text| text.parse());
    let seconds = seconds.map_err(|error| format!("SECONDS: {error}"))?;
    let chosen: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| name == "all" || target.name == name)
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!("no target {name}; there are {}", names.join(", ")));
    }
    let seed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |age| age.as_secs());
    for target in chosen {
        let begin = Instant::now();
        let done = driver::drive(target, seed, |_| {
            begin.elapsed() < Duration::from_secs(seconds)
        });
        println!("{}\t{done} inputs\tseed {seed}\tno law broken", target.name);
    }
    Ok(())
}
