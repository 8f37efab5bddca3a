use core::net::IpAddr;

use bytes::Bytes;

use super::{Icmp, IcmpError, Quoted};
use crate::wire::ParseError;

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn quoted(src: &str, dst: &str) -> Quoted {
    Quoted {
        src: address(src),
        dst: address(dst),
        src_port: 1024,
        dst_port: 80,
        seq: 0x0102_0304.into(),
    }
}

fn v4(kind: u8, code: u8) -> Icmp {
    Icmp {
        kind,
        code,
        mtu: 0,
        quoted: quoted("192.0.2.1", "198.51.100.2"),
    }
}

fn v6(kind: u8, code: u8) -> Icmp {
    Icmp {
        quoted: quoted("2001:db8::1", "2001:db8::2"),
        ..v4(kind, code)
    }
}

/// The octets on the way from a router to the host that is quoted.
fn octets(message: &Icmp) -> (Vec<u8>, IpAddr, IpAddr) {
    let router = if message.quoted.src.is_ipv4() {
        address("203.0.113.9")
    } else {
        address("2001:db8::9")
    };
    let dst = message.quoted.src;
    (message.emit(router, dst), router, dst)
}

#[test]
fn a_message_over_ipv4_has_these_octets() {
    let message = Icmp::too_big(1200, quoted("192.0.2.1", "198.51.100.2"));
    let (octets, ..) = octets(&message);
    let expected = [
        // type, code, checksum, unused, next-hop MTU
        3, 4, 0xef, 0xf5, 0, 0, 0x04, 0xb0, //
        // the quoted IP header
        0x45, 0, 0, 28, 0, 0, 0x40, 0, 64, 6, 0x4e, 0xa5, 192, 0, 2, 1, 198, 51, 100, 2, //
        // ports and SEQ
        0x04, 0, 0, 80, 1, 2, 3, 4,
    ];
    assert_eq!(octets, expected);
}

#[test]
fn every_message_survives_its_octets() {
    let mut messages = vec![
        Icmp::too_big(1280, v6(0, 0).quoted),
        Icmp::too_big(65_535, v4(0, 0).quoted),
    ];
    messages.extend((0..16).map(|code| v4(3, code)));
    messages.extend((0..7).map(|code| v6(1, code)));
    messages.extend([v4(4, 0), v4(11, 1), v4(12, 2), v6(3, 0), v6(4, 1)]);
    for message in messages {
        let (octets, src, dst) = octets(&message);
        assert_eq!(octets.len(), message.octets());
        assert_eq!(Icmp::parse(&Bytes::from(octets), src, dst), Ok(message));
    }
}

#[test]
fn any_flipped_bit_is_noticed() {
    for message in [v4(3, 1), v6(1, 3)] {
        let (octets, src, dst) = octets(&message);
        for bit in 0..octets.len() * 8 {
            let mut flipped = octets.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let verdict = Icmp::parse(&Bytes::from(flipped), src, dst);
            assert!(
                matches!(verdict, Err(ParseError::IcmpChecksum { .. })),
                "{bit}"
            );
        }
    }
}

#[test]
fn no_prefix_of_a_message_is_read() {
    for message in [v4(3, 1), v6(1, 3)] {
        let (octets, src, dst) = octets(&message);
        for length in 0..octets.len() {
            let mut cut = octets[..length].to_vec();
            if length >= 8 {
                cut[2..4].fill(0);
                let sum = super::checksum(cut[..8].first_chunk().unwrap(), &cut[8..], src, dst);
                cut[2..4].copy_from_slice(&sum.to_be_bytes());
            }
            let verdict = Icmp::parse(&Bytes::from(cut), src, dst);
            let expected = if length < 8 {
                ParseError::IcmpTruncated { length }
            } else {
                ParseError::IcmpQuotation
            };
            assert_eq!(verdict, Err(expected));
        }
    }
}

#[test]
fn a_quotation_of_anything_but_tcp_is_refused() {
    for (message, protocol) in [(v4(3, 3), 8 + 9), (v6(1, 4), 8 + 6)] {
        let (mut octets, src, dst) = octets(&message);
        octets[protocol] = 17;
        octets[2..4].fill(0);
        let sum = super::checksum(octets[..8].first_chunk().unwrap(), &octets[8..], src, dst);
        octets[2..4].copy_from_slice(&sum.to_be_bytes());
        let verdict = Icmp::parse(&Bytes::from(octets), src, dst);
        assert_eq!(verdict, Err(ParseError::IcmpQuotation));
    }
}

#[test]
fn both_versions_mean_the_same_by_different_numbers() {
    let same = [
        (v4(3, 0), v6(1, 0), IcmpError::NetUnreachable),
        (v4(3, 1), v6(1, 3), IcmpError::HostUnreachable),
        (v4(3, 3), v6(1, 4), IcmpError::PortUnreachable),
        (v4(3, 13), v6(1, 1), IcmpError::Prohibited),
        (v4(3, 4), v6(2, 0), IcmpError::TooBig { mtu: 0 }),
        (v4(11, 0), v6(3, 0), IcmpError::TimeExceeded),
        (v4(12, 0), v6(4, 0), IcmpError::ParameterProblem),
    ];
    for (one, other, meaning) in same {
        assert_eq!((one.error(), other.error()), (Some(meaning), Some(meaning)));
    }
}

#[test]
fn a_redirect_an_echo_and_unknown_codes_are_no_errors() {
    for message in [
        v4(5, 0),
        v4(0, 0),
        v4(8, 0),
        v4(3, 16),
        v6(128, 0),
        v6(137, 0),
        v6(1, 7),
    ] {
        assert_eq!(message.error(), None);
    }
}

#[test]
fn as_text_it_says_type_code_and_number() {
    assert_eq!(v4(3, 1).to_string(), "<ICMP=3/1><SEQ=16909060>");
    let message = Icmp::too_big(1400, v6(0, 0).quoted);
    assert_eq!(message.to_string(), "<ICMP=2/0><MTU=1400><SEQ=16909060>");
}

#[test]
fn messages_survive_json() {
    for message in [v4(3, 1), Icmp::too_big(1400, v6(0, 0).quoted)] {
        let json = serde_json::to_string(&message).unwrap();
        assert_eq!(
            serde_json::from_str::<Icmp>(&json).unwrap(),
            message,
            "{json}"
        );
    }
}
