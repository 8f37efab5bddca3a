//! What the operator of a host asks: `ss`, `netstat -s`, `dmesg`, `sysctl -a`, and the table of connections.

mod end;
mod ss;

use serde::Serialize;

use super::error::LabError;
use super::{Lab, position};
use crate::host::{Host, Kind, Socket};
use crate::tcp::State;
use crate::time::Instant;

use self::end::{process_of, recv_q, send_q, timer_of};

/// Lines of `ss -tanoip`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SsPage {
    /// How many sockets there are.
    pub total: u32,
    /// The heading of the columns.
    pub head: String,
    /// One socket a line, its details behind a line feed.
    pub lines: Vec<String>,
}

/// A counter of `netstat -s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CounterView {
    /// As `nstat` names it.
    pub name: &'static str,
    /// Since the host was switched on.
    pub value: u64,
}

/// A line of the kernel's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KernelLineView {
    /// When, since the beginning of the run.
    pub at: Instant,
    /// As `dmesg` prints it, with the time since the host was switched on.
    pub text: String,
}

/// A sysctl.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SysctlView {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub value: String,
    /// What it is when the host has just been switched on.
    pub initial: String,
}

/// A row of the table of connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionRow {
    /// Its number.
    pub socket: u32,
    /// Its own end.
    pub local: String,
    /// The peer's end.
    pub remote: String,
    /// Its state.
    pub state: State,
    /// Numbers received and not read (`Recv-Q`).
    pub recv_q: u32,
    /// Numbers given and not acknowledged (`Send-Q`).
    pub send_q: u32,
    /// As `ss` tells it: `on,200ms,0`.
    pub timer: Option<String>,
    /// The process that holds it, and by which descriptor.
    pub process: Option<String>,
}

/// A part of the table of connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConnectionPage {
    /// How many there are.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<ConnectionRow>,
}

impl Lab {
    /// The sockets `from..to` of a host as `ss -tanoip` prints them: listeners first, then by number.
    ///
    /// # Errors
    /// [`LabError::UnknownHost`]
    pub fn ss(&self, host: u32, from: u32, to: u32) -> Result<SsPage, LabError> {
        Ok(ss::page(self.asked(host)?, self.world.now(), from, to))
    }

    /// The counters of a host, in the kernel's order.
    ///
    /// # Errors
    /// [`LabError::UnknownHost`]
    pub fn netstat(&self, host: u32) -> Result<Vec<CounterView>, LabError> {
        let counters = self.asked(host)?.counters();
        Ok(counters
            .map(|(name, value)| CounterView { name, value })
            .collect())
    }

    /// What the kernel of a host has written since it was switched on.
    ///
    /// # Errors
    /// [`LabError::UnknownHost`]
    pub fn kernel_log(&self, host: u32) -> Result<Vec<KernelLineView>, LabError> {
        let lines = self.asked(host)?.kernel_log();
        Ok(lines
            .map(|line| KernelLineView {
                at: line.at,
                text: line.to_string(),
            })
            .collect())
    }

    /// The sysctls that turn something, by the names that the host's system has for them.
    ///
    /// # Errors
    /// [`LabError::UnknownHost`]
    pub fn sysctls(&self, host: u32) -> Result<Vec<SysctlView>, LabError> {
        let host = self.asked(host)?;
        let initial = host.initial();
        let names = host.sysctl_names();
        Ok(names
            .map(|name| SysctlView {
                name,
                value: host.sysctl(name).unwrap_or_default(),
                initial: initial.sysctl(name).unwrap_or_default(),
            })
            .collect())
    }

    /// Rows `from..to` of the table of connections.
    ///
    /// # Errors
    /// [`LabError::UnknownHost`]
    pub fn connections(&self, host: u32, from: u32, to: u32) -> Result<ConnectionPage, LabError> {
        let host = self.asked(host)?;
        let connections = || {
            let sockets = host.sockets();
            sockets.filter(|socket| socket.kind() == Kind::Connection)
        };
        let asked = position::index(to.saturating_sub(from));
        let rows = connections().skip(position::index(from)).take(asked);
        Ok(ConnectionPage {
            total: position::number(connections().count()),
            rows: rows
                .map(|socket| ConnectionRow::new(socket, host, self.world.now()))
                .collect(),
        })
    }

    fn asked(&self, host: u32) -> Result<&Host, LabError> {
        let hosts = self.world.hosts();
        let unknown = LabError::UnknownHost {
            host,
            hosts: hosts.len(),
        };
        hosts.get(position::index(host)).ok_or(unknown)
    }
}

impl ConnectionRow {
    fn new(socket: &Socket, host: &Host, now: Instant) -> Self {
        let remote = socket.remote();
        Self {
            socket: socket.id().0,
            local: socket.local().to_string(),
            remote: remote.map_or_else(String::new, |remote| remote.to_string()),
            state: socket.state(),
            recv_q: recv_q(socket),
            send_q: send_q(socket),
            timer: timer_of(socket, now),
            process: process_of(socket, host),
        }
    }
}

#[cfg(test)]
mod tests;
