//! One TCP connection: RFC 9293, section by section.
//!
//! A reader with the RFC open starts in [`event`]: one file per clause of 3.10. The engine has no clock, no luck
//! and no I/O. Everything it decides leaves through the [`Sink`] of the [`Cx`] it was called with, in order, each
//! with the [`Rule`] that decided.
//!
//! # The four kinds of method of [`Connection`]
//! * **Getters**: [`state`](Connection::state), [`tcb`](Connection::tcb), [`poll_at`](Connection::poll_at).
//! * **Handle** what comes from below: [`segment_arrives`](Connection::segment_arrives),
//!   [`icmp_arrives`](Connection::icmp_arrives).
//! * **Commands** of the user (3.9.1): `open_active`, `send`, `receive`, `close`, `abort`, `configure`.
//! * **Poll**: [`timeout`](Connection::timeout), when `poll_at` has come.
//!
//! Call them in any order and any state: what the RFC calls an error comes back as [`Error`].

pub mod check;
pub mod config;
pub mod cx;
pub mod event;
pub mod mechanism;
pub mod output;
pub mod pair;
pub mod state;
pub mod switch;
pub mod tcb;
mod transition;
mod transmit;

use std::net::SocketAddr;

pub use check::{Check, Name, Op, Unit};
pub use config::{AbortForm, Config, IcmpPolicy};
pub use cx::Cx;
pub use mechanism::isn::Isn;
pub use mechanism::time_wait::{Reopening, TimeWaitRule};
pub use mechanism::timers::Timer;
pub use mechanism::urgent::{UrgentDelivery, UrgentOctet};
pub use output::{Note, Outgoing, Output, Received, Signal, Sink, What};
pub use pair::Pair;
pub use state::State;
pub use switch::{Switch, Switches};
pub use tcb::{Fin, Listen, Origin, ReceiveSpace, SendSpace, Tcb};

use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{IcmpError, Payload, Segment, SeqNum};

/// A connection in one of the four cases of 3.10.7.
#[expect(
    clippy::large_enum_variant,
    reason = "one per socket; a box would cost every SYN that meets a listener an allocation"
)]
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Connection {
    /// 3.10.7.1: no record.
    #[default]
    Closed,
    /// 3.10.7.2: waiting for a SYN.
    Listen(Listen),
    /// 3.10.7.3: our SYN is out.
    SynSent(Box<Tcb>),
    /// 3.10.7.4: every other state.
    Open(Box<Tcb>),
}

/// What the RFC's calls answer when they do not do what was asked (3.10.1 to 3.10.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// CLOSED: there is nothing to act on.
    #[error("connection does not exist")]
    DoesNotExist,
    /// OPEN of what is open.
    #[error("connection already exists")]
    AlreadyExists,
    /// SEND or RECEIVE after CLOSE, or RECEIVE after the peer's FIN was read.
    #[error("connection closing")]
    Closing,
    /// The remote socket is needed and missing, or cannot be a peer.
    #[error("remote socket unspecified")]
    RemoteUnspecified,
    /// The send buffer is full.
    #[error("insufficient resources")]
    InsufficientResources,
}

/// How a step of the segment procedure ends.
#[expect(
    clippy::large_enum_variant,
    reason = "moved once at the end of a step, never stored"
)]
#[derive(Debug)]
pub(crate) enum Flow {
    /// On to the next step.
    Continue,
    /// The segment is finished with.
    Done,
    /// The record becomes another one, LISTEN again or CLOSED, by this rule.
    Become(Connection, Rule),
}

/// Octets for SEND and how they are to be treated (3.9.1.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendRequest {
    /// The octets.
    pub data: Payload,
    /// The URGENT flag of SEND.
    pub urgent: bool,
    /// More follows, of the same SEND or soon (`MSG_MORE`): this end of it does not push (MUST-61), and less than a
    /// segment waits for what follows.
    pub more: bool,
    /// What follows will not be joined to it (`MSG_EOR`).
    pub ends_record: bool,
    /// The caller has an account of its own of what is held: the capacity of the send buffer is no limit.
    pub beyond: bool,
}

impl Connection {
    /// 3.10.1, passive.
    pub fn open_passive(
        local: SocketAddr,
        remote: Option<SocketAddr>,
        config: Config,
        cx: &mut Cx<'_>,
    ) -> Self {
        event::open::passive(local, remote, config, cx)
    }

    /// RFC 4987 3.6: the connection that `syn` would have begun in a record in LISTEN, had it been kept. Its SYN,ACK went
    /// out with the number `cx.iss` when nothing was. In any other state nothing happens.
    pub fn recall(&mut self, pair: Pair, syn: &Segment, cx: &mut Cx<'_>) {
        if let Self::Listen(listen) = self {
            *self = event::segment_arrives::recall(*listen, &pair, syn, cx);
        }
    }

    /// The timer of a SYN,ACK fires, and nothing is to be repeated: the peer has answered, and only its text is awaited
    /// (Linux: `TCP_DEFER_ACCEPT`).
    pub fn wait_on(&mut self, cx: &mut Cx<'_>) {
        event::timeouts::wait_on(self, cx);
    }

    /// 3.10.1, active: from CLOSED, or from LISTEN once the peer is known.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] in any other state, [`Error::RemoteUnspecified`] for an address that cannot be a peer (MUST-46).
    pub fn open_active(
        &mut self,
        pair: Pair,
        config: Config,
        cx: &mut Cx<'_>,
    ) -> Result<(), Error> {
        event::open::active(self, pair, config, cx)
    }

