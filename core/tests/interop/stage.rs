//! The stage of a case: the engine on one side, Linux or its image on the other, and time that passes for both.

mod forging;
mod moving;
mod opening;
mod tally;

use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;
use tcp_lab_core::host::{Errno, Fd};
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::{Duration, Instant};

use super::ask::{Answer, Ask};
use super::host;
use super::ladder::{Detail, Ladder};
use super::mischief::{Way, Which};
use super::peer::Peer;
use super::station::Station;

pub(crate) use moving::Flow;
use tally::Tally;

/// Who opens binds this port, who listens the other.
pub(crate) const OPENER: u16 = 40_000;
/// See [`OPENER`].
pub(crate) const LISTENER: u16 = 80;

/// So long nothing happens that is not waited for: longer than any delayed ACK here.
const SETTLE: Duration = Duration::from_millis(230);
/// Nothing a case waits for takes longer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long to wait for a segment before a call is tried again.
const PULSE: Duration = Duration::from_millis(5);

/// Why a case failed.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The engine under test.
    Engine,
    /// Linux, or the simulated Linux.
    Peer,
}

impl Side {
    /// The one opposite.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Engine => Self::Peer,
            Self::Peer => Self::Engine,
        }
    }
}

/// The descriptors of one connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    /// The engine's.
    pub(crate) engine: Fd,
    /// The peer's.
    pub(crate) peer: Fd,
}

impl Ends {
    /// The descriptor on one side.
    pub(crate) const fn of(self, side: Side) -> Fd {
        match side {
            Side::Engine => self.engine,
            Side::Peer => self.peer,
        }
    }
}

/// Two sides and the wire between them.
pub(crate) struct Stage {
    engine: Station,
    peer: Box<dyn Peer>,
    addresses: [IpAddr; 2],
    detail: Detail,
    ladder: Ladder,
    trace: Vec<String>,
    /// Ports of the present connection: the engine's and the peer's.
    ports: (u16, u16),
    /// What has gone out, where every segment counts.
    sent: Vec<Bytes>,
    /// What has gone out and come in.
    tallies: (Tally, Tally),
}

impl Stage {
    pub(crate) fn new(
        engine: Station,
        peer: Box<dyn Peer>,
        addresses: [IpAddr; 2],
        detail: Detail,
    ) -> Self {
        Self {
            engine,
            peer,
            addresses,
            detail,
            ladder: Ladder::default(),
            trace: Vec::new(),
            ports: (OPENER, LISTENER),
            sent: Vec::new(),
            tallies: Default::default(),
        }
    }

    /// What can be compared.
    pub(crate) fn ladder(&self) -> &[String] {
        self.ladder.lines()
    }

    /// Everything, with times and rules, for a person.
    pub(crate) fn trace(&self) -> &[String] {
        &self.trace
    }

    /// The datagrams that went to the peer.
    pub(crate) fn sent(self) -> Vec<Bytes> {
        self.sent
    }

    /// For how long at worst it could not go on because the machine was busy.
    pub(crate) fn worst_delay(&self) -> Duration {
        self.peer.worst_delay()
    }

    /// What time it is.
    pub(crate) fn now(&self) -> Instant {
        self.peer.now()
    }

    /// A system call on one side.
    pub(crate) fn ask(&mut self, side: Side, ask: &Ask) -> Outcome<Answer> {
        let answer = match side {
            Side::Engine => host::ask(&mut self.engine, self.peer.now(), ask),
            Side::Peer => self.peer.ask(ask)?,
        };
        self.collect();
        Ok(answer)
    }

    /// A system call, again and again while it would wait.
    pub(crate) fn complete(&mut self, side: Side, ask: &Ask) -> Outcome<Answer> {
        let deadline = self.now() + PATIENCE;
        loop {
            let answer = self.ask(side, ask)?;
            if !answer.waits() {
                return Ok(answer);
            }
            if self.now() >= deadline {
                return Err(format!("{side:?}: {ask:?} still waits after {PATIENCE}"));
            }
            self.turn(self.now() + PULSE)?;
        }
    }

    /// A system call that must succeed, and its number.
    pub(crate) fn must(&mut self, side: Side, ask: &Ask) -> Outcome<u32> {
        let answer = self.complete(side, ask)?;
        let failed = |errno| format!("{side:?}: {ask:?} failed with errno {errno}");
        answer.result.map_err(failed)
    }

