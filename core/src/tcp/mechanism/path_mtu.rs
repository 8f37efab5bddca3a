//! RFC 1191, RFC 8201 (and RFC 9293 3.7.2): the largest datagram that the whole path takes.
//!
//! Not modelled: probing with larger ones later on (RFC 4821), and raising the estimate after ten minutes.

use super::mss;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::cx::Cx;
use crate::tcp::output::What;
use crate::tcp::tcb::Tcb;

/// Least MTU of a link (RFC 791 3.2; RFC 8200 5).
const LEAST: (u16, u16) = (68, 1280);

/// A router says that it can pass on `mtu` octets only. False when that changes nothing: it claims more than is in
/// use, and may be forged (RFC 5927 7.2).
pub fn shrink(tcb: &mut Tcb, mtu: u32, cx: &mut Cx<'_>) -> bool {
    let (least_v4, least_v6) = LEAST;
    let least = if tcb.pair.local.is_ipv4() {
        least_v4.max(tcb.config.min_path_mtu)
    } else {
        least_v6
    };
    let claimed = u16::try_from(mtu).unwrap_or(u16::MAX).max(least);
    let known = tcb.path_mtu.unwrap_or(tcb.config.mtu);
    let (claim, current) = (
        (Name::ClaimedMtu, claimed.into()),
        (Name::PathMtu, known.into()),
    );
    if !cx.num(Rule::IcmpTooBig, claim, Op::Lt, current) {
        return false;
    }
    tcb.path_mtu = Some(claimed);
    let before = tcb.mss;
    mss::refresh(tcb);
    if tcb.mss >= before {
        return false;
    }
    cx.note(Rule::IcmpTooBig, What::Mss { mss: tcb.mss });
    // What does not fit was not lost to congestion: it goes again at once, and the window stays (RFC 1191 6.4).
    tcb.scoreboard.resegment(tcb.mss);
    true
}

#[cfg(test)]
mod tests;
