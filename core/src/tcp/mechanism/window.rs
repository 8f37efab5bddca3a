//! 3.8.6 Managing the Window: how far the peer may send, and how far we may.

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::MAX_WINDOW;
use crate::tcp::cx::Cx;
use crate::tcp::tcb::Tcb;

/// The window that the buffer would allow now, in octets.
#[must_use]
pub fn possible(tcb: &Tcb) -> u32 {
    tcb.reassembly.room().min(MAX_WINDOW)
}

/// Half of what could be offered with nothing unread: Fr * RCV.BUFF.
fn half_buffer(tcb: &Tcb) -> u32 {
    tcb.reassembly.capacity().min(MAX_WINDOW) / 2
}

/// Growth that is worth telling: a segment, or half the buffer if that is less (3.8.6.2.2).
fn threshold(tcb: &Tcb) -> u32 {
    half_buffer(tcb).min(tcb.mss)
}

/// Moves the right edge if silly-window avoidance allows it (MUST-39), never to the left (SHLD-14), and returns
/// RCV.WND for the segment about to leave.
pub fn advertise(tcb: &mut Tcb) -> u16 {
    let possible = possible(tcb);
    if possible >= tcb.rcv.wnd.saturating_add(threshold(tcb)) {
        tcb.rcv.wnd = possible;
    }
    u16::try_from(tcb.rcv.wnd.min(MAX_WINDOW)).unwrap_or(u16::MAX)
}

/// After the user has read: has a window that was nearly shut grown enough to tell the peer without being asked?
pub fn reopens(tcb: &Tcb, cx: &mut Cx<'_>) -> bool {
    let half = u64::from(half_buffer(tcb).max(1));
    let growth = u64::from(possible(tcb).saturating_sub(tcb.rcv.wnd));
    let threshold = u64::from(threshold(tcb));
    cx.num(
        Rule::WindowReopens,
        (Name::RcvWnd, tcb.rcv.wnd.into()),
        Op::Lt,
        (Name::HalfWindow, half),
    ) && cx.num(
        Rule::WindowReopens,
        (Name::Growth, growth),
        Op::Ge,
        (Name::GrowthThreshold, threshold.max(1)),
    )
}

/// The usable window: SND.UNA + SND.WND - SND.NXT, zero when the peer has shrunk it (MUST-34).
#[must_use]
pub fn usable(tcb: &Tcb) -> u32 {
    tcb.snd.wnd.saturating_sub(tcb.in_flight())
}
