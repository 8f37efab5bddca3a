//! Several addresses of one host.

use super::*;
use crate::net::{LOOPBACK_LATENCY, NetError};

/// B has a second address.
fn two(rules: Vec<LinkRule>) -> World {
    world(|spec| {
        spec.hosts[1].addresses = vec!["10.0.0.9".parse().unwrap()];
        spec.rules = rules;
    })
}

#[test]
fn every_address_of_a_host_leads_to_it() {
    let mut world = two(Vec::new());
    for to in ["B", "10.0.0.9"] {
        world.send(A, packet("A", to, "<SEQ=1><CTL=SYN>"), ms(0));
    }
    let hosts: Vec<_> = world.drain().iter().map(|(_, found)| found.to.0).collect();
    assert_eq!(hosts, [1, 1]);
}

#[test]
fn a_rule_with_the_name_of_a_host_means_all_its_addresses() {
    let named = LinkRule {
        to: Some("B".to_owned()),
        ..always(Verdict::Drop)
    };
    let written = LinkRule {
        to: Some("10.0.0.9".to_owned()),
        ..always(Verdict::Drop)
    };
    for (rule, arrived) in [(named, 0), (written, 1)] {
        let mut world = two(vec![rule]);
        for to in ["B", "10.0.0.9"] {
            world.send(A, packet("A", to, "<SEQ=1><CTL=SYN>"), ms(0));
        }
        assert_eq!(world.drain().len(), arrived);
    }
}

#[test]
fn an_address_belongs_to_one_host_only() {
    let mut spec = spec();
    spec.hosts[1].addresses = vec!["10.0.0.1".parse().unwrap()];
    let what = "10.0.0.1".to_owned();
    assert_eq!(Net::new(&spec), Err(NetError::TakenTwice { what }));
}

#[test]
fn loopback_does_not_leave_its_host() {
    let mut world = two(Vec::new());
    let own = "127.0.0.1";
    let crossing = world.send(A, packet(own, own, "<SEQ=1><CTL=SYN>"), ms(0));
    let arrived = world.drain();
    let [(at, found)] = &arrived[..] else {
        panic!("one arrives: {arrived:?}");
    };
    assert_eq!((found.crossing, found.to), (crossing, HostId(0)));
    assert_eq!(*at, ms(0) + LOOPBACK_LATENCY);
    let forged = world.send(Origin::Outside, packet(own, own, "<SEQ=1><CTL=SYN>"), ms(0));
    assert_eq!(world.lost_by(forged), Rule::NoHost);
}
