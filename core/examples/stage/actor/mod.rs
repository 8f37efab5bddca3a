//! A process on the stage: it moves to the namespace of its host and makes the system calls of its program.

mod calls;
mod options;
mod program;
mod table;

use std::fs::File;
use std::io::{BufRead, Write};
use std::sync::Arc;

use nix::sched::{CloneFlags, setns};
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SigSet, Signal};

use self::program::Program;
use super::script::{Job, Order, Report};

/// Runs until the stager goes away or ends it.
pub(crate) fn run() -> Result<(), String> {
    let mut lines = std::io::stdin().lock().lines();
    let mut next = move || lines.next().and_then(Result::ok);
    let job = next().ok_or("no job")?;
    let job: Job = serde_json::from_str(&job).map_err(|error| error.to_string())?;
    prepare(&job)?;
    let program = Arc::new(Program::new(job));
    tell(&Report::Ready);
    while let Some(order) = next() {
        match serde_json::from_str(&order) {
            Ok(Order::Begin(at)) => {
                let program = Arc::clone(&program);
                std::thread::spawn(move || program.run(at));
            }
            Ok(Order::Call(call)) => {
                let program = Arc::clone(&program);
                std::thread::spawn(move || program.asked(&call));
            }
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}

/// Descriptors that a process may have inherited.
const INHERITED: std::ops::Range<i32> = 3..256;

/// The namespace, the limit of descriptors, and SIGPIPE blocked: a blocked signal stays pending and can be seen.
fn prepare(job: &Job) -> Result<(), String> {
    for fd in INHERITED {
        // Most of them are not open: the first socket is to be number 3.
        let _ = nix::unistd::close(fd);
    }
    let namespace = File::open(&job.namespace);
    let namespace = namespace.map_err(|error| format!("{}: {error}", job.namespace))?;
    setns(&namespace, CloneFlags::CLONE_NEWNET).map_err(|error| format!("setns: {error}"))?;
    drop(namespace);
    setrlimit(Resource::RLIMIT_NOFILE, job.nofile, job.nofile)
        .map_err(|error| format!("RLIMIT_NOFILE: {error}"))?;
    let mut pipe = SigSet::empty();
    pipe.add(Signal::SIGPIPE);
    pipe.thread_block()
        .map_err(|error| format!("SIGPIPE: {error}"))
}

/// One line for the stager. If it is gone, so is the reason to live.
fn tell(report: &Report) {
    let line = serde_json::to_string(report).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    let told = writeln!(out, "{line}").and_then(|()| out.flush());
    if told.is_err() {
        std::process::exit(0);
    }
}
