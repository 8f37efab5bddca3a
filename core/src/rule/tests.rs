use std::collections::BTreeSet;

use super::Rule;

#[test]
fn every_code_is_unique_kebab_case_and_found_again() {
    let mut seen = BTreeSet::new();
    for rule in Rule::ALL {
        let code = rule.code();
        assert!(seen.insert(code), "{code} is declared twice");
        assert!(
            code.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{code}"
        );
        assert_eq!(Rule::from_code(code), Some(*rule));
    }
}

#[test]
fn every_rule_names_its_source() {
    for rule in Rule::ALL {
        let source = rule.source();
        assert!(!source.section.is_empty(), "{rule:?} has no section");
        assert!(source.text.ends_with('.'), "{rule:?} has no sentence");
    }
}
