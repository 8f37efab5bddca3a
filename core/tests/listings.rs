//! What the page shows as C and as Python is C and Python: the compilers of this machine, where it has them, accept every
//! program of the library.

#![allow(clippy::expect_used, reason = "the helpers of a test may end it")]

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use tcp_lab_core::host::{Printed, Process};
use tcp_lab_core::lab::Lab;
use tcp_lab_core::scenario::{Scenario, library};

/// What every C program of the lab begins with: `bind` and `connect` take a host and a port.
const HEADERS: &str = "\
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
int bind_to(int fd, const char *host, int port);
int connect_to(int fd, const char *host, int port);
#define bind(fd, host, port) bind_to(fd, (const char *)(uintptr_t)(host), port)
#define connect(fd, host, port) connect_to(fd, host, port)
extern char buf[65536], data[1048576];
extern struct sockaddr addr;
extern socklen_t len;
";

/// Compiles what stands between zeros.
const PYTHON: &str = "\
import sys
for text in sys.stdin.read().split('\\0'):
    compile(text, '<program>', 'exec')
";

/// The programs of the library in one language, each once.
fn programs(of: impl Fn(&Process) -> String) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (id, json) in library::all() {
        let scenario: Scenario = serde_json::from_str(json).expect(id);
        let lab = Lab::new(&scenario.world(), 1).expect(id);
        let processes = lab.world().hosts().iter().flat_map(|host| host.processes());
        found.extend(processes.map(&of));
    }
    found.remove("");
    found
}

/// As a file; what is missing on purpose as a comment.
fn file(process: &Process, lines: &[Printed], comment: impl Fn(&str) -> String) -> String {
    let program: Vec<_> = process.lines().map(|state| state.line).collect();
    let text = |printed: &Printed| {
        let ghost = printed.line().is_some_and(|line| program[line].is_ghost());
        let text = printed.text().to_owned();
        let text = if ghost { comment(&text) } else { text };
        format!("{}{text}\n", "    ".repeat(printed.indent().into()))
    };
    lines.iter().map(text).collect()
}

/// What a command says to a text; none where there is no such command.
fn says(command: &mut Command, text: &str) -> Option<(bool, String)> {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().ok()?;
    let mut input = child.stdin.take()?;
    input.write_all(text.as_bytes()).ok()?;
    drop(input);
    let output = child.wait_with_output().ok()?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((output.status.success(), errors))
}

#[test]
fn every_program_of_the_library_is_c() {
    let programs = programs(|process| {
        let lines = &process.listings().c;
        let body = file(process, lines, |text| format!("/* {text} */"));
        let whole = body.contains("int main(void) {") || body.is_empty();
        if whole {
            body
        } else {
            format!("int main(void) {{\n{body}}}\n")
        }
    });
    assert!(programs.len() > 50, "{}", programs.len());
    for program in programs {
        let text = format!("{HEADERS}{program}");
        let mut command = Command::new("cc");
        command.args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]);
        command.args(["-Wno-unused-variable", "-Wno-unused-but-set-variable"]);
        let Some((accepted, errors)) = says(command.args(["-x", "c", "-"]), &text) else {
            println!("skipped: there is no cc");
            return;
        };
        assert!(accepted, "{program}\n{errors}");
    }
}

#[test]
fn every_program_of_the_library_is_python() {
    let programs = programs(|process| {
        let lines = &process.listings().python;
        file(process, lines, |text| format!("pass  # {text}"))
    });
    let all: Vec<_> = programs.into_iter().collect();
    let mut command = Command::new("python3");
    match says(command.args(["-c", PYTHON]), &all.join("\0")) {
        Some((accepted, errors)) => assert!(accepted, "{errors}"),
        None => println!("skipped: there is no python3"),
    }
}
