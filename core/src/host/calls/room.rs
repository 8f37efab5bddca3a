//! How much a `send` may queue at present.
//!
//! Linux takes what is written in pieces: one that is begun is filled, and another is begun only while the memory of
//! those before is less than the send buffer (`sk_stream_memory_free`) and not too much of it is unsent
//! (`TCP_NOTSENT_LOWAT`). Other systems take octets until the buffer is full.

use super::SocketOption;
use crate::host::profile::Sysctls;
use crate::host::socket::Socket;
use crate::tcp::Tcb;

/// Largest piece (Linux: `sk_gso_max_size`, 64 KiB less room for headers).
const LARGEST_PIECE: u32 = 65_215;

/// Memory of a piece besides its octets (Linux: `SKB_TRUESIZE` of one without text).
const OVERHEAD: u32 = 1280;

/// A peer's window below this is filled whole (Linux: `tcp_bound_to_half_wnd`).
const SMALL_WINDOW: u32 = 536;

impl Socket {
    /// Octets that may be queued in one go; 0 when nothing may.
    pub(super) fn allowance(&self, sysctls: &Sysctls) -> u32 {
        let Some(tcb) = self.tcb() else { return 0 };
        if !sysctls.sends_in_pieces {
            return tcb.send_buffer.room();
        }
        let piece = piece(tcb);
        let begun = tcb.unsent() % piece;
        let low = self.not_sent_low_water(sysctls);
        if begun > 0 {
            piece - begun
        } else if memory(tcb) < tcb.config.send_buffer && tcb.unsent() < low {
            piece
        } else {
            0
        }
    }

    /// A third of the send buffer is free, and little of it is unsent: whoever waits for room may go on (Linux:
    /// `sk_stream_is_writeable`).
    pub(super) fn has_room(&self, sysctls: &Sysctls) -> bool {
        let Some(tcb) = self.tcb() else { return true };
        let unsent = tcb.unsent().saturating_mul(2);
        if !sysctls.sends_in_pieces {
            let free = tcb.send_buffer.room();
            return free > 0 && free >= tcb.send_buffer.octets() / 2;
        }
        let used = memory(tcb);
        let free = tcb.config.send_buffer.saturating_sub(used);
        free >= used / 2 && unsent < self.not_sent_low_water(sysctls)
    }

    /// `TCP_NOTSENT_LOWAT`, or else `tcp_notsent_lowat`.
    fn not_sent_low_water(&self, sysctls: &Sysctls) -> u32 {
        let set = self.options.number(SocketOption::NotSentLowWater);
        let set = set.and_then(|octets| u32::try_from(octets).ok());
        set.filter(|octets| *octets > 0)
            .unwrap_or(sysctls.not_sent_low_water)
    }
}

/// Octets of a full piece: whole segments, and no more than half of the largest window the peer has offered.
fn piece(tcb: &Tcb) -> u32 {
    let window = tcb.snd.max_wnd;
    let half = if window > SMALL_WINDOW {
        window / 2
    } else {
        window
    };
    let most = LARGEST_PIECE.min(half.max(1));
    (most / tcb.mss * tcb.mss).max(tcb.mss)
}

/// What the pieces take, those in flight counted as one.
fn memory(tcb: &Tcb) -> u32 {
    let pieces = u32::from(tcb.in_flight() > 0) + tcb.unsent().div_ceil(piece(tcb));
    tcb.send_buffer.octets().saturating_add(pieces * OVERHEAD)
}
