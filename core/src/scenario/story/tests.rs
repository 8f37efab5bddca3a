use super::*;
use crate::lab::{Command, Crossing};
use crate::scenario::library;
use crate::time::Duration;

fn handshake() -> Scenario {
    let mut scenario: Scenario = serde_json::from_str(library::json("handshake").unwrap()).unwrap();
    scenario.story = serde_json::from_str(
        r#"[{"on": {"sent": "SYN"}, "text": {"en": "call", "zh-CN": "呼叫"}},
            {"on": {"state": "ESTABLISHED", "every": true}, "text": {"en": "open", "zh-CN": "打开"}}]"#,
    )
    .unwrap();
    scenario.prompts = serde_json::from_str(
        r#"[{"before": {"sent": "SYN,ACK", "from": "B"}, "ask": "ack"},
            {"before": {"state": "ESTABLISHED", "nth": 2}, "ask": "state"}]"#,
    )
    .unwrap();
    scenario
}

fn lab(scenario: &Scenario) -> Lab {
    Lab::new(&scenario.world(), 5).unwrap()
}

fn run_on(lab: &mut Lab, seconds: u64) {
    lab.run_until(Instant::START + Duration::from_secs(seconds))
        .unwrap();
}

fn lines(told: &[Told]) -> Vec<u32> {
    told.iter().map(|told| told.line).collect()
}

#[test]
fn the_story_is_told_as_it_happens_and_again_after_going_back() {
    let scenario = handshake();
    let (mut lab, mut teller) = (lab(&scenario), Teller::default());
    let all = (0, u32::MAX);
    assert_eq!(teller.told(&scenario.story, &lab, all), []);
    run_on(&mut lab, 1);
    let told = teller.told(&scenario.story, &lab, all);
    assert_eq!(lines(&told), [0, 1, 1]);
    let end = lab.position();
    lab.seek(0).unwrap();
    let (first, rest) = (told[0].event, (told[0].event + 1, u32::MAX));
    assert_eq!(
        lines(&teller.told(&scenario.story, &lab, (first, first + 1))),
        [0]
    );
    lab.seek(end).unwrap();
    assert_eq!(lines(&teller.told(&scenario.story, &lab, rest)), [1, 1]);
}

#[test]
fn after_an_act_it_is_told_as_far_as_the_run_is_the_same() {
    let scenario = handshake();
    let (mut lab, mut teller) = (lab(&scenario), Teller::default());
    let all = (0, u32::MAX);
    // A knob that turns nothing here.
    lab.act(Command::Sysctl {
        host: 0,
        name: "net.ipv4.tcp_fin_timeout".to_owned(),
        value: "30".to_owned(),
    })
    .unwrap();
    lab.run_until(Instant::START + Duration::from_millis(170))
        .unwrap();
    assert_eq!(teller.parted(&scenario.story, &lab), None);
    lab.act(Command::Drop { crossing: 1 }).unwrap();
    run_on(&mut lab, 5);
    let parted = teller.parted(&scenario.story, &lab).unwrap();
    let row = lab.events(parted, parted + 1).pop().unwrap();
    assert_eq!(row.kind, "act", "the whole moment is told anew");
    assert_eq!(lines(&teller.told(&scenario.story, &lab, all)), [0]);
}

#[test]
fn a_prompt_is_due_just_before_its_row_and_only_there() {
    let scenario = handshake();
    let mut lab = lab(&scenario);
    let mut due = Vec::new();
    loop {
        for prompt in scenario.due(&lab) {
            due.push((prompt, lab.crossings(0, u32::MAX).len()));
        }
        if lab.step().unwrap().is_empty() {
            break;
        }
    }
    assert_eq!(due, [(0, 1), (1, 3)]);
    lab.seek(0).unwrap();
    assert_eq!(scenario.due(&lab), [0; 0]);
}

#[test]
fn a_run_of_the_reader_saved_as_a_scenario_goes_the_same_way_by_itself() {
    let scenario = handshake();
    let mut lab = lab(&scenario);
    lab.run_until(Instant::START + Duration::from_millis(170))
        .unwrap();
    lab.act(Command::Drop { crossing: 1 }).unwrap();
    run_on(&mut lab, 2);
    lab.act(Command::CutCable { host: 1 }).unwrap();
    run_on(&mut lab, 3);
    let saved = scenario.recorded(&lab);
    let json = serde_json::to_string(&saved).unwrap();
    let saved: Scenario = serde_json::from_str(&json).unwrap();
    assert_eq!(saved.acts.len(), 2);
    let mut again = Lab::new(&saved.world(), 5).unwrap();
    run_on(&mut again, 3);
    assert_eq!(crossings(&again), crossings(&lab));
    assert_eq!(again.snapshot().hosts, lab.snapshot().hosts);
    assert_eq!(again.position(), lab.position());
}

fn crossings(lab: &Lab) -> Vec<Crossing> {
    lab.crossings(0, u32::MAX)
}

#[test]
fn names_in_braces_are_filled_in_and_unknown_ones_stay() {
    let value = |name: &str| (name == "seq").then(|| "7".to_owned());
    assert_eq!(filled("SEQ={seq}, {what}, {", value), "SEQ=7, {what}, {");
}
