use super::*;
use crate::lab::{Crossing, Fate};
use crate::scenario::{Scenario, library};
use crate::wire::Flags;

fn handshake() -> Scenario {
    serde_json::from_str(library::json("handshake").unwrap()).unwrap()
}

/// The handshake with these acts, run for ten seconds.
fn run(acts: &str) -> Lab {
    let mut scenario = handshake();
    scenario.acts = serde_json::from_str(acts).unwrap();
    let mut lab = Lab::new(&scenario.world(), 1).unwrap();
    lab.run_until(Instant::START + Duration::from_secs(10))
        .unwrap();
    lab
}

fn flags(lab: &Lab) -> Vec<String> {
    let flags = |crossing: &Crossing| crossing.segment.flags.to_string();
    lab.crossings(0, u32::MAX).iter().map(flags).collect()
}

fn kinds(lab: &Lab, kind: &str) -> usize {
    let events = lab.events(0, u32::MAX);
    events.iter().filter(|event| event.kind == kind).count()
}

const DROP: &str = r#"[{"on": {"sent": "SYN,ACK", "from": "B"}, "do": {"type": "drop"}}]"#;

#[test]
fn an_act_waits_for_its_row_and_happens_once() {
    let lab = run(DROP);
    let crossings = lab.crossings(0, u32::MAX);
    assert_eq!(crossings[1].fate, Fate::Lost);
    assert_eq!(crossings[1].ends_at, Some(crossings[1].sent_at));
    let repeated = crossings[2..]
        .iter()
        .filter(|one| one.segment.has(Flags::SYN));
    assert!(repeated.clone().count() > 0);
    assert!(repeated.clone().all(|one| one.fate == Fate::Arrived));
    assert_eq!(kinds(&lab, "act"), 1);
}

#[test]
fn an_act_goes_back_to_the_row_it_waited_for() {
    let lab = run(DROP);
    let events = lab.events(0, u32::MAX);
    let act = events.iter().find(|event| event.kind == "act").unwrap();
    assert_eq!(act.rule, Some("scripted"));
    let cause = &events[usize::try_from(act.cause.unwrap()).unwrap()];
    assert_eq!((cause.kind, cause.crossing), ("segment-sent", Some(1)));
}

#[test]
fn a_run_with_acts_goes_the_same_way_when_it_is_sought_and_replayed() {
    let mut lab = run(DROP);
    let (end, log) = (lab.position(), lab.events(0, u32::MAX));
    for position in [0, end / 2, end] {
        lab.seek(position).unwrap();
        lab.seek(end).unwrap();
        assert_eq!(lab.events(0, u32::MAX), log);
    }
    let mut scenario = handshake();
    scenario.acts = serde_json::from_str(DROP).unwrap();
    let again = Lab::replayed(&scenario.world(), 1, &lab.saved_moments(), end).unwrap();
    assert_eq!(again.events(0, u32::MAX), log);
}

#[test]
fn a_segment_is_written_with_what_the_hosts_know_when_it_is_sent() {
    let lab = run(
        r#"[{"on": {"at": "1 s"}, "do": {"type": "inject", "from": "B", "to": "A", "segment":
            {"srcPort": 80, "dstPort": "A.port", "seq": "A.RCV.NXT", "flags": "RST"}}}]"#,
    );
    assert_eq!(flags(&lab), ["SYN", "SYN,ACK", "ACK", "RST"]);
    let rst = &lab.crossings(3, 4)[0];
    assert!(rst.forged);
    assert_eq!(rst.segment.seq, lab.crossings(1, 2)[0].segment.seq + 1);
    assert_eq!(
        lab.world().hosts()[0]
            .sockets()
            .next()
            .map(crate::host::Socket::state),
        Some(crate::tcp::State::Closed)
    );
}

#[test]
fn what_cannot_be_done_is_written_down_and_changes_nothing() {
    let lab = run(
        r#"[{"on": {"at": "1 s"}, "do": {"type": "expire", "host": "A", "timer": "retransmission"}}]"#,
    );
    assert_eq!(kinds(&lab, "act-refused"), 1);
    assert_eq!(kinds(&lab, "act"), 0);
    assert_eq!(flags(&lab), ["SYN", "SYN,ACK", "ACK"]);
}

#[test]
fn the_nth_row_counts_and_after_waits() {
    let lab = run(
        r#"[{"on": {"sent": "*", "nth": 3, "after": "10 ms"}, "do": {"type": "cutCable", "host": "B"}}]"#,
    );
    let act = lab.events(0, u32::MAX);
    let act = act.iter().find(|event| event.kind == "act").unwrap();
    assert_eq!(act.at, Instant::START + Duration::from_millis(210));
}

#[test]
fn an_act_that_lacks_a_field_or_speaks_of_nothing_known_is_refused_when_it_is_read() {
    let rows = [
        (
            r#"{"on": {}, "do": {"type": "sysctl", "host": "A"}}"#,
            "sysctl needs `name`",
        ),
        (
            r#"{"on": {}, "do": {"type": "explode"}}"#,
            "`explode` is no command",
        ),
        (
            r#"{"on": {"rule": "no-such"}, "do": {"type": "drop"}}"#,
            "\"no-such\" is not a rule",
        ),
        (
            r#"{"on": {"kind": "no-such"}, "do": {"type": "drop"}}"#,
            "\"no-such\" is not a kind of event",
        ),
        (r#"{"on": {"sent": "SIN"}, "do": {"type": "drop"}}"#, "SIN"),
    ];
    for (json, expected) in rows {
        let error = serde_json::from_str::<ScriptAct>(json)
            .expect_err(json)
            .to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn acts_survive_json_without_loss() {
    let acts = [
        DROP,
        r#"[{"on":{"position":7},"do":{"type":"cutCable","host":"A"}}]"#,
        r#"[{"on":{"host":"A","state":"ESTABLISHED"},"do":{"type":"inject","from":"10.9.9.9","to":"B",
            "segment":{"srcPort":"A.port","dstPort":80,"seq":"A.SND.NXT-1","ack":5,"flags":"ACK"}}}]"#,
    ];
    for json in acts {
        let read: Vec<ScriptAct> = serde_json::from_str(json).unwrap();
        let again = serde_json::to_string(&read).unwrap();
        assert_eq!(
            serde_json::from_str::<Vec<ScriptAct>>(&again).unwrap(),
            read,
            "{again}"
        );
    }
}

#[test]
fn quantities_read_as_they_are_written() {
    for text in [
        "7",
        "A.ISS",
        "A.ISS+1",
        "B.RCV.NXT-1",
        "client.port",
        "A.SND.UNA+4294967295",
    ] {
        let read: Quantity = text.parse().unwrap();
        assert_eq!(read.to_string(), text);
    }
    for text in ["", "A", "A.NXT", "A.ISS+", "A.ISS1", "A.ISS+99999999999"] {
        assert!(text.parse::<Quantity>().is_err(), "{text}");
    }
    let minus: Quantity = "A.RCV.NXT-1".parse().unwrap();
    assert_eq!(minus.value(|_, _| Some(0)), Some(u32::MAX));
}
