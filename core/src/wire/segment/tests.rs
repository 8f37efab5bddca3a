use bytes::Bytes;

use super::Segment;
use crate::wire::{Flags, MAX_PAYLOAD_OCTETS, Options, SeqNum, TcpOption, UNSTATED_WINDOW};

#[track_caller]
fn read(text: &str) -> Segment {
    text.parse().unwrap()
}

#[track_caller]
fn refused(json: &str) -> String {
    serde_json::from_str::<Segment>(json)
        .unwrap_err()
        .to_string()
}

#[test]
fn syn_and_fin_take_a_sequence_number_each_and_the_other_bits_none() {
    for (text, len) in [
        ("<CTL=ACK>", 0),
        ("<CTL=SYN>", 1),
        ("<CTL=FIN,ACK>", 1),
        ("<CTL=SYN,FIN>", 2),
        ("<CTL=ACK><DATA=5>", 5),
        ("<CTL=FIN,PSH,ACK,URG><DATA=5>", 6),
        ("<CTL=RST><DATA=5>", 5),
        ("<CTL=SYN,RST,FIN,PSH,ACK,URG,ECE,CWR,AE,R1,R2,R3>", 2),
    ] {
        assert_eq!(read(text).len(), len, "{text}");
        assert_eq!(read(text).is_empty(), len == 0, "{text}");
    }
}

#[test]
fn the_end_is_the_number_after_the_last_and_wraps() {
    assert_eq!(read("<SEQ=100><CTL=SYN>").end(), SeqNum::new(101));
    assert_eq!(read("<SEQ=100><CTL=ACK>").end(), SeqNum::new(100));
    assert_eq!(
        read("<SEQ=4294967294><CTL=FIN><DATA=5>").end(),
        SeqNum::new(4)
    );
}

#[test]
fn the_header_grows_by_whole_words() {
    assert_eq!(read("<CTL=SYN>").header_len(), 20);
    assert_eq!(read("<CTL=SYN><WS=7>").header_len(), 24);
    assert_eq!(read("<CTL=SYN><WS=7><SACKOK>").header_len(), 28);
    assert_eq!(
        read("<CTL=SYN><OPT=99:00112233445566778899aabbccdd>").header_len(),
        36
    );
}

#[test]
fn having_several_bits_means_having_all_of_them() {
    let segment = read("<CTL=SYN,ACK>");
    assert!(segment.has(Flags::SYN | Flags::ACK));
    assert!(!segment.has(Flags::SYN | Flags::FIN));
}

#[test]
fn a_segment_in_json_reads_like_its_fields() {
    let segment = Segment {
        src_port: 40_000,
        dst_port: 80,
        seq: SeqNum::new(100),
        ack: SeqNum::new(300),
        flags: Flags::PSH | Flags::ACK,
        window: 512,
        urgent: 0,
        options: Options::EMPTY.with(TcpOption::NoOp).unwrap(),
        payload: Bytes::from_static("hé".as_bytes()),
    };
    let json = concat!(
        r#"{"srcPort":40000,"dstPort":80,"seq":100,"ack":300,"flags":"PSH,ACK","window":512,"#,
        r#""urgent":0,"options":["noOp"],"payload":"hé"}"#
    );
    assert_eq!(serde_json::to_string(&segment).unwrap(), json);
    assert_eq!(serde_json::from_str::<Segment>(json).unwrap(), segment);
}

#[test]
fn only_the_flags_are_required_in_json() {
    let segment: Segment = serde_json::from_str(r#"{"flags":"SYN"}"#).unwrap();
    let expected = Segment {
        flags: Flags::SYN,
        window: UNSTATED_WINDOW,
        ..Segment::default()
    };
    assert_eq!(segment, expected);
    assert!(refused("{}").contains("missing field `flags`"));
    assert!(refused(r#"{"flags":"SYN","widow":1}"#).contains("unknown field `widow`"));
}

#[test]
fn a_payload_that_is_no_text_is_a_list_of_octets_in_json() {
    let segment = Segment {
        payload: Bytes::from_static(&[0xff, 0]),
        ..Segment::default()
    };
    let json = serde_json::to_value(&segment).unwrap();
    assert_eq!(json["payload"], serde_json::json!([255, 0]));
    assert_eq!(serde_json::from_value::<Segment>(json).unwrap(), segment);
    let same: Segment = serde_json::from_str(r#"{"flags":"","payload":[104,105]}"#).unwrap();
    assert_eq!(same.payload, "hi");
}

#[test]
fn a_payload_longer_than_a_datagram_is_refused() {
    let text = |length| format!(r#"{{"flags":"ACK","payload":"{}"}}"#, "x".repeat(length));
    assert!(serde_json::from_str::<Segment>(&text(MAX_PAYLOAD_OCTETS)).is_ok());
    assert!(refused(&text(MAX_PAYLOAD_OCTETS + 1)).contains("at most 65455 octets"));
    let list = vec!["1"; MAX_PAYLOAD_OCTETS + 1].join(",");
    assert!(refused(&format!(r#"{{"flags":"ACK","payload":[{list}]}}"#)).contains("at most"));
    assert!(refused(r#"{"flags":"ACK","payload":[256]}"#).contains("256"));
    assert!(refused(r#"{"flags":"ACK","payload":true}"#).contains("a text or a list of octets"));
}
