use super::{NotationError, pattern};
use crate::wire::{Flags, MAX_PAYLOAD_OCTETS, Segment, TcpOption, UNSTATED_WINDOW};

#[track_caller]
fn read(text: &str) -> Segment {
    text.parse().unwrap()
}

#[track_caller]
fn refused(text: &str) -> NotationError {
    text.parse::<Segment>().unwrap_err()
}

fn expected(offset: usize, found: &str, expected: &'static str) -> NotationError {
    NotationError::Expected {
        offset,
        found: found.into(),
        expected,
    }
}

fn number(offset: usize, found: &str, max: u32) -> NotationError {
    NotationError::Number {
        offset,
        found: found.into(),
        max,
    }
}

#[test]
fn the_segments_of_the_rfcs_figures_read_and_write_alike() {
    // RFC 9293, figures 6 to 13.
    for text in [
        "<SEQ=100><CTL=SYN>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK>",
        "<SEQ=101><ACK=301><CTL=ACK>",
        "<SEQ=101><ACK=301><CTL=ACK><DATA=1>",
        "<SEQ=91><CTL=RST>",
        "<SEQ=100><CTL=RST>",
        "<SEQ=0><ACK=101><CTL=RST,ACK>",
        "<SEQ=100><ACK=300><CTL=FIN,ACK>",
        "<SEQ=301><ACK=142><CTL=ACK>",
    ] {
        assert_eq!(read(text).to_string(), text);
    }
}

#[test]
fn the_full_form_adds_window_and_options() {
    let text = "<SEQ=1><ACK=2><CTL=ACK,URG><WND=512><MSS=1460><WS=7><SACKOK><TS=1:2>\
                <SACK=5:10><OPT=254:0aff><URG=3><DATA=5>";
    let segment = read(text);
    assert_eq!(segment.full().to_string(), text);
    assert_eq!(
        segment.to_string(),
        "<SEQ=1><ACK=2><CTL=ACK,URG><URG=3><DATA=5>"
    );
}

#[test]
fn alignment_is_left_out_of_the_full_form() {
    let mut segment = read("<CTL=SYN>");
    segment.options.push(TcpOption::NoOp).unwrap();
    segment.options.push(TcpOption::WindowScale(7)).unwrap();
    segment.options.push(TcpOption::EndOfList).unwrap();
    assert_eq!(
        segment.full().to_string(),
        "<SEQ=0><CTL=SYN><WND=65535><WS=7>"
    );
}

#[test]
fn the_acknowledgment_is_written_only_when_it_counts() {
    let segment = Segment {
        ack: 7.into(),
        urgent: 7,
        flags: Flags::SYN,
        ..Segment::default()
    };
    assert_eq!(segment.to_string(), "<SEQ=0><CTL=SYN>");
}

#[test]
fn items_come_in_any_order_and_case_with_space_between_them() {
    let ordered = read("<SEQ=1><ACK=2><CTL=SYN,ACK><WND=3>");
    assert_eq!(read(" <ctl=syn,ack>\n<Wnd=3>\t<ACK=2> <SEQ=1> "), ordered);
}

#[test]
fn what_is_left_out_is_zero_but_the_window_is_open() {
    let segment = Segment {
        window: UNSTATED_WINDOW,
        ..Segment::default()
    };
    assert_eq!(read("<CTL=>"), segment);
}

#[test]
fn ports_and_blocks_have_items_too() {
    let segment = read("<SPORT=40000><DPORT=80><CTL=ACK><SACK=5:10,20:30>");
    assert_eq!((segment.src_port, segment.dst_port), (40_000, 80));
    assert_eq!(
        format!("{:?}", segment.options.sack().unwrap()),
        "[5..10, 20..30]"
    );
}

