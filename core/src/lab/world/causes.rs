//! Which row is waiting to cause another: who sent what is in flight, who set what will fire.

use crate::table::Table;
use crate::tcp::Timer;

/// Rows that will be causes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Causes {
    /// Crossing under way: the row that sent it.
    sent: Table<u32, u32>,
    /// Timer that runs, by host and socket: the row that set it.
    timers: Table<(u16, u32, Timer), u32>,
}

impl Causes {
    pub(super) fn sent(&mut self, crossing: u32, row: u32) {
        self.sent.insert(crossing, row);
    }

    /// The row that sent a crossing which ends now.
    pub(super) fn arrived(&mut self, crossing: u32) -> Option<u32> {
        self.sent.remove(&crossing)
    }

    pub(super) fn timer_set(&mut self, host: u16, socket: u32, timer: Timer, row: u32) {
        self.timers.insert((host, socket, timer), row);
    }

    /// The row that set a timer which stops or fires now.
    pub(super) fn timer_ended(&mut self, host: u16, socket: u32, timer: Timer) -> Option<u32> {
        self.timers.remove(&(host, socket, timer))
    }

    /// A socket is gone, its timers with it.
    pub(super) fn socket_gone(&mut self, host: u16, socket: u32) {
        Timer::ALL.iter().for_each(|timer| {
            self.timers.remove(&(host, socket, *timer));
        });
    }
}
