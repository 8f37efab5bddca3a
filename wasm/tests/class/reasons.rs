//! Why not, questions, exams and comparisons, in a browser.

use crate::kit::{SEED, empty, field, finished, js, number, text};
use tcp_lab_wasm::Lab;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn loaded(scenario: &str) -> Lab {
    let mut lab = empty();
    lab.load(scenario.into()).expect("it loads");
    lab
}

fn code(error: &JsValue) -> String {
    text(error, "code")
}

#[wasm_bindgen_test]
fn why_tells_what_decided_and_what_would_have_had_to_differ() {
    let lab = finished("handshake");
    let count = number(&lab.snapshot().expect("it can be seen"), "events") as u32;
    let established = (0..count).rev().find(|event| {
        let event = f64::from(*event);
        let events = lab.events(event, event + 1.0).expect("it exists");
        text(&events, "0.kind") == "state-changed"
    });
    let why = lab
        .why(established.expect("a state changed").into())
        .expect("it exists");
    let decided = number(&why, "decided") as u32;
    assert_eq!(text(&why, &format!("checks.{decided}.left.unit")), "seq");
    assert!(number(&why, "differ.length") > 0.0);
    assert!(number(&why, "bases.iss") > 0.0);
}

#[wasm_bindgen_test]
fn why_not_has_an_answer_and_an_error_for_what_does_not_exist() {
    let lab = finished("handshake");
    let told = lab
        .why_not(js(r#"{"ask":"answer","crossing":2}"#))
        .expect("it exists");
    assert_eq!(text(&told, "code"), "pure-ack");
    assert!(field(&told, "until").is_null());
    let unknown = lab.why_not(js(r#"{"ask":"sending","host":9,"socket":0}"#));
    assert_eq!(code(&unknown.expect_err("no such host")), "unknown-host");
    for bad in [
        "{}",
        "null",
        "7",
        r#"{"ask":"sending"}"#,
        r#"{"ask":"tea"}"#,
    ] {
        let error = lab.why_not(js(bad)).expect_err("it is no question");
        assert_eq!(code(&error), "bad-question", "{bad}");
    }
}

#[wasm_bindgen_test]
fn a_question_comes_back_and_is_judged() {
    let lab = loaded("handshake");
    let question = lab.ask("ack".into()).expect("it is a kind");
    assert_eq!(text(&question, "ask"), "ack");
    let answer = number(&question, "base") + 1.0;
    let judged = lab
        .judge(question.clone(), answer.into())
        .expect("it was asked");
    assert_eq!(field(&judged, "right"), JsValue::TRUE);
    let wrong = format!("{}", answer - 1.0);
    let judged = lab
        .judge(question.clone(), wrong.as_str().into())
        .expect("it was asked");
    assert_eq!(text(&judged, "mistake"), "forgot-one");
    assert_eq!(number(&judged, "answer"), answer);
    assert_eq!(text(&judged, "args.flag"), "SYN");
    let none = finished("handshake")
        .ask(JsValue::UNDEFINED)
        .expect("any kind");
    assert!(none.is_null(), "nothing lies ahead");
    assert_eq!(
        code(&lab.ask("tea".into()).expect_err("no kind")),
        "bad-question"
    );
    let error = lab.judge(question, JsValue::NULL).expect_err("no answer");
    assert_eq!(code(&error), "bad-question");
}

#[wasm_bindgen_test]
fn an_exam_is_loaded_and_stops_where_something_is_asked() {
    let exam = loaded("handshake").exam(SEED, 3.0).expect("it is loaded");
    assert_eq!(text(&exam, "seed"), SEED);
    let stops = number(&exam, "stops.length") as u32;
    assert_eq!(stops, 3);
    let mut lab = empty();
    lab.load(field(&exam, "scenario"))
        .expect("it is a scenario");
    lab.run_until(1e9).expect("there is room");
    for stop in 0..stops {
        let at = number(&exam, &format!("stops.{stop}.position"));
        lab.seek(at).expect("it exists");
        let kind = text(&exam, &format!("stops.{stop}.ask"));
        let question = lab.ask(kind.as_str().into()).expect("it is a kind");
        assert_eq!(number(&question, "target"), at + 1.0);
    }
    let nothing = empty().exam(SEED, 3.0).expect_err("nothing is loaded");
    assert_eq!(code(&nothing), "unknown-scenario");
}

#[wasm_bindgen_test]
fn two_labs_are_compared() {
    let (left, mut right) = (finished("handshake"), finished("handshake"));
    let same = left.compare(&right).expect("they can be compared");
    assert!(field(&same, "at").is_null());
    assert_eq!(text(&same, "reason.code"), "same");
    right.seek(0.0).expect("it exists");
    right
        .act(js(r#"{"type":"cutCable","host":0}"#))
        .expect("there is a cable");
    right.run_until(1e9).expect("there is room");
    let parted = left.compare(&right).expect("they can be compared");
    assert_eq!(text(&parted, "reason.code"), "act");
    assert_eq!(text(&parted, "right.kind"), "act");
    let branch = right.compare_branch(0.0).expect("it exists");
    assert_eq!(text(&branch, "reason.code"), "act");
    let error = right.compare_branch(9.0).expect_err("no such branch");
    assert_eq!(code(&error), "unknown-branch");
}
