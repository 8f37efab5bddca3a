//! Congestion control: how much may be in the network (RFC 5681, RFC 9438).
//!
//! A window counts octets, as the RFCs have it, or whole segments, as Linux has it. Every formula is written once, in
//! units of which SMSS is one segment: 1460 octets, say, or 1.

mod cubic;
mod hystart;
mod idle;
mod initial;
mod reno;
mod usage;

use serde::{Deserialize, Serialize};

use self::cubic::Cubic;
pub use self::idle::{IdleRestart, before_sending};
pub use self::initial::{InitialWindow, initial_window, open};
use self::reno::Reno;
pub use self::usage::Usage;
use super::scoreboard::Tally;
use crate::rule::Rule;
use crate::tcp::config::Config;
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// The slow start threshold before any sign of congestion: "arbitrarily high" (5681-7).
pub const NO_THRESHOLD: u32 = u32::MAX;

/// Which algorithm moves the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Algorithm {
    /// None: only the peer's window limits (what RFC 793 knew, and what broke the net in 1986).
    None,
    /// RFC 5681.
    #[default]
    Reno,
    /// RFC 9438.
    Cubic,
}

/// What a congestion window is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    fn avoid(&mut self, window: &mut Window, acked: u32, now: Instant);
    /// The threshold after a sign of congestion with so many units in flight.
    fn threshold(&mut self, window: &Window, flight: u32) -> u32;
    /// The retransmission timer has fired, with SND.NXT as it is.
    fn timed_out(&mut self, nxt: SeqNum, now: Instant);
    /// A round trip was measured, with SND.UNA and SND.NXT as they are.
    fn measured(
        &mut self,
        window: &mut Window,
        rtt: Duration,
        edges: (SeqNum, SeqNum),
        now: Instant,
    );
    /// Nothing was sent for so long.
    fn idle(&mut self, time: Duration);
}

/// The algorithms with what each remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Control {
    None,
    Reno(Reno),
    Cubic(Cubic),
}

impl Control {
    /// Which algorithm it is; none has nothing to say.
    fn as_mut(&mut self) -> Option<&mut dyn Controller> {
        match self {
            Self::None => None,
            Self::Reno(reno) => Some(reno),
            Self::Cubic(cubic) => Some(cubic),
        }
    }
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
    pub fn new(config: &Config) -> Self {
        let counting = config.counting;
        let counts = config.byte_counting || counting == Counting::Segments;
        let control = match config.congestion {
            Algorithm::None => Control::None,
            Algorithm::Reno => Control::Reno(Reno::new(counts)),
            Algorithm::Cubic => Control::Cubic(Cubic::new(config.hystart)),
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
        self.window.cwnd = self.whole(segments, octets);
    }

    /// So many segments, or so many octets, whichever is counted.
    #[must_use]
    pub const fn whole(&self, segments: u32, octets: u32) -> u32 {
        match self.counting {
            Counting::Octets => octets,
            Counting::Segments => segments,
        }
    }

    /// New data is acknowledged: slow start or congestion avoidance, whichever decided.
    pub fn grow(&mut self, acked: u32, now: Instant) -> Rule {
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
                self.avoid(rest, now);
            }
            return Rule::SlowStart;
        }
        self.avoid(acked, now);
        match self.control {
            Control::Cubic(_) => Rule::CubicGrowth,
            Control::None | Control::Reno(_) => Rule::CongestionAvoidance,
        }
    }

    fn avoid(&mut self, acked: u32, now: Instant) {
        if let Some(control) = self.control.as_mut() {
            control.avoid(&mut self.window, acked, now);
        }
    }

    /// The threshold that a sign of congestion asks for, with so much in flight.
    pub fn threshold(&mut self, flight: u32) -> u32 {
        let window = self.window;
        let control = self.control.as_mut();
        control.map_or(NO_THRESHOLD, |control| control.threshold(&window, flight))
    }

    /// The retransmission timer has fired.
    pub fn timed_out(&mut self, nxt: SeqNum, now: Instant) {
        if let Some(control) = self.control.as_mut() {
            control.timed_out(nxt, now);
        }
    }

    /// A round trip was measured, with SND.UNA and SND.NXT as they are.
    pub fn measured(&mut self, rtt: Duration, edges: (SeqNum, SeqNum), now: Instant) {
        if let Some(control) = self.control.as_mut() {
            control.measured(&mut self.window, rtt, edges, now);
        }
    }

    /// Nothing was sent for so long.
    pub fn idle(&mut self, time: Duration) {
        if let Some(control) = self.control.as_mut() {
            control.idle(time);
        }
    }
}

#[cfg(test)]
mod tests;
