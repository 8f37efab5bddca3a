//! Every interleaving of small worlds, over the real engine (proof 4).
//!
//! ```text
//! cargo run --release -p tcp-lab-core --example search -- [--world NAME|all] [--depth N] [--switch NAME] [--threads N] [--compare]
//! ```
//! `--switch` breaks the protocol at both ends: `two-way-handshake`, `no-time-wait` ... `--compare` runs the world `abort` and others, with few segments under
//! way, through stateright's checker of actors as well and compares the counts and the speed.

#![allow(clippy::print_stdout, reason = "a program for the command line")]
#![allow(
    clippy::expect_used,
    reason = "a search that loses its way has no result"
)]

mod actors;
mod alike;
mod end;
mod explore;
mod ladder;
mod liveness;
mod property;
mod report;
mod space;
mod world;

use std::process::ExitCode;
use std::sync::Mutex;

use explore::Bounds;
use report::Report;
use tcp_lab_core::tcp::Switch;
use world::World;

const USAGE: &str =
    "expected: [--world NAME|all] [--depth N] [--switch NAME] [--threads N] [--compare]";

/// States of one search, at most: 800 MB.
const MAX_STATES: usize = 20_000_000;

#[derive(Debug)]
struct Arguments {
    world: String,
    bounds: Bounds,
    switch: Option<Switch>,
    threads: usize,
    compare: bool,
}

fn main() -> ExitCode {
    let arguments = match read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    if arguments.compare {
        return compare();
    }
    let worlds = World::all()
        .into_iter()
        .filter(|world| ["all", world.name].contains(&&*arguments.world));
    let worlds: Vec<World> = worlds
        .map(|world| match arguments.switch {
            Some(switch) => world.breaking(switch),
            None => world,
        })
        .collect();
    let reports = search_all(worlds, &arguments);
    reports.iter().for_each(|report| println!("{report}"));
    let broken = reports.iter().any(Report::is_broken);
    if broken {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Each world is searched by one thread.
fn search_all(worlds: Vec<World>, arguments: &Arguments) -> Vec<Report> {
    let waiting: Mutex<Vec<(usize, World)>> =
        Mutex::new(worlds.into_iter().enumerate().rev().collect());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..arguments.threads {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no thread panicked").pop();
                    let Some((index, world)) = next else { return };
                    let report = Report::of(world, arguments.bounds);
                    done.lock()
                        .expect("no thread panicked")
                        .push((index, report));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panicked");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, report)| report).collect()
}

fn compare() -> ExitCode {
    let mut equal = true;
    for (name, room) in [("both-active", 3), ("abort", 2), ("data", 2)] {
        let world = World::all()
            .into_iter()
            .find(|world| world.name == name)
            .expect("it is listed");
        let comparison = actors::compare(world, room);
        println!("{comparison}");
        equal &= comparison.is_equal();
    }
    if equal {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut arguments = Arguments {
        world: "all".to_owned(),
        bounds: Bounds {
            depth: u32::MAX,
            states: MAX_STATES,
        },
        switch: None,
        threads: 1,
        compare: false,
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--world" => arguments.world = words.next().ok_or(USAGE)?,
            "--depth" => arguments.bounds.depth = number(words.next())?,
            "--threads" => arguments.threads = number(words.next())?,
            "--switch" => arguments.switch = Some(switch(words.next())?),
            "--compare" => arguments.compare = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let known = World::all()
        .iter()
        .any(|world| world.name == arguments.world);
    if known || arguments.world == "all" {
        return Ok(arguments);
    }
    let names: Vec<_> = World::all().iter().map(|world| world.name).collect();
    Err(format!(
        "{}: no such world; there are all, {}",
        arguments.world,
        names.join(", ")
    ))
}

fn switch(word: Option<String>) -> Result<Switch, String> {
    let word = word.ok_or(USAGE)?;
    let names = || Switch::ALL.map(Switch::name).join(", ");
    let unknown = || format!("{word}: no such switch; there are {}", names());
    Switch::from_name(&word).ok_or_else(unknown)
}

fn number<T: std::str::FromStr>(word: Option<String>) -> Result<T, String> {
    let word = word.ok_or(USAGE)?;
    word.parse().map_err(|_| format!("{word}: not a number"))
}
