use super::Flags;
use crate::wire::NotationError;

#[test]
fn bits_print_in_the_order_of_the_rfcs_figures() {
    for (flags, text) in [
        (Flags::SYN, "SYN"),
        (Flags::ACK | Flags::SYN, "SYN,ACK"),
        (Flags::ACK | Flags::FIN, "FIN,ACK"),
        (Flags::ACK | Flags::RST, "RST,ACK"),
        (Flags::ACK | Flags::PSH, "PSH,ACK"),
        (Flags::all(), "SYN,RST,FIN,PSH,ACK,URG,ECE,CWR,AE,R1,R2,R3"),
        (Flags::empty(), ""),
    ] {
        assert_eq!(flags.to_string(), text);
        assert_eq!(text.parse(), Ok(flags));
    }
}

#[test]
fn every_combination_of_bits_reads_back() {
    for bits in 0..=0xfff {
        let flags = Flags::from_bits_truncate(bits);
        assert_eq!(flags.bits(), bits);
        assert_eq!(flags.to_string().parse(), Ok(flags));
    }
}

#[test]
fn names_may_come_in_any_order_and_case_with_spaces() {
    assert_eq!(" ack , Syn ".parse(), Ok(Flags::SYN | Flags::ACK));
}

#[test]
fn a_wrong_name_is_shown_with_its_place() {
    let unknown = |offset, found: &str| NotationError::UnknownFlag {
        offset,
        found: found.into(),
    };
    assert_eq!("SYN,ACC".parse::<Flags>(), Err(unknown(4, "ACC")));
    assert_eq!("SYN,  ACC".parse::<Flags>(), Err(unknown(6, "ACC")));
    assert_eq!("SYN,".parse::<Flags>(), Err(unknown(4, "")));
    let twice = NotationError::Duplicate {
        offset: 4,
        found: "SYN".into(),
    };
    assert_eq!("SYN,SYN".parse::<Flags>(), Err(twice));
}

#[test]
fn bits_are_a_text_in_json() {
    let flags = Flags::SYN | Flags::ACK;
    assert_eq!(serde_json::to_string(&flags).unwrap(), r#""SYN,ACK""#);
    assert_eq!(
        serde_json::from_str::<Flags>(r#""ACK,SYN""#).unwrap(),
        flags
    );
    let error = serde_json::from_str::<Flags>(r#""SIN""#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("unknown control bit \"SIN\""), "{error}");
    assert!(serde_json::from_str::<Flags>("18").is_err());
}
