use super::*;
use crate::net::{MAX_DELAY, MAX_HOSTS, MAX_LINKS, MAX_RULES, NetError};

#[test]
fn a_description_that_makes_no_sense_is_refused() {
    fn link(spec: &mut NetSpec, change: impl FnOnce(&mut LinkSpec)) {
        change(&mut spec.links[0]);
    }
    type Change = fn(&mut NetSpec);
    let rows: [(&str, Change); 12] = [
        ("taken-twice", |spec| spec.hosts[1].name = "A".to_owned()),
        ("taken-twice", |spec| {
            spec.hosts[1].address = spec.hosts[0].address
        }),
        ("unknown-host", |spec| {
            link(spec, |link| link.between[1] = "Z".to_owned())
        }),
        ("link-to-itself", |spec| {
            link(spec, |link| link.between[1] = "A".to_owned())
        }),
        ("linked-twice", |spec| {
            spec.links.push(LinkSpec::new("B", "A"))
        }),
        ("rate-zero", |spec| {
            link(spec, |link| link.rate_bps = Some(0))
        }),
        ("chance-too-large", |spec| {
            link(spec, |link| link.corrupt_ppm = 1_000_001)
        }),
        ("chance-too-large", |spec| {
            link(spec, |link| link.loss_ppm = 1_000_001)
        }),
        ("delay-too-long", |spec| {
            link(spec, |link| link.latency = MAX_DELAY.times(2))
        }),
        ("too-many-hosts", |spec| {
            spec.hosts = vec![spec.hosts[0].clone(); MAX_HOSTS + 1]
        }),
        ("too-many-links", |spec| {
            spec.links = vec![spec.links[0].clone(); MAX_LINKS + 1]
        }),
        ("too-many-rules", |spec| {
            spec.rules = vec![always(Verdict::Drop); MAX_RULES + 1]
        }),
    ];
    for (code, change) in rows {
        let mut spec = spec();
        change(&mut spec);
        assert_eq!(Net::new(&spec).unwrap_err().code(), code);
    }
}

#[test]
fn a_rule_names_hosts_that_exist_or_addresses() {
    let mut net = world(|_| ()).net;
    let from = |name: &str| LinkRule {
        from: Some(name.to_owned()),
        ..always(Verdict::Drop)
    };
    let unknown = NetError::UnknownHost {
        name: "Z".to_owned(),
    };
    assert_eq!(net.add_rule(from("Z")), Err(unknown));
    assert!(net.add_rule(from("B")).is_ok());
    assert!(net.add_rule(from("2001:db8::1")).is_ok());
}

#[test]
fn commands_about_what_does_not_exist_are_refused() {
    let mut net = world(|_| ()).net;
    let before = net.clone();
    assert_eq!(
        net.set_cable(HostId(3), false).unwrap_err().code(),
        "no-such-host"
    );
    let rule = crate::net::RuleId(0);
    assert_eq!(net.remove_rule(rule).unwrap_err().code(), "unknown-rule");
    assert_eq!(net, before);
}

#[test]
fn a_rule_in_json_reads_as_the_page_writes_it() {
    let json = r#"{"from":"A","flags":"SYN,ACK","payload":false,"times":1,"verdict":{"delay":5}}"#;
    let rule: LinkRule = serde_json::from_str(json).unwrap();
    let expected = LinkRule {
        from: Some("A".to_owned()),
        flags: Some("SYN,ACK".parse().unwrap()),
        payload: Some(false),
        times: Some(1),
        ..always(Verdict::Delay(Duration::from_nanos(5)))
    };
    assert_eq!(rule, expected);
    assert_eq!(serde_json::to_string(&rule).unwrap(), json);
    let plain = serde_json::to_string(&always(Verdict::Drop)).unwrap();
    assert_eq!(plain, r#"{"verdict":"drop"}"#);
}

#[test]
fn a_word_that_no_rule_knows_is_an_error() {
    let answer = serde_json::from_str::<LinkRule>(r#"{"form":"A","verdict":"drop"}"#);
    assert!(answer.unwrap_err().to_string().contains("form"));
}

#[test]
fn a_note_stays_small() {
    assert!(size_of::<NetNote>() <= 24);
}
