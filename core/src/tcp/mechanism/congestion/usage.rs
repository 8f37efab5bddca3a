//! Does the sender make use of its window? One that does not learns nothing about the network (9438-8).

use super::Window;
use crate::wire::SeqNum;

/// How much of the window was used since SND.UNA stood where SND.NXT stands now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    limited: bool,
    most: u32,
    until: SeqNum,
}

impl Usage {
    /// So much is out after sending; `limited` says that the window held back more.
    pub fn sent(&mut self, una: SeqNum, nxt: SeqNum, out: u32, limited: bool) {
        let over = !una.lt(self.until);
        if over || limited || (!self.limited && out > self.most) {
            *self = Self {
                limited,
                most: out,
                until: nxt,
            };
        }
    }

    /// May the window grow? It may when it was the limit; in slow start also when at least half of it was used, for
    /// what is sent there comes back twice as much.
    #[must_use]
    pub const fn allows_growth(&self, window: &Window) -> bool {
        self.limited || (window.in_slow_start() && window.cwnd < self.most.saturating_mul(2))
    }
}
