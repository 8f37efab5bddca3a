use super::super::tests::spec;
use super::*;

#[test]
fn hosts_that_the_network_does_not_know_make_no_world() {
    let mut spec = spec();
    spec.net.hosts.pop();
    spec.net.links.clear();
    assert!(matches!(
        World::new(&spec, 1),
        Err(LabError::BadWorld { .. })
    ));
}

#[test]
fn two_worlds_from_one_seed_are_equal_and_from_two_seeds_are_not() {
    assert_eq!(World::new(&spec(), 1), World::new(&spec(), 1));
    assert_ne!(World::new(&spec(), 1), World::new(&spec(), 2));
}

#[test]
fn an_arrival_comes_before_what_hosts_do_at_the_same_instant() {
    let mut world = World::new(&spec(), 1).expect("it is sound");
    let mut ties = 0;
    while let Some(next) = world.next_at() {
        let arrives = world.net().poll_at() == Some(next);
        let host_due = world
            .hosts()
            .iter()
            .any(|host| host.poll_at() == Some(next));
        let mut trace = Trace::default();
        assert!(world.natural(&mut trace));
        let arrived = trace
            .rows
            .first()
            .is_some_and(|row| row.fact == Fact::Arrived);
        assert_eq!(arrived, arrives, "at {next}");
        ties += u32::from(arrives && host_due);
    }
    assert!(ties > 0, "the run has such an instant");
}
