//! Segmentation offload (Linux: TSO and GSO): segments that are sent together leave as one piece, which is cut late.
//! On the wire it shows by PSH on the last segment of a piece of two or more, which tells the receiver not to wait.

use super::recovery;
use crate::tcp::mechanism::window;
use crate::tcp::tcb::Tcb;
use crate::time::Duration;

/// Octets of text that one piece may have.
const LARGEST: u64 = 65_535;
/// A piece is what is sent in about a millisecond: 1/1024 of the rate.
const RATE_SHIFT: u32 = 10;
/// On near paths pieces are larger: halved for each so many microseconds (a shift) of the least round trip.
const NEAR_SHIFT: u32 = 9;

/// The piece that is being sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    segments: u32,
    left: u32,
}

/// A segment of new data is about to go: does it end a piece of two or more?
pub fn ends_piece(tcb: &mut Tcb) -> bool {
    if tcb.config.offload_segments == 0 {
        return false;
    }
    if tcb.piece.left == 0 {
        let segments = size(tcb);
        tcb.piece = Piece {
            segments,
            left: segments,
        };
    }
    tcb.piece.left = tcb.piece.left.saturating_sub(1);
    tcb.piece.left == 0 && tcb.piece.segments > 1
}

/// Segments of the next piece: at most half the congestion window, so that two of them keep each other company.
fn size(tcb: &Tcb) -> u32 {
    let window = tcb.congestion.window;
    let room = window.cwnd.saturating_sub(recovery::pipe(tcb));
    let room = room.min((window.cwnd / 2).max(window.smss)) / window.smss.max(1);
    let octets = tcb.unsent().min(window::usable(tcb));
    let most = room.min(wanted(tcb)).min(octets.div_ceil(tcb.mss.max(1)));
    most.max(1)
}

fn wanted(tcb: &Tcb) -> u32 {
    let near = tcb.recovery.rack.min_rtt().map_or(0, |least| {
        let shift = (least.as_nanos() / 1000) >> NEAR_SHIFT;
        u32::try_from(shift)
            .ok()
            .and_then(|shift| LARGEST.checked_shr(shift))
            .unwrap_or(0)
    });
    let octets = ((rate(tcb) >> RATE_SHIFT) + near).min(LARGEST);
    let segments = u32::try_from(octets / u64::from(tcb.mss.max(1))).unwrap_or(u32::MAX);
    segments.max(tcb.config.offload_segments)
}

/// Octets per second: twice a window for each round trip in early slow start, then six fifths.
fn rate(tcb: &Tcb) -> u64 {
    let window = tcb.congestion.window;
    let Some(srtt) = tcb.rto.srtt.filter(|srtt| *srtt > Duration::ZERO) else {
        return 0;
    };
    let cwnd = tcb.congestion.octets(window.cwnd, tcb.mss);
    let percent = if window.cwnd < window.ssthresh / 2 {
        200
    } else {
        120
    };
    let octets = u128::from(cwnd) * percent / 100 * 1_000_000_000 / u128::from(srtt.as_nanos());
    u64::try_from(octets).unwrap_or(u64::MAX)
}

/// The flow of new data stops here: the piece is complete as it is.
pub fn stop(tcb: &mut Tcb) {
    tcb.piece = Piece::default();
}
