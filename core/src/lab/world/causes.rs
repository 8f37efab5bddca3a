//! Which row is waiting to cause another: who sent what is in flight, who set what will fire.

use std::collections::VecDeque;

use crate::lab::event::NONE;
use crate::lab::position::index;
use crate::table::Table;
use crate::tcp::Timer;

/// Rows that will be causes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Causes {
    sent: Sent,
    /// By host and socket: for each timer that runs the row that set it.
    timers: Vec<Table<u32, [u32; Timer::ALL.len()]>>,
    /// By host, process and thread: the row that says that its call waits.
    blocked: Table<(u16, u16, u16), u32>,
}

/// The rows that sent the crossings under way. Most arrive in the order of sending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sent {
    /// The oldest crossing that may be under way.
    first: u32,
    /// One entry for each crossing from there on, [`NONE`] when it has ended.
    rows: VecDeque<u32>,
}

impl Causes {
    /// `row` sent a crossing; their numbers ascend.
    pub(super) fn sent(&mut self, crossing: u32, row: u32) {
        self.sent.insert(crossing, row);
    }

    /// The row that sent a crossing which ends now.
    pub(super) fn arrived(&mut self, crossing: u32) -> Option<u32> {
        self.sent.take(crossing)
    }

    pub(super) fn timer_set(&mut self, host: u16, socket: u32, timer: Timer, row: u32) {
        let place = usize::from(host);
        if self.timers.len() <= place {
            self.timers.resize_with(place + 1, Table::default);
        }
        let Some(sockets) = self.timers.get_mut(place) else {
            return;
        };
        if let Some(rows) = sockets.get_mut(&socket) {
            put(rows, timer, row);
        } else {
            let mut rows = [NONE; Timer::ALL.len()];
            put(&mut rows, timer, row);
            sockets.insert(socket, rows);
        }
    }

    /// The row that set a timer which stops or fires now.
    pub(super) fn timer_ended(&mut self, host: u16, socket: u32, timer: Timer) -> Option<u32> {
        let sockets = self.timers.get_mut(usize::from(host))?;
        let row = sockets.get_mut(&socket)?.get_mut(timer.index())?;
        Some(std::mem::replace(row, NONE)).filter(|row| *row != NONE)
    }

    /// `row` says that a thread waits in a call.
    pub(super) fn blocked(&mut self, thread: (u16, u16, u16), row: u32) {
        self.blocked.insert(thread, row);
    }

    /// The row that said that a thread waits, which waits no more.
    pub(super) fn returned(&mut self, thread: (u16, u16, u16)) -> Option<u32> {
        self.blocked.remove(&thread)
    }

    /// A socket is gone, its timers with it.
    pub(super) fn socket_gone(&mut self, host: u16, socket: u32) {
        if let Some(sockets) = self.timers.get_mut(usize::from(host)) {
            sockets.remove(&socket);
        }
    }
}

fn put(rows: &mut [u32; Timer::ALL.len()], timer: Timer, row: u32) {
    if let Some(place) = rows.get_mut(timer.index()) {
        *place = row;
    }
}

impl Sent {
    fn insert(&mut self, crossing: u32, row: u32) {
        if self.rows.is_empty() {
            self.first = crossing;
        }
        let place = index(crossing.saturating_sub(self.first));
        if self.rows.len() <= place {
            self.rows.resize(place + 1, NONE);
        }
        if let Some(entry) = self.rows.get_mut(place) {
            *entry = row;
        }
    }

    fn take(&mut self, crossing: u32) -> Option<u32> {
        let place = index(crossing.checked_sub(self.first)?);
        let row = std::mem::replace(self.rows.get_mut(place)?, NONE);
        while self.rows.front() == Some(&NONE) {
            self.rows.pop_front();
            self.first += 1;
        }
        Some(row).filter(|row| *row != NONE)
    }
}
