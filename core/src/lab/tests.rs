//! The laboratory as a whole. This file holds the world that its tests share.

mod acting;
mod describing;
mod ladders;
mod moving;
mod nat;
mod power;
mod reasons;
mod saving;
mod switching;

use std::net::{IpAddr, Ipv4Addr};

use super::*;
use crate::host::{Call, Data, FdRef, HostSpec, MessageFlags, ProcessSpec, Profile, Statement};
use crate::net::{LinkSpec, NetHost, NetSpec};
use crate::time::Duration;

fn host(name: &str, last: u8, iss: u32, program: Vec<Statement>) -> HostSpec {
    HostSpec {
        iss: Some(iss),
        processes: vec![ProcessSpec {
            name: "app".to_owned(),
            program,
            ..ProcessSpec::default()
        }],
        ..HostSpec::new(name, IpAddr::V4(Ipv4Addr::new(10, 0, 0, last)))
    }
}

fn call(call: Call) -> Statement {
    Statement::Call { call, into: None }
}

fn keep(variable: &str, call: Call) -> Statement {
    Statement::Call {
        call,
        into: Some(variable.to_owned()),
    }
}

fn variable(name: &str) -> FdRef {
    FdRef::Variable(name.to_owned())
}

fn client() -> Vec<Statement> {
    vec![
        keep("s", Call::Socket),
        call(Call::Connect {
            fd: variable("s"),
            to: "B:80".to_owned(),
        }),
        call(Call::Send {
            fd: variable("s"),
            data: Data::Octets(300),
            flags: MessageFlags::empty(),
        }),
        call(Call::Close { fd: variable("s") }),
    ]
}

fn server() -> Vec<Statement> {
    vec![
        keep("l", Call::Socket),
        call(Call::Bind {
            fd: variable("l"),
            port: 80,
            address: None,
        }),
        call(Call::Listen {
            fd: variable("l"),
            backlog: 4,
        }),
        keep("c", Call::Accept { fd: variable("l") }),
        call(Call::Recv {
            fd: variable("c"),
            max: 1000,
            flags: MessageFlags::empty(),
        }),
        call(Call::Recv {
            fd: variable("c"),
            max: 1000,
            flags: MessageFlags::empty(),
        }),
        call(Call::Close { fd: variable("c") }),
    ]
}

/// A connects to B, sends 300 octets, both close. ISS 100 and 300, as in the RFC's figures.
pub(super) fn spec() -> WorldSpec {
    let hosts = vec![host("A", 1, 100, client()), host("B", 2, 300, server())];
    let attached = |host: &HostSpec| NetHost::new(&host.name, host.address);
    let net = NetSpec {
        hosts: hosts.iter().map(attached).collect(),
        links: vec![LinkSpec::new("A", "B")],
        rules: Vec::new(),
        nats: Vec::new(),
    };
    WorldSpec {
        hosts,
        net,
        acts: Vec::new(),
    }
}

pub(super) fn lab() -> Lab {
    Lab::new(&spec(), 1).expect("the world is sound")
}

fn finished() -> Lab {
    let mut lab = lab();
    lab.run_until(at(600_000)).expect("there is room");
    lab
}

fn at(millis: u64) -> Instant {
    Instant::START + Duration::from_millis(millis)
}

fn step_to_end(lab: &mut Lab) {
    while !lab.step().expect("there is room").is_empty() {}
}

/// Everything that can be seen of a lab.
fn sight(lab: &Lab) -> (Snapshot, Vec<LabEvent>, Vec<Crossing>) {
    let snapshot = lab.snapshot();
    let (events, crossings) = (snapshot.events, snapshot.crossings);
    (snapshot, lab.events(0, events), lab.crossings(0, crossings))
}
