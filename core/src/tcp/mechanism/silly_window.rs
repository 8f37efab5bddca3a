//! 3.7.4 Nagle and 3.8.6.2.1 the sender's silly-window avoidance: shall this piece go now?

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::cx::Cx;
use crate::tcp::mechanism::{options, recovery, window};
use crate::tcp::tcb::Tcb;

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send so many octets.
    Send(u32),
    /// Wait, for this reason.
    Wait(Rule),
}

/// Decides on the next piece of the queued data. What the user has not held back counts as pushed (MUST-60, MUST-61).
pub fn decide(tcb: &Tcb, cx: &mut Cx<'_>) -> Decision {
    let (unsent, usable) = (tcb.unsent(), window::usable(tcb));
    let mss = options::room_for_text(tcb);
    // `MSG_EOR`: nothing is joined to the end of a record.
    let record = tcb.writes.record_at(tcb.snd.nxt).unwrap_or(unsent);
    let piece = record.min(usable).min(mss);
    let window = (Name::Usable, u64::from(usable));
    if usable == 0 {
        cx.num(Rule::SendSegmentized, window, Op::Gt, (Name::Zero, 0));
        return Decision::Wait(Rule::ZeroWindowProbe);
    }
    // RFC 5681 2: and no more than the congestion window. It is not filled up with pieces of segments.
    if !recovery::may_send(tcb, piece, cx) {
        return Decision::Wait(Rule::CongestionWindow);
    }
    // (1) a full segment, or the end of a record with more behind it
    let full = (Name::Mss, u64::from(mss));
    let available = (Name::Unsent, u64::from(unsent.min(usable)));
    if cx.num(Rule::SendSegmentized, available, Op::Ge, full)
        || (piece == record && record < unsent)
    {
        return Decision::Send(piece);
    }
    let may_wait = less_than_full(tcb, piece, cx);
    match may_wait {
        Some(rule) if !tcb.overridden => Decision::Wait(rule),
        Some(_) | None => Decision::Send(piece),
    }
}

/// Why a piece that is not a full segment waits, if it does.
fn less_than_full(tcb: &Tcb, piece: u32, cx: &mut Cx<'_>) -> Option<Rule> {
    let rule = Rule::SendSegmentized;
    let unsent = (Name::Unsent, u64::from(tcb.unsent()));
    let window = (Name::Usable, u64::from(window::usable(tcb)));
    // (2) all that is queued, and Nagle agrees
    let fits = cx.num(rule, unsent, Op::Le, window);
    // The bracketed condition of the rules: what Nagle's algorithm adds. Deviation: behind a CLOSE, which implies
    // push, nothing more can join the last piece, and it goes at once, as Linux does.
    let zero = (Name::Zero, 0);
    let in_flight = (Name::InFlight, u64::from(tcb.in_flight()));
    let corked = (tcb.config.cork || tcb.writes.more) && !tcb.is_closing();
    let idle = !corked
        && (!tcb.config.nagle
            || tcb.is_closing()
            || cx.num(rule, in_flight, Op::Eq, zero)
            || (tcb.config.minshall && !small(tcb, rule, cx)));
    if fits && idle {
        return None;
    }
    // (3) half the largest window seen
    let half = (Name::HalfWindow, u64::from(tcb.snd.max_wnd / 2));
    let large = cx.num(rule, (Name::Usable, piece.into()), Op::Ge, half);
    if idle && large {
        return None;
    }
    // (4) the override timeout is for the one who called.
    if corked && fits {
        cx.set(Rule::Corked, Name::Corked, true);
        return Some(Rule::Corked);
    }
    if fits {
        cx.num(Rule::Nagle, in_flight, Op::Eq, zero);
        if tcb.config.minshall {
            small(tcb, Rule::Nagle, cx);
        }
        return Some(Rule::Nagle);
    }
    Some(Rule::SillyWindow)
}

/// Minshall: only a small segment in flight makes the next small one wait.
fn small(tcb: &Tcb, rule: Rule, cx: &mut Cx<'_>) -> bool {
    let small = tcb.writes.small_in_flight(tcb.snd.una);
    cx.set(rule, Name::SmallInFlight, small)
}

#[cfg(test)]
mod tests;
