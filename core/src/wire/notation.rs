//! RFC 9293, 3.5: segments as the RFC's figures write them, both ways.
//!
//! ```
//! # use tcp_lab_core::wire::Segment;
//! let segment: Segment = "<SEQ=300><ACK=101><CTL=SYN,ACK> <MSS=1460>".parse()?;
//! assert_eq!(segment.to_string(), "<SEQ=300><ACK=101><CTL=SYN,ACK>");
//! assert_eq!(segment.full().to_string(), "<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1460>");
//! # Ok::<(), tcp_lab_core::wire::NotationError>(())
//! ```

mod error;
mod read;
mod write;

use bytes::Bytes;

pub use self::error::NotationError;
pub use self::write::Full;

/// What may stand between angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Seq,
    Ack,
    Ctl,
    Wnd,
    Urg,
    Mss,
    Ws,
    SackOk,
    Ts,
    Sack,
    Uto,
    Opt,
    SrcPort,
    DstPort,
    Data,
}

/// Every item and its name.
const ITEMS: [(Item, &str); 15] = [
    (Item::Seq, "SEQ"),
    (Item::Ack, "ACK"),
    (Item::Ctl, "CTL"),
    (Item::Wnd, "WND"),
    (Item::Urg, "URG"),
    (Item::Mss, "MSS"),
    (Item::Ws, "WS"),
    (Item::SackOk, "SACKOK"),
    (Item::Ts, "TS"),
    (Item::Sack, "SACK"),
    (Item::Uto, "UTO"),
    (Item::Opt, "OPT"),
    (Item::SrcPort, "SPORT"),
    (Item::DstPort, "DPORT"),
    (Item::Data, "DATA"),
];

/// The octets `<DATA=length>` stands for: the alphabet in small letters, over and over.
pub fn pattern(length: usize) -> Bytes {
    super::payload::letters(0, length)
}

#[cfg(test)]
mod tests;
