use super::*;
use crate::wire::{Body, Ecn, Flags, IcmpError};

#[test]
fn a_rule_that_drops_says_so() {
    let mut world = ruled(always(Verdict::Drop));
    let lost = world.send_syn(ms(0));
    assert_eq!(world.lost_by(lost), Rule::RuleApplied);
    assert_eq!(world.arrivals(), []);
}

#[test]
fn a_rule_meets_only_what_fits_its_conditions() {
    let syn = ("A", "B", "<SEQ=1><CTL=SYN>");
    let syn_ack = ("B", "A", "<SEQ=1><ACK=2><CTL=SYN,ACK>");
    let data = ("A", "B", "<SEQ=2><ACK=2><CTL=PSH,ACK><DATA=5>");
    let some = |flags: &str| Some(flags.parse::<Flags>().unwrap());
    let name = |name: &str| Some(name.to_owned());
    let base = always(Verdict::Drop);
    let rows = [
        ("no condition", base.clone(), [true, true, true]),
        (
            "from a host",
            LinkRule {
                from: name("A"),
                ..base.clone()
            },
            [true, false, true],
        ),
        (
            "from an address",
            LinkRule {
                from: name("10.0.0.2"),
                ..base.clone()
            },
            [false, true, false],
        ),
        (
            "to a host",
            LinkRule {
                to: name("A"),
                ..base.clone()
            },
            [false, true, false],
        ),
        (
            "one flag",
            LinkRule {
                flags: some("SYN"),
                ..base.clone()
            },
            [true, true, false],
        ),
        (
            "two flags",
            LinkRule {
                flags: some("SYN,ACK"),
                ..base.clone()
            },
            [false, true, false],
        ),
        (
            "a flag clear",
            LinkRule {
                without: some("ACK"),
                ..base.clone()
            },
            [true, false, false],
        ),
        (
            "any of two flags clear",
            LinkRule {
                without: some("SYN,PSH"),
                ..base.clone()
            },
            [false, false, false],
        ),
        (
            "with payload",
            LinkRule {
                payload: Some(true),
                ..base.clone()
            },
            [false, false, true],
        ),
        (
            "without payload",
            LinkRule {
                payload: Some(false),
                ..base
            },
            [true, true, false],
        ),
    ];
    for (label, rule, expected) in rows {
        let met = [syn, syn_ack, data].map(|(from, to, notation)| {
            let mut world = ruled(rule.clone());
            let origin = if from == "A" { A } else { B };
            let id = world.send(origin, packet(from, to, notation), ms(0));
            world.notes(id).len() == 2
        });
        assert_eq!(met, expected, "{label}");
    }
}

#[test]
fn a_rule_skips_then_acts_so_often_and_then_rests() {
    let rule = LinkRule {
        skip: 1,
        times: Some(2),
        ..always(Verdict::Drop)
    };
    let mut world = ruled(rule);
    for at in 0..5 {
        world.send_syn(ms(at));
    }
    let arrived: Vec<_> = world.arrivals().into_iter().map(|(id, _)| id).collect();
    assert_eq!(arrived, [0, 3, 4]);
}

#[test]
fn the_first_rule_that_acts_decides() {
    let mut world = world(|spec| {
        let once = LinkRule {
            times: Some(1),
            ..always(Verdict::Deliver)
        };
        spec.rules = vec![once, always(Verdict::Drop)];
        spec.links[0].loss_ppm = 1_000_000;
    });
    world.send_syn(ms(0));
    let second = world.send_syn(ms(1));
    assert_eq!(world.arrivals(), [(0, ms(50))], "deliver defies chance too");
    assert_eq!(world.lost_by(second), Rule::RuleApplied);
}

#[test]
fn a_rule_taken_away_acts_no_more() {
    let mut world = world(|_| ());
    let first = world.net.add_rule(always(Verdict::Drop)).unwrap();
    world.net.remove_rule(first).unwrap();
    let second = world.net.add_rule(always(Verdict::Deliver)).unwrap();
    assert_ne!(first, second, "numbers are not used again");
    world.send_syn(ms(0));
    assert_eq!(world.arrivals(), [(0, ms(50))]);
    let listed: Vec<_> = world.net.rules().map(|(id, _)| id).collect();
    assert_eq!(listed, [second]);
}

#[test]
fn a_rule_that_duplicates_sends_a_copy_right_behind() {
    let mut world = ruled(always(Verdict::Duplicate));
    let original = world.send_syn(ms(0));
    let copy = CrossingId(1);
    assert_eq!(
        world.notes(original)[1],
        (Rule::RuleApplied, NetNote::Duplicated { copy })
    );
    assert_eq!(world.notes(copy).len(), 1, "the copy is not copied");
    assert_eq!(world.arrivals(), [(0, ms(50)), (1, ms(50))]);
}

#[test]
fn a_rule_that_delays_lets_others_overtake() {
    let rule = LinkRule {
        times: Some(1),
        ..always(Verdict::Delay(Duration::from_millis(30)))
    };
    let mut world = ruled(rule);
    let late = world.send_syn(ms(0));
    world.send_syn(ms(10));
    assert_eq!(
        world.notes(late)[1],
        (Rule::RuleApplied, NetNote::Delayed { until: ms(80) })
    );
    assert_eq!(world.arrivals(), [(1, ms(60)), (0, ms(80))]);
}

#[test]
fn a_rule_that_corrupts_makes_the_checksum_fail() {
    let mut world = ruled(always(Verdict::Corrupt(9)));
    let spoilt = world.send_syn(ms(0));
    assert_eq!(
        world.notes(spoilt)[1],
        (Rule::RuleApplied, NetNote::Corrupted { bit: 9 })
    );
    let (_, delivery) = world.drain().remove(0);
    assert!(delivery.packet.open().is_err());
}

#[test]
fn a_rule_that_holds_keeps_the_segment_until_the_reader_lets_it_go() {
    let mut world = ruled(always(Verdict::Hold));
    let held = world.send_syn(ms(0));
    assert_eq!(world.net.poll_at(), None);
    world.net.release(held, ms(1000), &mut world.sink).unwrap();
    assert_eq!(world.arrivals(), [(0, ms(1050))]);
}

#[test]
fn a_link_drops_what_is_larger_than_its_mtu_and_the_router_tells_the_sender() {
    for (silent, answers) in [(false, 1), (true, 0)] {
        let mut world = world(|spec| {
            spec.links[0].mtu = Some(1000);
            spec.links[0].silent = silent;
        });
        let fits = world.send(A, sized(1000 - 20), ms(0));
        let too_big = world.send(A, sized(1001 - 20), ms(0));
        assert_eq!(world.lost_by(too_big), Rule::LinkTooBig);
        let mut arrived = world.drain();
        arrived.retain(|(_, delivery)| delivery.crossing != fits);
        assert_eq!(arrived.len(), answers);
        for (at, delivery) in arrived {
            let Body::Icmp(message) = delivery.packet.body else {
                panic!("not a message")
            };
            assert_eq!(message.error(), Some(IcmpError::TooBig { mtu: 1000 }));
            assert_eq!((delivery.to, at), (HostId(0), ms(50)));
        }
    }
}

#[test]
fn a_mark_is_put_on_what_is_capable_of_it_and_loses_the_rest() {
    let mut world = ruled(always(Verdict::Mark));
    let plain = world.send(A, sized(100), ms(0));
    world.send(A, sized(100).marked(Ecn::Ect0), ms(0));
    assert_eq!(world.lost_by(plain), Rule::RuleApplied);
    let arrived = world.drain();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].1.packet.ecn, Ecn::Ce);
}
