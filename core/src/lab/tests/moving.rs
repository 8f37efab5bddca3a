//! Forward and back.

use super::*;

#[test]
fn stepping_and_running_lead_to_the_same_end() {
    let mut stepped = lab();
    step_to_end(&mut stepped);
    let mut ran = lab();
    ran.run_until(stepped.world().now()).expect("there is room");
    assert_eq!(sight(&stepped), sight(&ran));
    assert_eq!(stepped.digest(), ran.digest());
}

#[test]
fn a_step_tells_the_rows_it_wrote_and_the_last_one_tells_none() {
    let mut lab = lab();
    let mut events = 0;
    loop {
        let rows = lab.step().expect("there is room");
        assert_eq!(rows.start, events, "no row is left out");
        events = rows.end;
        if rows.is_empty() {
            break;
        }
    }
    assert_eq!(lab.snapshot().events, events);
    assert_eq!(lab.snapshot().next, None);
}

#[test]
fn every_position_looks_the_same_whichever_way_it_is_reached() {
    let mut forward = lab();
    let mut sights = vec![sight(&forward)];
    while !forward.step().expect("there is room").is_empty() {
        sights.push(sight(&forward));
    }
    let end = forward.end();
    let seen = |lab: &Lab| {
        let (mut snapshot, events, crossings) = sight(lab);
        snapshot.end = 0;
        (
            Snapshot {
                branches: Vec::new(),
                ..snapshot
            },
            events,
            crossings,
        )
    };
    for (snapshot, events, crossings) in sights.iter().rev() {
        forward.seek(snapshot.position).expect("it exists");
        let mut then = snapshot.clone();
        then.end = 0;
        then.branches.clear();
        // What lies ahead is known now, so that `next` is known to the same instant.
        assert_eq!(seen(&forward), (then, events.clone(), crossings.clone()));
    }
    assert_eq!(forward.end(), end, "looking back forgets nothing");
}

#[test]
fn stepping_back_undoes_a_step_and_ends_at_the_start() {
    let mut lab = lab();
    let mut sights = Vec::new();
    while !lab.step().expect("there is room").is_empty() {
        sights.push(sight(&lab).1);
    }
    while let Some(events) = sights.pop() {
        assert_eq!(sight(&lab).1, events);
        assert!(lab.step_back());
    }
    assert_eq!((lab.position(), lab.step_back()), (0, false));
}

#[test]
fn a_seek_beyond_the_end_is_refused_and_changes_nothing() {
    let mut lab = finished();
    let before = lab.clone();
    let (position, end) = (lab.end() + 1, lab.end());
    assert_eq!(
        lab.seek(position),
        Err(LabError::PositionOutOfRange { position, end })
    );
    assert_eq!(lab, before);
}

#[test]
fn running_lets_happen_what_is_due_and_then_waits() {
    let mut lab = lab();
    lab.run_until(at(75)).expect("there is room");
    let snapshot = lab.snapshot();
    assert_eq!((snapshot.now, snapshot.next), (at(75), Some(at(100))));
    let position = lab.position();
    lab.run_until(at(60)).expect("there is room");
    assert_eq!(
        (lab.world().now(), lab.position()),
        (at(75), position),
        "time never runs back"
    );
    lab.step().expect("there is room");
    assert_eq!(lab.world().now(), at(100));
    assert_eq!(lab.end(), lab.position(), "waiting is no moment");
}

#[test]
fn running_to_a_time_that_is_known_already_follows_the_branch() {
    let mut lab = finished();
    lab.seek(0).expect("it exists");
    lab.run_until(at(75)).expect("there is room");
    assert_eq!(lab.world().now(), at(75));
    assert!(lab.position() < lab.end());
    let mut fresh = super::lab();
    fresh.run_until(at(75)).expect("there is room");
    assert_eq!(lab.position(), fresh.position());
    assert_eq!(lab.world(), fresh.world());
}

#[test]
fn time_has_an_end() {
    let beyond = Instant::from_nanos(MAX_TIME.as_nanos() + 1);
    let limit = LabError::Limit {
        limit: "time",
        bound: MAX_TIME.as_nanos(),
    };
    assert_eq!(lab().run_until(beyond), Err(limit));
    assert_eq!(lab().run_until(MAX_TIME), Ok(()));
}

#[test]
fn checkpoints_are_exact() {
    let mut lab = lab();
    for _ in 0..3 * CHECKPOINT_EVERY {
        let segment = crate::wire::Segment::default();
        let command = Command::Inject {
            from: "B".to_owned(),
            to: "A".to_owned(),
            segment,
        };
        lab.act(command).expect("anything can be sent");
        lab.step().expect("there is room");
    }
    let end = sight(&lab);
    lab.seek(CHECKPOINT_EVERY / 2).expect("it exists");
    lab.seek(lab.end()).expect("it exists");
    assert_eq!(sight(&lab), end);
    lab.seek(2 * CHECKPOINT_EVERY + 1).expect("it exists");
    lab.seek(2 * CHECKPOINT_EVERY - 1).expect("it exists");
    lab.seek(lab.end()).expect("it exists");
    assert_eq!(sight(&lab), end);
}
