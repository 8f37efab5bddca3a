//! Each kind as itself, and nothing else.

use super::Loose;

fn kind(json: &str) -> String {
    match serde_json::from_str::<Loose<Vec<()>>>(json) {
        Ok(Loose::Number(number)) => format!("number {number}"),
        Ok(Loose::Text(text)) => format!("text {text}"),
        Ok(Loose::Fields(_)) => "fields".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_number_may_be_negative() {
    assert_eq!(kind("-1"), "number -1");
    assert_eq!(kind("7"), "number 7");
}

#[test]
fn a_text_stays_a_text() {
    assert_eq!(kind("\"7\""), "text 7");
}

#[test]
fn fields_are_read_as_their_type() {
    assert!(kind("{}").contains("expected a sequence"));
    assert!(matches!(
        serde_json::from_str("{\"a\":[1]}"),
        Ok(Loose::Fields(serde::de::IgnoredAny))
    ));
}

#[test]
fn other_kinds_are_refused_with_what_is_expected() {
    for json in ["null", "true", "1.5", "[]"] {
        assert!(kind(json).contains("expected a whole number, a text, or fields"));
    }
    assert!(kind("18446744073709551615").contains("too large"));
}
