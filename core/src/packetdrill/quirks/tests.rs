use super::{all, matches};
use crate::host::Profile;

#[test]
fn a_star_stands_for_any_text() {
    for (pattern, text) in [
        ("a", "a"),
        ("a*", "abc"),
        ("*c", "abc"),
        ("a*c*e", "abcde"),
        ("*", ""),
        ("a*a", "aa"),
    ] {
        assert!(matches(pattern, text), "{pattern} {text}");
    }
    for (pattern, text) in [("a", "ab"), ("a*", "ba"), ("*c", "cb"), ("a*c*e", "abde")] {
        assert!(!matches(pattern, text), "{pattern} {text}");
    }
}

#[test]
fn every_row_is_whole_and_names_profiles_that_exist() {
    let lines = super::TABLE.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(lines.count(), all().count());
    for quirk in all() {
        assert!(quirk.reason.len() > 20, "{}", quirk.name);
        for name in quirk.profiles.split(',') {
            assert!(
                Profile::ALL.iter().any(|profile| profile.name() == name),
                "{name}"
            );
        }
    }
}
