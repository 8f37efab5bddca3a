//! The project's own scripts (`core/tests/packetdrill/`): each is a case of its own, and each is shown to be able to
//! fail.
//!
//! The first folder names the profile. A script must pass at the strictest level; then the last thing it expects is
//! made wrong, and it must fail there. An argument runs only the scripts whose path contains it.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a test harness of its own: it prints what became of each case"
)]

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    use tcp_lab_core::host::Profile;
    use tcp_lab_core::packetdrill::ast::{Action, BodyLine, Expr};
    use tcp_lab_core::packetdrill::{self, Place, Script, Settings, Strictness, Verdict};
    use tcp_lab_core::wire::Flags;

    /// There are at least so many.
    const LEAST: usize = 150;

    /// Where the scripts are.
    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packetdrill")
    }

    /// Runs the cases that the arguments name, all without any.
    pub(super) fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let filters: Vec<&String> = arguments
            .iter()
            .filter(|word| !word.starts_with('-'))
            .collect();
        let scripts = scripts();
        let chosen: Vec<&PathBuf> = scripts
            .iter()
            .filter(|script| {
                filters.is_empty() || filters.iter().any(|word| name(script).contains(*word))
            })
            .collect();
        if arguments.iter().any(|word| word == "--list") {
            chosen
                .iter()
                .for_each(|script| println!("{}: test", name(script)));
            return ExitCode::SUCCESS;
        }
        println!("\nrunning {} tests", chosen.len());
        let failed: usize = chosen.iter().map(|script| usize::from(!case(script))).sum();
        let enough = scripts.len() >= LEAST;
        if !enough {
            println!("there are {} scripts; {LEAST} were promised", scripts.len());
        }
        let result = if failed == 0 && enough {
            "ok"
        } else {
            "FAILED"
        };
        let passed = chosen.len() - failed;
        println!("\ntest result: {result}. {passed} passed; {failed} failed; 0 ignored\n");
        if failed == 0 && enough {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(101)
        }
    }

    /// Every script, sorted.
    fn scripts() -> Vec<PathBuf> {
        let mut folders = vec![folder()];
        let mut scripts = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "pkt") {
                    scripts.push(path);
                }
            }
        }
        scripts.sort();
        scripts
    }

    /// The path below the folder.
    fn name(script: &Path) -> String {
        let below = script.strip_prefix(folder()).expect("below the folder");
        below.to_string_lossy().into_owned()
    }

    fn case(path: &Path) -> bool {
        let name = name(path);
        match check(path, &name) {
            Ok(()) => {
                println!("test {name} ... ok");
                true
            }
            Err(report) => {
                println!("test {name} ... FAILED\n{report}");
                false
            }
        }
    }

    /// It passes as it is written, and not when the last expectation is wrong.
    fn check(path: &Path, name: &str) -> Result<(), String> {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let profile = name.split('/').next().and_then(Profile::from_name);
        let settings = Settings {
            profile: Some(profile.ok_or("the first folder is no profile")?),
            strictness: Strictness::Layout,
            verbose: true,
            ..Settings::default()
        };
        let script = packetdrill::parse(&text, &Vec::new()).map_err(|wrong| wrong.to_string())?;
        let report = packetdrill::run(&script, &settings);
        if report.verdict != Verdict::Pass || !report.quirks.is_empty() {
            return Err(format!(
                "{}\n{}",
                report.log.join("\n"),
                told(&report.verdict)
            ));
        }
        let (mutant, place) = mutated(script).ok_or("nothing in it can be made wrong")?;
        match packetdrill::run(&mutant, &settings).verdict {
            Verdict::Fail(failure) if failure.place == place => Ok(()),
            other @ (Verdict::Fail(_) | Verdict::Pass | Verdict::Unsupported { .. }) => {
                Err(format!(
                    "made wrong at {place}, it does not fail there: {}",
                    told(&other)
                ))
            }
        }
    }

    fn told(verdict: &Verdict) -> String {
        match verdict {
            Verdict::Pass => "it passes".to_owned(),
            Verdict::Unsupported { place, construct } => {
                format!("{place} {construct} is not supported")
            }
            Verdict::Fail(failure) => failure.side_by_side(),
        }
    }

    /// The script with its last expectation made wrong, and where that is.
    fn mutated(mut script: Script) -> Option<(Script, Place)> {
        let mut events = script.events.iter_mut().rev();
        let place =
            events.find_map(|event| make_wrong(&mut event.action).then_some(event.place))?;
        Some((script, place))
    }

    /// Makes an expectation wrong; false when the action expects nothing that can be made so.
    fn make_wrong(action: &mut Action) -> bool {
        if let Action::Outbound(line) = action
            && let BodyLine::Tcp(tcp) = &mut line.body
        {
            tcp.flags ^= Flags::FIN;
            return true;
        }
        // Any descriptor will do for the calls that make one.
        if let Action::Call(call) = action
            && !matches!(call.name.as_str(), "socket" | "accept")
            && let Expr::Number(value) = &mut call.result
        {
            *value += 1;
            return true;
        }
        false
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
