use super::UserTimeout;
use crate::wire::{Options, ParseError, TcpOption};

fn option(value: u16, minutes: bool) -> TcpOption<'static> {
    TcpOption::UserTimeout(UserTimeout::new(value, minutes).unwrap())
}

#[test]
fn a_granularity_bit_stands_before_fifteen_bits_of_seconds_or_minutes() {
    // RFC 5482 3, 5482-1: kind 28, length 4.
    for (option, octets, secs) in [
        (option(300, false), [28, 4, 1, 44], 300),
        (option(5, true), [28, 4, 0x80, 5], 300),
        (option(32_767, true), [28, 4, 0xff, 0xff], 1_966_020),
    ] {
        let options = Options::EMPTY.with(option).unwrap();
        assert_eq!(options.as_bytes(), octets);
        assert_eq!(Options::parse(&octets), Ok(options));
        assert_eq!(options.user_timeout().map(UserTimeout::secs), Some(secs));
    }
    assert_eq!(UserTimeout::new(32_768, false), None);
}

#[test]
fn another_length_than_four_is_illegal() {
    // 5482-1.
    let error = ParseError::OptionLength {
        kind: 28,
        offset: 1,
        length: 3,
    };
    assert_eq!(Options::parse(&[28, 3, 0, 0]), Err(error));
}

#[test]
fn what_seconds_cannot_hold_is_told_in_minutes_and_never_as_less() {
    let told = |secs| UserTimeout::from_secs(secs).to_string();
    assert_eq!(told(0), "0s");
    assert_eq!(told(32_767), "32767s");
    assert_eq!(told(32_768), "547m");
    assert_eq!(told(u64::MAX), "32767m");
}

#[test]
fn json_and_notation_tell_the_unit_apart() {
    let options = Options::EMPTY.with(option(5, true)).unwrap();
    let json = r#"[{"userTimeout":{"value":5,"minutes":true}}]"#;
    assert_eq!(serde_json::to_string(&options).unwrap(), json);
    assert_eq!(serde_json::from_str::<Options>(json).unwrap(), options);
    let too_much = r#"[{"userTimeout":{"value":32768,"minutes":true}}]"#;
    assert!(serde_json::from_str::<Options>(too_much).is_err());
    let text = "<SEQ=1><CTL=><WND=65535><UTO=5m><UTO=300s>";
    assert!(text.parse::<crate::wire::Segment>().is_err(), "named twice");
    for text in [
        "<SEQ=1><CTL=><WND=65535><UTO=5m>",
        "<SEQ=1><CTL=><WND=65535><UTO=300s>",
    ] {
        let segment: crate::wire::Segment = text.parse().unwrap();
        assert_eq!(segment.full().to_string(), text);
    }
    for wrong in ["<CTL=><UTO=5>", "<CTL=><UTO=32768s>", "<CTL=><UTO=m>"] {
        assert!(wrong.parse::<crate::wire::Segment>().is_err(), "{wrong}");
    }
}
