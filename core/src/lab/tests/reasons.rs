//! Why: checks and causes.

use super::*;

fn find(lab: &Lab, kind: &str, args: &[(&str, &str)]) -> LabEvent {
    let has = |event: &LabEvent| {
        args.iter().all(|(name, value)| {
            event
                .args
                .get(name)
                .is_some_and(|arg| arg.to_string() == *value)
        })
    };
    let events = lab.events(0, u32::MAX);
    let found = events
        .into_iter()
        .find(|event| event.kind == kind && has(event));
    found.unwrap_or_else(|| panic!("no {kind} {args:?}"))
}

fn lines(why: &Why) -> Vec<String> {
    let right = |check: &CheckView| {
        check.right.as_ref().map_or(String::new(), |right| {
            format!(" {} ({})", right.name, right.value)
        })
    };
    let line = |check: &CheckView| {
        let (left, sign) = (&check.left, check.op);
        format!(
            "{} ({}) {sign}{} {}",
            left.name,
            left.value,
            right(check),
            check.holds
        )
    };
    why.checks.iter().map(line).collect()
}

#[test]
fn the_last_check_of_a_decision_is_the_one_of_its_rule() {
    let lab = finished();
    let established = find(
        &lab,
        "state-changed",
        &[("from", "SYN-RECEIVED"), ("to", "ESTABLISHED")],
    );
    let why = lab.why(established.id).expect("it exists");
    assert_eq!(
        why.rule.as_ref().map(|rule| rule.code),
        Some("ack-establishes")
    );
    let last = why.checks.last().expect("there were checks");
    assert_eq!(last.rule.code, "ack-establishes");
    let lines = lines(&why);
    assert!(
        lines
            .iter()
            .any(|line| line == "SEG.SEQ (101) >= RCV.NXT (101) true"),
        "{lines:#?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line == "SND.UNA (300) < SEG.ACK (301) true"),
        "{lines:#?}"
    );
}

#[test]
fn the_chain_of_causes_leads_back_to_a_call() {
    let lab = finished();
    let established = find(
        &lab,
        "state-changed",
        &[("from", "SYN-RECEIVED"), ("to", "ESTABLISHED")],
    );
    let why = lab.why(established.id).expect("it exists");
    let kinds: Vec<_> = why.chain.iter().map(|event| event.kind).collect();
    let hop = ["segment-arrived", "segment-sent"];
    let expected: Vec<_> = hop
        .into_iter()
        .cycle()
        .take(6)
        .chain(["call-entered"])
        .collect();
    assert_eq!(kinds, expected, "ACK, SYN,ACK, SYN, connect");
    assert!(
        why.chain
            .windows(2)
            .all(|pair| pair[0].cause == Some(pair[1].id))
    );
}

#[test]
fn a_timer_that_fires_goes_back_to_the_row_that_set_it() {
    let lab = finished();
    let fired = find(&lab, "timer-fired", &[("timer", "time-wait")]);
    let set = find(&lab, "timer-set", &[("timer", "time-wait")]);
    assert_eq!(fired.cause, Some(set.id));
}

#[test]
fn an_act_has_no_cause_and_causes_what_follows() {
    let mut lab = lab();
    lab.run_until(at(10)).expect("there is room");
    let rows = lab
        .act(Command::Drop { crossing: 0 })
        .expect("it is under way");
    let events = lab.events(rows.start, rows.end);
    assert_eq!((events[0].cause, events[1].cause), (None, Some(rows.start)));
}

#[test]
fn asking_why_changes_nothing_and_has_an_answer_for_every_row() {
    let mut lab = finished();
    lab.seek(lab.end() / 2).expect("it exists");
    let before = lab.clone();
    let events = lab.snapshot().events;
    for event in 0..events {
        let why = lab.why(event).expect("it exists");
        assert_eq!(why.event.id, event);
        assert!(
            why.event.cause.is_none_or(|cause| cause < event),
            "causes come first"
        );
    }
    assert_eq!(
        lab.why(events),
        Err(LabError::UnknownEvent {
            event: events,
            events
        })
    );
    assert_eq!(lab, before);
}

#[test]
fn every_row_has_the_arguments_that_its_kind_promises() {
    let lab = finished();
    for row in lab.branch().rows(0, u32::MAX) {
        let args = row.args(lab.world().names());
        let names: Vec<_> = args.keys().copied().collect();
        let mut promised = row.kind().args().to_vec();
        promised.sort_unstable();
        assert_eq!(names, promised, "{}", row.kind().name());
    }
}

#[test]
fn a_delayed_ack_is_explained_by_what_is_owed_and_nothing_else() {
    let lab = finished();
    let delayed = find(&lab, "ack-delayed", &[]);
    let lines = lines(&lab.why(delayed.id).expect("it exists"));
    let expected = [
        "hole (0) is set false",
        "ack-owed (300) >= ack-threshold (2920) false",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn what_the_host_does_is_not_explained_by_what_tcp_compared() {
    let lab = finished();
    let taken = find(&lab, "accept-taken", &[]);
    let accept = lab.why(taken.id).expect("it exists");
    let expected = [
        "free-descriptor (4) < descriptor-limit (1024) true",
        "available (1) > 0 (0) true",
    ];
    assert_eq!(lines(&accept), expected, "a descriptor and a connection");
    let entered = find(&lab, "call-entered", &[]);
    assert_eq!(lab.why(entered.id).expect("it exists").checks, []);
}
