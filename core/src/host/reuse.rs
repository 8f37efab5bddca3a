//! `connect` over a connection in TIME-WAIT (Linux: `tcp_twsk_unique`).
//!
//! Timestamps are the condition: with them the peer tells old segments from new ones, and 2 MSL need not be waited for.

use super::Host;
use super::ids::SocketId;
use super::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::tcp::mechanism::time_wait;
use crate::tcp::{Name, Op, Pair, State};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// `tcp_tw_reuse`: on the loopback only.
const LOOPBACK_ONLY: u32 = 2;

/// What decides about a connection in TIME-WAIT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    id: SocketId,
    iss: SeqNum,
    timestamps: bool,
    age: Duration,
    /// `tcp_tw_reuse`, as far as it goes for these two ends.
    allowed: bool,
}

impl Host {
    /// The connection in TIME-WAIT between these two ends.
    fn waiting(&self, pair: &Pair, now: Instant) -> Option<Waiting> {
        let id = self.demux.connection(pair)?;
        let socket = self.sockets.get(&id)?;
        let tcb = socket.tcb().filter(|tcb| tcb.state() == State::TimeWait)?;
        let loopback = pair.local.ip().is_loopback() || pair.remote.ip().is_loopback();
        let mode = self.sysctls.tw_reuse;
        Some(Waiting {
            id,
            iss: time_wait::next_iss(tcb),
            timestamps: tcb.agreed.timestamps,
            age: now.since(socket.waits_since),
            allowed: mode == 1 || (mode == LOOPBACK_ONLY && loopback),
        })
    }

    /// A port that the host is to choose is free between these two ends.
    pub(super) fn is_free(&self, pair: &Pair, now: Instant) -> bool {
        if self.demux.connection(pair).is_none() {
            return true;
        }
        let waiting = self.waiting(pair, now);
        waiting.is_some_and(|old| {
            old.timestamps && old.allowed && old.age >= self.sysctls.tw_reuse_delay
        })
    }

    /// Ends the connection in TIME-WAIT between these two ends, if a new one may take its place; the number that the
    /// new one begins with. A program that has `named` the port is not asked for more than timestamps.
    pub(super) fn replace_time_wait(
        &mut self,
        id: SocketId,
        pair: &Pair,
        named: bool,
        cx: &mut HostCx<'_>,
    ) -> Option<SeqNum> {
        let old = self.waiting(pair, cx.now).filter(|old| old.id != id)?;
        let rule = Rule::TimeWaitReused;
        let age = (Name::TimeWaitAge, old.age.as_nanos());
        let delay = self.sysctls.tw_reuse_delay.as_nanos();
        let may = cx.set(rule, Name::TimestampsAgreed, old.timestamps)
            && (cx.set(rule, Name::BoundPort, named)
                || (cx.set(rule, Name::TwReuse, old.allowed)
                    && cx.num(rule, age, Op::Ge, (Name::ReuseAge, delay))));
        if !may {
            return None;
        }
        let what = HostWhat::TimeWaitReused {
            old: old.id,
            age: old.age,
        };
        cx.note(rule, Some(id), what);
        self.step(old.id, cx, |connection, cx| connection.forget(rule, cx));
        Some(old.iss)
    }
}
