use super::*;
use crate::net::MAX_IN_FLIGHT;

#[test]
fn a_segment_arrives_after_the_latency() {
    let mut world = world(|_| ());
    let syn = world.send_syn(ms(7));
    let sent = NetNote::Sent {
        from: Some(HostId(0)),
        to: Some(HostId(1)),
        arrives: ms(57),
    };
    assert_eq!(world.notes(syn), [(Rule::LinkCarries, sent)]);
    assert_eq!(world.net.poll_at(), Some(ms(57)));
    let expected = Delivery {
        crossing: syn,
        to: HostId(1),
        packet: packet("A", "B", "<SEQ=1><CTL=SYN>"),
    };
    assert_eq!(world.drain(), [(ms(57), expected)]);
    assert_eq!(world.net.poll_at(), None);
}

#[test]
fn nothing_arrives_before_its_time() {
    let mut world = world(|_| ());
    world.send_syn(ms(0));
    let before = world.net.clone();
    assert_eq!(world.net.poll(ms(49), &mut world.sink), None);
    assert_eq!(world.net, before);
}

#[test]
fn what_arrives_at_one_instant_arrives_in_order_of_sending() {
    let mut world = world(|_| ());
    world.send(B, packet("B", "A", "<SEQ=1><CTL=SYN>"), ms(0));
    world.send_syn(ms(0));
    world.send(B, packet("B", "A", "<SEQ=2><CTL=SYN>"), ms(0));
    assert_eq!(world.arrivals(), [(0, ms(50)), (1, ms(50)), (2, ms(50))]);
}

#[test]
fn a_rate_stretches_each_packet_and_makes_the_next_one_wait() {
    // 1000 octets with the IP header at 1 Mbit/s: 8 ms.
    let mut world = world(|spec| spec.links[0].rate_bps = Some(1_000_000));
    for _ in 0..3 {
        world.send(A, sized(980), ms(0));
    }
    world.send(B, packet("B", "A", "<SEQ=1><CTL=SYN>"), ms(0));
    let back = Instant::from_nanos(50_320_000);
    assert_eq!(
        world.arrivals(),
        [(3, back), (0, ms(58)), (1, ms(66)), (2, ms(74))],
        "the other way does not wait"
    );
}

#[test]
fn the_queue_holds_what_waits_and_loses_the_rest() {
    let mut world = world(|spec| {
        spec.links[0].rate_bps = Some(1_000_000);
        spec.links[0].queue = 2;
    });
    let sent: Vec<_> = (0..5).map(|_| world.send(A, sized(980), ms(0))).collect();
    assert_eq!(world.lost_by(sent[3]), Rule::LinkQueueFull);
    assert_eq!(world.lost_by(sent[4]), Rule::LinkQueueFull);
    // At 8 ms the first is on the wire and the second leaves the queue: there is room for one.
    let later = world.send(A, sized(980), ms(8));
    assert_eq!(world.net.in_flight().len(), 4);
    assert_eq!(
        world.arrivals(),
        [(0, ms(58)), (1, ms(66)), (2, ms(74)), (later.0, ms(82))]
    );
}

#[test]
fn chance_loses_about_as_many_as_the_link_says() {
    let mut world = world(|spec| spec.links[0].loss_ppm = 250_000);
    let sent: Vec<_> = (0..4000).map(|at| world.send_syn(ms(at))).collect();
    let lost = 4000 - world.arrivals().len();
    assert!((900..1100).contains(&lost), "{lost} of 4000");
    let gone = sent
        .into_iter()
        .filter(|id| world.notes(*id).len() == 2)
        .map(|id| world.lost_by(id));
    assert!(gone.into_iter().all(|rule| rule == Rule::LinkLoss));
}

#[test]
fn an_address_without_a_host_loses_the_segment_at_once() {
    let mut world = world(|_| ());
    let lost = world.send(A, packet("A", "192.0.2.9", "<SEQ=1><CTL=SYN>"), ms(3));
    let sent = NetNote::Sent {
        from: Some(HostId(0)),
        to: None,
        arrives: ms(3),
    };
    assert_eq!(
        world.notes(lost),
        [(Rule::LinkCarries, sent), (Rule::NoHost, NetNote::Lost)]
    );
}

