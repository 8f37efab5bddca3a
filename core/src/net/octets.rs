//! Segments written out as octets, without memory of their own for each.

use std::collections::VecDeque;

use bytes::BytesMut;

use crate::wire::{Body, Packet};

/// Octets that are written in one piece of memory, about forty full segments.
const SHEET: usize = 65_536;
/// Pieces of memory that wait until nobody reads them any more.
const MAX_SHEETS: usize = 1024;

/// Writes segments one behind the other, and writes over those that nobody refers to any more.
///
/// It holds nothing that a run depends on: two of them are always equal, and a copy begins with nothing.
#[derive(Debug, Default)]
pub(super) struct Press {
    sheet: BytesMut,
    full: VecDeque<BytesMut>,
}

impl Press {
    /// The packet with its segment as octets.
    pub(super) fn print(&mut self, packet: &mut Packet) {
        let Body::Segment(segment) = &packet.body else {
            return;
        };
        let length = packet.octets();
        if self.sheet.capacity() < length {
            self.turn();
        }
        segment.emit_into(&mut self.sheet, packet.src, packet.dst);
        packet.body = Body::Bytes(self.sheet.split().freeze());
    }

    /// A fresh sheet: the oldest full one, once all that stood on it has been read.
    fn turn(&mut self) {
        let oldest = self.full.front_mut();
        let free = oldest.is_some_and(|sheet| sheet.try_reclaim(SHEET));
        let next = if free { self.full.pop_front() } else { None };
        let next = next.unwrap_or_else(|| BytesMut::with_capacity(SHEET));
        self.full
            .push_back(core::mem::replace(&mut self.sheet, next));
        self.full.truncate(MAX_SHEETS);
    }
}

impl Clone for Press {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Press {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Press {}
