use super::{Options, OptionsFull, SackBlock, SackBlocks, TcpOption};
use crate::wire::ParseError;

#[track_caller]
fn area(options: &[TcpOption<'_>]) -> Options {
    let push = |area: Options, option: &TcpOption<'_>| area.with(*option);
    options.iter().try_fold(Options::EMPTY, push).unwrap()
}

#[track_caller]
fn parsed(octets: &[u8]) -> Options {
    Options::parse(octets).unwrap()
}

fn blocks(edges: &[(u32, u32)]) -> SackBlocks {
    edges
        .iter()
        .map(|(left, right)| SackBlock::new((*left).into(), (*right).into()))
        .collect()
}

fn linux_syn() -> [TcpOption<'static>; 5] {
    [
        TcpOption::Mss(1460),
        TcpOption::SackPermitted,
        TcpOption::Timestamps { value: 1, echo: 0 },
        TcpOption::NoOp,
        TcpOption::WindowScale(7),
    ]
}

#[test]
fn the_options_of_a_linux_syn_stand_as_linux_writes_them() {
    let options = area(&linux_syn());
    let octets = [
        2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7,
    ];
    assert_eq!(options.as_bytes(), octets);
    assert_eq!(options.len(), 20);
    assert_eq!(Options::parse(&octets), Ok(options));
    assert!(options.iter().eq(linux_syn()));
    assert_eq!(options.mss(), Some(1460));
    assert_eq!(options.window_scale(), Some(7));
    assert!(options.sack_permitted());
    assert_eq!(options.timestamps(), Some((1, 0)));
    assert_eq!(options.sack(), None);
}

#[test]
fn an_empty_area_has_nothing() {
    let options = Options::EMPTY;
    assert!(options.is_empty());
    assert_eq!((options.len(), options.padded_len()), (0, 0));
    assert_eq!(options.as_bytes(), [0; 0]);
    assert_eq!(Options::parse(&[]), Ok(options));
    assert_eq!(options.mss(), None);
    assert!(!options.sack_permitted());
}

#[test]
fn padding_is_zeros_up_to_a_multiple_of_four() {
    // RFC 9293, 3.1, MUST-69.
    let options = area(&[TcpOption::WindowScale(7)]);
    assert_eq!((options.len(), options.padded_len()), (3, 4));
    assert_eq!(options.as_bytes(), [3, 3, 7, 0]);
    assert_eq!(parsed(&[3, 3, 7, 0]), options);
    assert_eq!(parsed(&[3, 3, 7, 0]).len(), 3);
}

#[test]
fn options_are_read_from_any_octet_on() {
    // RFC 9293, 3.2, MUST-64.
    let options = parsed(&[1, 2, 4, 5, 180, 8, 10, 0, 0, 0, 9, 0, 0, 0, 8, 0]);
    assert_eq!(options.mss(), Some(1460));
    assert_eq!(options.timestamps(), Some((9, 8)));
}

#[test]
fn unknown_kinds_are_stepped_over_and_kept() {
    // RFC 9293, 3.1, MUST-6.
    let octets = [34, 6, 1, 2, 3, 4, 253, 2, 2, 4, 5, 180];
    let options = parsed(&octets);
    assert_eq!(options.mss(), Some(1460));
    assert_eq!(options.as_bytes(), octets);
    let cookie = TcpOption::Unknown {
        kind: 34,
        data: &[1, 2, 3, 4],
    };
    let empty = TcpOption::Unknown {
        kind: 253,
        data: &[],
    };
    assert!(options.iter().eq([cookie, empty, TcpOption::Mss(1460)]));
}

#[test]
fn zeros_at_the_end_of_an_option_are_not_padding() {
    let octets = [8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1];
    assert_eq!(parsed(&octets).len(), 12);
    let octets = [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0];
    assert_eq!(parsed(&octets).len(), 12);
    assert_eq!(parsed(&octets).timestamps(), Some((1, 0)));
}

#[test]
fn a_header_longer_than_its_options_stays_that_long() {
    let octets = [2, 4, 5, 180, 0, 0, 0, 0, 0, 0, 0, 0];
    let options = parsed(&octets);
    assert_eq!(options.as_bytes(), octets);
    assert!(
        options
            .iter()
            .eq([TcpOption::Mss(1460), TcpOption::EndOfList])
    );
}

#[test]
fn what_follows_an_end_of_list_is_kept_and_not_read() {
    let octets = [1, 0, 2, 1, 9, 9, 9, 0];
    let options = parsed(&octets);
    assert_eq!(options.as_bytes(), octets);
    assert!(options.iter().eq([TcpOption::NoOp, TcpOption::EndOfList]));
    assert_eq!(options.mss(), None);
}

#[test]
fn the_first_of_two_alike_counts() {
    let options = area(&[TcpOption::Mss(1), TcpOption::Mss(2)]);
    assert_eq!(options.mss(), Some(1));
    assert_eq!(options.iter().count(), 2);
}

#[test]
fn illegal_lengths_are_refused_with_kind_place_and_value() {
    // RFC 9293, 3.1, MUST-7.
    let bad = |kind, offset, length| ParseError::OptionLength {
        kind,
        offset,
        length,
    };
    let cut = |kind, offset| ParseError::OptionTruncated { kind, offset };
    for (why, octets, error) in [
        ("length zero", &[2, 0, 5, 180][..], bad(2, 1, 0)),
        ("length one", &[2, 1, 5, 180], bad(2, 1, 1)),
        ("an unknown kind with length zero", &[99, 0], bad(99, 1, 0)),
        ("an unknown kind with length one", &[99, 1], bad(99, 1, 1)),
        ("past the end", &[1, 1, 99, 3], bad(99, 3, 3)),
        ("far past the end", &[2, 255, 5, 180], bad(2, 1, 255)),
        ("no length at all", &[1, 1, 1, 2], cut(2, 4)),
        ("an MSS too short", &[2, 3, 5, 1], bad(2, 1, 3)),
        ("an MSS too long", &[2, 5, 5, 180, 1], bad(2, 1, 5)),
        ("a window scale too short", &[1, 3, 2, 1], bad(3, 2, 2)),
        ("a window scale too long", &[3, 4, 1, 1], bad(3, 1, 4)),
        ("SACK permitted with data", &[4, 3, 1, 1], bad(4, 1, 3)),
        ("SACK without a block", &[5, 2, 1, 1], bad(5, 1, 2)),
        (
            "SACK with half a block",
            &[5, 6, 0, 0, 0, 1, 1, 1],
            bad(5, 1, 6),
        ),
        (
            "timestamps without an echo",
            &[8, 6, 0, 0, 0, 1, 1, 1],
            bad(8, 1, 6),
        ),
        (
            "the second of two",
            &[2, 4, 5, 180, 3, 3, 7, 4, 1, 1, 1, 1],
            bad(4, 8, 1),
        ),
    ] {
        assert_eq!(Options::parse(octets), Err(error), "{why}");
    }
}

#[test]
fn an_area_has_at_most_forty_octets() {
    assert!(Options::parse(&[1; 40]).is_ok());
    assert_eq!(
        Options::parse(&[1; 41]),
        Err(ParseError::OptionArea { length: 41 })
    );
}

#[test]
fn errors_say_what_was_found_and_what_was_expected() {
    let error = Options::parse(&[5, 3, 0, 0]).unwrap_err();
    let text = "length of option kind 5 at octet 1: found 3, expected 10, 18, 26 or 34";
    assert_eq!(error.to_string(), text);
    assert_eq!(error.offset(), 1);
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut options = area(&[TcpOption::Sack(blocks(&[(1, 2), (3, 4), (5, 6), (7, 8)]))]);
    let before = options;
    let stamps = TcpOption::Timestamps { value: 1, echo: 2 };
    let full = OptionsFull {
        kind: 8,
        needed: 10,
        room: 6,
    };
    assert_eq!(options.push(stamps), Err(full));
    assert_eq!(options, before);
    assert_eq!(
        full.to_string(),
        "option kind 8 needs 10 octets, 6 are free"
    );
    assert_eq!(options.push(TcpOption::Mss(1460)), Ok(()));
    let longest = TcpOption::Unknown {
        kind: 99,
        data: &[0; 38],
    };
    assert_eq!(area(&[longest]).len(), 40);
}

#[test]
fn nothing_but_padding_enters_behind_an_end_of_list() {
    let mut options = area(&[TcpOption::NoOp, TcpOption::EndOfList]);
    let closed = OptionsFull {
        kind: 2,
        needed: 4,
        room: 0,
    };
    assert_eq!(options.push(TcpOption::Mss(1460)), Err(closed));
    assert_eq!(options.push(TcpOption::EndOfList), Ok(()));
    assert_eq!(options.as_bytes(), [1, 0, 0, 0]);
}

#[test]
fn kinds_without_a_length_have_no_room_for_data() {
    // RFC 9293, 3.1, MUST-68.
    for kind in [0, 1] {
        let refused = Options::EMPTY.with(TcpOption::Unknown { kind, data: &[7] });
        assert_eq!(
            refused,
            Err(OptionsFull {
                kind,
                needed: 2,
                room: 0
            })
        );
    }
}

#[test]
fn a_forged_length_is_carried_until_a_receiver_judges_it() {
    let options = area(&[
        TcpOption::NoOp,
        TcpOption::Unknown {
            kind: 2,
            data: &[5],
        },
    ]);
    assert_eq!(options.mss(), None);
    let error = ParseError::OptionLength {
        kind: 2,
        offset: 2,
        length: 3,
    };
    assert_eq!(options.check(), Err(error.clone()));
    assert_eq!(Options::parse(options.as_bytes()), Err(error));
}

#[test]
fn an_unknown_that_is_well_formed_is_the_option_it_names() {
    let options = area(&[TcpOption::Unknown {
        kind: 2,
        data: &[5, 180],
    }]);
    assert_eq!(options, area(&[TcpOption::Mss(1460)]));
}

#[test]
fn one_to_four_blocks_are_carried_in_order() {
    // RFC 2018, 3.
    let edges = [(u32::MAX, 5), (10, 20), (30, 40), (50, 60)];
    for count in 1..=4 {
        let sent = blocks(&edges[..count]);
        let options = parsed(area(&[TcpOption::Sack(sent)]).as_bytes());
        assert_eq!(options.sack(), Some(sent));
        assert_eq!(options.len(), 2 + 8 * count);
    }
}

#[test]
fn no_blocks_make_no_option_and_a_fifth_is_not_taken() {
    assert!(area(&[TcpOption::Sack(SackBlocks::EMPTY)]).is_empty());
    let mut four = blocks(&[(1, 2), (3, 4), (5, 6), (7, 8)]);
    assert!(!four.push(SackBlock::default()));
    assert_eq!(four, blocks(&[(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]));
    assert_eq!(format!("{four:?}"), "[1..2, 3..4, 5..6, 7..8]");
}

#[test]
fn options_are_a_list_of_small_items_in_json() {
    let mut options = area(&linux_syn());
    options.push(TcpOption::Sack(blocks(&[(5, 10)]))).unwrap();
    options
        .push(TcpOption::Unknown {
            kind: 254,
            data: &[1, 2],
        })
        .unwrap();
    options.push(TcpOption::EndOfList).unwrap();
    let json = concat!(
        r#"[{"mss":1460},"sackPermitted",{"timestamps":[1,0]},"noOp",{"windowScale":7},"#,
        r#"{"sack":[[5,10]]},{"unknown":{"kind":254,"data":[1,2]}},"endOfList"]"#
    );
    assert_eq!(serde_json::to_string(&options).unwrap(), json);
    assert_eq!(serde_json::from_str::<Options>(json).unwrap(), options);
}

#[test]
fn what_stands_behind_an_end_of_list_survives_json() {
    for octets in [
        &[1, 0, 2, 1, 9, 9, 9, 0][..],
        &[0; 12],
        &[3, 3, 7, 0, 0, 0, 0, 0],
        &[0; 40],
    ] {
        let options = parsed(octets);
        let json = serde_json::to_string(&options).unwrap();
        let read: Options = serde_json::from_str(&json).unwrap();
        assert_eq!(read.as_bytes(), octets, "{json}");
    }
}

#[test]
fn json_that_is_no_option_area_is_refused() {
    for (json, reason) in [
        (r#"[{"mss":65536}]"#, "65536"),
        (r#"[{"mssx":1}]"#, "unknown variant"),
        (r#"[{"sack":[]}]"#, "1 to 4 SACK blocks"),
        (
            r#"[{"sack":[[1,2],[1,2],[1,2],[1,2],[1,2]]}]"#,
            "1 to 4 SACK blocks",
        ),
        (r#"[{"padding":[0]}]"#, "behind an end of list"),
        (
            r#"["endOfList",{"padding":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}]"#,
            "39 are free",
        ),
        (r#"["endOfList","noOp"]"#, "0 are free"),
        (r#"{"mss":1460}"#, "a list of TCP options"),
    ] {
        let error = serde_json::from_str::<Options>(json)
            .unwrap_err()
            .to_string();
        assert!(error.contains(reason), "{json}: {error}");
    }
}
