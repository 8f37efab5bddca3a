//! Laws of the wire floor that hold for every segment, option area, octet string and text.
use std::net::IpAddr;

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use tcp_lab_core::wire::{
    Flags, MAX_OPTION_OCTETS, Options, Packet, ParseError, SackBlock, SackBlocks, Segment, SeqNum,
    TcpOption, UNSTATED_WINDOW, UserTimeout, pattern,
};

/// Source and destination, both IPv4 or both IPv6.
fn addresses() -> impl Strategy<Value = (IpAddr, IpAddr)> {
    prop_oneof![
        any::<([u8; 4], [u8; 4])>().prop_map(|(src, dst)| (src.into(), dst.into())),
        any::<([u8; 16], [u8; 16])>().prop_map(|(src, dst)| (src.into(), dst.into())),
    ]
}

fn seq_num() -> impl Strategy<Value = SeqNum> {
    any::<u32>().prop_map(SeqNum::new)
}

/// One option; an unknown one's data are its own.
#[derive(Clone, Debug)]
enum Choice {
    Known(TcpOption<'static>),
    Unknown(u8, Vec<u8>),
}

impl Choice {
    fn option(&self) -> TcpOption<'_> {
        match self {
            Self::Known(option) => *option,
            Self::Unknown(kind, data) => TcpOption::Unknown { kind: *kind, data },
        }
    }
}

fn blocks() -> impl Strategy<Value = SackBlocks> {
    let block = (seq_num(), seq_num()).prop_map(|(left, right)| SackBlock::new(left, right));
    vec(block, 1..=4).prop_map(|blocks| blocks.into_iter().collect())
}

fn user_timeout() -> impl Strategy<Value = UserTimeout> {
    let parts = (0..=UserTimeout::MAX, any::<bool>());
    parts.prop_filter_map("15 bits", |(value, minutes)| {
        UserTimeout::new(value, minutes)
    })
}

fn known_option() -> impl Strategy<Value = TcpOption<'static>> {
    prop_oneof![
        Just(TcpOption::NoOp),
        any::<u16>().prop_map(TcpOption::Mss),
        any::<u8>().prop_map(TcpOption::WindowScale),
        Just(TcpOption::SackPermitted),
        blocks().prop_map(TcpOption::Sack),
        any::<(u32, u32)>().prop_map(|(value, echo)| TcpOption::Timestamps { value, echo }),
        user_timeout().prop_map(TcpOption::UserTimeout),
    ]
}

/// Above the listed ones, but for the user timeout's.
fn unlisted_kind() -> impl Strategy<Value = u8> {
    prop_oneof![9_u8..28, 29_u8..]
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        6 => known_option().prop_map(Choice::Known),
        1 => Just(Choice::Known(TcpOption::EndOfList)),
        2 => (unlisted_kind(), vec(any::<u8>(), 0..12))
            .prop_map(|(kind, data)| Choice::Unknown(kind, data)),
    ]
}

/// As many of the options chosen as fit.
fn options() -> impl Strategy<Value = Options> {
    vec(choice(), 0..8).prop_map(|choices| {
        let mut options = Options::EMPTY;
        let _ = choices
            .iter()
            .try_for_each(|choice| options.push(choice.option()));
        options
    })
}

fn segment() -> impl Strategy<Value = Segment> {
    let numbers = (seq_num(), seq_num(), any::<u16>(), any::<u16>());
    let rest = (0..=0xfff_u16, options(), vec(any::<u8>(), 0..80));
    (any::<(u16, u16)>(), numbers, rest).prop_map(|((src_port, dst_port), numbers, rest)| {
        let (seq, ack, window, urgent) = numbers;
        let (bits, options, payload) = rest;
        let flags = Flags::from_bits_truncate(bits);
        let payload = payload.into();
        Segment {
            src_port,
            dst_port,
            seq,
            ack,
            flags,
            window,
            urgent,
            options,
            payload,
        }
    })
}

/// What the full notation shows of a segment, and nothing else.
fn as_shown(segment: &Segment) -> Segment {
    let mut shown = Segment {
        seq: segment.seq,
        flags: segment.flags,
        window: segment.window,
        payload: pattern(segment.payload.len()),
        ..Segment::default()
    };
    if segment.has(Flags::ACK) {
        shown.ack = segment.ack;
    }
    if segment.has(Flags::URG) {
        shown.urgent = segment.urgent;
    }
    for option in segment.options.iter() {
        if !matches!(option, TcpOption::NoOp | TcpOption::EndOfList) {
            assert_eq!(shown.options.push(option), Ok(()));
        }
    }
    shown
}

/// Whether an option stands there twice, which the notation refuses to read.
fn repeats_an_option(options: &Options) -> bool {
    let kind = |option: &TcpOption<'_>| match option {
        TcpOption::EndOfList | TcpOption::NoOp | TcpOption::Unknown { .. } => None,
        TcpOption::Mss(_) => Some(2),
        TcpOption::WindowScale(_) => Some(3),
        TcpOption::SackPermitted => Some(4),
        TcpOption::Sack(_) => Some(5),
        TcpOption::Timestamps { .. } => Some(8),
        TcpOption::UserTimeout(_) => Some(28),
    };
    let mut kinds: Vec<u8> = options.iter().filter_map(|option| kind(&option)).collect();
    kinds.sort_unstable();
    kinds.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether the error stands within what was read, or at its end, and says so.
