//! A listener's two queues.

use std::collections::VecDeque;

use super::ids::SocketId;
use crate::rule::Rule;

/// The queues of a listener.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listener {
    /// What `listen` granted. A queue is full when it is longer: it may hold one more than this.
    pub backlog: u32,
    /// Entries in SYN-RECEIVED.
    pub syn_queue: Vec<SocketId>,
    /// Connections that no `accept` has taken, the oldest first.
    pub accept_queue: VecDeque<SocketId>,
}

/// A queue that takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full {
    pub(super) rule: Rule,
    pub(super) length: u32,
    pub(super) limit: u32,
}

impl Listener {
    /// The accept queue takes no more (Linux: `sk_acceptq_is_full`).
    pub(super) fn accept_queue_full(&self) -> Option<Full> {
        self.full(Rule::AcceptQueueFull, self.accept_queue.len())
    }

    /// The SYN queue takes no more. Linux would now send SYN cookies; they are not modelled yet.
    pub(super) fn syn_queue_full(&self) -> Option<Full> {
        self.full(Rule::SynQueueFull, self.syn_queue.len())
    }

    fn full(&self, rule: Rule, length: usize) -> Option<Full> {
        let length = count(length);
        (length > self.backlog).then_some(Full {
            rule,
            length,
            limit: self.backlog.saturating_add(1),
        })
    }
}

/// A length as the log keeps it.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
