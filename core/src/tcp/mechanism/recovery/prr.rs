//! RFC 9937 (and RFC 6937): proportional rate reduction. During recovery the window follows what arrives, so that it
//! is at ssthresh when recovery ends, without a silence before.

use serde::{Deserialize, Serialize};

/// How much may be sent once no more than ssthresh is in flight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// As much as arrived (6937: CRB).
    Conservative,
    /// A segment more (6937: SSRB).
    SlowStart,
    /// A segment more when the acknowledgment is a good sign (9937: `SafeACK`).
    #[default]
    Safe,
}

/// What PRR remembers of an episode, in units of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prr {
    /// What was in flight when it began (`RecoverFS`).
    base: u32,
    /// What has arrived since.
    delivered: u32,
    /// What was sent since, repetitions included.
    out: u32,
}

/// What one acknowledgment means to PRR, in units of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it brought (`DeliveredData`).
    pub delivered: u32,
    /// What is in flight after it (pipe).
    pub pipe: u32,
    /// Where the window is to be.
    pub ssthresh: u32,
    /// A full segment.
    pub smss: u32,
    /// SND.UNA moved, and nothing more was found to be lost.
    pub safe: bool,
}

impl Prr {
    /// An episode begins (6937-1, 9937-1): `base` stays as it is until the end.
    #[must_use]
    pub const fn begin(base: u32) -> Self {
        Self {
            base,
            delivered: 0,
            out: 0,
        }
    }

    /// So much was sent (6937-4).
    pub fn sent(&mut self, units: u32) {
        self.out = self.out.saturating_add(units);
    }

    /// How much may be sent now. None when nothing arrived (9937-3).
    pub fn step(&mut self, step: &Step, bound: Bound) -> Option<u32> {
        if step.delivered == 0 {
            return None;
        }
        self.delivered = self.delivered.saturating_add(step.delivered);
        let count = if step.pipe > step.ssthresh {
            self.proportional(step.ssthresh)
        } else {
            self.bounded(step, bound)
        };
        // 9937-4: the fast retransmit goes in any case.
        let least = if self.out == 0 { step.smss } else { 0 };
        Some(count.max(least))
    }

    /// 6937-2: sndcnt = ceil(prr_delivered * ssthresh / RecoverFS) - prr_out.
    fn proportional(&self, ssthresh: u32) -> u32 {
        let due = u64::from(self.delivered) * u64::from(ssthresh);
        let due = due.div_ceil(u64::from(self.base.max(1)));
        u32::try_from(due)
            .unwrap_or(u32::MAX)
            .saturating_sub(self.out)
    }

    /// 6937-3, 9937-2: sndcnt = min(ssthresh - pipe, limit).
    fn bounded(&self, step: &Step, bound: Bound) -> u32 {
        let conserved = self.delivered.saturating_sub(self.out);
        let more = |extra| conserved.max(step.delivered).saturating_add(extra);
        let limit = match bound {
            Bound::Conservative => conserved,
            Bound::SlowStart => more(step.smss),
            Bound::Safe => more(if step.safe { step.smss } else { 0 }),
        };
        limit.min(step.ssthresh - step.pipe)
    }
}

#[cfg(test)]
mod tests;
