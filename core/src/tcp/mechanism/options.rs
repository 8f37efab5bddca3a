//! What both SYNs agree on, and the options of our segments (RFC 9293 3.1; RFC 7323; RFC 2018).

use super::syn_layout::{Item, arrange};
use super::{sack, timestamps, user_timeout, window};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::Config;
use crate::tcp::cx::Cx;
use crate::tcp::output::What;
use crate::tcp::state::State;
use crate::tcp::tcb::Tcb;
use crate::time::Instant;
use crate::wire::{MAX_OPTION_OCTETS, Options, Segment, TcpOption};

/// Largest shift of a window (RFC 7323 2.3): with it the largest window is just below 2^30.
pub const MAX_SHIFT: u8 = 14;

/// The extensions of a connection: what our SYN offers, and once the peer's SYN is here, what both have offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreed {
    /// Windows are shifted (RFC 7323 2.2).
    pub scaling: bool,
    /// Every segment but a RST carries timestamps (RFC 7323 3.2).
    pub timestamps: bool,
    /// Blocks received out of order are told (RFC 2018 2).
    pub sack: bool,
}

impl Agreed {
    /// What a connection with these knobs offers.
    #[must_use]
    pub const fn offered(config: &Config) -> Self {
        Self {
            scaling: config.window_scaling,
            timestamps: config.timestamps,
            sack: config.sack,
        }
    }

    /// An extension counts only if both SYNs have it: a SYN,ACK answers no more than the SYN offered.
    const fn with(self, theirs: &Self) -> Self {
        Self {
            scaling: self.scaling && theirs.scaling,
            timestamps: self.timestamps && theirs.timestamps,
            sack: self.sack && theirs.sack,
        }
    }

    fn found_in(syn: &Segment) -> Self {
        Self {
            scaling: syn.options.window_scale().is_some(),
            timestamps: syn.options.timestamps().is_some(),
            sack: syn.options.sack_permitted(),
        }
    }
}

/// Before our SYN goes out once more: a peer that chokes on options may answer a plain one.
pub fn simplify(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let from = tcb.config.syn_plain_from;
    let offering = tcb.state() == State::SynSent && offers_more_than_mss(tcb);
    if !offering || from == 0 {
        return;
    }
    let next = (Name::Repeats, u64::from(tcb.repeats() + 1));
    if cx.num(
        Rule::SynPlain,
        next,
        Op::Ge,
        (Name::RepeatLimit, from.into()),
    ) {
        tcb.agreed = Agreed::default();
        tcb.uto.leave_off_syn();
    }
}

fn offers_more_than_mss(tcb: &Tcb) -> bool {
    tcb.agreed != Agreed::default() || user_timeout::of_syn(tcb).is_some()
}

/// The peer's SYN settles what this connection uses.
pub fn settle(tcb: &mut Tcb, syn: &Segment, cx: &mut Cx<'_>) {
    let offered = tcb.agreed;
    tcb.agreed = offered.with(&Agreed::found_in(syn));
    // RFC 7323 2.2: both shifts stay zero unless both SYNs had the option; 2.3: more than 14 means 14.
    if let (true, Some(shift)) = (tcb.agreed.scaling, syn.options.window_scale()) {
        tcb.snd.scale = shift.min(MAX_SHIFT);
        tcb.rcv.scale = window::shift(&tcb.config);
    }
    if let (true, Some((value, _))) = (tcb.agreed.timestamps, syn.options.timestamps()) {
        tcb.ts.recent = Some((value, cx.now));
        tcb.ts.last_ack_sent = tcb.rcv.nxt;
    }
    if offered != Agreed::default() {
        let agreed = What::Agreed {
            agreed: tcb.agreed,
            send_scale: tcb.snd.scale,
            receive_scale: tcb.rcv.scale,
        };
        cx.note(Rule::OptionsAgreed, agreed);
    }
}

/// The options of our SYN or SYN,ACK: the MSS (SHLD-5; MUST-65: on SYN segments only), then what is offered.
#[must_use]
pub fn of_syn(tcb: &Tcb, acknowledges: bool, now: Instant) -> Options {
    let offers = tcb.agreed;
    let announces = tcb.config.mss_announced;
    let mut options = arrange(&tcb.config.syn_layout, |item| match item {
        Item::Mss => announces.then(|| TcpOption::Mss(tcb.local_mss())),
        Item::WindowScale => offers
            .scaling
            .then(|| TcpOption::WindowScale(window::shift(&tcb.config))),
        Item::SackPermitted => offers.sack.then_some(TcpOption::SackPermitted),
        Item::Timestamps => offers.timestamps.then(|| tcb.ts.option(now, acknowledges)),
    });
    // RFC 5482 3: told in the SYN already, behind what is arranged in 28 octets at most.
    let _fits = user_timeout::of_syn(tcb).map(|told| options.push(told));
    options
}

/// The options of any other segment: timestamps, our user timeout where it is owed, then the blocks for which `text` leaves room, each behind two
/// NO-OPs (RFC 7323 appendix A).
pub fn of_segment(tcb: &mut Tcb, text: u32, acknowledges: bool, now: Instant) -> Options {
    let mut options = Options::EMPTY;
    if tcb.agreed.timestamps {
        push_aligned(&mut options, tcb.ts.option(now, acknowledges));
    }
    let mut beside_text = tcb.mss.saturating_sub(text);
    if let Some(told) = user_timeout::owed(tcb).filter(|_| beside_text >= user_timeout::OCTETS) {
        let _fits = options.push(told);
        beside_text -= user_timeout::OCTETS;
        user_timeout::told(tcb);
    }
    let beside_text = usize::try_from(beside_text).unwrap_or(usize::MAX);
    let room = beside_text.min(MAX_OPTION_OCTETS - options.len());
    let blocks = sack::report(tcb, room);
    if acknowledges && !blocks.is_empty() {
        push_aligned(&mut options, TcpOption::Sack(blocks));
        sack::told(tcb);
    }
    options
}

/// Octets of text that fit into the next segment: what it will tell of blocks is deducted (RFC 6691 2).
#[must_use]
pub fn room_for_text(tcb: &Tcb) -> u32 {
    let mut standing = if tcb.agreed.timestamps {
        usize::from(timestamps::OCTETS)
    } else {
        0
    };
    let mut text = tcb.mss;
    if user_timeout::owed(tcb).is_some() {
        standing += user_timeout::OCTETS as usize;
        text = text.saturating_sub(user_timeout::OCTETS);
    }
    let blocks = sack::deducted(tcb, MAX_OPTION_OCTETS - standing);
    text.saturating_sub(blocks).max(1)
}

/// Adds an option of ten, eighteen ... octets so that it ends a word.
fn push_aligned(options: &mut Options, option: TcpOption<'_>) {
    for piece in [TcpOption::NoOp, TcpOption::NoOp, option] {
        // What is added was counted before: it fits.
        let _fits = options.push(piece);
    }
}

#[cfg(test)]
mod tests;
