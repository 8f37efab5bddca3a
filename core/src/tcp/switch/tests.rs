use super::{Switch, Switches};

#[test]
fn every_switch_is_known_by_its_name_and_has_a_rule_of_its_own() {
    for switch in Switch::ALL {
        assert_eq!(Switch::from_name(switch.name()), Some(switch));
        let source = switch.rule().source();
        assert_eq!((source.rfc, source.section), (0, "broken on purpose"));
        let json = serde_json::to_string(&switch).expect("a name");
        assert_eq!(json, format!("\"{}\"", switch.name()));
    }
    assert_eq!(Switch::from_name("no-such-switch"), None);
}

#[test]
fn throwing_one_leaves_the_others() {
    let mut switches: Switches = Switch::ALL.into_iter().collect();
    assert_eq!(switches.iter().count(), Switch::ALL.len());
    switches.set(Switch::NoRst, false);
    assert!(!switches.has(Switch::NoRst));
    assert_eq!(switches.iter().count(), Switch::ALL.len() - 1);
    switches.set(Switch::NoRst, true);
    assert_eq!(switches, Switch::ALL.into_iter().collect());
}
