//! Every error of the class, in a browser: typed, and the lab unharmed.

use crate::kit::{empty, field, finished, js, number, refuses, text};
use tcp_lab_wasm::Lab;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_config_that_is_none_and_a_seed_that_is_none() {
    for (config, code) in [
        (r#"{"seed": "xyz"}"#, "bad-seed"),
        (r#"{"seed": "0123456789abcdeg"}"#, "bad-seed"),
        (r#"{"seed": 7}"#, "bad-config"),
        ("7", "bad-config"),
    ] {
        let error = Lab::new(js(config)).expect_err(config);
        assert_eq!(text(&error, "code"), code, "{config}");
    }
}

#[wasm_bindgen_test]
fn a_scenario_that_nobody_knows_or_that_is_none() {
    let mut lab = finished("handshake");
    let error = refuses(&mut lab, "unknown-scenario", |lab| lab.load("nope".into()));
    assert_eq!(text(&error, "detail.id"), "nope");
    for scenario in ["{}", "7", "null", r#"{"id": "x", "hosts": "many"}"#] {
        refuses(&mut lab, "bad-scenario", |lab| lab.load(js(scenario)));
    }
    refuses(&mut lab, "bad-scenario", |lab| lab.load(JsValue::UNDEFINED));
    let circle = js("{}");
    let _ = js_sys::Reflect::set(&circle, &"self".into(), &circle);
    refuses(&mut lab, "bad-scenario", |lab| lab.load(circle));
}

#[wasm_bindgen_test]
fn a_segment_that_is_none() {
    let mut lab = finished("handshake");
    let to = || js(r#"{"from": "A", "to": "B"}"#);
    for segment in [
        "{}",
        "null",
        "[]",
        r#"{"flags": "XYZ"}"#,
        r#"{"flags": "SYN", "seq": -1}"#,
        r#"{"flags": "SYN", "seq": 4294967296}"#,
        r#"{"flags": "SYN", "seq": 1.5}"#,
        r#"{"flags": "SYN", "seq": "1"}"#,
        r#"{"flags": "SYN", "window": 65536}"#,
        r#"{"flags": "SYN", "options": [{"mss": 70000}]}"#,
        r#"{"flags": "SYN", "options": ["what"]}"#,
        r#"{"flags": "SYN", "payload": [256]}"#,
    ] {
        let error = refuses(&mut lab, "bad-segment", |lab| lab.inject(to(), js(segment)));
        assert!(!text(&error, "detail.message").is_empty(), "{segment}");
    }
    for target in ["{}", "null", r#"{"from": 1, "to": 2}"#] {
        refuses(&mut lab, "bad-target", |lab| {
            lab.inject(js(target), js(r#"{"flags": "SYN"}"#))
        });
    }
    let nowhere = js(r#"{"from": "A", "to": "Z"}"#);
    refuses(&mut lab, "unknown-address", |lab| {
        lab.inject(nowhere, js(r#"{"flags": "SYN"}"#))
    });
}

#[wasm_bindgen_test]
fn an_act_on_a_segment_that_has_arrived_or_is_lost_or_never_was() {
    let mut lab = finished("handshake");
    let acts = [
        r#"{"type":"drop","crossing":ID}"#,
        r#"{"type":"duplicate","crossing":ID}"#,
        r#"{"type":"hold","crossing":ID}"#,
        r#"{"type":"release","crossing":ID}"#,
        r#"{"type":"delay","crossing":ID,"by":1}"#,
        r#"{"type":"corrupt","crossing":ID,"bit":1}"#,
    ];
    for act in acts {
        let on = |id: &str| js(&act.replace("ID", id));
        let error = refuses(&mut lab, "crossing-arrived", |lab| lab.act(on("0")));
        assert_eq!(number(&error, "detail.crossing"), 0.0);
        assert!(number(&error, "detail.at") > 0.0);
        refuses(&mut lab, "unknown-crossing", |lab| lab.act(on("99")));
    }
    lab.inject(js(r#"{"from": "A", "to": "B"}"#), js(r#"{"flags": "RST"}"#))
        .expect("it can be sent");
    refuses(&mut lab, "crossing-not-held", |lab| {
        lab.act(js(r#"{"type":"release","crossing":3}"#))
    });
    lab.act(js(r#"{"type":"hold","crossing":3}"#))
        .expect("it is under way");
    refuses(&mut lab, "crossing-held", |lab| {
        lab.act(js(r#"{"type":"hold","crossing":3}"#))
    });
    lab.act(js(r#"{"type":"drop","crossing":3}"#))
        .expect("it is held");
    refuses(&mut lab, "crossing-lost", |lab| {
        lab.act(js(r#"{"type":"drop","crossing":3}"#))
    });
}

#[wasm_bindgen_test]
fn a_command_that_is_none_or_about_nothing() {
    let mut lab = finished("handshake");
    for (command, code) in [
        ("{}", "bad-command"),
        ("null", "bad-command"),
        (r#"{"type":"explode"}"#, "bad-command"),
        (r#"{"type":"drop"}"#, "bad-command"),
        (r#"{"type":"drop","crossing":-1}"#, "bad-command"),
        (
            r#"{"type":"call","host":0,"process":0,"call":{"name":"fly"}}"#,
            "bad-command",
        ),
        (r#"{"type":"cutCable","host":9}"#, "unknown-host"),
        (
            r#"{"type":"call","host":9,"process":0,"call":{"name":"socket"}}"#,
            "unknown-host",
        ),
        (
            r#"{"type":"call","host":0,"process":9,"call":{"name":"socket"}}"#,
            "unknown-process",
        ),
        (
            r#"{"type":"expire","host":0,"socket":9,"timer":"persist"}"#,
            "unknown-socket",
        ),
        (
            r#"{"type":"expire","host":0,"socket":0,"timer":"persist"}"#,
            "timer-not-set",
        ),
        (r#"{"type":"removeRule","rule":9}"#, "unknown-rule"),
        (
            r#"{"type":"addRule","rule":{"from":"Z","verdict":"drop"}}"#,
            "unknown-host",
        ),
        (
            r#"{"type":"delay","crossing":0,"by":9007199254740991}"#,
            "delay-too-long",
        ),
    ] {
        refuses(&mut lab, code, |lab| lab.act(js(command)));
    }
}

#[wasm_bindgen_test]
fn positions_times_branches_and_events_out_of_range() {
    let mut lab = finished("handshake");
    let error = refuses(&mut lab, "position-out-of-range", |lab| lab.seek(1000.0));
    let end = number(&lab.snapshot().expect("it can be seen"), "end");
    assert_eq!(number(&error, "detail.end"), end);
    for wrong in [-1.0, 0.5, f64::NAN, f64::INFINITY, 4_294_967_296.0] {
        refuses(&mut lab, "bad-number", |lab| lab.seek(wrong));
        refuses(&mut lab, "bad-number", |lab| lab.why(wrong));
        refuses(&mut lab, "bad-number", |lab| lab.events(0.0, wrong));
        refuses(&mut lab, "bad-number", |lab| lab.crossings(wrong, 1.0));
        refuses(&mut lab, "bad-number", |lab| lab.suggest(0.0, Some(wrong)));
    }
    refuses(&mut lab, "bad-number", |lab| lab.run_until(-1.0));
    refuses(&mut lab, "bad-number", |lab| {
        lab.run_until(9_007_199_254_740_992.0)
    });
    refuses(&mut lab, "unknown-branch", |lab| lab.checkout(5.0));
    refuses(&mut lab, "unknown-event", |lab| lab.why(100_000.0));
    refuses(&mut lab, "unknown-host", |lab| lab.suggest(7.0, None));
    refuses(&mut lab, "unknown-socket", |lab| {
        lab.suggest(0.0, Some(7.0))
    });
    refuses(&mut lab, "bad-format", |lab| lab.export_as("pcap"));
}

#[wasm_bindgen_test]
fn a_saved_run_that_is_hostile() {
    let mut lab = finished("handshake");
    let state = |moments: &str, position: u32| {
        js(&format!(
            r#"{{"version":"0","scenario":"handshake","seed":"0123456789abcdef","moments":{moments},"position":{position}}}"#
        ))
    };
    for hostile in [
        js("{}"),
        js("7"),
        state("7", 0),
        state("[-1]", 0),
        state("[0.5]", 0),
        state(r#"["x"]"#, 0),
        state(r#"[{"act":{"type":"explode"}}]"#, 0),
        state("[]", 0xffff_ffff),
    ] {
        let before = text(&lab.snapshot().expect("it can be seen"), "seed");
        let error = lab.set_state(hostile).expect_err("it is hostile");
        let code = text(&error, "code");
        assert!(
            ["bad-state", "position-out-of-range"].contains(&code.as_str()),
            "{code}"
        );
        assert_eq!(
            text(&lab.snapshot().expect("it can be seen"), "seed"),
            before
        );
    }
    for moments in [
        "[1000000]",
        r#"[{"until":500000000}]"#,
        r#"[{"act":{"type":"drop","crossing":0}}]"#,
    ] {
        let error = refuses(&mut lab, "state-diverged", |lab| {
            lab.set_state(state(moments, 0))
        });
        assert_eq!(number(&error, "detail.moment"), 0.0);
        assert!(field(&error, "detail.reason").is_string());
    }
    refuses(&mut lab, "limit-reached", |lab| {
        lab.set_state(state("[4294967295]", 0))
    });
    let unknown = js(
        r#"{"version":"0","scenario":"no","seed":"0123456789abcdef","moments":[],"position":0}"#,
    );
    refuses(&mut lab, "unknown-scenario", |lab| lab.set_state(unknown));
    let seed = js(r#"{"version":"0","scenario":"handshake","seed":"1","moments":[],"position":0}"#);
    refuses(&mut lab, "bad-seed", |lab| lab.set_state(seed));
    lab.set_state(state("[3]", 2)).expect("this one is not");
}

#[wasm_bindgen_test]
fn an_empty_lab_refuses_politely() {
    let mut lab = empty();
    refuses(&mut lab, "unknown-host", |lab| lab.suggest(0.0, None));
    refuses(&mut lab, "unknown-event", |lab| lab.why(0.0));
    refuses(&mut lab, "position-out-of-range", |lab| lab.seek(1.0));
    assert!(crate::kit::is_empty(&lab.step().expect("nothing happens")));
}
