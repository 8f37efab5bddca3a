use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bytes::Bytes;

use super::{IpError, IpHeader, Ipv4Header, Ipv6Header, PROTOCOL_TCP};
use crate::wire::{Content, Ecn, Icmp, Packet, Quoted, Segment};

/// UDP from 192.168.0.1 to 192.168.0.199, whose checksum the literature gives: 0xb861.
const V4: [u8; 20] = [
    0x45, 0x00, 0x00, 0x73, 0x00, 0x00, 0x40, 0x00, 0x40, 0x11, 0xb8, 0x61, 0xc0, 0xa8, 0x00, 0x01,
    0xc0, 0xa8, 0x00, 0xc7,
];

fn whole() -> Bytes {
    let mut datagram = V4.to_vec();
    datagram.resize(0x73, 7);
    datagram.into()
}

/// The datagram with one octet changed.
fn with(at: usize, octet: u8) -> Bytes {
    let mut datagram = whole().to_vec();
    datagram[at] = octet;
    datagram.into()
}

fn v6() -> IpHeader {
    IpHeader::V6(Ipv6Header {
        traffic_class: 0xa5,
        flow_label: 0x12345,
        hop_limit: 9,
        ..Ipv6Header::new(Ipv6Addr::LOCALHOST, Ipv6Addr::UNSPECIFIED, 6)
    })
}

#[test]
fn every_field_of_an_ipv4_header_has_its_place() {
    let (header, payload) = IpHeader::parse(&whole()).unwrap();
    let (src, dst) = ([192, 168, 0, 1].into(), [192, 168, 0, 199].into());
    assert_eq!(header, IpHeader::V4(Ipv4Header::new(src, dst, 17)));
    assert_eq!(payload.len(), 0x73 - 20);
    assert_eq!(header.emit(&payload).unwrap(), whole());
}

#[test]
fn every_field_of_an_ipv6_header_has_its_place() {
    let datagram = v6().emit(b"hi").unwrap();
    let mut expected = vec![0x6a, 0x51, 0x23, 0x45, 0, 2, 6, 9];
    expected.extend([0; 15]);
    expected.push(1);
    expected.extend([0; 16]);
    expected.extend(b"hi");
    assert_eq!(datagram, expected);
    let read = IpHeader::parse(&datagram.into()).unwrap();
    assert_eq!(read, (v6(), Bytes::from_static(b"hi")));
}

#[test]
fn ecn_shares_its_octet_with_dscp() {
    let marked = v6().with_ecn(Ecn::Ce);
    assert_eq!((marked.ecn(), marked.traffic_class()), (Ecn::Ce, 0xa7));
    assert_eq!(marked.with_ecn(Ecn::NotEct).traffic_class(), 0xa4);
    for ecn in [Ecn::NotEct, Ecn::Ect0, Ecn::Ect1, Ecn::Ce] {
        assert_eq!(v6().with_ecn(ecn).ecn(), ecn);
    }
}

#[test]
fn a_packet_comes_out_of_its_datagram_as_it_went_in() {
    let (src, dst) = (Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 2));
    let segment: Segment = "<SEQ=100><ACK=301><CTL=ACK><DATA=5>".parse().unwrap();
    let packet = Packet::new(src.into(), dst.into(), segment.clone()).marked(Ecn::Ect0);
    let datagram = Bytes::from(packet.to_datagram().unwrap());
    assert_eq!(datagram.len(), packet.wire_len());
    let read = Packet::from_datagram(&datagram).unwrap();
    assert_eq!(read.ecn, Ecn::Ect0);
    assert_eq!(read.open(), Ok(Content::Segment(segment)));
}

#[test]
fn an_icmp_message_travels_under_the_number_of_its_version() {
    for (src, dst) in [("10.0.0.1", "10.0.0.2"), ("fd00::1", "fd00::2")] {
        let (src, dst): (IpAddr, IpAddr) = (src.parse().unwrap(), dst.parse().unwrap());
        let message = Icmp {
            kind: if src.is_ipv4() { 3 } else { 1 },
            code: 1,
            mtu: 0,
            quoted: Quoted {
                src: dst,
                dst: src,
                src_port: 80,
                dst_port: 1,
                seq: 7.into(),
            },
        };
        let packet = Packet::icmp(src, dst, message);
        let datagram = Bytes::from(packet.to_datagram().unwrap());
        let read = Packet::from_datagram(&datagram).unwrap();
        assert_eq!(read.open(), Ok(Content::Icmp(message)));
    }
}

