//! Congestion control: how much may be in the network (RFC 5681, RFC 9438).
//!
//! A window counts octets, as the RFCs have it, or whole segments, as Linux has it. Every formula is written once, in
//! units of which SMSS is one segment: 1460 octets, say, or 1.

mod initial;
mod reno;
mod usage;

use serde::{Deserialize, Serialize};

pub use self::initial::{InitialWindow, initial_window, open};
use self::reno::Reno;
pub use self::usage::Usage;
use super::scoreboard::Tally;
use crate::rule::Rule;

/// The slow start threshold before any sign of congestion: "arbitrarily high" (5681-7).
pub const NO_THRESHOLD: u32 = u32::MAX;

/// Which algorithm moves the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Algorithm {
    /// None: only the peer's window limits (what RFC 793 knew, and what broke the net in 1986).
    None,
    /// RFC 5681.
    #[default]
    Reno,
}

/// What a congestion window is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// Octets, as the RFCs have it.
    #[default]
    Octets,
    /// Segments, however full, as Linux has it.
    Segments,
}

/// The window, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The congestion window.
    pub cwnd: u32,
    /// The slow start threshold.
    pub ssthresh: u32,
    /// A full segment.
    pub smss: u32,
}

impl Window {
    /// Below the threshold the window grows by what is acknowledged (5681 3.1; at it, either may be used).
    #[must_use]
    pub const fn in_slow_start(&self) -> bool {
        self.cwnd < self.ssthresh
    }
}

/// What an algorithm decides: how the window grows and how far it falls.
pub trait Controller {
    /// New data is acknowledged, so many units of it, beyond slow start.
    fn avoid(&mut self, window: &mut Window, acked: u32);
    /// The threshold after a sign of congestion with so many units in flight.
    fn threshold(&mut self, window: &Window, flight: u32) -> u32;
    /// Growth that was saved up counts no more: the retransmission timer has fired.
    fn forget(&mut self);
}

/// The algorithms with what each remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Control {
    None,
    Reno(Reno),
}

/// The congestion control of one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Congestion {
    /// The window and its threshold.
    pub window: Window,
    /// Whether the sender makes use of the window.
    pub usage: Usage,
    counting: Counting,
    control: Control,
}

impl Congestion {
    /// Before the connection is open: a window that takes the SYN.
    #[must_use]
    pub fn new(algorithm: Algorithm, counting: Counting) -> Self {
        let control = match algorithm {
            Algorithm::None => Control::None,
            Algorithm::Reno => Control::Reno(Reno::default()),
        };
        let smss = 1;
        let window = Window {
            cwnd: smss,
            ssthresh: NO_THRESHOLD,
            smss,
        };
        Self {
            window,
            usage: Usage::default(),
            counting,
            control,
        }
    }

    /// There is a window at all.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        !matches!(self.control, Control::None)
    }

    /// So much, in units.
    #[must_use]
    pub const fn units(&self, tally: Tally) -> u32 {
        match self.counting {
            Counting::Octets => tally.octets,
            Counting::Segments => tally.segments,
        }
    }

    /// A segment of so many octets, in units.
    #[must_use]
    pub const fn segment(&self, octets: u32) -> u32 {
        match self.counting {
            Counting::Octets => octets,
            Counting::Segments => 1,
        }
    }

    /// So many units in octets, with this MSS.
    #[must_use]
    pub const fn octets(&self, units: u32, mss: u32) -> u32 {
        match self.counting {
            Counting::Octets => units,
            Counting::Segments => units.saturating_mul(mss),
        }
    }

    /// The effective send MSS is `mss` octets from now on.
    pub fn set_mss(&mut self, mss: u32) {
        self.window.smss = self.segment(mss);
    }

    /// The connection is open, with so much for an initial window.
    pub fn open(&mut self, segments: u32, octets: u32) {
        self.window.cwnd = match self.counting {
            Counting::Octets => octets,
            Counting::Segments => segments,
        };
    }

    /// New data is acknowledged: slow start or congestion avoidance, whichever decided.
    pub fn grow(&mut self, acked: u32) -> Rule {
        let window = &mut self.window;
        if window.in_slow_start() {
            // 5681-8: cwnd += min(N, SMSS). Who counts segments counts each of them (Linux).
            let growth = match self.counting {
                Counting::Octets => acked.min(window.smss),
                Counting::Segments => acked,
            };
            let cwnd = window.cwnd.saturating_add(growth).min(window.ssthresh);
            let rest = growth - (cwnd - window.cwnd);
            window.cwnd = cwnd;
            if rest > 0 && self.counting == Counting::Segments {
                self.avoid(rest);
            }
            return Rule::SlowStart;
        }
        self.avoid(acked);
        Rule::CongestionAvoidance
    }

    fn avoid(&mut self, acked: u32) {
        match &mut self.control {
            Control::None => {}
            Control::Reno(reno) => reno.avoid(&mut self.window, acked),
        }
    }

    /// The threshold that a sign of congestion asks for, with so much in flight.
    pub fn threshold(&mut self, flight: u32) -> u32 {
        match &mut self.control {
            Control::None => NO_THRESHOLD,
            Control::Reno(reno) => reno.threshold(&self.window, flight),
        }
    }

    /// The timer has fired: the loss window of one segment (5681-13).
    pub fn timed_out(&mut self) {
        self.window.cwnd = self.window.smss;
        match &mut self.control {
            Control::None => {}
            Control::Reno(reno) => reno.forget(),
        }
    }
}

#[cfg(test)]
mod tests;
