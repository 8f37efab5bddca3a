use core::net::IpAddr;

use bytes::Bytes;

use crate::wire::{Flags, ParseError, Segment, SeqNum, TcpOption};

const A: IpAddr = IpAddr::V4(core::net::Ipv4Addr::new(192, 0, 2, 1));
const B: IpAddr = IpAddr::V4(core::net::Ipv4Addr::new(192, 0, 2, 2));

#[track_caller]
fn read(text: &str) -> Segment {
    text.parse().unwrap()
}

#[track_caller]
fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn octets(hexadecimal: &str) -> Bytes {
    let digits: Vec<u8> = hexadecimal
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

/// The octets with a right checksum again.
fn sealed(mut octets: Vec<u8>) -> Bytes {
    octets[16..18].fill(0);
    let sum = super::Checksum::pseudo_header(A, B, octets.len())
        .and(&octets)
        .finish();
    octets[16..18].copy_from_slice(&sum.to_be_bytes());
    octets.into()
}

#[test]
fn every_field_has_its_place() {
    let segment = Segment {
        src_port: 0x0102,
        dst_port: 0x0304,
        seq: SeqNum::new(0x0506_0708),
        ack: SeqNum::new(0x090a_0b0c),
        flags: Flags::SYN | Flags::R3,
        window: 0x0d0e,
        urgent: 0x0f10,
        ..read("<CTL=><WS=7><DATA=\"hi\">")
    };
    let emitted = segment.emit(A, B);
    let [high, low] = segment.checksum(A, B).to_be_bytes();
    let expected = [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0x68, 0x02, 13, 14, high, low, 15, 16, 3, 3, 7, 0,
        b'h', b'i',
    ];
    assert_eq!(emitted, expected);
    assert_eq!(Segment::parse(&emitted.into(), A, B), Ok(segment));
}

#[test]
fn a_reset_made_by_a_kernel_over_ipv4_reads_and_writes_alike() {
    let bytes = octets("0009850e 00000000 a7c064e0 50140000 20160000");
    let local = address("127.0.0.1");
    let segment = Segment::parse(&bytes, local, local).unwrap();
    assert_eq!(segment.to_string(), "<SEQ=0><ACK=2814403808><CTL=RST,ACK>");
    assert_eq!(
        (segment.src_port, segment.dst_port, segment.window),
        (9, 34_062, 0)
    );
    assert_eq!(segment.emit(local, local), bytes);
}

#[test]
fn a_payload_of_odd_length_summed_by_a_kernel_over_ipv6_reads_and_writes_alike() {
    let bytes = octets("9c400050 000003e8 000007d0 50180200 c1ab0000 68656c6c6f");
    let local = address("::1");
    let segment = Segment::parse(&bytes, local, local).unwrap();
    assert_eq!(
        segment.full().to_string(),
        "<SEQ=1000><ACK=2000><CTL=PSH,ACK><WND=512><DATA=5>"
    );
    assert_eq!(segment.payload, "hello");
    assert_eq!(segment.emit(local, local), bytes);
}

#[test]
fn the_syn_of_rfc_9235_section_6_1_1_reads_and_writes_alike() {
    let bytes = octets(
        "f7e400b3 176a833f 00000000 e002ffff 47210000 020405a0 01030308 0402080a 0041d087 00000000
         1d103d54 9033ec3d 7334b64c 5edd039f",
    );
    let (src, dst) = (address("fd00::1"), address("fd00::2"));
    let segment = Segment::parse(&bytes, src, dst).unwrap();
    let text = "<SEQ=392856383><CTL=SYN><WND=65535><MSS=1440><WS=8><SACKOK><TS=4313223:0>\
                <OPT=29:3d549033ec3d7334b64c5edd039f>";
    assert_eq!(segment.full().to_string(), text);
    assert_eq!(segment.header_len(), 56);
    assert_eq!(segment.emit(src, dst), bytes);
}

#[test]
fn reserved_bits_are_kept_and_do_not_disturb() {
    for bits in 0..=0xfff {
        let segment = Segment {
            flags: Flags::from_bits_truncate(bits),
            ..Segment::default()
        };
        assert_eq!(
            Segment::parse(&segment.emit(A, B).into(), A, B),
            Ok(segment)
        );
    }
}

#[test]
fn bits_that_do_not_exist_do_not_reach_the_data_offset() {
    let segment = Segment {
        flags: Flags::from_bits_retain(0xffff),
        ..Segment::default()
    };
    let read = Segment::parse(&segment.emit(A, B).into(), A, B).unwrap();
    assert_eq!(read.flags, Flags::all());
}

#[test]
fn the_payload_shares_the_memory_it_was_read_from() {
    let bytes = Bytes::from(read("<CTL=ACK><MSS=1460><DATA=5>").emit(A, B));
    let segment = Segment::parse(&bytes, A, B).unwrap();
    assert_eq!(segment.payload.as_ptr(), bytes[24..].as_ptr());
}

#[test]
fn emitting_into_a_buffer_appends() {
    let segment = read("<CTL=ACK><DATA=5>");
    let mut out = vec![1, 2, 3];
    segment.emit_into(&mut out, A, B);
    assert_eq!(out[..3], [1, 2, 3]);
    assert_eq!(out[3..], segment.emit(A, B));
}

#[test]
fn fewer_octets_than_a_header_are_refused() {
    for length in 0..20 {
        let error = Segment::parse(&vec![0; length].into(), A, B).unwrap_err();
        assert_eq!(error, ParseError::Truncated { length });
        assert_eq!(error.offset(), length);
    }
}

#[test]
fn more_octets_than_a_datagram_announces_are_refused() {
    let mut octets = Segment::default().emit(A, B);
    octets.resize(65_535, 0);
    assert!(Segment::parse(&sealed(octets.clone()), A, B).is_ok());
    octets.push(0);
    let error = Segment::parse(&sealed(octets), A, B).unwrap_err();
    assert_eq!(error, ParseError::TooLong { length: 65_536 });
}

#[test]
fn a_wrong_checksum_is_shown_beside_the_right_one() {
    // RFC 9293, 3.1, MUST-3.
    for text in ["<CTL=ACK>", "<CTL=ACK><DATA=4>", "<CTL=ACK><DATA=5>"] {
        let segment = read(text);
        let computed = segment.checksum(A, B);
        let mut octets = segment.emit(A, B);
        octets[16] ^= 0x12;
        let error = Segment::parse(&octets.into(), A, B).unwrap_err();
        assert_eq!(
            error,
            ParseError::Checksum {
                found: computed ^ 0x1200,
                computed
            }
        );
        assert_eq!(error.offset(), 16);
    }
}

#[test]
fn the_checksum_covers_the_addresses() {
    let bytes = Bytes::from(read("<CTL=ACK>").emit(A, B));
    let elsewhere = address("192.0.2.3");
    let error = Segment::parse(&bytes, A, elsewhere).unwrap_err();
    assert!(matches!(error, ParseError::Checksum { .. }), "{error}");
}

#[test]
fn a_data_offset_outside_the_segment_is_refused() {
    for (why, words) in [
        ("inside the fixed header", 4),
        ("none", 0),
        ("past the end", 6),
    ] {
        let mut octets = Segment::default().emit(A, B);
        octets[12] = words << 4;
        let error = Segment::parse(&sealed(octets), A, B).unwrap_err();
        assert_eq!(error, ParseError::DataOffset { words, length: 20 }, "{why}");
        assert_eq!(error.offset(), 12);
    }
}

#[test]
fn the_place_of_a_bad_option_counts_from_the_start_of_the_segment() {
    // RFC 9293, 3.1, MUST-7.
    let mut segment = Segment::default();
    segment.options.push(TcpOption::NoOp).unwrap();
    segment
        .options
        .push(TcpOption::Unknown {
            kind: 2,
            data: &[5],
        })
        .unwrap();
    let error = Segment::parse(&segment.emit(A, B).into(), A, B).unwrap_err();
    assert_eq!(
        error,
        ParseError::OptionLength {
            kind: 2,
            offset: 22,
            length: 3
        }
    );
}

#[test]
fn addresses_of_two_families_are_refused() {
    let error = Segment::parse(&Bytes::new(), A, address("::1")).unwrap_err();
    assert_eq!(
        error,
        ParseError::AddressFamilies {
            src: A,
            dst: address("::1")
        }
    );
}

#[test]
fn errors_serialize_with_a_code_and_their_numbers() {
    let json = |error: &ParseError| serde_json::to_string(error).unwrap();
    let error = ParseError::Checksum {
        found: 1,
        computed: 2,
    };
    assert_eq!(
        json(&error),
        r#"{"code":"checksum","found":1,"computed":2}"#
    );
    let error = ParseError::OptionLength {
        kind: 2,
        offset: 21,
        length: 3,
    };
    assert_eq!(
        json(&error),
        r#"{"code":"optionLength","kind":2,"offset":21,"length":3}"#
    );
}
