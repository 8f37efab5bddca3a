use super::*;

fn handshake() -> Scenario {
    let json = library::json("handshake").unwrap();
    serde_json::from_str(json).unwrap()
}

/// The failures of a scenario after a change, as texts.
fn failures(change: impl FnOnce(&mut Scenario)) -> Vec<String> {
    let mut scenario = handshake();
    change(&mut scenario);
    let failures = check(&scenario, scenario.profile(), 7).expect_err("the change is noticed");
    failures.iter().map(ToString::to_string).collect()
}

/// A checkpoint that cannot fail proves nothing: each part of each kind is bent once.
#[test]
fn a_wrong_number_anywhere_is_noticed() {
    fn segment(scenario: &mut Scenario) -> &mut SegmentCheck {
        &mut scenario.checkpoints.segments[1]
    }
    fn call(scenario: &mut Scenario) -> &mut CallCheck {
        &mut scenario.checkpoints.calls[1]
    }
    fn moment(scenario: &mut Scenario) -> &mut MomentCheck {
        &mut scenario.checkpoints.moments[3]
    }
    let ms = Duration::from_millis;
    type Change = Box<dyn Fn(&mut Scenario)>;
    let rows: Vec<(&str, Change)> = vec![
        (
            "segments[1].from",
            Box::new(|s| segment(s).from = Some("A".to_owned())),
        ),
        (
            "segments[1].to",
            Box::new(|s| segment(s).to = Some("B".to_owned())),
        ),
        (
            "segments[1].flags",
            Box::new(|s| segment(s).flags = Some("ACK".parse().unwrap())),
        ),
        (
            "segments[1].seq",
            Box::new(|s| segment(s).seq = Some("B.ISS+1".parse().unwrap())),
        ),
        (
            "segments[1].ack",
            Box::new(|s| segment(s).ack = Some("A.ISS".parse().unwrap())),
        ),
        ("segments[1].len", Box::new(|s| segment(s).len = Some(0))),
        (
            "segments[1].window",
            Box::new(|s| segment(s).window = Some(1)),
        ),
        ("segments[1].mss", Box::new(|s| segment(s).mss = Some(1220))),
        (
            "segments[1].sent",
            Box::new(move |s| segment(s).sent = Some(ms(151))),
        ),
        (
            "segments[1].arrives",
            Box::new(move |s| segment(s).arrives = Some(ms(201))),
        ),
        (
            "segments[1].lost",
            Box::new(|s| segment(s).lost = Some("link-loss".to_owned())),
        ),
        (
            "segments[1].again",
            Box::new(|s| segment(s).again = Some(true)),
        ),
        (
            "segments[1].why",
            Box::new(|s| segment(s).why = Some("open-active".to_owned())),
        ),
        (
            "segments[1].segment",
            Box::new(|s| segment(s).segment = Some(3)),
        ),
        ("calls[1].returns", Box::new(|s| call(s).returns = Some(1))),
        (
            "calls[1].fails",
            Box::new(|s| call(s).fails = Some(crate::host::Errno::ETIMEDOUT)),
        ),
        (
            "calls[1].entered",
            Box::new(move |s| call(s).entered = Some(ms(99))),
        ),
        ("calls[1].at", Box::new(move |s| call(s).at = Some(ms(199)))),
        ("calls[1].nth", Box::new(|s| call(s).nth = 2)),
        (
            "moments[3].segments",
            Box::new(|s| moment(s).segments = Some(2)),
        ),
        (
            "moments[3].states.A",
            Box::new(|s| {
                moment(s)
                    .states
                    .insert("A".to_owned(), crate::tcp::State::SynSent);
            }),
        ),
        (
            "moments[3].variables.A.SRTT",
            Box::new(move |s| {
                let variables = moment(s).variables.get_mut("A").unwrap();
                variables.insert(Variable::Srtt, Number::Time(ms(99)));
            }),
        ),
        (
            "moments[3].timers.A",
            Box::new(move |s| {
                let timers = moment(s).timers.get_mut("A").unwrap();
                timers.insert(crate::tcp::Timer::Retransmission, ms(900));
            }),
        ),
        (
            "moments[3].queues.B",
            Box::new(|s| {
                moment(s)
                    .queues
                    .insert("B".to_owned(), Queues { syn: 0, accept: 1 });
            }),
        ),
    ];
    for (place, change) in rows {
        let failures = failures(change);
        assert!(
            matches!(failures.as_slice(), [only] if only.starts_with(&format!("{place}: "))),
            "{place}: {failures:?}"
        );
    }
}

#[test]
fn a_failure_counts_from_the_initial_number_as_the_checkpoint_does() {
    let failures = failures(|scenario| {
        scenario.checkpoints.segments[2].seq = Some("A.ISS+2".parse().unwrap());
    });
    let text = &failures[0];
    assert!(
        text.starts_with("segments[2].seq: expected A.ISS+2 ("),
        "{text}"
    );
    assert!(text.contains("found A.ISS+1 ("), "{text}");
}

#[test]
fn a_scenario_that_cannot_run_says_why() {
    let failures = failures(|scenario| scenario.hosts[1].name = "A".to_owned());
    assert_eq!(failures.len(), 1);
    assert!(
        failures[0].starts_with("scenario.handshake: "),
        "{failures:?}"
    );
}

