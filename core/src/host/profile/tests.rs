use super::{ConfigOverrides, Profile};
use crate::time::Duration;

#[test]
fn no_override_leaves_the_profile_as_it_is() {
    let (config, sysctls) = ConfigOverrides::default().over(Profile::Linux6);
    assert_eq!(config, Profile::Linux6.config());
    assert_eq!(sysctls, Profile::Linux6.sysctls());
}

#[test]
fn an_override_sets_its_knob_and_zero_turns_a_timeout_off() {
    let text = r#"{"mss": 1000, "delayedAck": 0, "r2": 1000000000, "nofile": 8}"#;
    let overrides: ConfigOverrides = serde_json::from_str(text).unwrap();
    let (config, sysctls) = overrides.over(Profile::Rfc9293);
    assert_eq!(config.mss, 1000);
    assert_eq!(config.delayed_ack, None);
    assert_eq!(config.r2, Some(Duration::from_secs(1)));
    assert_eq!(sysctls.nofile, 8);
}

#[test]
fn an_unknown_knob_is_refused() {
    let text = r#"{"noSuchKnob": 1500}"#;
    assert!(serde_json::from_str::<ConfigOverrides>(text).is_err());
}

#[test]
fn every_profile_is_found_by_the_name_it_has_in_json() {
    for profile in Profile::ALL {
        let json = serde_json::to_string(&profile).unwrap();
        assert_eq!(json, format!("{:?}", profile.name()));
        assert_eq!(Profile::from_name(profile.name()), Some(profile));
    }
    assert_eq!(Profile::from_name("plan9"), None);
}
