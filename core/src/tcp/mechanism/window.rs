//! 3.8.6 Managing the Window and RFC 7323 2 Window Scale: how far the peer may send, and how far we may.

use super::mss;
use super::options::MAX_SHIFT;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::{Config, MAX_WINDOW};
use crate::tcp::cx::Cx;
use crate::tcp::pair::Pair;
use crate::tcp::tcb::Tcb;

/// Least text with which a window grows ([`WindowRule::Rounded`]).
const GROWS_FROM: u32 = 128;

/// How the window that is offered follows the room in the buffer. No rule takes back what was offered (SHLD-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowRule {
    /// The right edge moves in steps of a segment or half the buffer (3.8.6.2.2).
    Steps,
    /// All the room there is, but none when it is less than a segment and a quarter of the buffer (seen on FreeBSD).
    Room,
    /// As much as fits, rounded up to what the shift can tell or down to whole segments; none when it is less than a
    /// segment or a sixteenth of the buffer. It begins with whole segments and grows as full segments arrive (seen
    /// on Linux).
    Rounded,
}

/// The least shift with which a window can tell the largest buffer (RFC 7323 2.3: at most 14).
#[must_use]
pub fn shift(config: &Config) -> u8 {
    let largest = config.receive_buffer.max(config.max_receive_buffer);
    (0..MAX_SHIFT)
        .find(|shift| MAX_WINDOW << shift >= largest)
        .unwrap_or(MAX_SHIFT)
}

/// The window of our SYN, which is not scaled (RFC 7323 2.2).
#[must_use]
pub fn first(config: &Config, pair: &Pair) -> u32 {
    let room = config.receive_buffer;
    let whole = match config.window_rule {
        WindowRule::Steps | WindowRule::Room => room,
        WindowRule::Rounded => whole_segments(room, mss::local(config, pair).into()),
    };
    whole.min(MAX_WINDOW)
}

/// As many octets as make whole segments; all when they make none.
fn whole_segments(octets: u32, mss: u32) -> u32 {
    let rest = octets % mss.max(1);
    if octets > mss { octets - rest } else { octets }
}

/// The window that the buffer would allow now, in octets.
#[must_use]
pub fn possible(tcb: &Tcb) -> u32 {
    let room = tcb.reassembly.room();
    match tcb.config.window_rule {
        // More than the header can tell is taken all the same.
        WindowRule::Room => room,
        WindowRule::Steps | WindowRule::Rounded => room.min(MAX_WINDOW << tcb.rcv.scale),
    }
}

/// The buffer has its size now that both SYNs are here: what the window is from now on ([`WindowRule::Room`]).
pub fn settle(tcb: &mut Tcb) {
    if tcb.config.window_rule == WindowRule::Room {
        tcb.rcv.wnd = tcb.rcv.wnd.max(possible(tcb));
    }
}

/// What could be offered with nothing unread: RCV.BUFF.
fn buffer(tcb: &Tcb) -> u32 {
    tcb.reassembly.capacity().min(MAX_WINDOW << tcb.rcv.scale)
}

/// Half of it: Fr * RCV.BUFF.
fn half_buffer(tcb: &Tcb) -> u32 {
    buffer(tcb) / 2
}

/// Growth that is worth telling: a segment, or half the buffer if that is less (3.8.6.2.2).
fn threshold(tcb: &Tcb) -> u32 {
    half_buffer(tcb).min(tcb.mss)
}

/// The window of a SYN as it stands in the header.
#[must_use]
pub fn of_syn(tcb: &Tcb) -> u16 {
    u16::try_from(tcb.rcv.wnd).unwrap_or(u16::MAX)
}

/// Moves the right edge if the rule wants it further (MUST-39), never to the left (SHLD-14), and returns the window
/// of the segment about to leave, shifted (RFC 7323 2.3).
pub fn advertise(tcb: &mut Tcb) -> u16 {
    let possible = possible(tcb);
    let wanted = match tcb.config.window_rule {
        WindowRule::Steps => in_steps(tcb, possible),
        WindowRule::Room => room(tcb, possible),
        WindowRule::Rounded => rounded(tcb, possible),
    };
    if possible < half_buffer(tcb) {
        // No hurry for what may have to wait.
        tcb.pace.quick = 0;
    }
    tcb.rcv.wnd = tcb.rcv.wnd.max(wanted);
    u16::try_from(tcb.rcv.wnd >> tcb.rcv.scale).unwrap_or(u16::MAX)
}

