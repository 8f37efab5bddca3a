use core::net::IpAddr;

use bytes::Bytes;

use super::{Body, Content, Packet};
use crate::wire::{Ecn, Icmp, ParseError, Quoted, Segment, TcpOption};

#[track_caller]
fn packet(src: &str, dst: &str, text: &str) -> Packet {
    Packet::new(
        src.parse().unwrap(),
        dst.parse().unwrap(),
        text.parse().unwrap(),
    )
}

fn over_ipv4(text: &str) -> Packet {
    packet("192.0.2.1", "192.0.2.2", text)
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn an_intact_packet_hands_over_its_segment() {
    let packet = over_ipv4("<SEQ=1><CTL=SYN>");
    let segment: Segment = "<SEQ=1><CTL=SYN>".parse().unwrap();
    assert_eq!(packet.segment(), Some(&segment));
    assert_eq!(packet.open(), Ok(Content::Segment(segment)));
}

#[test]
fn the_length_on_the_wire_counts_ip_header_tcp_header_and_payload() {
    assert_eq!(over_ipv4("<CTL=ACK>").wire_len(), 40);
    assert_eq!(over_ipv4("<CTL=SYN><WS=7>").wire_len(), 44);
    assert_eq!(over_ipv4("<CTL=ACK><DATA=1460>").wire_len(), 1500);
    assert_eq!(
        packet("2001:db8::1", "2001:db8::2", "<CTL=ACK><DATA=5>").wire_len(),
        65
    );
}

#[test]
fn corruption_keeps_the_length_and_flips_the_bit_asked_for() {
    let mut packet = over_ipv4("<CTL=ACK><DATA=5>");
    let intact = packet.segment().unwrap().emit(packet.src, packet.dst);
    let before = packet.wire_len();
    packet.corrupt(8 + 3);
    assert_eq!(packet.wire_len(), before);
    let Body::Bytes(corrupt) = &packet.body else {
        panic!("still a segment")
    };
    assert_eq!(corrupt[1], intact[1] ^ 0b0001_0000);
    assert_eq!(packet.segment(), None);
    let error = packet.clone().open().unwrap_err();
    assert!(matches!(error, ParseError::Checksum { .. }), "{error}");
}

#[test]
fn the_bit_is_taken_modulo_the_length_and_the_same_bit_twice_is_harmless() {
    let mut packet = over_ipv4("<CTL=ACK><DATA=5>");
    let segment = packet.segment().unwrap().clone();
    packet.corrupt(3);
    packet.corrupt(3 + 25 * 8);
    assert_eq!(packet.open(), Ok(Content::Segment(segment)));
}

#[test]
fn a_body_without_octets_cannot_be_corrupted() {
    let body = Body::Bytes(Bytes::new());
    let mut packet = Packet {
        src: address("::1"),
        dst: address("::1"),
        ecn: Ecn::NotEct,
        body,
    };
    packet.corrupt(9);
    assert_eq!(packet.body, Body::Bytes(Bytes::new()));
    assert_eq!(packet.open(), Err(ParseError::Truncated { length: 0 }));
}

#[test]
fn a_segment_gets_the_verdict_its_octets_would_get() {
    let mut forged = Segment::default();
    forged
        .options
        .push(TcpOption::Unknown {
            kind: 2,
            data: &[5],
        })
        .unwrap();
    let long = Segment {
        payload: Bytes::from(vec![0; 65_535]),
        ..Segment::default()
    };
    let mixed = (address("192.0.2.1"), address("::1"));
    let same = (address("::1"), address("::1"));
    for (segment, (src, dst)) in [(forged, same), (long, same), (Segment::default(), mixed)] {
        let octets = segment.emit(src, dst).into();
        let as_octets = Packet {
            src,
            dst,
            ecn: Ecn::NotEct,
            body: Body::Bytes(octets),
        }
        .open();
        let as_segment = Packet::new(src, dst, segment).open();
        assert_eq!(as_segment, as_octets);
        assert!(as_segment.is_err());
    }
}

#[test]
fn packets_survive_json() {
    let mut packet = over_ipv4("<SEQ=1><CTL=SYN><MSS=1460>");
    for _ in 0..2 {
        let json = serde_json::to_string(&packet).unwrap();
        assert_eq!(
            serde_json::from_str::<Packet>(&json).unwrap(),
            packet,
            "{json}"
        );
        packet.corrupt(100);
    }
}

/// "Fragmentation needed" about a segment that 192.0.2.1 sent.
fn too_big() -> Packet {
    let quoted = Quoted {
        src: address("192.0.2.1"),
        dst: address("192.0.2.2"),
        src_port: 1024,
        dst_port: 80,
        seq: 100.into(),
    };
    Packet::icmp(
        address("192.0.2.254"),
        quoted.src,
        Icmp::too_big(1200, quoted),
    )
}

#[test]
fn a_packet_with_an_icmp_message_hands_over_the_message() {
    let packet = too_big();
    let Body::Icmp(message) = packet.body else {
        panic!("not a message")
    };
    assert_eq!(packet.segment(), None);
    assert_eq!(packet.wire_len(), 20 + 8 + 20 + 8);
    assert_eq!(packet.open(), Ok(Content::Icmp(message)));
}

#[test]
fn a_corrupted_icmp_message_is_still_given_to_icmp_and_refused() {
    let mut packet = too_big();
    packet.corrupt(70);
    assert!(matches!(packet.body, Body::IcmpBytes(_)));
    assert!(matches!(
        packet.clone().open(),
        Err(ParseError::IcmpChecksum { .. })
    ));
    packet.corrupt(70);
    assert!(matches!(packet.open(), Ok(Content::Icmp(_))));
}

#[test]
fn a_message_about_the_other_version_of_ip_is_refused() {
    let mut packet = too_big();
    (packet.src, packet.dst) = (address("::1"), address("::2"));
    assert_eq!(packet.open(), Err(ParseError::IcmpQuotation));
}

#[test]
fn the_codepoint_is_left_out_of_json_unless_there_is_one() {
    let plain = over_ipv4("<CTL=ACK>");
    assert!(!serde_json::to_string(&plain).unwrap().contains("ecn"));
    for packet in [plain.marked(Ecn::Ce), too_big().marked(Ecn::Ect0)] {
        let json = serde_json::to_string(&packet).unwrap();
        assert_eq!(
            serde_json::from_str::<Packet>(&json).unwrap(),
            packet,
            "{json}"
        );
    }
}
