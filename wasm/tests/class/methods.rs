//! Every method of the class, in a browser.

use crate::kit::{SEED, empty, field, finished, is_empty, js, json, number, sight, text};
use tcp_lab_wasm::Lab;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_new_lab_is_empty_and_says_its_seed() {
    let snapshot = empty().snapshot().expect("it can be seen");
    assert_eq!(text(&snapshot, "seed"), SEED);
    assert_eq!(text(&snapshot, "scenario"), "");
    assert!(is_empty(&field(&snapshot, "hosts")));
    assert!(field(&snapshot, "next").is_null(), "what is absent is null");
}

#[wasm_bindgen_test]
fn without_a_seed_each_lab_draws_its_own() {
    let seed = || {
        text(
            &Lab::new(JsValue::UNDEFINED)
                .expect("no config is fine")
                .snapshot()
                .expect("it can be seen"),
            "seed",
        )
    };
    let (one, other) = (seed(), seed());
    assert_eq!(one.len(), 16);
    assert_ne!(one, other);
}

#[wasm_bindgen_test]
fn the_library_is_listed_in_both_languages_and_every_scenario_loads() {
    let list = Lab::scenarios().expect("it can be listed");
    assert!(number(&list, "length") >= 5.0);
    for index in 0..number(&list, "length") as u32 {
        let id = text(&list, &format!("{index}.id"));
        for words in ["title.en", "title.zh-CN", "question.en", "question.zh-CN"] {
            assert!(
                !text(&list, &format!("{index}.{words}")).is_empty(),
                "{id} {words}"
            );
        }
        empty().load(id.as_str().into()).expect("it loads");
    }
}

