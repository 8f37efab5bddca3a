//! Segments of two runs in words that can be compared.

use tcp_lab_core::wire::{Segment, SeqNum, TcpOption};

/// How far a number is from the ISN that it belongs to: the nearest below it.
pub(crate) fn relative(number: SeqNum, isns: &[SeqNum]) -> SeqNum {
    let distances = isns.iter().map(|isn| number.since(*isn));
    distances.min().map_or(number, SeqNum::new)
}

/// The kinds of the options, in order, padding left out; of SACK how many blocks.
pub(crate) fn options(segment: &Segment) -> String {
    let kinds = segment.options.iter().filter_map(|option| match option {
        TcpOption::EndOfList | TcpOption::NoOp => None,
        TcpOption::Mss(_) => Some("mss".to_owned()),
        TcpOption::WindowScale(_) => Some("ws".to_owned()),
        TcpOption::SackPermitted => Some("sackok".to_owned()),
        TcpOption::Sack(blocks) => Some(format!("sack{}", blocks.iter().count())),
        TcpOption::Timestamps { .. } => Some("ts".to_owned()),
        TcpOption::UserTimeout(_) => Some("uto".to_owned()),
        TcpOption::Unknown { kind, .. } => Some(format!("opt{kind}")),
    });
    let kinds: Vec<_> = kinds.collect();
    if kinds.is_empty() {
        String::new()
    } else {
        format!("<{}>", kinds.join(","))
    }
}
