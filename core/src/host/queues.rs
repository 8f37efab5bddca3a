//! A listener's two queues.

use std::collections::VecDeque;

use super::ids::SocketId;
use super::profile::Sysctls;
use crate::rule::Rule;
use crate::time::Instant;

/// The queues of a listener.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listener {
    /// What `listen` granted. A queue is full when it is longer: it may hold one more than this.
    pub backlog: u32,
    /// Entries in SYN-RECEIVED.
    pub syn_queue: Vec<SocketId>,
    /// Connections that no `accept` has taken, the oldest first.
    pub accept_queue: VecDeque<SocketId>,
    /// Entries of the SYN queue whose SYN,ACK was not repeated yet.
    pub(super) young: u32,
    /// When a SYN cookie was sent last.
    pub(super) overflowed: Option<Instant>,
    /// The kernel's log has been told.
    pub(super) warned: bool,
}

/// What an entry of the SYN queue has been through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// When the SYN came.
    pub(super) at: Instant,
    /// How often the timer of its SYN,ACK has fired.
    pub(super) timeouts: u32,
    /// The peer has answered, and the answer was put aside (Linux: `acked`).
    pub(super) answered: bool,
}

/// A queue that takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full {
    pub(super) rule: Rule,
    pub(super) length: u32,
    pub(super) limit: u32,
}

impl Listener {
    /// How long the accept queue may become: one more than the backlog (Linux: `sk_acceptq_is_full`).
    #[must_use]
    pub const fn accept_limit(&self) -> u32 {
        self.backlog.saturating_add(1)
    }

    /// How long the SYN queue may become: as the accept queue; or, as a table of its own, the least power of two above
    /// the backlog, eight and `tcp_max_syn_backlog` (Linux until 4.3: `reqsk_queue_alloc`).
    #[must_use]
    pub fn syn_limit(&self, sysctls: &Sysctls) -> u32 {
        if !sysctls.old_queues {
            return self.accept_limit();
        }
        let places = self.backlog.min(sysctls.max_syn_backlog).max(8);
        places
            .saturating_add(1)
            .checked_next_power_of_two()
            .unwrap_or(u32::MAX)
    }

    /// The accept queue takes no more.
    pub(super) fn accept_queue_full(&self) -> Option<Full> {
        let (length, limit) = (count(self.accept_queue.len()), self.accept_limit());
        Full::of(Rule::AcceptQueueFull, length, limit)
    }

    /// The SYN queue takes no more.
    pub(super) fn syn_queue_full(&self, sysctls: &Sysctls) -> Option<Full> {
        let (length, limit) = (count(self.syn_queue.len()), self.syn_limit(sysctls));
        Full::of(Rule::SynQueueFull, length, limit)
    }

    /// An entry leaves the SYN queue.
    pub(super) fn leaves(&mut self, child: SocketId, entry: Entry) {
        let before = self.syn_queue.len();
        self.syn_queue.retain(|queued| *queued != child);
        if self.syn_queue.len() < before && entry.timeouts == 0 {
            self.young = self.young.saturating_sub(1);
        }
    }
}

impl Full {
    fn of(rule: Rule, length: u32, limit: u32) -> Option<Self> {
        (length >= limit).then_some(Self {
            rule,
            length,
            limit,
        })
    }
}

/// A length as the log keeps it.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
