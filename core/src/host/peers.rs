//! What a host remembers of other hosts between connections: that they exist, and the last timestamp of each.
//!
//! Linux keeps more (`tcp_metrics`); the rest is not modelled.

use std::net::IpAddr;

use super::Host;
use super::ids::SocketId;
use super::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::table::Table;
use crate::tcp::{Name, Op, Pair, State};
use crate::time::{Duration, Instant};
use crate::wire::Segment;

/// Hosts that are remembered; further ones are not.
const MAX_PEERS: usize = 1024;

/// A timestamp counts so long against the other connections of its host (Linux 2.6: `TCP_PAWS_MSL`) ...
const MEMORY: Duration = Duration::from_secs(60);
/// ... when it is more than so many ticks ahead (`TCP_PAWS_WINDOW`).
const SLACK: u32 = 1;

/// What is remembered of one host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Peer {
    /// Its last timestamp, and when it came.
    stamp: Option<(u32, Instant)>,
}

/// What is remembered of all, by address. Whoever is in here has had a connection that came to an orderly end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Peers(Table<IpAddr, Peer>);

impl Peers {
    /// The host has shown that it is real (Linux: `tcp_peer_is_proven`).
    pub(super) fn is_proven(&self, address: IpAddr) -> bool {
        self.0.contains_key(&address)
    }

    fn entry(&mut self, address: IpAddr) -> Option<&mut Peer> {
        if !self.0.contains_key(&address) {
            if self.0.len() >= MAX_PEERS {
                return None;
            }
            self.0.insert(address, Peer::default());
        }
        self.0.get_mut(&address)
    }
}

impl Host {
    /// A connection came to its end in order: its peer exists.
    pub(super) fn prove_peer(&mut self, id: SocketId) {
        if let Some(remote) = self.sockets.get(&id).and_then(|socket| socket.remote) {
            self.peers.entry(remote.ip());
        }
    }

    /// A connection comes to its end in order: its peer exists. With `tcp_tw_recycle` its timestamp is remembered for
    /// all connections of that address, and TIME-WAIT is short (Linux 2.6: `tcp_time_wait`, `tcp_v4_remember_stamp`).
    pub(super) fn remember_peer(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get(&id) else {
            return;
        };
        let Some((remote, tcb)) = socket.remote.zip(socket.tcb()) else {
            return;
        };
        let recent = tcb.ts.recent.filter(|_| tcb.agreed.timestamps);
        let length = tcb.short_life();
        let waits = tcb.state() == State::TimeWait;
        let Some(peer) = self.peers.entry(remote.ip()) else {
            return;
        };
        let Some((value, at)) = recent.filter(|_| self.sysctls.tw_recycle) else {
            return;
        };
        let replaces = peer.stamp.is_none_or(|(known, known_at)| {
            !is_ahead(known, value, 0) || cx.now.since(known_at) > MEMORY
        });
        if replaces {
            peer.stamp = Some((value, at));
        }
        if waits {
            self.step(id, cx, |connection, cx| {
                connection.hurry_time_wait(Rule::TimeWaitRecycled, length, cx);
            });
        }
    }

    /// `tcp_tw_recycle`: the SYN's timestamp is older than one that this address has sent, from whichever host behind
    /// it. True when the SYN is dropped for it.
    pub(super) fn is_stale(
        &self,
        listener: SocketId,
        pair: &Pair,
        syn: &Segment,
        cx: &mut HostCx<'_>,
    ) -> bool {
        let rule = Rule::RecycleRefuses;
        let peer = self.peers.0.get(&pair.remote.ip());
        let known = peer.and_then(|peer| peer.stamp);
        let known = known.filter(|_| self.sysctls.tw_recycle);
        let Some(((latest, at), (value, _))) = known.zip(syn.options.timestamps()) else {
            return false;
        };
        let silence = (Name::PeerSilence, cx.now.since(at).as_nanos());
        let memory = (Name::PeerMemory, MEMORY.as_nanos());
        let ahead = is_ahead(latest, value, SLACK);
        let stale =
            cx.num(rule, silence, Op::Lt, memory) && cx.set(rule, Name::OlderTimestamp, ahead);
        if stale {
            cx.note(rule, Some(listener), HostWhat::SynStale { value, latest });
        }
        stale
    }
}

/// `a` is more than `slack` ahead of `b`; timestamps wrap.
const fn is_ahead(a: u32, b: u32, slack: u32) -> bool {
    a.wrapping_sub(b).cast_signed() > slack.cast_signed()
}