    /// 3.10.2. Takes as many octets as the send buffer has room for and returns their number.
    ///
    /// # Errors
    /// By state, as 3.10.2 says; [`Error::InsufficientResources`] when there is no room at all.
    pub fn send(&mut self, request: SendRequest, cx: &mut Cx<'_>) -> Result<u32, Error> {
        event::send::send(self, request, cx)
    }

    /// 3.10.3. Up to `max` octets in order; nothing and no end means "wait".
    ///
    /// # Errors
    /// By state, as 3.10.3 says.
    pub fn receive(&mut self, max: u32, cx: &mut Cx<'_>) -> Result<Received, Error> {
        event::receive::receive(self, max, cx)
    }

    /// The urgent octet, for who asks for it apart from the stream (`MSG_OOB`); `keep` leaves it there.
    pub fn receive_urgent(&mut self, keep: bool) -> UrgentOctet {
        event::receive::urgent(self, keep)
    }

    /// 3.10.4. `reader_gone` is the half-duplex close of 3.6.1: the user will not read any more (`close`, not `shutdown`).
    ///
    /// # Errors
    /// By state, as 3.10.4 says.
    pub fn close(&mut self, reader_gone: bool, cx: &mut Cx<'_>) -> Result<(), Error> {
        event::close::close(self, reader_gone, cx)
    }

    /// 3.10.5.
    ///
    /// # Errors
    /// [`Error::DoesNotExist`] in CLOSED.
    pub fn abort(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        event::abort::abort(self, cx)
    }

    /// Turns knobs of a live connection, as socket options do, and acts on what follows at once.
    pub fn configure(&mut self, change: impl FnOnce(&mut Config), cx: &mut Cx<'_>) {
        event::configure::configure(self, change, cx);
    }

    /// `TCP_NODELAY`: what waits for company goes now, once.
    pub fn release(&mut self, cx: &mut Cx<'_>) {
        event::configure::release(self, cx);
    }

    /// `TCP_QUICKACK`: acknowledges at once for a while, or waits for answers that carry the ACK.
    pub fn quick_ack(&mut self, on: bool, cx: &mut Cx<'_>) {
        event::configure::quick_ack(self, on, cx);
    }

    /// The user waits for room in the send buffer, or does no more.
    pub fn user_waits(&mut self, waits: bool, cx: &mut Cx<'_>) {
        if let Self::SynSent(tcb) | Self::Open(tcb) = self {
            let idle = tcb.unsent() == 0 && tcb.in_flight() > 0;
            tcb.counters.user_waits(waits, idle, cx.now);
        }
    }

    /// 3.10.6.
    ///
    /// # Errors
    /// [`Error::DoesNotExist`] in CLOSED.
    pub fn status(&self) -> Result<event::status::Status, Error> {
        event::status::status(self)
    }

    /// 3.10.7. `pair` holds the segment's destination as `local` and its source as `remote`.
    pub fn segment_arrives(&mut self, pair: Pair, segment: &Segment, cx: &mut Cx<'_>) {
        event::segment_arrives::segment_arrives(self, pair, segment, cx);
    }

    /// MAY-2: a SYN asks for a connection in the place of this one, which is in TIME-WAIT. If it may have it, the record
    /// ends and the new initial number is returned; else nothing has happened.
    pub fn reopen(&mut self, syn: &Segment, cx: &mut Cx<'_>) -> Option<SeqNum> {
        event::segment_arrives::reopen(self, syn, cx)
    }

    /// Nobody holds this connection any more: it ends by itself, and not too late (Linux: an orphan).
    pub fn orphan(&mut self, cx: &mut Cx<'_>) {
        event::close::orphan(self, cx);
    }

    /// The host ends the record by itself, and tells nobody.
    pub fn forget(&mut self, rule: Rule, cx: &mut Cx<'_>) {
        event::close::forget(self, rule, cx);
    }

    /// TIME-WAIT lasts so long from now on, and no longer.
    pub fn hurry_time_wait(&mut self, rule: Rule, length: Duration, cx: &mut Cx<'_>) {
        if let Self::Open(tcb) = self
            && tcb.state() == State::TimeWait
        {
            tcb.start_timer(Timer::TimeWait, rule, length, cx);
        }
    }

    /// 3.9.2.2: an ICMP error about the segment of ours that began at `seq` arrives.
    pub fn icmp_arrives(&mut self, error: IcmpError, seq: SeqNum, cx: &mut Cx<'_>) {
        event::icmp_arrives::icmp_arrives(self, error, seq, cx);
    }

    /// 3.10.8: `timer` fires, whether its time has come or a reader says so. A timer that is not set does nothing.
    pub fn timeout(&mut self, timer: Timer, cx: &mut Cx<'_>) {
        event::timeouts::timeout(self, timer, cx);
    }

    /// The next timer and when it fires.
    #[must_use]
    pub fn poll_at(&self) -> Option<(Instant, Timer)> {
        self.tcb().and_then(|tcb| tcb.timers.next())
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> State {
        match self {
            Self::Closed => State::Closed,
            Self::Listen(_) => State::Listen,
            Self::SynSent(tcb) | Self::Open(tcb) => tcb.state(),
        }
    }

    /// The control block, where there is one.
    #[must_use]
    pub fn tcb(&self) -> Option<&Tcb> {
        match self {
            Self::Closed | Self::Listen(_) => None,
            Self::SynSent(tcb) | Self::Open(tcb) => Some(tcb),
        }
    }

    /// Replaces the record, noting the change of state that this is.
    fn become_(&mut self, next: Self, rule: Rule, cx: &mut Cx<'_>) {
        transition::note_change(self.state(), next.state(), rule, cx);
        *self = next;
    }
}

#[cfg(test)]
mod tests;
