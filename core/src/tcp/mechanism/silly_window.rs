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

/// Decides on the next piece of the queued data. All queued data counts as pushed (MUST-60, MUST-61).
pub fn decide(tcb: &Tcb, cx: &mut Cx<'_>) -> Decision {
    let (unsent, usable) = (tcb.unsent(), window::usable(tcb));
    let mss = options::room_for_text(tcb);
    let piece = unsent.min(usable).min(mss);
    let named = (Name::Unsent, u64::from(unsent));
    let window = (Name::Usable, u64::from(usable));
    if usable == 0 {
        cx.num(Rule::SendSegmentized, window, Op::Gt, (Name::Zero, 0));
        return Decision::Wait(Rule::ZeroWindowProbe);
    }
    // RFC 5681 2: and no more than the congestion window. It is not filled up with pieces of segments.
    if !recovery::may_send(tcb, piece, cx) {
        return Decision::Wait(Rule::CongestionWindow);
    }
    // (1) a full segment
    let full = (Name::Mss, u64::from(mss));
    if cx.num(
        Rule::SendSegmentized,
        (Name::Unsent, unsent.min(usable).into()),
        Op::Ge,
        full,
    ) {
        return Decision::Send(piece);
    }
    // (2) all that is queued, and Nagle agrees
    let fits = cx.num(Rule::SendSegmentized, named, Op::Le, window);
    // The bracketed condition of the rules: what Nagle's algorithm adds. Deviation: behind a CLOSE, which implies
    // push, nothing more can join the last piece, and it goes at once, as Linux does.
    let zero = (Name::Zero, 0);
    let in_flight = (Name::InFlight, u64::from(tcb.in_flight()));
    let empty = cx.num(Rule::SendSegmentized, in_flight, Op::Eq, zero);
    let idle = empty || !tcb.config.nagle || tcb.is_closing();
    if fits && (idle || tcb.overridden) {
        return Decision::Send(piece);
    }
    // (3) half the largest window seen, (4) the override timeout
    let half = (Name::HalfWindow, u64::from(tcb.snd.max_wnd / 2));
    let large = cx.num(
        Rule::SendSegmentized,
        (Name::Usable, piece.into()),
        Op::Ge,
        half,
    );
    if (idle && large) || tcb.overridden {
        return Decision::Send(piece);
    }
    if fits {
        cx.num(Rule::Nagle, in_flight, Op::Eq, zero);
        return Decision::Wait(Rule::Nagle);
    }
    Decision::Wait(Rule::SillyWindow)
}
