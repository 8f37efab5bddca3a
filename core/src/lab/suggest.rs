//! A plausible next segment from an endpoint: what the inject form begins with. Every field is free to be made wrong.

use serde::Serialize;

use super::{Lab, LabError};
use crate::host::{Host, Kind, Socket, SocketId};
use crate::tcp::{State, Tcb};
use crate::wire::{Flags, Segment, UNSTATED_WINDOW};

/// A port nobody is likely to use, for a segment that belongs to no connection.
const STRANGER_PORT: u16 = 40_000;
/// Where servers listen in figures.
const SERVER_PORT: u16 = 80;

/// A segment and its way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Name of the host it comes from.
    pub from: String,
    /// Name or address of where it goes.
    pub to: String,
    /// The segment.
    #[serde(flatten)]
    pub segment: Segment,
}

impl Lab {
    /// The next segment that this endpoint could send. Without a socket: its latest connection, or else a SYN to
    /// whoever listens.
    ///
    /// # Errors
    /// [`LabError::UnknownHost`], [`LabError::UnknownSocket`].
    pub fn suggest(&self, host: u32, socket: Option<u32>) -> Result<Suggestion, LabError> {
        let hosts = self.world.hosts();
        let this = usize::try_from(host).ok().and_then(|host| hosts.get(host));
        let this = this.ok_or(LabError::UnknownHost {
            host,
            hosts: hosts.len(),
        })?;
        let chosen = match socket {
            Some(id) => {
                let unknown = LabError::UnknownSocket { host, socket: id };
                Some(this.socket(SocketId(id)).ok_or(unknown)?)
            }
            None => latest(this),
        };
        Ok(
            match chosen.filter(|socket| socket.kind() == Kind::Connection) {
                Some(socket) => self.after_connection(this, socket),
                None => self.of_stranger(this, chosen),
            },
        )
    }

    fn after_connection(&self, host: &Host, socket: &Socket) -> Suggestion {
        let remote = socket.remote();
        let to = remote.map(|remote| remote.ip());
        let segment = Segment {
            src_port: socket.local().port(),
            dst_port: remote.map_or(SERVER_PORT, |remote| remote.port()),
            ..socket.tcb().map_or_else(reset, next_of)
        };
        let name = |to| self.named(to).unwrap_or_else(|| host.name().to_owned());
        Suggestion {
            from: host.name().to_owned(),
            to: name(to),
            segment,
        }
    }

    /// A SYN to a listener elsewhere.
    fn of_stranger(&self, host: &Host, own: Option<&Socket>) -> Suggestion {
        let others = || {
            self.world
                .hosts()
                .iter()
                .filter(|other| other.name() != host.name())
        };
        let listener = others().find_map(|other| Some((other, listener(other)?)));
        let to = listener
            .map(|(other, _)| other)
            .or_else(|| others().next())
            .unwrap_or(host);
        let own_port = own
            .map(|socket| socket.local().port())
            .filter(|port| *port != 0);
        let segment = Segment {
            src_port: own_port.unwrap_or(STRANGER_PORT),
            dst_port: listener.map_or(SERVER_PORT, |(_, socket)| socket.local().port()),
            flags: Flags::SYN,
            window: UNSTATED_WINDOW,
            ..Segment::default()
        };
        Suggestion {
            from: host.name().to_owned(),
            to: to.name().to_owned(),
            segment,
        }
    }

    fn named(&self, address: Option<std::net::IpAddr>) -> Option<String> {
        let address = address?;
        let mut hosts = self.world.net().hosts();
        let name = hosts.find_map(|(_, name, own)| (own == address).then(|| name.to_owned()));
        Some(name.unwrap_or_else(|| address.to_string()))
    }
}

fn latest(host: &Host) -> Option<&Socket> {
    let connections = host
        .sockets()
        .filter(|socket| socket.kind() == Kind::Connection);
    connections.max_by_key(|socket| (socket.state() != State::Closed, socket.id()))
}

fn listener(host: &Host) -> Option<&Socket> {
    host.sockets()
        .find(|socket| socket.kind() == Kind::Listener)
}

/// What the record would send if it had nothing to say: a SYN before the handshake, an ACK after.
fn next_of(tcb: &Tcb) -> Segment {
    let opening = tcb.state() == State::SynSent;
    let window = u16::try_from(tcb.rcv.wnd).unwrap_or(u16::MAX);
    if opening {
        return Segment {
            seq: tcb.snd.iss,
            flags: Flags::SYN,
            window,
            ..Segment::default()
        };
    }
    Segment {
        seq: tcb.snd.nxt,
        ack: tcb.rcv.nxt,
        flags: Flags::ACK,
        window,
        ..Segment::default()
    }
}

/// What a record that is gone would answer.
fn reset() -> Segment {
    Segment {
        flags: Flags::RST,
        ..Segment::default()
    }
}
