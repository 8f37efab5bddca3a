//! `poll(2)`: what could be done on several sockets without waiting.

use std::fmt;

use bitflags::bitflags;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Answer, Call, FdRef, Reply, SocketOption};
use crate::host::Host;
use crate::host::ids::{ProcessId, SocketId, ThreadId};
use crate::host::process::Pending;
use crate::host::profile::Sysctls;
use crate::host::queues::count;
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::schema::schema;
use crate::tcp::State;

/// Descriptors of one `poll`; others are not looked at.
pub const MAX_POLLED: usize = 64;

bitflags! {
    /// Events of `poll(2)`, with the numbers of Linux. As text `POLLIN|POLLOUT`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct PollEvents: u16 {
        /// There is something to read, the end included, or to accept.
        const IN = 0x1;
        /// An urgent octet has come.
        const PRI = 0x2;
        /// There is room to write, or writing would fail at once.
        const OUT = 0x4;
        /// An error waits. Told whether asked or not.
        const ERR = 0x8;
        /// Neither direction is open. Told whether asked or not.
        const HUP = 0x10;
        /// The descriptor is none. Told whether asked or not.
        const NVAL = 0x20;
        /// As `IN`.
        const RDNORM = 0x40;
        /// As `OUT`.
        const WRNORM = 0x100;
        /// The peer will send no more.
        const RDHUP = 0x2000;
    }
}

/// Every event and its name.
const NAMES: [(PollEvents, &str); 9] = [
    (PollEvents::IN, "POLLIN"),
    (PollEvents::PRI, "POLLPRI"),
    (PollEvents::OUT, "POLLOUT"),
    (PollEvents::ERR, "POLLERR"),
    (PollEvents::HUP, "POLLHUP"),
    (PollEvents::NVAL, "POLLNVAL"),
    (PollEvents::RDNORM, "POLLRDNORM"),
    (PollEvents::WRNORM, "POLLWRNORM"),
    (PollEvents::RDHUP, "POLLRDHUP"),
];

schema! { PollEvents {
    "description": "Events of `poll`, joined by `|`.",
    "type": "string",
    "pattern": crate::schema::joined(&NAMES.map(|(_, name)| name)),
    "examples": ["POLLIN", "POLLIN|POLLOUT"],
} }

/// A descriptor and the events asked for: `struct pollfd`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PollFd {
    /// Which.
    pub fd: FdRef,
    /// What is asked.
    pub events: PollEvents,
}

impl Host {
    /// As soon as one of them has an event it tells of all; else it waits, no longer than its timeout.
    pub(super) fn call_poll(&self, process: ProcessId, pending: &Pending) -> Answer {
        let Call::Poll { fds, .. } = &pending.call else {
            return Answer::ok(0);
        };
        let always = PollEvents::ERR | PollEvents::HUP | PollEvents::NVAL;
        let told = |polled: &PollFd| match self.socket_of(process, &polled.fd) {
            Some(socket) => socket.events(&self.sysctls) & (polled.events | always),
            None => PollEvents::NVAL,
        };
        let events: Vec<_> = fds.iter().take(MAX_POLLED).map(told).collect();
        let ready = events.iter().filter(|events| !events.is_empty()).count();
        if ready == 0 && pending.blocking {
            return Answer::Wait;
        }
        Answer::Return {
            rule: Rule::CallAnswered,
            result: Ok(count(ready)),
            reply: Reply::Events(events),
        }
    }

    /// The sockets that a poll looks at.
    pub(in crate::host) fn polled(&self, process: ProcessId, call: &Call) -> Vec<SocketId> {
        let Call::Poll { fds, .. } = call else {
            return Vec::new();
        };
        let fds = fds.iter().take(MAX_POLLED);
        let sockets = fds.filter_map(|polled| self.socket_of(process, &polled.fd));
        let mut sockets: Vec<_> = sockets.map(Socket::id).collect();
        sockets.sort_unstable();
        sockets.dedup();
        sockets
    }

    fn socket_of(&self, process: ProcessId, fd: &FdRef) -> Option<&Socket> {
        let table = self.process(process).ok()?;
        let id = table
            .descriptors
            .get(&table.fd(ThreadId::PROGRAM, Some(fd)))?;
        self.sockets.get(id)
    }
}

impl Socket {
    /// What is so at present (Linux: `tcp_poll`).
    #[must_use]
    pub fn events(&self, sysctls: &Sysctls) -> PollEvents {
        let readable = PollEvents::IN | PollEvents::RDNORM;
        let writable = PollEvents::OUT | PollEvents::WRNORM;
        if let Some(queues) = &self.listener {
            let waits = !queues.accept_queue.is_empty();
            return if waits { readable } else { PollEvents::empty() };
        }
        let (no_more_in, no_more_out) = (self.shut.read || self.peer_closed, self.shut.write);
        let mut events = PollEvents::empty();
        events.set(PollEvents::ERR, self.error.is_some());
        let over = self.state() == State::Closed || self.is_over();
        events.set(PollEvents::HUP, over || (no_more_in && no_more_out));
        if no_more_in {
            events |= readable | PollEvents::RDHUP;
        }
        if self.is_opening() {
            return events;
        }
        let enough = self
            .options
            .number(SocketOption::ReceiveLowWater)
            .unwrap_or(1);
        if i64::from(self.available()) >= enough {
            events |= readable;
        }
        if no_more_out || over || self.has_room(sysctls) {
            events |= writable;
        }
        events.set(
            PollEvents::PRI,
            self.tcb().is_some_and(|tcb| tcb.urgent_waits()),
        );
        events
    }
}

impl fmt::Display for PollEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (_, name) in NAMES.iter().filter(|(event, _)| self.contains(*event)) {
            write!(f, "{separator}{name}")?;
            separator = "|";
        }
        Ok(())
    }
}

impl Serialize for PollEvents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PollEvents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let names = text.split('|').map(str::trim);
        names
            .filter(|name| !name.is_empty())
            .try_fold(Self::empty(), |events, name| {
                let known = NAMES.iter().find(|(_, known)| *known == name);
                let unknown = || {
                    let all = NAMES.map(|(_, name)| name).join(", ");
                    de::Error::custom(format!(
                        "{name:?} is no event of poll, expected some of {all}, joined by `|`"
                    ))
                };
                known.map(|(event, _)| events | *event).ok_or_else(unknown)
            })
    }
}

/// As in a program: `{3, POLLIN}`.
impl fmt::Display for PollFd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}, {}}}", self.fd, self.events)
    }
}
