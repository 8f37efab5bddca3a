//! Power off and on: what a host forgets, and how its peer learns of it.

use super::*;
use crate::host::Starts;

/// A and B as ever, but nobody closes, and the initial numbers are those of RFC 6528.
fn talking() -> WorldSpec {
    let mut spec = spec();
    for host in &mut spec.hosts {
        host.iss = None;
        host.profile = Profile::Linux6;
        for process in &mut host.processes {
            process.program.pop();
        }
    }
    spec
}

fn started(spec: &WorldSpec) -> Lab {
    let mut lab = Lab::new(spec, 1).expect("the world is sound");
    lab.run_until(at(1000)).expect("there is room");
    lab
}

fn kinds(lab: &Lab, rows: std::ops::Range<u32>) -> Vec<&'static str> {
    let events = lab.events(rows.start, rows.end);
    events.iter().map(|event| event.kind).collect()
}

fn send() -> Command {
    let data = Data::Octets(10);
    let fd = FdRef::Number(crate::host::Fd::FIRST);
    let flags = MessageFlags::empty();
    let call = Call::Send { fd, data, flags };
    Command::Call {
        host: 0,
        process: 0,
        call,
    }
}

fn states(lab: &Lab, host: usize) -> Vec<crate::tcp::State> {
    let host = &lab.snapshot().hosts[host];
    host.connections.iter().map(|view| view.state).collect()
}

#[test]
fn a_host_without_power_sends_nothing_and_what_reaches_it_is_lost() {
    let mut lab = started(&talking());
    let crossings = lab.snapshot().crossings;
    let rows = lab.act(Command::PowerOff { host: 1 }).expect("it is on");
    let kinds = kinds(&lab, rows);
    assert_eq!(kinds[..2], ["act", "powered-off"]);
    assert!(kinds.contains(&"state-changed"), "{kinds:?}");
    let dark = &lab.snapshot().hosts[1];
    assert!(dark.connections.is_empty() && dark.listeners.is_empty());
    lab.act(send()).expect("A is on");
    lab.run_until(at(1100)).expect("there is room");
    let lost = lab.crossings(crossings, crossings + 9);
    assert!(lost.iter().all(|one| one.from == Some(0)));
    assert_eq!(lost[0].lost_by, Some("host-down"));
}

#[test]
fn a_peer_that_sends_to_a_rebooted_host_is_reset() {
    let mut lab = started(&talking());
    assert_eq!(states(&lab, 0), [crate::tcp::State::Established]);
    lab.act(Command::Reboot { host: 1 }).expect("it is on");
    lab.run_until(at(2000)).expect("there is room");
    assert_eq!(states(&lab, 0), [crate::tcp::State::Established]);
    lab.act(send()).expect("A is on");
    lab.run_until(at(3000)).expect("there is room");
    assert_eq!(states(&lab, 0), [crate::tcp::State::Closed]);
    assert_eq!(
        lab.snapshot().hosts[0].connections[0].error,
        Some("ECONNRESET")
    );
}

#[test]
fn nothing_can_be_asked_of_a_dark_host() {
    let mut lab = started(&talking());
    let code = |error: LabError| error.code();
    let on = lab.act(Command::PowerOn { host: 0 });
    assert_eq!(on.map_err(code), Err("host-up"));
    lab.act(Command::PowerOff { host: 0 }).expect("it is on");
    assert_eq!(lab.act(send()).map_err(code), Err("host-down"));
    for command in [Command::PowerOff { host: 0 }, Command::Reboot { host: 0 }] {
        assert_eq!(lab.act(command).map_err(code), Err("host-down"));
    }
    let sysctl = Command::Sysctl {
        host: 0,
        name: "net.core.somaxconn".to_owned(),
        value: "1".to_owned(),
    };
    assert_eq!(lab.act(sysctl).map_err(code), Err("host-down"));
}

#[test]
fn after_a_reboot_the_programs_run_again_and_the_initial_numbers_are_others() {
    let mut lab = started(&talking());
    let syn = |lab: &Lab| {
        let all = lab.crossings(0, 99);
        let syns = all.iter().filter(|one| one.notation.contains("CTL=SYN>"));
        syns.map(|one| one.segment.seq.raw()).collect::<Vec<_>>()
    };
    lab.act(Command::Reboot { host: 1 }).expect("it is on");
    lab.act(Command::Reboot { host: 0 }).expect("it is on");
    lab.run_until(at(3000)).expect("there is room");
    let seqs = syn(&lab);
    assert_eq!(seqs.len(), 2);
    // Four microseconds a tick: the clock alone is not worth so much in one second.
    assert!(seqs[0].abs_diff(seqs[1]) > 20_000_000, "{seqs:?}");
    assert_eq!(states(&lab, 0), [crate::tcp::State::Established]);
}

#[test]
fn a_program_starts_at_every_boot_only_at_the_first_or_only_later() {
    let begins = |starts: Starts| {
        let mut spec = talking();
        spec.hosts[0].processes[0].starts = starts;
        let mut lab = started(&spec);
        let first = lab.snapshot().crossings > 0;
        lab.act(Command::Reboot { host: 1 }).expect("it is on");
        lab.act(Command::Reboot { host: 0 }).expect("it is on");
        let before = lab.snapshot().crossings;
        lab.run_until(at(3000)).expect("there is room");
        (first, lab.snapshot().crossings > before)
    };
    assert_eq!(begins(Starts::Boot), (true, true));
    assert_eq!(begins(Starts::First), (true, false));
    assert_eq!(begins(Starts::Later), (false, true));
}

#[test]
fn a_knob_that_was_turned_is_back_where_it_was_after_a_reboot() {
    let mut lab = started(&talking());
    let sysctl = Command::Sysctl {
        host: 0,
        name: "net.core.somaxconn".to_owned(),
        value: "1".to_owned(),
    };
    let somaxconn = |lab: &Lab| lab.world().hosts()[0].sysctls().somaxconn;
    let before = somaxconn(&lab);
    lab.act(sysctl).expect("it is on");
    assert_eq!(somaxconn(&lab), 1);
    lab.act(Command::Reboot { host: 0 }).expect("it is on");
    assert_eq!(somaxconn(&lab), before);
}

#[test]
fn power_is_an_act_like_any_other_to_time() {
    let mut lab = started(&talking());
    let before = sight(&lab).0;
    lab.act(Command::Reboot { host: 1 }).expect("it is on");
    lab.run_until(at(2000)).expect("there is room");
    let after = sight(&lab);
    lab.seek(before.position).expect("it was there");
    assert!(lab.snapshot().hosts == before.hosts);
    lab.seek(after.0.position).expect("it was there");
    let (again, events, crossings) = sight(&lab);
    assert!((again.hosts, events, crossings) == (after.0.hosts, after.1, after.2));
}
