//! In which order and with which padding a SYN carries its options: data, not code.
//!
//! No RFC asks for an order; systems are recognised by theirs. Every option stands somewhere in the layout, and
//! what a SYN does not carry is left out together with its padding.

use crate::wire::{Options, TcpOption};

/// The options of a SYN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Maximum segment size (RFC 9293 3.7.1).
    Mss,
    /// Window scale (RFC 7323 2).
    WindowScale,
    /// SACK permitted (RFC 2018 2).
    SackPermitted,
    /// Timestamps (RFC 7323 3).
    Timestamps,
}

/// How many NO-OPs stand before an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// None.
    Loose,
    /// So many that the option ends a word of four octets.
    EndsWord,
    /// None when the next option of the layout follows, which then ends their word; else as [`EndsWord`](Self::EndsWord).
    Joined,
}

/// An option and its padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    item: Item,
    align: Align,
}

/// Every option in its place.
pub type SynLayout = [Place; 4];

const fn place(item: Item, align: Align) -> Place {
    Place { item, align }
}

/// `mss sackOK TS nop wscale`; without timestamps `mss nop nop sackOK nop wscale` (seen on Linux).
pub const LINUX: SynLayout = [
    place(Item::Mss, Align::EndsWord),
    place(Item::SackPermitted, Align::Joined),
    place(Item::Timestamps, Align::EndsWord),
    place(Item::WindowScale, Align::EndsWord),
];

/// `mss nop wscale sackOK TS`; SACK alone is padded behind: `mss sackOK eol eol` (seen on FreeBSD).
pub const FREEBSD: SynLayout = [
    place(Item::Mss, Align::EndsWord),
    place(Item::WindowScale, Align::EndsWord),
    place(Item::SackPermitted, Align::Loose),
    place(Item::Timestamps, Align::EndsWord),
];

/// `mss nop wscale sackOK TS`; without timestamps `mss nop wscale nop nop sackOK` (seen on Windows).
pub const WINDOWS: SynLayout = [
    place(Item::Mss, Align::EndsWord),
    place(Item::WindowScale, Align::EndsWord),
    place(Item::SackPermitted, Align::Joined),
    place(Item::Timestamps, Align::EndsWord),
];

/// The option area with what `carried` has for each option, in the order of `layout`.
#[must_use]
pub fn arrange(
    layout: &SynLayout,
    carried: impl Fn(Item) -> Option<TcpOption<'static>>,
) -> Options {
    let mut options = Options::EMPTY;
    for (at, place) in layout.iter().enumerate() {
        let Some(option) = carried(place.item) else {
            continue;
        };
        let next = layout.get(at + 1).and_then(|next| carried(next.item));
        let padded = match place.align {
            Align::Loose => false,
            Align::EndsWord => true,
            Align::Joined => next.is_none(),
        };
        // Together the four take 19 octets and at most as many NO-OPs as keep them within 28: there is room.
        let _fits = push(&mut options, option, padded);
    }
    options
}

fn push(options: &mut Options, option: TcpOption<'_>, padded: bool) -> Option<()> {
    let behind = options.with(option).ok()?;
    let missing = behind.padded_len() - behind.len();
    for _ in 0..if padded { missing } else { 0 } {
        options.push(TcpOption::NoOp).ok()?;
    }
    options.push(option).ok()
}

#[cfg(test)]
mod tests;
