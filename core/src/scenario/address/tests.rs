use super::*;

fn handshake() -> Scenario {
    let json = library::json("handshake").unwrap();
    serde_json::from_str(json).unwrap()
}

#[test]
fn an_address_reads_as_it_is_written() {
    for text in [
        "handshake",
        "handshake/lost-syn",
        "a/b@linux-6.x",
        "a@windows",
    ] {
        assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
    }
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let profile = "handshake@plan9"
        .parse::<Address>()
        .expect_err("no such profile");
    assert!(profile.to_string().contains("linux-6.x"), "{profile}");
    let address: Address = "handshake/no-such".parse().unwrap();
    let variation = address.of(&handshake()).expect_err("no such variation");
    assert!(variation.to_string().contains("no-such"), "{variation}");
    let address: Address = "no-such".parse().unwrap();
    assert!(address.json().is_err());
}

#[test]
fn a_profile_takes_the_place_of_the_scenarios_own() {
    let address: Address = "handshake@windows".parse().unwrap();
    let run = address.of(&handshake()).unwrap();
    assert_eq!(run.profile(), Profile::Windows);
    assert!(
        run.world()
            .hosts
            .iter()
            .all(|host| host.profile == Profile::Windows)
    );
}
