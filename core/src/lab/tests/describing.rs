//! What the description of a host says besides its programs: further addresses, and sysctls.

use super::*;
use crate::scenario::{Address, Scenario};

/// The world of the other tests, with B changed.
fn with_b(change: impl FnOnce(&mut HostSpec)) -> WorldSpec {
    let mut spec = spec();
    change(&mut spec.hosts[1]);
    spec.net.hosts[1].addresses = spec.hosts[1].addresses.clone();
    spec
}

#[test]
fn a_host_answers_at_its_further_address() {
    let mut spec = with_b(|b| b.addresses = vec!["10.0.0.9".parse().unwrap()]);
    let connect = &mut spec.hosts[0].processes[0].program[1];
    *connect = call(Call::Connect {
        fd: variable("s"),
        to: "10.0.0.9:80".to_owned(),
    });
    let mut lab = Lab::new(&spec, 1).expect("the world is sound");
    lab.run_until(at(600_000)).expect("there is room");
    let events = lab.events(0, u32::MAX);
    let entered = events.iter().find(|event| {
        let call = event.args.get("call");
        matches!(call, Some(Arg::Text(text)) if text == "connect(3, 10.0.0.9:80)")
    });
    assert!(entered.is_some(), "the log writes the address");
    let read = events.iter().any(|event| event.kind == "text-delivered");
    assert!(read, "and the data arrives");
}

#[test]
fn sysctls_of_the_description_hold_from_the_first_instant() {
    let spec = with_b(|b| {
        let name = "net.ipv4.tcp_synack_retries".to_owned();
        b.sysctls.insert(name, "2".to_owned());
    });
    let lab = Lab::new(&spec, 1).expect("the world is sound");
    let read = lab.world().hosts()[1].sysctl("net.ipv4.tcp_synack_retries");
    assert_eq!(read, Ok("2".to_owned()));
}

#[test]
fn a_sysctl_that_does_not_exist_or_cannot_be_that_is_an_error() {
    for (name, value, code) in [
        ("net.ipv4.tcp_tw_rouse", "1", "unknown-sysctl"),
        ("net.ipv4.tcp_tw_reuse", "3", "bad-sysctl"),
        ("net.ipv4.tcp_tw_recycle", "1", "unknown-sysctl"),
    ] {
        let spec = with_b(|b| {
            b.sysctls.insert(name.to_owned(), value.to_owned());
        });
        let error = Lab::new(&spec, 1).expect_err(name);
        assert_eq!(error.code(), code, "{error}");
    }
}

#[test]
fn a_host_has_a_bounded_number_of_addresses() {
    let spec = with_b(|b| {
        let many = 1..=crate::host::MAX_ADDRESSES;
        let addresses = many.map(|last| format!("10.1.0.{last}").parse().unwrap());
        b.addresses = addresses.collect();
    });
    assert!(matches!(Lab::new(&spec, 1), Err(LabError::BadWorld { .. })));
}

/// A program compares names; the number that a reader sees is the one its own system has for the name.
#[test]
fn errno_has_the_number_of_the_system() {
    let number = |address: &str| {
        let address: Address = address.parse().unwrap();
        let base: Scenario = serde_json::from_str(address.json().unwrap()).unwrap();
        let run = address.of(&base).unwrap();
        let mut lab = Lab::new(&run.world(), 1).unwrap();
        lab.run_until(Instant::START + run.ends).unwrap();
        let snapshot = lab.snapshot();
        let threads = snapshot.hosts.iter().flat_map(|host| &host.processes);
        let variables = threads.flat_map(|process| &process.threads[0].variables);
        let mut errno = variables.filter(|variable| variable.name == "errno");
        errno.find(|errno| errno.value != 0).unwrap().value
    };
    assert_eq!(number("write-after-close@linux-6.x"), 32);
    assert_eq!(number("write-after-close@windows"), 10053);
}
