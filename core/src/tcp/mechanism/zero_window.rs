//! 3.8.6.1 Zero-Window Probing: how often a shut window was asked about.

use crate::tcp::tcb::Tcb;
use crate::time::Duration;

/// The probes of a window that is shut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WindowProbes {
    /// Sent since it was shut. Answers change nothing about this.
    pub sent: u32,
    /// Of them, sent since the peer was last heard.
    pub unanswered: u32,
}

impl WindowProbes {
    /// One more.
    pub fn count(&mut self) {
        self.sent = self.sent.saturating_add(1);
        self.unanswered = self.unanswered.saturating_add(1);
    }
}

/// The pause before the next probe: RTO before the first (SHLD-29), twice as long after each (SHLD-30). RTO itself stays,
/// for no loss is behind this waiting.
pub fn pause(tcb: &Tcb) -> Duration {
    tcb.rto.backed_off(tcb.window_probes.sent, &tcb.config)
}
