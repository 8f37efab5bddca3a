//! The timers of a connection: a closed list, each either stopped or set.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// Which timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Timer {
    /// What may only be late has had its time (RFC 8985 6.2).
    Reordering,
    /// ACKs have stopped coming (RFC 8985 7).
    LossProbe,
    /// Something in flight was not acknowledged (RFC 6298).
    Retransmission,
    /// The peer's window is shut (RFC 9293 3.8.6.1).
    Persist,
    /// An ACK has waited long enough (3.8.6.3).
    DelayedAck,
    /// A small piece has waited long enough (3.8.6.2.1).
    Override,
    /// 2 MSL (3.6.1).
    TimeWait,
    /// The user's patience (3.9.1.1).
    UserTimeout,
    /// FIN-WAIT-2 of a connection that nobody holds any more (Linux: `tcp_fin_timeout`).
    #[serde(rename = "fin-wait-2")]
    FinWait2,
    /// The peer has been silent for long (3.8.4).
    Keepalive,
}

impl Timer {
    /// Every timer, in the order in which those due at the same instant fire.
    pub const ALL: [Self; 10] = [
        Self::Reordering,
        Self::LossProbe,
        Self::Retransmission,
        Self::Persist,
        Self::DelayedAck,
        Self::Override,
        Self::TimeWait,
        Self::UserTimeout,
        Self::FinWait2,
        Self::Keepalive,
    ];

    /// Its name, as in the catalogues.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Retransmission => "retransmission",
            Self::Persist => "persist",
            Self::DelayedAck => "delayed-ack",
            Self::Override => "override",
            Self::TimeWait => "time-wait",
            Self::LossProbe => "loss-probe",
            Self::Reordering => "reordering",
            Self::UserTimeout => "user-timeout",
            Self::FinWait2 => "fin-wait-2",
            Self::Keepalive => "keepalive",
        }
    }

    /// Its place in [`Timers`].
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Retransmission => 0,
            Self::Persist => 1,
            Self::DelayedAck => 2,
            Self::Override => 3,
            Self::TimeWait => 4,
            Self::UserTimeout => 5,
            Self::FinWait2 => 6,
            Self::Keepalive => 9,
            Self::LossProbe => 7,
            Self::Reordering => 8,
        }
    }
}

impl fmt::Display for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A timer that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// When it was set.
    pub set_at: Instant,
    /// When it fires.
    pub at: Instant,
}

/// All timers of one connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timers([Option<Running>; 10]);

impl Timers {
    /// The timer, if it runs.
    #[must_use]
    pub fn get(&self, timer: Timer) -> Option<Running> {
        self.0.get(timer.index()).copied().flatten()
    }

    /// Does it run?
    #[must_use]
    pub fn runs(&self, timer: Timer) -> bool {
        self.get(timer).is_some()
    }

    /// Sets it, whether or not it runs.
    pub fn set(&mut self, timer: Timer, set_at: Instant, at: Instant) {
        if let Some(slot) = self.0.get_mut(timer.index()) {
            *slot = Some(Running { set_at, at });
        }
    }

    /// Stops it; true when it ran.
    pub fn stop(&mut self, timer: Timer) -> bool {
        self.0
            .get_mut(timer.index())
            .and_then(Option::take)
            .is_some()
    }

    /// The running timers in order.
    pub fn running(&self) -> impl Iterator<Item = (Timer, Running)> + '_ {
        Timer::ALL
            .into_iter()
            .filter_map(|timer| self.get(timer).map(|running| (timer, running)))
    }

    /// The one that fires next: of several due at once, the first in [`Timer::ALL`], so that a loss probe goes instead
    /// of a repetition (RFC 8985 7.2) and not beside it.
    #[must_use]
    pub fn next(&self) -> Option<(Instant, Timer)> {
        // `min_by_key` keeps the first of equals.
        self.running()
            .map(|(timer, running)| (running.at, timer))
            .min_by_key(|(at, _)| *at)
    }
}

#[cfg(test)]
mod tests;