    /// A system call that must fail so.
    pub(crate) fn must_fail(&mut self, side: Side, ask: &Ask, errno: Errno) -> Outcome {
        let answer = self.complete(side, ask)?;
        if answer.is(errno) {
            return Ok(());
        }
        let found = answer.result;
        Err(format!("{side:?}: {ask:?} gave {found:?}, not {errno}"))
    }

    /// `SO_ERROR` must be this one, by the number that the side's system gives it.
    pub(crate) fn pending(&mut self, side: Side, fd: Fd, errno: Errno) -> Outcome {
        let number = match side {
            Side::Engine => errno.told(self.engine.errors()).0,
            Side::Peer => errno.number(),
        };
        let found = self.must(side, &Ask::Error(fd))?;
        if found == number {
            return Ok(());
        }
        Err(format!("{side:?}: SO_ERROR is {found}, not {number}"))
    }

    /// The next segment of this kind that goes this way is lost.
    pub(crate) fn lose_next(&mut self, way: Way, which: Which) {
        self.engine.mischief().lose_next(way, which);
    }

    /// A router on the way marks the next segment of this kind that goes this way, if the ends take part in ECN.
    pub(crate) fn mark_next(&mut self, way: Way, which: Which) {
        self.engine.mischief().mark_next(way, which);
    }

    /// A router on the way from now on that passes on datagrams of at most so many octets.
    pub(crate) fn narrow(&mut self, mtu: u16) {
        self.engine.mischief().narrow(mtu);
    }

    /// What the peer sends waits outside, or is let in.
    pub(crate) fn hold(&mut self, held: bool) {
        self.engine.mischief().hold(held);
    }

    /// Time passes until a segment comes, a timer of the engine fires, or `limit` is reached.
    fn turn(&mut self, limit: Instant) -> Outcome {
        let sent = self.engine.take_outgoing();
        if self.detail == Detail::Segments {
            self.sent.extend_from_slice(&sent);
        }
        let due = self.engine.poll_at().unwrap_or(limit);
        let heard = self.peer.exchange(sent, due.min(limit))?;
        let now = self.peer.now();
        for datagram in heard {
            self.engine.hear(now, &datagram);
        }
        self.engine.poll(now);
        self.collect();
        Ok(())
    }

    fn collect(&mut self) {
        for line in self.engine.take_lines() {
            self.trace.push(line.to_string());
            match line.way {
                Way::Out => self.tallies.0.count(&line.segment),
                Way::In => self.tallies.1.count(&line.segment),
            }
            self.ladder.segment(&line, self.detail);
        }
    }

    /// Time passes.
    pub(crate) fn pass(&mut self, length: Duration) -> Outcome {
        let end = self.now() + length;
        while self.now() < end {
            self.turn(end)?;
        }
        Ok(())
    }

    /// Waits until nothing more is to come, then writes down both states.
    pub(crate) fn mark(&mut self, name: &str) -> Outcome {
        self.pass(SETTLE)?;
        let (engine, peer) = (self.state(Side::Engine)?, self.state(Side::Peer)?);
        let remark = format!("{name}: engine {engine}, peer {peer}");
        self.trace.push(remark.clone());
        self.ladder.remark(&remark);
        Ok(())
    }

    /// The state of the present connection on one side.
    pub(crate) fn state(&self, side: Side) -> Outcome<State> {
        let (engine, peer) = self.ports;
        match side {
            Side::Engine => {
                let remote = SocketAddr::new(self.address(Side::Peer), peer);
                Ok(self.engine.state(engine, remote))
            }
            Side::Peer => self.peer.state(peer, engine),
        }
    }

    /// Time passes until both sides are in these states.
    pub(crate) fn until(&mut self, engine: State, peer: State) -> Outcome {
        let deadline = self.now() + PATIENCE;
        loop {
            let found = (self.state(Side::Engine)?, self.state(Side::Peer)?);
            if found == (engine, peer) {
                return Ok(());
            }
            if self.now() >= deadline {
                let (here, there) = found;
                return Err(format!(
                    "engine {here}, peer {there}; expected {engine} and {peer}"
                ));
            }
            self.turn(self.now() + PULSE)?;
        }
    }

    /// Where one side is.
    pub(crate) const fn address(&self, side: Side) -> IpAddr {
        let [engine, peer] = self.addresses;
        match side {
            Side::Engine => engine,
            Side::Peer => peer,
        }
    }

    /// What went this way.
    pub(crate) const fn tally(&self, way: Way) -> &Tally {
        match way {
            Way::Out => &self.tallies.0,
            Way::In => &self.tallies.1,
        }
    }
}