fn in_steps(tcb: &Tcb, possible: u32) -> u32 {
    let worth = possible >= tcb.rcv.wnd.saturating_add(threshold(tcb));
    if worth { possible } else { 0 }
}

fn room(tcb: &Tcb, possible: u32) -> u32 {
    let silly = possible < tcb.mss && possible < buffer(tcb) / 4;
    if silly { 0 } else { possible }
}

/// Rounded up, so that the shift loses nothing of what was promised; but not a unit or more beyond the buffer.
fn rounded(tcb: &Tcb, possible: u32) -> u32 {
    let unit = 1 << tcb.rcv.scale;
    let target = target(tcb, possible);
    let up = target.max(tcb.rcv.wnd).next_multiple_of(unit);
    if up < possible + unit { up } else { target }
}

fn target(tcb: &Tcb, possible: u32) -> u32 {
    let scarce = possible < half_buffer(tcb);
    let silly = possible < buffer(tcb) / 16 || possible < tcb.receive_mss();
    let free = possible.min(tcb.rcv.limit);
    match (scarce && silly, tcb.rcv.scale) {
        (true, _) => 0,
        (false, 0) => whole_segments(free, tcb.receive_mss()),
        (false, _) => free,
    }
}

/// Text of some size has arrived in order: the window may grow by two full segments ([`WindowRule::Rounded`]). Its
/// sender will want to know.
pub fn grow(tcb: &mut Tcb, octets: u32) {
    let most = buffer(tcb).min(possible(tcb));
    if octets < GROWS_FROM || tcb.rcv.limit >= most {
        return;
    }
    let step = 2 * octets.max(tcb.receive_mss());
    tcb.rcv.limit = tcb.rcv.limit.saturating_add(step).min(most);
    tcb.pace.quick = tcb.pace.quick.max(1);
}

/// After `owed` octets since the last ACK: does the right edge move on with an ACK now, or is the buffer filling up?
#[must_use]
pub fn advances(tcb: &Tcb, owed: u64) -> bool {
    let possible = possible(tcb);
    let offered = match tcb.config.window_rule {
        WindowRule::Steps | WindowRule::Room => possible,
        WindowRule::Rounded => target(tcb, possible).next_multiple_of(1 << tcb.rcv.scale),
    };
    u64::from(offered) >= u64::from(tcb.rcv.wnd) + owed
}

/// After the user has read: has a window that was nearly shut grown enough to tell the peer without being asked?
pub fn reopens(tcb: &Tcb, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::WindowReopens;
    let (now, possible) = (tcb.rcv.wnd, possible(tcb));
    let window = (Name::RcvWnd, u64::from(now));
    let growth = u64::from(possible.saturating_sub(now));
    let half = (Name::HalfWindow, u64::from(half_buffer(tcb).max(1)));
    let worth = |octets: u32| (Name::GrowthThreshold, u64::from(octets.max(1)));
    let grown = (Name::Growth, growth);
    match tcb.config.window_rule {
        WindowRule::Steps => {
            cx.num(rule, window, Op::Lt, half) && cx.num(rule, grown, Op::Ge, worth(threshold(tcb)))
        }
        WindowRule::Room => {
            // Half the buffer; or two segments, if that is much for it.
            let (size, half) = (buffer(tcb), half_buffer(tcb));
            let much = growth >= u64::from(size / 4) || possible <= size / 8 || size <= 8 * tcb.mss;
            let enough = if much { half.min(2 * tcb.mss) } else { half };
            cx.num(rule, grown, Op::Ge, worth(enough))
        }
        WindowRule::Rounded => {
            let offered = u64::from(target(tcb, possible));
            let double = (Name::GrowthThreshold, 2 * u64::from(now.max(1)));
            cx.num(rule, window, Op::Le, half)
                && cx.num(rule, (Name::Growth, offered), Op::Ge, double)
        }
    }
}

/// The usable window: SND.UNA + SND.WND - SND.NXT, zero when the peer has shrunk it (MUST-34).
#[must_use]
pub fn usable(tcb: &Tcb) -> u32 {
    tcb.snd.wnd.saturating_sub(tcb.in_flight())
}

#[cfg(test)]
mod tests;