fn names_its_place(error: &ParseError, length: usize) -> bool {
    let offset = error.offset();
    offset <= length && error.to_string().contains(&offset.to_string())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn a_segment_emitted_and_parsed_is_the_same((src, dst) in addresses(), segment in segment()) {
        let octets = Bytes::from(segment.emit(src, dst));
        prop_assert_eq!(octets.len(), segment.header_len() + segment.payload.len());
        let read = Segment::parse(&octets, src, dst).unwrap();
        prop_assert_eq!(&read, &segment);
        prop_assert_eq!(read.emit(src, dst), octets);
    }

    #[test]
    fn a_segment_survives_json(segment in segment()) {
        let json = serde_json::to_string(&segment).unwrap();
        prop_assert_eq!(serde_json::from_str::<Segment>(&json).unwrap(), segment);
    }

    #[test]
    fn options_read_back_the_same_and_alike_in_json(options in options()) {
        let read = Options::parse(options.as_bytes()).unwrap();
        prop_assert_eq!(read, options);
        prop_assert_eq!(options.check(), Ok(()));
        let json = serde_json::to_string(&read).unwrap();
        prop_assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), options);
        prop_assert_eq!(options.padded_len() % 4, 0);
        prop_assert!(options.padded_len() - options.len() < 4);
    }

    #[test]
    fn every_single_bit_of_corruption_is_detected((src, dst) in addresses(), segment in segment()) {
        let bits = (segment.header_len() as u32 + segment.payload_len()) * 8;
        let intact = Packet::new(src, dst, segment);
        for bit in 0..bits {
            let mut packet = intact.clone();
            packet.corrupt(bit);
            let verdict = packet.open();
            prop_assert!(matches!(verdict, Err(ParseError::Checksum { .. })), "bit {}", bit);
        }
    }

    #[test]
    fn the_notation_reads_back_what_it_shows(segment in segment()) {
        prop_assume!(!repeats_an_option(&segment.options));
        let shown = as_shown(&segment);
        prop_assert_eq!(segment.full().to_string().parse(), Ok(shown.clone()));
        let short = Segment { window: UNSTATED_WINDOW, options: Options::EMPTY, ..shown };
        prop_assert_eq!(segment.to_string().parse(), Ok(short));
    }
}

proptest! {
    #![proptest_config(config(4096))]

    #[test]
    fn whatever_area_is_accepted_is_kept_octet_for_octet(area in vec(0..12_u8, 0..=40)) {
        match Options::parse(&area) {
            Ok(options) => {
                let (kept, padding) = options.as_bytes().split_at(area.len());
                prop_assert_eq!(kept, &area[..]);
                prop_assert!(padding.iter().all(|octet| *octet == 0));
                prop_assert!(options.padded_len() <= MAX_OPTION_OCTETS);
                let json = serde_json::to_string(&options).unwrap();
                prop_assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), options);
            }
            Err(error) => prop_assert!(names_its_place(&error, area.len()), "{}", error),
        }
    }

    #[test]
    fn arbitrary_octets_end_in_a_segment_or_an_error_with_its_place(
        (src, dst) in addresses(),
        octets in vec(any::<u8>(), 0..120),
    ) {
        let length = octets.len();
        if let Err(error) = Segment::parse(&octets.into(), src, dst) {
            prop_assert!(names_its_place(&error, length), "{}", error);
        }
    }

    #[test]
    fn arbitrary_headers_with_a_right_checksum_are_judged_by_their_fields(
        (src, dst) in addresses(),
        mut octets in vec(prop_oneof![0..12_u8, any::<u8>()], 20..100),
        words in 4..9_u8,
    ) {
        octets[12] = words << 4;
        octets[16..18].fill(0);
        let zeroed = Segment::parse(&Bytes::copy_from_slice(&octets), src, dst);
        let Err(ParseError::Checksum { computed, .. }) = zeroed else { return Ok(()) };
        octets[16..18].copy_from_slice(&computed.to_be_bytes());
        let octets = Bytes::from(octets);
        match Segment::parse(&octets, src, dst) {
            Ok(segment) => prop_assert_eq!(segment.emit(src, dst), octets),
            Err(error) => {
                prop_assert!(!matches!(error, ParseError::Checksum { .. }), "{}", error);
                prop_assert!(names_its_place(&error, octets.len()), "{}", error);
            }
        }
    }

    #[test]
    fn arbitrary_text_ends_in_a_segment_or_an_error_with_its_place(
        text in prop_oneof![
            vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect::<String>()),
            vec(prop_oneof![
                Just("<"), Just(">"), Just("="), Just("\""), Just("\\"), Just(":"), Just(","),
                Just(" "), Just("é"), Just("SEQ"), Just("ACK"), Just("CTL"), Just("TS"),
                Just("SACK"), Just("SACKOK"), Just("OPT"), Just("DATA"), Just("0"), Just("7f"),
                Just("4294967296"), Just("<CTL=SYN>"), Just("<DATA=\""), Just("<SACK=1:2"),
            ], 0..12).prop_map(|pieces| pieces.concat()),
        ],
    ) {
        if let Err(error) = text.parse::<Segment>() {
            prop_assert!(text.is_char_boundary(error.offset()), "{}", error);
            let place = format!("at {}: ", error.offset());
            prop_assert!(error.to_string().starts_with(&place), "{}", error);
        }
    }
}
