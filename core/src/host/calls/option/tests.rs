use super::{OptionValue, SocketOption};
use crate::time::Duration;

#[test]
fn every_option_is_found_by_its_name() {
    for option in SocketOption::ALL {
        assert_eq!(SocketOption::from_name(option.name()), Some(*option));
        let json = serde_json::to_string(option).unwrap();
        assert_eq!(json, format!("{:?}", option.name()));
    }
    assert_eq!(SocketOption::from_name("SO_FOO"), None);
}

#[test]
fn a_value_survives_json() {
    let linger = OptionValue::Linger {
        on: true,
        seconds: 5,
    };
    let time = OptionValue::Time(Duration::from_millis(500));
    for value in [
        OptionValue::Number(-1),
        linger,
        time,
        OptionValue::Text("cubic".into()),
    ] {
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(
            serde_json::from_str::<OptionValue>(&json).unwrap(),
            value,
            "{json}"
        );
    }
}

#[test]
fn a_value_without_bound_is_refused() {
    let json = format!("\"{}\"", "x".repeat(17));
    assert!(serde_json::from_str::<OptionValue>(&json).is_err());
    assert!(serde_json::from_str::<OptionValue>(r#"{"on": true}"#).is_err());
}