#[wasm_bindgen_test]
fn the_version_is_that_of_the_crate() {
    assert_eq!(Lab::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn stepping_through_the_handshake_leads_both_ends_to_established() {
    let lab = finished("handshake");
    let snapshot = lab.snapshot().expect("it can be seen");
    assert_eq!(text(&snapshot, "scenario"), "handshake");
    for host in 0..2 {
        assert_eq!(
            text(&snapshot, &format!("hosts.{host}.connections.0.state")),
            "ESTABLISHED"
        );
    }
    let (a, b) = ("hosts.0.connections.0", "hosts.1.connections.0");
    assert_eq!(
        number(&snapshot, &format!("{a}.snd.nxt")),
        number(&snapshot, &format!("{b}.rcv.nxt"))
    );
    assert_eq!(
        number(&snapshot, &format!("{a}.snd.nxt")),
        (number(&snapshot, &format!("{a}.snd.iss")) + 1.0) % 4_294_967_296.0
    );
}

#[wasm_bindgen_test]
fn a_step_gives_a_plain_array_of_event_ids() {
    let mut lab = empty();
    lab.load("handshake".into()).expect("the library has it");
    let ids = lab.step().expect("there is room");
    assert!(js_sys::Array::is_array(&ids));
    assert_eq!(number(&ids, "0"), 0.0);
    let events = lab.events(0.0, 1.0).expect("it happened");
    assert_eq!(number(&events, "0.id"), 0.0);
    assert!(!text(&events, "0.kind").is_empty());
}

#[wasm_bindgen_test]
fn back_seek_and_forward_show_the_same_again() {
    let mut lab = finished("handshake");
    let end = sight(&lab);
    let position = number(&lab.snapshot().expect("it can be seen"), "position");
    assert!(lab.step_back());
    assert_ne!(sight(&lab), end);
    lab.seek(0.0).expect("it exists");
    assert!(!lab.step_back());
    lab.seek(position).expect("it exists");
    assert_eq!(sight(&lab), end);
}

#[wasm_bindgen_test]
fn running_stops_at_the_time_asked_for() {
    let mut lab = empty();
    lab.load("handshake".into()).expect("the library has it");
    lab.run_until(120_000_000.0).expect("there is room");
    assert_eq!(
        number(&lab.snapshot().expect("it can be seen"), "now"),
        120_000_000.0
    );
}

#[wasm_bindgen_test]
fn acting_in_the_past_makes_a_branch_that_can_be_left_and_returned_to() {
    let mut lab = finished("handshake");
    let sent = lab.crossings(0.0, 1.0).expect("it was sent");
    lab.seek(0.0).expect("it exists");
    lab.run_until(number(&sent, "0.sentAt") + 1000.0)
        .expect("there is room");
    lab.act(js(r#"{"type":"drop","crossing":0}"#))
        .expect("it is under way");
    assert_eq!(
        text(&lab.crossings(0.0, 1.0).expect("it was sent"), "0.fate"),
        "lost"
    );
    let branches = lab.branches().expect("they can be seen");
    assert_eq!(number(&branches, "length"), 2.0);
    assert_eq!(number(&branches, "1.parent"), 0.0);
    assert!(field(&branches, "0.parent").is_null());
    lab.checkout(0.0).expect("it exists");
    lab.seek(number(&branches, "0.end")).expect("it exists");
    assert_eq!(
        text(&lab.crossings(0.0, 1.0).expect("it was sent"), "0.fate"),
        "arrived"
    );
    assert_eq!(lab.fork().expect("there is room"), 2);
}

#[wasm_bindgen_test]
fn every_command_of_the_declaration_is_understood() {
    let commands = [
        r#"{"type":"hold","crossing":0}"#,
        r#"{"type":"release","crossing":0}"#,
        r#"{"type":"delay","crossing":0,"by":1000000}"#,
        r#"{"type":"duplicate","crossing":0}"#,
        r#"{"type":"corrupt","crossing":0,"bit":3}"#,
        r#"{"type":"drop","crossing":0}"#,
        r#"{"type":"inject","from":"192.0.2.1","to":"B","segment":{"flags":"SYN","dstPort":80,"options":["noOp",{"mss":1000},{"timestamps":[1,2]}]}}"#,
        r#"{"type":"addRule","rule":{"from":"A","flags":"SYN","without":"ACK","payload":false,"skip":1,"times":2,"verdict":{"delay":5}}}"#,
        r#"{"type":"addRule","rule":{"verdict":"drop"}}"#,
        r#"{"type":"removeRule","rule":0}"#,
        r#"{"type":"expire","host":0,"socket":0,"timer":"retransmission"}"#,
        r#"{"type":"cutCable","host":0}"#,
        r#"{"type":"restoreCable","host":0}"#,
    ];
    let calls = [
        r#"{"name":"socket"}"#,
        r#"{"name":"bind","fd":4,"port":81}"#,
        r#"{"name":"listen","fd":4,"backlog":1}"#,
        r#"{"name":"setNonblocking","fd":4,"on":true}"#,
        r#"{"name":"accept","fd":4}"#,
        r#"{"name":"connect","fd":4,"to":"B:80"}"#,
        r#"{"name":"send","fd":4,"data":"hello"}"#,
        r#"{"name":"send","fd":4,"data":9}"#,
        r#"{"name":"recv","fd":4,"max":9}"#,
        r#"{"name":"soError","fd":4}"#,
        r#"{"name":"shutdown","fd":4,"how":"both"}"#,
        r#"{"name":"abort","fd":4}"#,
        r#"{"name":"close","fd":4}"#,
    ];
    let mut lab = empty();
    lab.load("handshake".into()).expect("the library has it");
    lab.run_until(110_000_000.0).expect("there is room");
    for command in commands {
        lab.act(js(command))
            .unwrap_or_else(|error| panic!("{command}: {error:?}"));
    }
    for call in calls {
        let command = format!(r#"{{"type":"call","host":0,"process":0,"call":{call}}}"#);
        let ids = lab
            .act(js(&command))
            .unwrap_or_else(|error| panic!("{command}: {error:?}"));
        assert!(!is_empty(&ids), "{command}");
    }
}

#[wasm_bindgen_test]
fn what_is_suggested_can_be_injected_as_it_is() {
    let mut lab = finished("handshake");
    let segment = lab.suggest(0.0, None).expect("it is a host");
    assert_eq!(
        (
            text(&segment, "from").as_str(),
            text(&segment, "flags").as_str()
        ),
        ("A", "ACK")
    );
    let before = number(&lab.snapshot().expect("it can be seen"), "crossings");
    let ids = lab
        .inject(segment.clone(), segment)
        .expect("it can be sent");
    assert!(!is_empty(&ids));
    let forged = lab.crossings(before, before + 1.0).expect("it was sent");
    assert!(field(&forged, "0.forged").is_truthy());
    lab.suggest(0.0, Some(0.0)).expect("it is a socket");
}

#[wasm_bindgen_test]
fn why_names_rule_checks_and_causes() {
    let lab = finished("handshake");
    let events = lab.events(0.0, 1000.0).expect("they happened");
    let ids = 0..number(&events, "length") as u32;
    let mut states = ids.filter(|id| text(&events, &format!("{id}.kind")) == "state-changed");
    let last = states.next_back().expect("states change");
    let why = lab.why(last.into()).expect("it happened");
    assert_eq!(text(&why, "rule.code"), "ack-establishes");
    assert_eq!(number(&why, "rule.rfc"), 9293.0);
    assert!(!is_empty(&field(&why, "checks")));
    assert_eq!(text(&why, "chain.0.kind"), "segment-arrived");
    assert_eq!(text(&why, "event.args.to"), "ESTABLISHED");
}

#[wasm_bindgen_test]
fn the_rules_are_listed_with_their_sources() {
    let rules = Lab::rules(&empty()).expect("they can be listed");
    assert!(number(&rules, "length") > 80.0);
    assert!(!text(&rules, "0.code").is_empty());
    assert!(field(&rules, "0.labels").is_object());
}

#[wasm_bindgen_test]
fn the_ladder_is_text_and_can_be_exported() {
    let lab = finished("handshake");
    let ladder = lab.ladder();
    assert!(ladder.contains("<CTL=SYN,ACK>"), "{ladder}");
    assert_eq!(lab.export_as("ladder").expect("it is a format"), ladder);
}

#[wasm_bindgen_test]
fn a_saved_run_comes_back_in_another_lab() {
    let mut lab = finished("handshake");
    lab.seek(4.0).expect("it exists");
    lab.act(js(r#"{"type":"cutCable","host":1}"#))
        .expect("it is a host");
    lab.run_until(5_000_000_000.0).expect("there is room");
    lab.step_back();
    let state = lab.state().expect("it can be saved");
    let mut other = Lab::new(JsValue::UNDEFINED).expect("no config is fine");
    other
        .set_state(js(&json(&state)))
        .expect("it goes that way");
    assert_eq!(json(&other.state().expect("it can be saved")), json(&state));
    assert_eq!(
        json(&field(&other.snapshot().expect("it can be seen"), "hosts")),
        json(&field(&lab.snapshot().expect("it can be seen"), "hosts"))
    );
}

/// A scenario of one's own.
const OWN: &str = r#"{
    "id": "own", "title": {"en": "t", "zh-CN": "t"}, "question": {"en": "q", "zh-CN": "q"}, "ends": "1 s",
    "hosts": [{"name": "A", "address": "10.0.0.1"}, {"name": "B", "address": "10.0.0.2"}],
    "links": [{"between": ["A", "B"], "latency": "5 ms"}]
}"#;

#[wasm_bindgen_test]
fn a_scenario_of_ones_own_is_run_and_saved_as_it_was_given() {
    let mut lab = empty();
    lab.load(js(OWN)).expect("it is sound");
    let snapshot = lab.snapshot().expect("it can be seen");
    assert_eq!(text(&snapshot, "scenario"), "own");
    assert_eq!(text(&snapshot, "hosts.1.name"), "B");
    let state = lab.state().expect("it can be saved");
    assert_eq!(json(&field(&state, "scenario")), json(&js(OWN)));
    let mut other = empty();
    other.set_state(state).expect("it goes that way");
    assert_eq!(sight(&other), sight(&lab));
}

#[wasm_bindgen_test]
fn a_scenario_that_was_registered_is_known_to_every_lab_and_may_be_replaced() {
    Lab::register(js(OWN)).expect("it is sound");
    let known = |title: &str| {
        let list = Lab::scenarios().expect("it can be listed");
        let infos = 0..number(&list, "length") as u32;
        let own = infos.filter(|index| text(&list, &format!("{index}.id")) == "own");
        let titles: Vec<_> = own
            .map(|index| text(&list, &format!("{index}.title.en")))
            .collect();
        assert_eq!(titles, [title]);
    };
    known("t");
    empty().load("own".into()).expect("it is known");
    let renamed = OWN.replacen(r#""en": "t""#, r#""en": "other""#, 1);
    Lab::register(js(&renamed)).expect("it is sound");
    known("other");
    assert!(Lab::register(js("{}")).is_err(), "not every object is one");
}

#[wasm_bindgen_test]
fn the_story_ends_where_the_reader_makes_a_difference() {
    let mut lab = finished("handshake");
    let all = |lab: &mut Lab| {
        let told = lab.story(0.0, f64::from(u32::MAX));
        number(&told.expect("it can be told"), "length")
    };
    assert_eq!(lab.story_parted(), None);
    let whole = all(&mut lab);
    lab.seek(4.0).expect("it exists");
    lab.act(js(r#"{"type":"cutCable","host":1}"#))
        .expect("it is a host");
    lab.run_until(5_000_000_000.0).expect("there is room");
    assert!(lab.story_parted().is_some());
    assert!(all(&mut lab) < whole);
    assert!(is_empty(&lab.due().expect("nothing is asked")));
}