#[test]
fn what_is_neither_tcp_nor_icmp_is_no_packet() {
    let protocol = 17;
    assert_eq!(
        Packet::from_datagram(&whole()),
        Err(IpError::Protocol { protocol })
    );
}

#[test]
fn options_of_ipv4_are_stepped_over() {
    let mut datagram = whole().to_vec();
    datagram[0] = 0x46;
    datagram.splice(20..20, [1, 1, 1, 0]);
    datagram[3] += 4;
    // One word more in the header length and four octets more in the total; the word of options itself.
    let sum = 0xb861_u16 - 0x0100 - 4 - 0x0101 - 0x0100;
    datagram[10..12].copy_from_slice(&sum.to_be_bytes());
    let (_, payload) = IpHeader::parse(&datagram.into()).unwrap();
    assert_eq!(payload, whole().slice(20..));
}

#[test]
fn what_a_link_has_padded_is_cut_off() {
    let mut datagram = whole().to_vec();
    datagram.extend([0; 9]);
    let (_, payload) = IpHeader::parse(&datagram.into()).unwrap();
    assert_eq!(payload.len(), 0x73 - 20);
}

#[test]
fn a_quote_may_end_early_and_have_an_old_checksum() {
    let mut quote = V4.to_vec();
    quote[8] = 1;
    quote.extend([7; 8]);
    let quote = Bytes::from(quote);
    let (header, payload) = IpHeader::parse_quoted(&quote).unwrap();
    assert_eq!((header.protocol(), payload.len()), (17, 8));
    assert_eq!(IpHeader::parse(&quote), Err(IpError::Checksum));
}

#[test]
fn what_cannot_be_a_datagram_is_refused_with_its_reason() {
    let refused = |datagram: Bytes| IpHeader::parse(&datagram).unwrap_err();
    assert_eq!(refused(Bytes::new()), IpError::Header { length: 0 });
    assert_eq!(refused(whole().slice(..19)), IpError::Header { length: 19 });
    assert_eq!(refused(with(0, 0x55)), IpError::Version { version: 5 });
    assert_eq!(refused(with(0, 0x44)), IpError::Length { length: 16 });
    assert_eq!(refused(with(3, 19)), IpError::Length { length: 19 });
    assert_eq!(refused(with(8, 0x41)), IpError::Checksum);
    assert_eq!(refused(with(6, 0x20)), IpError::Fragment);
    assert_eq!(refused(with(7, 0x01)), IpError::Fragment);
    let (length, announced) = (100, 0x73);
    let truncated = IpError::Truncated { length, announced };
    assert_eq!(refused(whole().slice(..100)), truncated);
    assert_eq!(
        refused(Bytes::from_static(&[0x6f; 39])),
        IpError::Header { length: 39 }
    );
}

#[test]
fn a_header_length_past_the_end_is_refused() {
    let datagram = with(0, 0x4f).slice(..40);
    let refused = IpHeader::parse(&datagram);
    assert_eq!(refused, Err(IpError::Header { length: 40 }));
}

#[test]
fn sixteen_bits_announce_the_length() {
    let most = vec![0; 65_535];
    assert!(v6().emit(&most).is_ok());
    let (src, dst) = (IpAddr::from([1, 2, 3, 4]), IpAddr::from([5, 6, 7, 8]));
    let header = IpHeader::tcp(src, dst).unwrap();
    assert_eq!(header.protocol(), PROTOCOL_TCP);
    assert!(header.emit(&most[..65_515]).is_ok());
    let length = 65_516;
    assert_eq!(
        header.emit(&most[..length]),
        Err(IpError::TooLong { length })
    );
}

#[test]
fn addresses_of_two_versions_have_no_header() {
    let (src, dst) = (Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into());
    assert_eq!(IpHeader::tcp(src, dst), Err(IpError::Families { src, dst }));
}
