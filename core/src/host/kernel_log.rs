//! The kernel's log: what `dmesg` shows. Few of TCP's troubles are told there, most are only counted.

use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::net::IpAddr;

use super::Host;
use super::ids::SocketId;
use super::profile::Profile;
use super::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::time::{Duration, Instant};

/// Lines that a host keeps; the oldest go first, as in the kernel's ring.
pub const MAX_KERNEL_LINES: usize = 1024;

/// In this time ... (Linux: `net_ratelimit`, `DEFAULT_RATELIMIT_INTERVAL`)
const LIMIT_INTERVAL: Duration = Duration::from_secs(5);
/// ... no more lines than these are written (`DEFAULT_RATELIMIT_BURST`).
const LIMIT_BURST: u32 = 10;

/// A line that the kernel writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KernelLine {
    /// The SYN queue of a listener is full, for the first time.
    SynFlooding {
        /// Address of the listener.
        address: IpAddr,
        /// Its port.
        port: u16,
        /// Cookies are sent; else requests are dropped.
        cookies: bool,
    },
    /// There are as many connections in TIME-WAIT as there may be (`tcp_max_tw_buckets`). Only counted since 3.7.
    TimeWaitOverflow,
    /// There are more orphans than there may be (`tcp_max_orphans`).
    TooManyOrphans,
    /// TCP has no memory left (`tcp_mem`).
    OutOfMemory,
    /// So many lines were not written, because they came too fast.
    Suppressed {
        /// How many.
        lines: u32,
    },
}

/// Whose wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Linux 2.6.32.
    Linux26,
    /// Linux 6.x.
    Linux6,
}

impl Release {
    /// The kernel that a profile has, or is shown with. Windows writes nothing, and FreeBSD other things.
    #[must_use]
    pub const fn of(profile: Profile) -> Option<Self> {
        match profile {
            Profile::Rfc9293 | Profile::Linux6 => Some(Self::Linux6),
            Profile::Linux26 => Some(Self::Linux26),
            Profile::FreeBsd | Profile::Windows => None,
        }
    }
}

impl KernelLine {
    /// This kernel writes the line at all.
    #[must_use]
    pub const fn is_written_by(self, release: Release) -> bool {
        match (self, release) {
            (Self::TimeWaitOverflow, Release::Linux6) => false,
            (
                Self::SynFlooding { .. }
                | Self::TimeWaitOverflow
                | Self::TooManyOrphans
                | Self::OutOfMemory
                | Self::Suppressed { .. },
                Release::Linux26 | Release::Linux6,
            ) => true,
        }
    }

    /// The line in the words of a kernel, without its time.
    #[must_use]
    pub fn text(self, release: Release) -> String {
        match (self, release) {
            (
                Self::SynFlooding {
                    address,
                    port,
                    cookies,
                },
                Release::Linux6,
            ) => flooding(address, port, cookies),
            (Self::SynFlooding { port, cookies, .. }, Release::Linux26) => {
                let answer = if cookies {
                    "Sending cookies"
                } else {
                    "Dropping request"
                };
                format!("possible SYN flooding on port {port}. {answer}.")
            }
            (Self::TimeWaitOverflow, _) => "TCP: time wait bucket table overflow".to_owned(),
            (Self::TooManyOrphans, Release::Linux26) => {
                "TCP: too many of orphaned sockets".to_owned()
            }
            (Self::TooManyOrphans, Release::Linux6) => "TCP: too many orphaned sockets".to_owned(),
            (Self::OutOfMemory, Release::Linux26) => "Out of socket memory".to_owned(),
            (Self::OutOfMemory, Release::Linux6) => {
                "TCP: out of memory -- consider tuning tcp_mem".to_owned()
            }
            (Self::Suppressed { lines }, _) => {
                format!("net_ratelimit: {lines} callbacks suppressed")
            }
        }
    }
}

/// As `tcp_syn_flood_action` says it: the listener's end, and what is done about it.
fn flooding(address: IpAddr, port: u16, cookies: bool) -> String {
    let mut text = String::from("TCP: ");
    let answer = if cookies {
        "Sending cookies"
    } else {
        "Dropping request"
    };
    // Writing to a string does not fail.
    let _ = match address {
        IpAddr::V4(ip) => write!(
            text,
            "request_sock_TCP: Possible SYN flooding on port {ip}:{port}. {answer}."
        ),
        IpAddr::V6(ip) => write!(
            text,
            "request_sock_TCPv6: Possible SYN flooding on port [{ip}]:{port}. {answer}."
        ),
    };
    text
}

/// A line of the log and its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    /// When, since the beginning of the run.
    pub at: Instant,
    /// When, since the host was switched on.
    pub uptime: Duration,
    /// What.
    pub line: KernelLine,
    /// In whose words.
    pub release: Release,
}

/// As `dmesg` prints it: `[   12.345678] TCP: ...`.
impl fmt::Display for Logged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MICROS: u64 = 1_000_000;
        let micros = self.uptime.as_nanos() / 1000;
        let (seconds, rest) = (micros / MICROS, micros % MICROS);
        write!(f, "[{seconds:>5}.{rest:06}] ")?;
        f.write_str(&self.line.text(self.release))
    }
}

/// The log of one host since it was switched on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KernelLog {
    booted: Instant,
    lines: VecDeque<Logged>,
    limit: RateLimit,
}

/// Lines that come too fast are counted and not written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct RateLimit {
    begun: Option<Instant>,
    written: u32,
    missed: u32,
}

impl RateLimit {
    /// A line may be written now; also how many were not, if their time is over.
    fn admits(&mut self, now: Instant) -> (bool, u32) {
        let begun = *self.begun.get_or_insert(now);
        let mut missed = 0;
        if now > begun + LIMIT_INTERVAL {
            missed = self.missed;
            *self = Self {
                begun: Some(now),
                written: 0,
                missed: 0,
            };
        }
        let admitted = self.written < LIMIT_BURST;
        if admitted {
            self.written += 1;
        } else {
            self.missed += 1;
        }
        (admitted, missed)
    }
}

impl KernelLog {
    /// An empty log of a host that is switched on now.
    pub(super) fn new(booted: Instant) -> Self {
        Self {
            booted,
            ..Self::default()
        }
    }

    fn write(&mut self, now: Instant, line: KernelLine, release: Release) {
        if self.lines.len() == MAX_KERNEL_LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(Logged {
            at: now,
            uptime: now.since(self.booted),
            line,
            release,
        });
    }
}

impl Host {
    /// The kernel writes a line, as far as this kernel knows it and not too many come at once. `socket`: what it is about.
    pub(super) fn log(&mut self, line: KernelLine, socket: Option<SocketId>, cx: &mut HostCx<'_>) {
        let Some(release) = Release::of(self.profile).filter(|by| line.is_written_by(*by)) else {
            return;
        };
        let (admitted, missed) = self.kernel.limit.admits(cx.now);
        let suppressed = KernelLine::Suppressed { lines: missed };
        let lines = [(missed > 0, suppressed), (admitted, line)];
        for (_, line) in lines.into_iter().filter(|(written, _)| *written) {
            self.kernel.write(cx.now, line, release);
            let what = HostWhat::KernelLogged { line, release };
            cx.note(Rule::KernelLogs, socket, what);
        }
    }

    /// What the kernel has written since the host was switched on, the oldest first.
    pub fn kernel_log(&self) -> impl Iterator<Item = &Logged> {
        self.kernel.lines.iter()
    }
}

#[cfg(test)]
mod tests;
