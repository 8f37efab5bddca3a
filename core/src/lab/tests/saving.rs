//! A run as a list of moments.

use super::*;

/// A run with waiting, acts and a future.
fn lived() -> Lab {
    let mut lab = lab();
    lab.run_until(at(10)).expect("there is room");
    lab.act(Command::Drop { crossing: 0 })
        .expect("it is under way");
    lab.act(Command::CutCable { host: 1 })
        .expect("it is a host");
    lab.run_until(at(3210)).expect("there is room");
    lab.act(Command::RestoreCable { host: 1 })
        .expect("it is a host");
    lab.run_until(at(9999)).expect("there is room");
    lab
}

fn again(lab: &Lab) -> Result<Lab, LabError> {
    Lab::replayed(&spec(), lab.seed(), &lab.saved_moments(), lab.position())
}

#[test]
fn a_saved_run_comes_back_with_its_waiting() {
    let lab = lived();
    let back = again(&lab).expect("it goes that way");
    assert_eq!(sight(&back), sight(&lab));
    assert_eq!(back, lab);
}

#[test]
fn a_reader_who_stood_in_the_past_stands_there_again() {
    let mut lab = lived();
    lab.seek(5).expect("it exists");
    let back = again(&lab).expect("it goes that way");
    assert_eq!((back.position(), back.end()), (5, lab.end()));
    assert_eq!(sight(&back), sight(&lab));
}

#[test]
fn natural_moments_are_counted_and_acts_are_kept() {
    let saved = lived().saved_moments();
    let shape = saved.iter().map(|moment| match moment {
        SavedMoment::Natural(_) => 'n',
        SavedMoment::Until { .. } => 'u',
        SavedMoment::Act { .. } => 'a',
    });
    assert_eq!(shape.collect::<String>(), "nuaanuanu");
}

#[test]
fn a_saved_run_survives_json() {
    let lab = lived();
    let state = LabState {
        version: "1".to_owned(),
        scenario: "here",
        seed: "0000000000000001".to_owned(),
        moments: lab.saved_moments(),
        position: lab.position(),
    };
    let json = serde_json::to_string(&state).expect("it is plain");
    let back: LabState<&str> = serde_json::from_str(&json).expect("it is plain");
    assert_eq!(back, state);
}

#[test]
fn what_does_not_go_that_way_is_refused() {
    let replay = |moments: &[SavedMoment], position| {
        Lab::replayed(&spec(), 1, moments, position).map(|lab| lab.position())
    };
    let act = || SavedMoment::Act {
        act: Box::new(Command::Drop { crossing: 3 }),
    };
    let early = LabError::Diverged {
        moment: 0,
        reason: "unknown-crossing",
    };
    assert_eq!(replay(&[act()], 1), Err(early));
    let nothing = LabError::Diverged {
        moment: 0,
        reason: "nothing-left",
    };
    assert_eq!(replay(&[SavedMoment::Natural(900_000)], 0), Err(nothing));
    let busy = LabError::Diverged {
        moment: 0,
        reason: "not-waiting",
    };
    assert_eq!(
        replay(&[SavedMoment::Until { until: at(70) }], 0),
        Err(busy)
    );
    let beyond = LabError::PositionOutOfRange {
        position: 4,
        end: 3,
    };
    assert_eq!(replay(&[SavedMoment::Natural(3)], 4), Err(beyond));
    let many = replay(&[SavedMoment::Natural(u32::MAX)], 0);
    assert_eq!(many.map_err(|error| error.code()), Err("limit-reached"));
}
