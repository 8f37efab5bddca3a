//! 3.7.1 Maximum Segment Size: what we announce, and what we send.

use super::timestamps;
use crate::rule::Rule;
use crate::tcp::config::Config;
use crate::tcp::cx::Cx;
use crate::tcp::output::What;
use crate::tcp::pair::Pair;
use crate::tcp::tcb::Tcb;
use crate::wire::MIN_HEADER_OCTETS;

/// The fixed IP header and the fixed TCP header: 40 octets over IPv4, 60 over IPv6.
const fn fixed_headers(pair: &Pair) -> u16 {
    let ip = if pair.local.is_ipv4() { 20 } else { 40 };
    ip + MIN_HEADER_OCTETS as u16
}

/// What we announce: the MTU less the fixed headers, options not deducted (MUST-67, RFC 6691 2).
#[must_use]
pub const fn local(config: &Config, pair: &Pair) -> u16 {
    let fits = config.mtu.saturating_sub(fixed_headers(pair));
    if config.mss < fits { config.mss } else { fits }
}

/// What is assumed of a peer that announces nothing (MUST-15).
#[must_use]
pub const fn assumed(config: &Config, pair: &Pair) -> u16 {
    if pair.local.is_ipv4() {
        config.default_mss
    } else {
        config.default_mss_v6
    }
}

/// The peer's SYN is here: what it announced and what we take settle the size of our segments (MUST-16).
pub fn settle(tcb: &mut Tcb, announced: Option<u16>, cx: &mut Cx<'_>) {
    let counted = announced.filter(|_| tcb.config.mss_announced);
    tcb.peer_mss = counted.unwrap_or_else(|| assumed(&tcb.config, &tcb.pair));
    refresh(tcb);
    if tcb.config.receive_buffer_in_segments {
        let segment = tcb.peer_mss.min(tcb.local_mss()).max(1);
        let whole = tcb
            .config
            .receive_buffer
            .checked_next_multiple_of(segment.into());
        tcb.reassembly
            .set_capacity(whole.unwrap_or(tcb.config.receive_buffer));
    }
    cx.note(Rule::RemoteMss, What::Mss { mss: tcb.mss });
}

/// Computes the effective send MSS anew: what every segment has in options is deducted (RFC 6691 2).
pub fn refresh(tcb: &mut Tcb) {
    let options = if tcb.agreed.timestamps {
        timestamps::OCTETS
    } else {
        0
    };
    let path = tcb.path_mtu.unwrap_or(tcb.config.mtu);
    let path = path.saturating_sub(fixed_headers(&tcb.pair));
    let fits = tcb.peer_mss.min(tcb.local_mss()).min(path);
    // A peer that announces less than one octet would stop us for ever.
    tcb.mss = fits.saturating_sub(options).max(1).into();
    tcb.congestion.set_mss(tcb.mss);
}

#[cfg(test)]
mod tests;
