//! `cargo xtask serve`: builds the page, serves it to this machine only, and opens a browser.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

use crate::command::Cmd;
use crate::project::Project;
use crate::{Outcome, http, say, setup, wasm};

const SITE: &str = "web/dist/site";
/// Where the search for a free port begins, and how many are tried.
const FIRST_PORT: u16 = 8080;
const PORTS: u16 = 100;

/// What stands after `serve`.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// This port and no other.
    port: Option<u16>,
    no_open: bool,
}

impl Options {
    /// Reads the words after `serve`.
    pub(crate) fn parse(words: &[&str]) -> Outcome<Self> {
        let mut options = Options::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match (*word, word.strip_prefix("--port=")) {
                ("--no-open", _) => options.no_open = true,
                ("--port", _) => options.port = Some(port(words.next().copied().unwrap_or(""))?),
                (_, Some(number)) => options.port = Some(port(number)?),
                (other, None) => return Err(format!("`serve` has no option `{other}`").into()),
            }
        }
        Ok(options)
    }
}

fn port(number: &str) -> Outcome<u16> {
    number
        .parse()
        .map_err(|_| format!("--port needs a number up to 65535, not `{number}`").into())
}

/// Sets up, builds, and serves until the process is ended.
pub(crate) fn run(project: &Project, options: &Options) -> Outcome {
    // First of all: a port that is taken should not be heard of after minutes of building.
    let listener = bind(options.port)?;
    setup::ensure_build(project)?;
    wasm::build(project)?;
    Cmd::new("npm run build").dir("web").run(project)?;
    let site = project
        .path(SITE)
        .canonicalize()
        .map_err(|error| format!("`npm run build` in web/ left no {SITE}: {error}"))?;
    let address = format!("http://{}/", listener.local_addr()?);
    say(&format!("TCP Lab is at {address} (Ctrl+C ends it)"));
    if !options.no_open {
        open_browser(&address);
    }
    http::serve(&listener, &site)
}

/// Listens on this machine's own address only: nothing on the network reaches the page.
fn bind(port: Option<u16>) -> Outcome<TcpListener> {
    let listen = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return listen(port)
            .map_err(|error| format!("cannot listen on port {port}: {error}").into());
    }
    let last = FIRST_PORT + PORTS - 1;
    (FIRST_PORT..=last)
        .find_map(|port| listen(port).ok())
        .ok_or_else(|| format!("no port from {FIRST_PORT} to {last} is free: use --port").into())
}

/// Opens the address where there is a screen. Where there is none, or it fails, the line printed
/// before is enough.
fn open_browser(address: &str) {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some());
    let (program, args): (&str, &[&str]) = match env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ if screen => ("xdg-open", &[]),
        _ => return,
    };
    let quiet = || Stdio::null();
    let mut command = Command::new(program);
    command
        .args(args)
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet());
    // Not waited for: it may live as long as the browser.
    drop(command.spawn());
}

#[cfg(test)]
mod tests {
    use super::{Options, bind};

    #[test]
    fn options_are_read_in_either_spelling() {
        let options = Options::parse(&["--port", "9000", "--no-open"]).unwrap();
        assert_eq!(
            options,
            Options {
                port: Some(9000),
                no_open: true
            }
        );
        assert_eq!(Options::parse(&["--port=9000"]).unwrap().port, Some(9000));
    }

    #[test]
    fn a_wrong_option_is_named() {
        let message = |words: &[&str]| Options::parse(words).unwrap_err().to_string();
        assert_eq!(message(&["--fast"]), "`serve` has no option `--fast`");
        assert!(message(&["--port"]).contains("--port needs a number"));
        assert!(message(&["--port", "70000"]).contains("70000"));
    }

    #[test]
    fn the_search_for_a_port_goes_past_one_that_is_taken() {
        let first = bind(None).unwrap().local_addr().unwrap();
        let holder = bind(Some(first.port())).unwrap();
        let second = bind(None).unwrap().local_addr().unwrap();
        assert!(second.ip().is_loopback());
        assert_ne!(second, holder.local_addr().unwrap());
    }
}
