use super::{MessageFlags, Request};

#[test]
fn flags_are_written_as_in_c() {
    let flags = MessageFlags::PEEK | MessageFlags::DONTWAIT;
    assert_eq!(flags.to_string(), "MSG_PEEK|MSG_DONTWAIT");
    let text = serde_json::to_string(&flags).unwrap();
    assert_eq!(serde_json::from_str::<MessageFlags>(&text).unwrap(), flags);
    let none = serde_json::from_str::<MessageFlags>("\"0\"").unwrap();
    assert_eq!(none, MessageFlags::empty());
}

#[test]
fn an_unknown_flag_is_named() {
    let error = serde_json::from_str::<MessageFlags>("\"MSG_PEEK|MSG_FOO\"").unwrap_err();
    assert!(error.to_string().contains("\"MSG_FOO\""), "{error}");
}

#[test]
fn the_number_of_a_request_is_its_place() {
    for (place, request) in (0..).zip(Request::ALL) {
        assert_eq!(request.number(), place);
    }
}