#[test]
fn what_is_too_large_or_makes_no_sense_is_refused() {
    fn text(octets: usize) -> Text {
        let en = "x".repeat(octets);
        Text {
            zh_cn: en.clone(),
            en,
        }
    }
    type Change = Box<dyn Fn(&mut Scenario)>;
    let rows: Vec<(&str, Change)> = vec![
        ("id", Box::new(|s| s.id = "Hand Shake".to_owned())),
        ("id", Box::new(|s| s.id = String::new())),
        ("title", Box::new(|s| s.title = text(0))),
        (
            "question",
            Box::new(|s| s.question = text(MAX_TEXT_OCTETS + 1)),
        ),
        ("limits", Box::new(|s| s.limits = vec![text(0)])),
        ("ends", Box::new(|s| s.ends = MAX_LENGTH.times(2))),
        ("hosts", Box::new(|s| s.hosts.clear())),
        (
            "rules",
            Box::new(|s| {
                let rule = LinkRule::always(crate::net::Verdict::Drop);
                s.rules = vec![rule; crate::net::MAX_RULES + 1];
            }),
        ),
        (
            "lines of all programs",
            Box::new(|s| {
                let program = &s.hosts[0].processes[0].program;
                let full = vec![program[0].clone(); 4096];
                let mut process = s.hosts[0].processes[0].clone();
                process.program = full;
                s.hosts[0].processes = vec![process; MAX_STATEMENTS / 4096 + 1];
            }),
        ),
        (
            "hosts[0].processes[0].program[3].do[0]: nothing gives the variable \"x\" a value",
            Box::new(|s| {
                let json = r#"{ "while": 1, "do": [{ "call": "close", "fd": "x" }] }"#;
                let statement = serde_json::from_str(json).unwrap();
                s.hosts[0].processes[0].program.push(statement);
            }),
        ),
        (
            "hosts[0].processes[0].program[3].do[0].spawn[0]: `break` stands in no loop",
            Box::new(|s| {
                let json = r#"{ "while": 1, "do": [{ "spawn": [{ "break": true }] }] }"#;
                let statement = serde_json::from_str(json).unwrap();
                s.hosts[0].processes[0].program.push(statement);
            }),
        ),
        (
            "hosts[0].processes[0].program: expected at most 4096 lines, found 4097",
            Box::new(|s| {
                let program = &mut s.hosts[0].processes[0].program;
                *program = vec![program[0].clone(); 4097];
            }),
        ),
        (
            "checkpoints.segments[0]",
            Box::new(|s| s.checkpoints.segments[0].from = Some("Z".to_owned())),
        ),
        (
            "checkpoints.segments[0]",
            Box::new(|s| s.checkpoints.segments[0].seq = Some("Z.ISS".parse().unwrap())),
        ),
        (
            "checkpoints.moments[1]",
            Box::new(|s| s.checkpoints.moments[1].at = Duration::from_secs(2)),
        ),
    ];
    for (place, change) in rows {
        let mut scenario = handshake();
        change(&mut scenario);
        let error = scenario.validate().expect_err(place).to_string();
        assert!(error.starts_with(place), "{place}: {error}");
        let json = serde_json::to_string(&scenario).unwrap();
        let read = serde_json::from_str::<Scenario>(&json).expect_err(place);
        assert!(read.to_string().starts_with(&error), "{place}: {read}");
    }
}

#[test]
fn a_variation_that_ends_sooner_than_its_sisters_stands_by_itself() {
    let mut scenario = handshake();
    let mut sister = scenario.variations[0].clone();
    let mut at_the_end = scenario.checkpoints.moments[0].clone();
    at_the_end.at = scenario.ends;
    sister.checkpoints.moments.push(at_the_end);
    let mut short = sister.clone();
    short.id = "short".to_owned();
    short.change.ends = Some(Duration::from_millis(500));
    short.checkpoints = Checkpoints::default();
    scenario.variations = vec![sister, short];
    assert_eq!(scenario.validate(), Ok(()));
    assert_eq!(scenario.varied("short").unwrap().validate(), Ok(()));
}

#[test]
fn an_unknown_word_is_refused_with_the_words_that_are_known() {
    let json = library::json("handshake").unwrap();
    let bent = json.replacen("\"question\"", "\"querstion\"", 1);
    let error = serde_json::from_str::<Scenario>(&bent)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("querstion") && error.contains("`question`"),
        "{error}"
    );
}

#[test]
fn a_mistake_in_a_file_is_reported_with_its_place() {
    let path = format!("{}/scenarios/handshake.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let bent = text.replacen("latency = \"50 ms\"", "latency = \"50 msec\"", 1);
    let error = toml::from_str::<Scenario>(&bent).unwrap_err().to_string();
    assert!(
        error.contains("line ") && error.contains("50 msec"),
        "{error}"
    );
}

#[test]
fn the_world_names_the_hosts_alike_for_the_network_and_for_themselves() {
    let world = handshake().world();
    let hosts = world.hosts.iter().map(|host| (&host.name, host.address));
    let places = world
        .net
        .hosts
        .iter()
        .map(|host| (&host.name, host.address));
    assert!(hosts.eq(places));
}
