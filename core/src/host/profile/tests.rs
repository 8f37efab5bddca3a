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
