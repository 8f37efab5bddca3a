use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::net::Progress;
use crate::rng::Rng;

/// What may be done to the network at one instant.
#[derive(Clone, Debug)]
enum Deed {
    Send(bool),
    Act(u8, u32, u32),
    Wait(u16),
    Cable(bool),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => any::<bool>().prop_map(Deed::Send),
        4 => (0u8..6, 0u32..40, any::<u32>()).prop_map(|(act, id, n)| Deed::Act(act, id, n)),
        3 => (0u16..80).prop_map(Deed::Wait),
        1 => any::<bool>().prop_map(Deed::Cable),
    ]
}

/// Does it, refused or not.
fn act(world: &mut World, deed: (u8, u32, u32), now: Instant) {
    let (act, id, n) = deed;
    let (net, sink, id) = (&mut world.net, &mut world.sink, CrossingId(id));
    let by = Duration::from_millis(u64::from(n % 100));
    let _refused = match act {
        0 => net.drop_crossing(id, now, sink),
        1 => net.duplicate(id, now, sink).map(|_| ()),
        2 => net.delay(id, by, sink),
        3 => net.corrupt(id, n, sink),
        4 => net.hold(id, now, sink),
        _ => net.release(id, now, sink),
    };
}

/// Runs everything that is due, checking that time does not go back.
fn wait(world: &mut World, until: Instant, arrived: &mut Vec<CrossingId>) {
    let mut last = Instant::START;
    while let Some(at) = world.net.poll_at().filter(|at| *at <= until) {
        assert!(at >= last, "arrivals are in order of time");
        last = at;
        let delivery = world.net.poll(at, &mut world.sink);
        arrived.extend(delivery.map(|delivery| delivery.crossing));
    }
}

fn run(deeds: &[Deed], seed: u64) -> (World, Vec<CrossingId>) {
    let mut world = world(|spec| {
        spec.links[0].loss_ppm = 100_000;
        spec.links[0].rate_bps = Some(100_000);
        spec.links[0].queue = 3;
    });
    world.rng = Rng::new(seed);
    let (mut now, mut arrived) = (Instant::START, Vec::new());
    for deed in deeds {
        match deed {
            Deed::Send(true) => _ = world.send_syn(now),
            Deed::Send(false) => _ = world.send(B, packet("B", "A", "<SEQ=1><CTL=SYN>"), now),
            Deed::Act(which, id, n) => act(&mut world, (*which, *id, *n), now),
            Deed::Wait(millis) => {
                now += Duration::from_millis(u64::from(*millis));
                wait(&mut world, now, &mut arrived);
            }
            Deed::Cable(connected) => world.net.set_cable(HostId(1), *connected).unwrap(),
        }
    }
    (world, arrived)
}

proptest! {
    #[test]
    fn every_crossing_arrives_or_is_lost_or_is_under_way_and_only_once(
        deeds in prop::collection::vec(deed(), 0..120), seed in any::<u64>(),
    ) {
        let (mut world, mut arrived) = run(&deeds, seed);
        let lost = world.sink.notes.iter().filter(|noted| noted.note == NetNote::Lost);
        let lost: Vec<_> = lost.map(|noted| noted.crossing).collect();
        let held: Vec<_> = world.net.in_flight().iter()
            .map(|travelling| travelling.crossing).collect();
        let ends = lost.iter().chain(&arrived).chain(&held);
        let distinct: BTreeSet<_> = ends.clone().copied().collect();
        prop_assert_eq!(distinct.len(), ends.count());
        prop_assert_eq!(distinct.len(), usize::try_from(world.net.crossings()).unwrap());

        wait(&mut world, ms(1_000_000), &mut arrived);
        let rest = world.net.in_flight();
        prop_assert!(rest.iter().all(|t| matches!(t.progress, Progress::Held(_))));
        prop_assert_eq!(world.net.poll_at(), None);
    }

    #[test]
    fn the_same_seed_and_deeds_give_the_same_notes(
        deeds in prop::collection::vec(deed(), 0..60), seed in any::<u64>(),
    ) {
        let (one, other) = (run(&deeds, seed), run(&deeds, seed));
        prop_assert_eq!(one.0.sink, other.0.sink);
        prop_assert_eq!(one.0.net, other.0.net);
    }
}
