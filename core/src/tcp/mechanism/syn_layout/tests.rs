use super::{FREEBSD, Item, LINUX, SynLayout, WINDOWS, arrange};
use crate::wire::TcpOption;

/// The area with the named options, as short words.
fn words(layout: &SynLayout, named: &[Item]) -> String {
    let options = arrange(layout, |item| {
        named.contains(&item).then_some(match item {
            Item::Mss => TcpOption::Mss(1460),
            Item::WindowScale => TcpOption::WindowScale(7),
            Item::SackPermitted => TcpOption::SackPermitted,
            Item::Timestamps => TcpOption::Timestamps { value: 1, echo: 0 },
        })
    });
    let padding = options.padded_len() - options.len();
    let words = options.iter().map(|option| match option {
        TcpOption::NoOp => "nop",
        TcpOption::Mss(_) => "mss",
        TcpOption::WindowScale(_) => "wscale",
        TcpOption::SackPermitted => "sackOK",
        TcpOption::Timestamps { .. } => "TS",
        TcpOption::UserTimeout(_) => "uto",
        TcpOption::EndOfList | TcpOption::Sack(_) | TcpOption::Unknown { .. } => "?",
    });
    let words: Vec<&str> = words.chain(std::iter::repeat_n("eol", padding)).collect();
    words.join(" ")
}

#[test]
fn each_system_is_known_by_the_order_and_padding_of_its_syn() {
    use Item::{Mss, SackPermitted, Timestamps, WindowScale};
    let sets: [&[Item]; 6] = [
        &[Mss, WindowScale, SackPermitted, Timestamps],
        &[Mss, WindowScale, SackPermitted],
        &[Mss, WindowScale, Timestamps],
        &[Mss, SackPermitted],
        &[Mss, Timestamps],
        &[Mss],
    ];
    let found = |layout: &SynLayout| sets.map(|set| words(layout, set));
    assert_eq!(
        found(&LINUX),
        [
            "mss sackOK TS nop wscale",
            "mss nop nop sackOK nop wscale",
            "mss nop nop TS nop wscale",
            "mss nop nop sackOK",
            "mss nop nop TS",
            "mss"
        ]
    );
    assert_eq!(
        found(&FREEBSD),
        [
            "mss nop wscale sackOK TS",
            "mss nop wscale sackOK eol eol",
            "mss nop wscale nop nop TS",
            "mss sackOK eol eol",
            "mss nop nop TS",
            "mss"
        ]
    );
    assert_eq!(
        found(&WINDOWS),
        [
            "mss nop wscale sackOK TS",
            "mss nop wscale nop nop sackOK",
            "mss nop wscale nop nop TS",
            "mss nop nop sackOK",
            "mss nop nop TS",
            "mss"
        ]
    );
}
