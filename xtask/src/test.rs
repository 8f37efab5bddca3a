//! Every check there is, in the order in which they fail fastest.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::command::Cmd;
use crate::project::Project;
use crate::{Outcome, say, setup, wasm};

/// One row of the list: what is checked, and how.
struct Step {
    name: &'static str,
    check: Check,
}

enum Check {
    Run(Cmd),
    /// The WebAssembly package: several tools and a budget.
    BuildWasm,
}

/// Sets up, then runs the steps one after the other and stops at the first that fails.
pub(crate) fn run(project: &Project) -> Outcome {
    setup::ensure_build(project)?;
    let browser = setup::ensure_browser(project)?;
    let steps = steps(&browser);
    let total = steps.len();
    for (index, step) in steps.iter().enumerate() {
        let place = format!("[{}/{total}]", index + 1);
        say(&format!("\n{place} {}", step.title()));
        let (outcome, time) = timed(|| step.run(project));
        let seconds = time.as_secs_f32();
        if let Err(error) = outcome {
            say(&format!("{place} FAILED after {seconds:.1} s"));
            say(&format!("\n{index} passed, 1 failed"));
            return Err(error);
        }
        say(&format!("{place} ok, {seconds:.1} s"));
    }
    say(&format!("\n{total} passed, 0 failed"));
    Ok(())
}

fn steps(browser: &Path) -> Vec<Step> {
    let mut steps = rust_steps();
    steps.extend(wasm_steps());
    steps.extend(web_steps(browser));
    steps
}

fn rust_steps() -> Vec<Step> {
    vec![
        step(
            "format of the Rust code",
            Cmd::new("cargo fmt --all --check"),
        ),
        step(
            "lints",
            Cmd::new("cargo clippy --locked --workspace --all-targets -- -D warnings"),
        ),
        step(
            "lints of what only the browser compiles",
            Cmd::new("cargo clippy --locked --package tcp-lab-wasm --all-targets")
                .arg("--target=wasm32-unknown-unknown")
                .arg("--")
                .arg("-Dwarnings"),
        ),
        step(
            "documentation",
            Cmd::new("cargo doc --locked --workspace --no-deps").env("RUSTDOCFLAGS", "-D warnings"),
        ),
        step("Rust tests", Cmd::new("cargo test --locked --workspace")),
    ]
}

fn wasm_steps() -> Vec<Step> {
    vec![
        step(
            "the same event log in WebAssembly as natively",
            Cmd::new("cargo test --locked --package tcp-lab-core --test determinism")
                .arg("--target=wasm32-unknown-unknown"),
        ),
        step(
            "the JavaScript wall in a browser",
            Cmd::new("wasm-pack test --headless --chrome wasm")
                .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
                .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
                .tool(),
        ),
        Step {
            name: "the WebAssembly package and its size",
            check: Check::BuildWasm,
        },
    ]
}

fn web_steps(browser: &Path) -> Vec<Step> {
    let npm = |script: &str| Cmd::new(&format!("npm run {script}")).dir("web");
    let browser = browser.display().to_string();
    vec![
        step("lints and types of the page", npm("lint")),
        step("the page", npm("build")),
        step(
            "unit tests of the page",
            npm("test").env("TCP_LAB_CHROMIUM", &browser),
        ),
        step(
            "the page in a browser",
            npm("test:e2e").env("TCP_LAB_CHROMIUM", &browser),
        ),
        step("size of the page", npm("size")),
    ]
}

fn step(name: &'static str, cmd: Cmd) -> Step {
    Step {
        name,
        check: Check::Run(cmd),
    }
}

impl Step {
    fn title(&self) -> String {
        match &self.check {
            Check::Run(cmd) => format!("{}: {cmd}", self.name),
            Check::BuildWasm => format!("{}: cargo xtask wasm", self.name),
        }
    }

    fn run(&self, project: &Project) -> Outcome {
        match &self.check {
            Check::Run(cmd) => cmd.run(project),
            Check::BuildWasm => {
                wasm::build(project)?;
                wasm::check_budget(project)
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the only clock here times the checks for a person"
)]
fn timed(work: impl FnOnce() -> Outcome) -> (Outcome, Duration) {
    let start = Instant::now();
    let outcome = work();
    (outcome, start.elapsed())
}
