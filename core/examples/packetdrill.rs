//! Runs packetdrill scripts against the engine, in virtual time.
//!
//! `cargo run --release -q -p tcp-lab-core --example packetdrill -- --help` tells how.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tcp_lab_core::host::Profile;
use tcp_lab_core::packetdrill::{self, Defines, Family, Report, Settings, Strictness, Verdict};

const HELP: &str = "\
usage: packetdrill [OPTION]... PATH...

Runs packetdrill scripts: files, or all *.pkt below folders, in the order of their names.
Prints a line for each: pass, quirk, unsupported or fail, the path, and the reason.

  --profile NAME    the system to play (rfc9293, linux-6.x, ...). Without it a script that sets
                    Linux's sysctls (net.ipv4.*, Google's defaults.sh) meets linux-6.x, one that sets
                    FreeBSD's (net.inet.*) meets freebsd, any other meets rfc9293
  --strict 0|1|2    0 (default): flags but PSH, numbers, lengths, the set of options, results, time;
                    1: the window and PSH too; 2: the order and padding of options too
  -D NAME[=VALUE]   gives a name to the script. FreeBSD or STANDARD is given by the profile
  --ipv4, --ipv6    the version of IP for scripts that do not say; IPv4 by default. A script that
                    says (--ip_version, or a name that ends in v4.pkt or v6.pkt) runs as it says
  --verbose         below a script that fails, both sides and what led there, with the rules

The last line counts them. The exit code is 1 if any failed, 2 if the command is not understood.

A quirk is a deviation with a name and a reason, listed in core/src/packetdrill/quirks.tsv.
";

/// What the command line says.
struct Command {
    settings: Settings,
    defines: Defines,
    paths: Vec<PathBuf>,
}

/// How many scripts came to which end.
#[derive(Default)]
struct Count {
    passed: u32,
    quirk: u32,
    unsupported: u32,
    failed: u32,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        return print(HELP).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS);
    }
    let command = match Command::parse(&arguments) {
        Ok(command) => command,
        Err(what) => {
            let _ = writeln!(io::stderr(), "{what}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match command.run() {
        Ok(count) if count.failed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    io::stdout().lock().write_all(text.as_bytes())
}

impl Command {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut command = Self {
            settings: Settings::default(),
            defines: Defines::new(),
            paths: Vec::new(),
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || {
                let value = rest.next().map(String::as_str);
                value.ok_or_else(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--profile" => command.settings.profile = Some(profile(value()?)?),
                "--strict" => command.settings.strictness = strictness(value()?)?,
                "-D" => command.defines.push(define(value()?)),
                "--ipv4" => command.settings.family = Family::V4,
                "--ipv6" => command.settings.family = Family::V6,
                "--verbose" | "-v" => command.settings.verbose = true,
                option if option.starts_with('-') => {
                    return Err(format!("unknown option {option}"));
                }
                path => command.paths.push(path.into()),
            }
        }
        if command.paths.is_empty() {
            return Err("no script and no folder given".to_owned());
        }
        Ok(command)
    }

    fn run(&self) -> io::Result<Count> {
        let mut scripts = Vec::new();
        for path in &self.paths {
            find(path, &mut scripts)?;
        }
        let mut count = Count::default();
        for script in &scripts {
            print(&self.script(script, &mut count)?)?;
        }
        let Count {
            passed,
            quirk,
            unsupported,
            failed,
        } = count;
        print(&format!(
            "passed={passed} quirk={quirk} unsupported={unsupported} failed={failed}\n"
        ))?;
        Ok(count)
    }

    /// Runs one script; its line, and what is to be said below it.
    fn script(&self, path: &Path, count: &mut Count) -> io::Result<String> {
        let octets = fs::read(path)?;
        let text = String::from_utf8_lossy(&octets);
        let name = path.to_string_lossy();
        let report = match packetdrill::play(&text, &name, &self.settings, &self.defines) {
            Ok(report) => report,
            Err(malformed) => {
                count.failed += 1;
                return Ok(format!("fail\t{name}\tno script: {malformed}\n"));
            }
        };
        let (verdict, reason) = count.add(&report);
        let mut lines = format!("{verdict}\t{name}\t{reason}\n");
        if let (Verdict::Fail(failure), true) = (&report.verdict, self.settings.verbose) {
            for line in &report.log {
                lines += &format!("    {line}\n");
            }
            lines += &format!("{}\n", failure.side_by_side());
        }
        Ok(lines)
    }
}

impl Count {
    fn add(&mut self, report: &Report) -> (&'static str, String) {
        match &report.verdict {
            Verdict::Pass if report.quirks.is_empty() => {
                self.passed += 1;
                ("pass", String::new())
            }
            Verdict::Pass => {
                self.quirk += 1;
                ("quirk", report.quirks.join(", "))
            }
            Verdict::Unsupported { place, construct } => {
                self.unsupported += 1;
                ("unsupported", format!("{place} {construct}"))
            }
            Verdict::Fail(failure) => {
                self.failed += 1;
                ("fail", failure.to_string())
            }
        }
    }
}

fn profile(name: &str) -> Result<Profile, String> {
    let known = Profile::ALL.iter().find(|profile| profile.name() == name);
    let names: Vec<&str> = Profile::ALL.iter().map(|profile| profile.name()).collect();
    known
        .copied()
        .ok_or_else(|| format!("unknown profile {name}; there are {}", names.join(", ")))
}

fn strictness(text: &str) -> Result<Strictness, String> {
    match text {
        "0" => Ok(Strictness::Semantic),
        "1" => Ok(Strictness::Window),
        "2" => Ok(Strictness::Layout),
        _ => Err(format!("--strict is 0, 1 or 2, not {text}")),
    }
}

fn define(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (name.to_owned(), value.to_owned())
}

/// The script, or all below a folder, sorted.
fn find(path: &Path, scripts: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        scripts.push(path.to_owned());
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir()
            || entry
                .extension()
                .is_some_and(|extension| extension == "pkt")
        {
            find(&entry, scripts)?;
        }
    }
    Ok(())
}
