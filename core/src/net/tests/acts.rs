use super::*;
use crate::net::{MAX_DELAY, NetError, Progress};

#[test]
fn a_dropped_segment_does_not_arrive() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    world
        .net
        .drop_crossing(syn, ms(20), &mut world.sink)
        .unwrap();
    assert_eq!(world.lost_by(syn), Rule::Act);
    assert_eq!(world.arrivals(), []);
}

#[test]
fn a_delayed_segment_is_overtaken() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    world.send_syn(ms(1));
    let by = Duration::from_millis(5);
    world.net.delay(syn, by, &mut world.sink).unwrap();
    world.net.delay(syn, by, &mut world.sink).unwrap();
    assert_eq!(
        world.arrivals(),
        [(1, ms(51)), (0, ms(60))],
        "delays add up"
    );
}

#[test]
fn a_copy_travels_with_its_original_and_has_a_life_of_its_own() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    let copy = world.net.duplicate(syn, ms(10), &mut world.sink).unwrap();
    let sent = NetNote::Sent {
        from: Some(HostId(0)),
        to: Some(HostId(1)),
        arrives: ms(50),
    };
    assert_eq!(world.notes(copy), [(Rule::Act, sent)]);
    let again = world.net.duplicate(copy, ms(11), &mut world.sink).unwrap();
    world
        .net
        .drop_crossing(copy, ms(12), &mut world.sink)
        .unwrap();
    assert_eq!(world.arrivals(), [(syn.0, ms(50)), (again.0, ms(50))]);
}

#[test]
fn a_corrupted_segment_arrives_and_cannot_be_read() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    world.net.corrupt(syn, 100, &mut world.sink).unwrap();
    let (at, delivery) = world.drain().remove(0);
    assert_eq!(at, ms(50));
    assert!(delivery.packet.open().is_err());
}

#[test]
fn a_held_segment_stands_still_and_then_goes_the_rest_of_its_way() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    world.net.hold(syn, ms(20), &mut world.sink).unwrap();
    assert_eq!(world.net.poll_at(), None);
    let seen = world.net.in_flight();
    assert_eq!(seen[0].progress, Progress::Held(Duration::from_millis(30)));
    world.net.release(syn, ms(500), &mut world.sink).unwrap();
    assert_eq!(
        world.notes(syn)[1..],
        [
            (Rule::Act, NetNote::Held),
            (Rule::Act, NetNote::Released { until: ms(530) })
        ]
    );
    assert_eq!(world.arrivals(), [(0, ms(530))]);
}

#[test]
fn what_is_held_may_be_dropped_copied_and_corrupted_but_not_delayed_or_held_again() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    let (net, sink) = (&mut world.net, &mut world.sink);
    net.hold(syn, ms(20), sink).unwrap();
    let held = Err(NetError::IsHeld { crossing: syn });
    assert_eq!(net.delay(syn, Duration::ZERO, sink), held);
    assert_eq!(net.hold(syn, ms(21), sink), held);
    net.corrupt(syn, 1, sink).unwrap();
    let copy = net.duplicate(syn, ms(22), sink).unwrap();
    net.drop_crossing(syn, ms(23), sink).unwrap();
    assert_eq!(net.poll_at(), None, "the copy is held as well");
    net.release(copy, ms(30), sink).unwrap();
    assert_eq!(world.arrivals(), [(copy.0, ms(60))]);
}

#[test]
fn an_act_that_comes_too_late_says_why_and_changes_nothing() {
    let mut world = world(|_| ());
    let arrived = world.send_syn(ms(0));
    world.drain();
    let lost = world.send_syn(ms(60));
    world
        .net
        .drop_crossing(lost, ms(70), &mut world.sink)
        .unwrap();
    let missing = CrossingId(99);
    let before = world.net.clone();
    let rows = [
        (
            arrived,
            NetError::AlreadyArrived {
                crossing: arrived,
                at: ms(50),
            },
            "crossing-arrived",
        ),
        (
            lost,
            NetError::AlreadyLost {
                crossing: lost,
                at: ms(70),
            },
            "crossing-lost",
        ),
        (
            missing,
            NetError::UnknownCrossing { crossing: missing },
            "unknown-crossing",
        ),
    ];
    let (net, sink) = (&mut world.net, &mut NetSink::default());
    for (id, error, code) in rows {
        assert_eq!(error.code(), code);
        let error = Err(error);
        assert_eq!(net.drop_crossing(id, ms(80), sink), error);
        assert_eq!(net.duplicate(id, ms(80), sink).map(|_| ()), error);
        assert_eq!(net.delay(id, Duration::ZERO, sink), error);
        assert_eq!(net.corrupt(id, 0, sink), error);
        assert_eq!(net.hold(id, ms(80), sink), error);
        assert_eq!(net.release(id, ms(80), sink), error);
    }
    assert_eq!((&*net, sink.notes.len()), (&before, 0));
}

#[test]
fn ends_long_past_are_forgotten_but_never_mistaken_for_the_future() {
    let mut world = world(|_| ());
    let first = world.send_syn(ms(0));
    for at in 0..1000 {
        world.send_syn(ms(at));
    }
    world.drain();
    let answer = world.net.hold(first, ms(9999), &mut world.sink);
    assert_eq!(answer, Err(NetError::Ended { crossing: first }));
}

#[test]
fn only_what_is_held_is_released() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    let answer = world.net.release(syn, ms(1), &mut world.sink);
    assert_eq!(answer, Err(NetError::NotHeld { crossing: syn }));
}

#[test]
fn a_delay_has_a_bound() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(0));
    let by = MAX_DELAY + Duration::from_nanos(1);
    let answer = world.net.delay(syn, by, &mut world.sink);
    assert_eq!(answer.unwrap_err().code(), "delay-too-long");
    assert_eq!(world.arrivals(), [(0, ms(50))]);
}
