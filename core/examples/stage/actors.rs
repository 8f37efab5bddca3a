//! The processes on the stage, seen from the stager: started, told, listened to, ended.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::script::{Job, Order, Report};

/// The word on the command line that makes this program a process on the stage.
pub(crate) const ACTOR: &str = "--actor";
/// So long a process may take to come on the stage.
const PATIENCE: Duration = Duration::from_secs(20);

/// A process of a host.
pub(crate) struct Actor {
    child: Child,
    orders: ChildStdin,
    reports: Receiver<Report>,
}

impl Actor {
    /// Starts one; it is in its namespace and waits when this returns.
    pub(crate) fn new(job: &Job) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut child = Command::new(program)
            .arg(ACTOR)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("a process: {error}"))?;
        let (Some(orders), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("a process without pipes".to_owned());
        };
        let (sender, reports) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let Ok(report) = serde_json::from_str(&line) else {
                    continue;
                };
                if sender.send(report).is_err() {
                    break;
                }
            }
        });
        let mut actor = Self {
            child,
            orders,
            reports,
        };
        actor.write(job)?;
        match actor.reports.recv_timeout(PATIENCE) {
            Ok(Report::Ready) => Ok(actor),
            Ok(Report::Refused(reason)) => Err(reason),
            Ok(Report::Returned(_) | Report::Ended { .. }) => {
                Err("a call before its time".to_owned())
            }
            Err(error) => Err(format!("a process that does not come: {error}")),
        }
    }

    /// Tells it something.
    pub(crate) fn order(&mut self, order: &Order) -> Result<(), String> {
        self.write(order)
    }

    fn write(&mut self, words: &impl serde::Serialize) -> Result<(), String> {
        let line = serde_json::to_string(words).map_err(|error| error.to_string())?;
        let written = writeln!(self.orders, "{line}").and_then(|()| self.orders.flush());
        written.map_err(|error| format!("a process that does not listen: {error}"))
    }

    /// Ends it, if it has not ended yet, and gives what it has told.
    pub(crate) fn finish(&mut self) -> Vec<Report> {
        self.kill();
        self.reports.iter().collect()
    }

    /// How many descriptors of sockets it holds.
    pub(crate) fn descriptors(&self) -> u32 {
        let folder = std::fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        let links = folder
            .into_iter()
            .flatten()
            .filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
        let sockets = links.filter(|link| link.to_string_lossy().starts_with("socket:"));
        u32::try_from(sockets.count()).unwrap_or(u32::MAX)
    }

    /// SIGKILL.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Actor {
    fn drop(&mut self) {
        self.kill();
    }
}
