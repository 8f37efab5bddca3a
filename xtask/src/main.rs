//! The project's commands. `cargo xtask serve` shows TCP Lab in a browser; `cargo xtask test` runs
//! every check there is. Both set up first whatever the machine lacks.
//!
//! Needs nothing but the standard library, so that it compiles in a second on a machine that has
//! nothing yet but rustup.

#![expect(
    clippy::print_stdout,
    reason = "a command line talks on standard output"
)]

mod command;
mod http;
mod project;
mod serve;
mod setup;
mod test;
mod wasm;

use std::error::Error;
use std::process::ExitCode;

use command::Cmd;
use project::Project;

/// What a command of ours comes to: an error is a message for the person who typed it.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const HELP: &str = "\
cargo xtask serve [--port N] [--no-open]
    Sets up, builds the page and serves it on 127.0.0.1, from port 8080 on; opens a browser.
cargo xtask test
    Sets up and runs every check, the same list as in CI. Stops at the first failure.
cargo xtask setup
    Sets up only. The WebAssembly tools are then in xtask/wasm-tools/target/debug.
cargo xtask wasm
    Builds the WebAssembly package into web/pkg and holds it against its size budget.
cargo xtask fuzz [TARGET] [SECONDS]
    Tries inputs nobody thought of, 30 seconds for each target unless told otherwise; see core/fuzz/src/lib.rs.
cargo xtask bench [--full | --wasm]
    Measures the goals of performance and prints the table of ratios; --full transfers 100 MB instead of 20,
    --wasm runs the flow in a browser instead.
cargo xtask help
    Prints this.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // After what a failed command printed, the reason stands apart.
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    let project = Project::find();
    match words {
        ["serve", options @ ..] => serve::run(&project, &serve::Options::parse(options)?),
        ["test"] => test::run(&project),
        ["setup"] => {
            setup::ensure_build(&project)?;
            setup::ensure_browser(&project)?;
            say("set-up is complete");
            Ok(())
        }
        ["wasm"] => {
            setup::ensure_build(&project)?;
            wasm::build(&project)?;
            wasm::check_budget(&project)
        }
        ["bench", "--wasm"] => bench_in_browser(&project),
        ["bench", options @ ..] => bench(&project, options),
        ["fuzz", options @ ..] => fuzz(&project, options),
        [] | ["help" | "--help" | "-h"] => {
            say(HELP);
            Ok(())
        }
        other => Err(format!("unknown command `{}`\n\n{HELP}", other.join(" ")).into()),
    }
}

/// The targets on the stable compiler, optimized.
fn fuzz(project: &Project, options: &[&str]) -> Outcome {
    let line = "cargo run --quiet --release --package tcp-lab-core --example fuzz --";
    with(line, options).run(project)
}

fn bench(project: &Project, options: &[&str]) -> Outcome {
    let line = "cargo bench --quiet --package tcp-lab-core --bench gates --";
    with(line, options).run(project)
}

/// The flow of the benchmark, compiled as the benchmark is, in the browser that the tests use.
fn bench_in_browser(project: &Project) -> Outcome {
    setup::ensure_build(project)?;
    setup::ensure_browser(project)?;
    Cmd::new("cargo test --profile bench --target wasm32-unknown-unknown")
        .arg("--package=tcp-lab-core")
        .arg("--test=speed")
        .arg("--")
        .arg("--nocapture")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("CHROMEDRIVER", "chromedriver")
        .tool()
        .run(project)
}

/// A command line and what the person added to it.
fn with(line: &str, options: &[&str]) -> Cmd {
    options
        .iter()
        .fold(Cmd::new(line), |cmd, option| cmd.arg(*option))
}

/// Prints one line (or one block) for the person at the terminal.
fn say(text: &str) {
    println!("{text}");
}