#[test]
fn a_link_that_carries_twice_delivers_a_copy() {
    let mut world = world(|spec| spec.links[0].duplicate_ppm = 1_000_000);
    let sent = world.send_syn(ms(0));
    assert_eq!(world.arrivals(), [(sent.0, ms(50)), (1, ms(50))]);
}

#[test]
fn a_link_that_damages_delivers_octets_with_a_wrong_checksum() {
    let mut world = world(|spec| spec.links[0].corrupt_ppm = 1_000_000);
    for _ in 0..50 {
        world.send_syn(ms(0));
        let mut sink = NetSink::default();
        let delivery = world.net.poll(ms(50), &mut sink).unwrap();
        assert!(delivery.packet.open().is_err());
    }
}

#[test]
fn a_link_that_reorders_delivers_everything_within_two_latencies() {
    let mut world = world(|spec| spec.links[0].reorder_ppm = 500_000);
    for _ in 0..100 {
        world.send_syn(ms(0));
    }
    let arrivals = world.arrivals();
    let late = arrivals.iter().filter(|(_, at)| *at > ms(50)).count();
    assert_eq!(arrivals.len(), 100);
    assert!((20..80).contains(&late), "{late} were overtaken");
    assert!(
        arrivals
            .iter()
            .all(|(_, at)| *at >= ms(50) && *at < ms(100))
    );
}

#[test]
fn hosts_without_a_link_do_not_reach_each_other() {
    let mut world = world(|_| ());
    let lost = world.send(A, packet("A", "C", "<SEQ=1><CTL=SYN>"), ms(0));
    assert_eq!(world.lost_by(lost), Rule::NoRoute);
}

#[test]
fn a_host_reaches_itself_without_a_link() {
    let mut world = world(|_| ());
    world.send(A, packet("A", "A", "<SEQ=1><CTL=SYN>"), ms(0));
    assert_eq!(world.arrivals(), [(0, Instant::from_nanos(50_000))]);
}

#[test]
fn a_forged_segment_takes_as_long_as_one_from_the_host_it_claims_to_be() {
    let mut world = world(|spec| {
        let mut slow = LinkSpec::new("C", "B");
        slow.latency = Duration::from_millis(200);
        slow.loss_ppm = 1_000_000;
        spec.links.push(slow);
    });
    let claims = ["A", "C", "192.0.2.9"];
    for from in claims {
        let forged = packet(from, "B", "<SEQ=1><CTL=RST>");
        world.send(Origin::Outside, forged, ms(0));
    }
    let expected = [(0, ms(50)), (2, ms(50)), (1, ms(200))];
    assert_eq!(world.arrivals(), expected, "and chance spares it");
}

#[test]
fn without_its_cable_a_host_sends_nothing_and_receives_nothing() {
    let mut world = world(|_| ());
    let under_way = world.send_syn(ms(0));
    world.net.set_cable(HostId(1), false).unwrap();
    let answer = world.send(B, packet("B", "A", "<SEQ=1><CTL=SYN>"), ms(1));
    assert_eq!(world.lost_by(answer), Rule::CableCut);
    assert_eq!(world.arrivals(), []);
    assert_eq!(world.lost_by(under_way), Rule::CableCut);
}

#[test]
fn a_cable_plugged_in_again_in_time_makes_no_difference() {
    let mut world = world(|_| ());
    world.send_syn(ms(0));
    world.net.set_cable(HostId(1), false).unwrap();
    world.net.set_cable(HostId(1), true).unwrap();
    assert_eq!(world.arrivals(), [(0, ms(50))]);
}

#[test]
fn beyond_the_bound_of_segments_in_flight_the_next_is_lost() {
    let mut world = world(|_| ());
    for _ in 0..MAX_IN_FLIGHT {
        world.send_syn(ms(0));
    }
    let over = world.send_syn(ms(0));
    assert_eq!(world.lost_by(over), Rule::InFlightLimit);
    assert_eq!(world.arrivals().len(), MAX_IN_FLIGHT);
}