#[test]
fn data_is_a_number_of_octets_or_a_text() {
    assert_eq!(
        read("<CTL=ACK><DATA=28>").payload,
        "abcdefghijklmnopqrstuvwxyzab"
    );
    assert_eq!(read("<CTL=ACK><DATA=28>").payload, pattern(28));
    assert_eq!(read("<CTL=ACK><DATA=0>").payload, "");
    assert_eq!(read(r#"<CTL=ACK><DATA="hello">"#).payload, "hello");
    assert_eq!(read(r#"<DATA=""><CTL=ACK>"#).payload, "");
    assert_eq!(
        read(r#"<DATA="a>b é \"\\\r\n\t"><CTL=ACK>"#).payload,
        "a>b é \"\\\r\n\t"
    );
}

#[test]
fn an_acknowledgment_or_urgent_pointer_without_its_bit_is_refused() {
    let without = |offset, flag| NotationError::WithoutFlag { offset, flag };
    assert_eq!(refused("<SEQ=1><ACK=2><CTL=SYN>"), without(8, "ACK"));
    assert_eq!(refused("<CTL=ACK><URG=2>"), without(10, "URG"));
    let text = "at 8: ACK=… has a meaning only when CTL contains ACK";
    assert_eq!(without(8, "ACK").to_string(), text);
}

#[test]
fn control_bits_are_required() {
    assert_eq!(refused("<SEQ=1>"), NotationError::NoControl { offset: 7 });
    assert_eq!(refused(""), NotationError::NoControl { offset: 0 });
}

#[test]
fn unknown_names_are_shown_with_their_place() {
    let item = |offset, found: &str| NotationError::UnknownItem {
        offset,
        found: found.into(),
    };
    assert_eq!(refused("<SEQ=1><SEK=2>"), item(8, "SEK"));
    assert_eq!(refused("<=1>"), item(1, ""));
    let flag = NotationError::UnknownFlag {
        offset: 16,
        found: "ACC".into(),
    };
    assert_eq!(refused("<SEQ=1><CTL=SYN,ACC>"), flag);
}

#[test]
fn a_second_item_or_bit_is_refused() {
    let twice = |offset, found: &str| NotationError::Duplicate {
        offset,
        found: found.into(),
    };
    assert_eq!(refused("<SEQ=1><CTL=SYN><seq=1>"), twice(17, "seq"));
    assert_eq!(refused("<CTL=SYN,SYN>"), twice(9, "SYN"));
    assert_eq!(refused("<CTL=ACK><SACK=1:2><SACK=3:4>"), twice(20, "SACK"));
    assert_eq!(read("<CTL=ACK><OPT=99:><OPT=99:>").options.len(), 4);
}

#[test]
fn numbers_out_of_range_are_shown_with_the_largest_allowed() {
    for (text, error) in [
        ("<SEQ=4294967296>", number(5, "4294967296", u32::MAX)),
        ("<SEQ=-1>", number(5, "-1", u32::MAX)),
        ("<SEQ=+1>", number(5, "+1", u32::MAX)),
        ("<SEQ=>", number(5, "", u32::MAX)),
        ("<SEQ= 1>", number(5, " 1", u32::MAX)),
        ("<WND=65536>", number(5, "65536", 65_535)),
        ("<WS=256>", number(4, "256", 255)),
        ("<TS=1:x>", number(6, "x", u32::MAX)),
        ("<SACK=1:2,3:y>", number(12, "y", u32::MAX)),
        ("<OPT=256:>", number(5, "256", 255)),
        ("<DATA=x>", number(6, "x", u32::MAX)),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
}

#[test]
fn a_broken_form_is_shown_with_what_belongs_there() {
    for (text, error) in [
        ("SEQ=1", expected(0, "SEQ=1", "'<'")),
        ("<SEQ 1>", expected(4, " 1>", "'='")),
        ("<SEQ=1", expected(6, "", "'>'")),
        ("<SEQ=1>,<CTL=SYN>", expected(7, ",<CTL=SYN>", "'<'")),
        ("<SACKOK=1>", expected(7, "=1>", "'>'")),
        ("<TS=1>", expected(4, "1", "TSval:TSecr")),
        ("<SACK=>", expected(6, "", "left:right")),
        ("<SACK=1:2,>", expected(10, "", "left:right")),
        (
            "<SACK=1:2,1:2,1:2,1:2,7:8>",
            expected(22, "7:8", "at most four SACK blocks"),
        ),
        ("<OPT=99>", expected(5, "99", "kind:hexadecimal data")),
        (
            "<OPT=9:abc>",
            expected(7, "abc", "pairs of hexadecimal digits, at most 40"),
        ),
        (
            "<OPT=9:xy>",
            expected(7, "xy", "pairs of hexadecimal digits, at most 40"),
        ),
        ("<DATA=\"a", expected(8, "", "'\"'")),
        (
            r#"<DATA="\x">"#,
            expected(7, r#"\x">"#, r#"\", \\, \n, \r or \t"#),
        ),
        (r#"<DATA="a"b>"#, expected(9, "b>", "'>'")),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
}

#[test]
fn options_and_payloads_have_their_bounds() {
    let text = "<CTL=ACK><SACK=1:2,3:4,5:6,7:8><TS=1:2>";
    let full = NotationError::OptionsFull {
        offset: 35,
        kind: 8,
        needed: 10,
        room: 6,
    };
    assert_eq!(refused(text), full);
    let long = NotationError::PayloadTooLong {
        offset: 6,
        length: MAX_PAYLOAD_OCTETS + 1,
    };
    assert_eq!(refused(&format!("<DATA={}>", MAX_PAYLOAD_OCTETS + 1)), long);
    let text = "x".repeat(MAX_PAYLOAD_OCTETS + 1);
    assert_eq!(refused(&format!("<DATA=\"{text}\">")), long);
}

#[test]
fn errors_repeat_only_the_beginning_of_what_they_found() {
    let error = refused(&"é".repeat(10_000));
    assert_eq!(error, expected(0, &"é".repeat(24), "'<'"));
}

#[test]
fn errors_serialize_with_a_code_and_their_place() {
    let json = serde_json::to_string(&refused("<SEK=1>")).unwrap();
    assert_eq!(json, r#"{"code":"unknownItem","offset":1,"found":"SEK"}"#);
}
