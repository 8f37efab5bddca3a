use std::collections::BTreeSet;

use super::Ports;
use crate::host::profile::{Profile, Sysctls};

#[test]
fn ports_come_from_the_range_and_differ() {
    let range = Profile::Linux6.sysctls();
    let remote = Some("10.0.0.2:80".parse().unwrap());
    let mut ports = Ports::new((1, 2));
    let mut seen = BTreeSet::new();
    for _ in 0..100 {
        let port = ports.choose(&range, remote, |_| true).unwrap();
        assert!((32_768..=60_999).contains(&port));
        assert!(seen.insert(port), "{port} twice");
    }
}

#[test]
fn every_free_port_is_found_before_there_is_none() {
    let range = Sysctls {
        port_first: 5000,
        port_last: 5004,
        ..Profile::Rfc9293.sysctls()
    };
    let mut ports = Ports::new((1, 2));
    let mut seen = BTreeSet::new();
    while let Some(port) = ports.choose(&range, None, |port| !seen.contains(&port)) {
        seen.insert(port);
    }
    assert_eq!(seen, (5000..=5004).collect());
}

#[test]
fn an_empty_range_gives_no_port() {
    let range = Sysctls {
        port_first: 2,
        port_last: 1,
        ..Profile::Rfc9293.sysctls()
    };
    assert_eq!(Ports::new((1, 2)).choose(&range, None, |_| true), None);
}
