//! RFC 6298: the retransmission timeout, in integers.

use crate::tcp::config::Config;
use crate::time::Duration;

/// The estimator and the timeout it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rto {
    /// Smoothed round-trip time; none before the first sample.
    pub srtt: Option<Duration>,
    /// Round-trip time variation.
    pub rttvar: Duration,
    /// The timeout in force, back-off included.
    pub current: Duration,
    /// How often it was doubled since the last sample.
    pub doublings: u32,
}

impl Rto {
    /// (2.1) before any sample.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            srtt: None,
            rttvar: Duration::ZERO,
            current: config.rto_initial,
            doublings: 0,
        }
    }

    /// (2.2), (2.3): takes a sample. Ends any back-off.
    pub fn sample(&mut self, rtt: Duration, config: &Config) {
        self.sample_among(rtt, 1, config);
    }

    /// Takes one of `expected` samples of a round trip: each has so small a share of the gains (RFC 7323 4.2).
    pub fn sample_among(&mut self, rtt: Duration, expected: u32, config: &Config) {
        let share = u64::from(expected.max(1));
        let srtt = match self.srtt {
            None => {
                self.rttvar = rtt.divided_by(2);
                rtt
            }
            Some(srtt) => {
                // RTTVAR <- 3/4 RTTVAR + 1/4 |SRTT - R'|, with the old SRTT; then SRTT <- 7/8 SRTT + 1/8 R'.
                let (beta, alpha) = (4 * share, 8 * share);
                let variation = self.rttvar.times(beta - 1) + srtt.abs_diff(rtt);
                self.rttvar = variation.divided_by(beta);
                (srtt.times(alpha - 1) + rtt).divided_by(alpha)
            }
        };
        self.srtt = Some(srtt);
        self.doublings = 0;
        let margin = self.rttvar.times(4).max(config.rto_granularity);
        self.current = (srtt + margin).clamp(config.rto_min, config.rto_max);
    }

    /// (5.5): doubles the timeout.
    pub fn back_off(&mut self, config: &Config) {
        self.doublings = self.doublings.saturating_add(1);
        self.current = self.current.times(2).min(config.rto_max);
    }

    /// The timeout after `times` doublings that do not stay.
    #[must_use]
    pub fn backed_off(&self, times: u32, config: &Config) -> Duration {
        let factor = 1_u64.checked_shl(times).unwrap_or(u64::MAX);
        self.current.times(factor).min(config.rto_max)
    }

    /// How often the timeout was doubled since the last sample.
    #[must_use]
    pub fn doublings(&self, config: &Config) -> u32 {
        let base = self.srtt.map_or(config.rto_initial, |srtt| {
            let margin = self.rttvar.times(4).max(config.rto_granularity);
            (srtt + margin).clamp(config.rto_min, config.rto_max)
        });
        let mut times = 0;
        while times < 64 && base.times(1 << times) < self.current {
            times += 1;
        }
        times
    }

    /// (5.7): the timeout for data after a SYN that had to be repeated.
    pub fn after_syn_loss(&mut self, config: &Config) {
        self.current = config
            .rto_after_syn_loss
            .clamp(config.rto_min, config.rto_max);
    }
}

#[cfg(test)]
mod tests;
