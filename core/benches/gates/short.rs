//! Connections that open, carry ten segments and close, one after the other; and thousands that do nothing.

use std::net::{IpAddr, Ipv4Addr};

use tcp_lab_core::host::{
    Call, ConfigOverrides, Data, FdRef, HostSpec, MessageFlags, ProcessSpec, Profile, Statement,
};
use tcp_lab_core::lab::{Trace, World, WorldSpec};
use tcp_lab_core::net::{LinkSpec, NetHost, NetSpec};
use tcp_lab_core::time::{Duration, Instant};

use crate::clock::measure;
use crate::flow::keep;
use crate::rival::Pair;

/// Connections of one run.
pub(crate) const CONNECTIONS: usize = 800;
/// Octets of each: ten full segments.
const OCTETS: u32 = 14_480;
/// Connections of one process that do nothing.
const IDLE_EACH: usize = 1000;

/// Nanoseconds for each connection of ours.
pub(crate) fn ours() -> f64 {
    let spec = world(vec![opens(80, CONNECTIONS)], vec![serves(80, CONNECTIONS)]);
    let mut world = World::new(&spec, 1).expect("the world is sound");
    let ((), nanos) = measure(|| {
        let mut trace = Trace::off();
        while world.now() < Instant::START + Duration::from_secs(40) && world.natural(&mut trace) {}
    });
    let reset = world.hosts()[1].processes()[0].variable("end");
    assert_eq!(reset, Some(0), "every connection was served");
    nanos as f64 / CONNECTIONS as f64
}

/// Nanoseconds for each segment of many short connections beside `idle` ones that are open and do nothing.
pub(crate) fn beside(idle: usize) -> f64 {
    let wait = Statement::Sleep {
        length: Duration::from_secs(30),
    };
    let mut clients = vec![[vec![wait.clone()], opens(80, CONNECTIONS)].concat()];
    let mut servers = vec![[vec![wait], serves(80, CONNECTIONS)].concat()];
    let fd = || FdRef::Variable("l".to_owned());
    servers.push(vec![
        keep("l", Call::Socket),
        keep(
            "r",
            Call::Bind {
                fd: fd(),
                port: 81,
                address: None,
            },
        ),
        keep(
            "r",
            Call::Listen {
                fd: fd(),
                backlog: 20_000,
            },
        ),
    ]);
    clients.extend((0..idle / IDLE_EACH).map(|_| stays_open()));
    let mut world = World::new(&world(clients, servers), 1).expect("the world is sound");
    let mut trace = Trace::off();
    while world.now() < Instant::START + Duration::from_secs(29) && world.natural(&mut trace) {}
    assert_eq!(world.hosts()[0].sockets().count(), idle, "they are open");
    let before = world.net().crossings();
    let ((), nanos) = measure(|| {
        while world.now() < Instant::START + Duration::from_secs(70) && world.natural(&mut trace) {}
    });
    nanos as f64 / f64::from(world.net().crossings() - before)
}

/// Nanoseconds for each connection of smoltcp's.
pub(crate) fn theirs() -> f64 {
    let mut pair = Pair::new(65_536, 0);
    let ((), nanos) = measure(|| {
        for port in 0..CONNECTIONS {
            one(&mut pair, 40_000 + port as u16);
        }
    });
    nanos as f64 / CONNECTIONS as f64
}

fn one(pair: &mut Pair, port: u16) {
    for host in [0, 1] {
        pair.host(host).socket().abort();
        pair.give_out(host);
    }
    pair.open(port);
    let (mut sent, mut got) = (0, 0);
    while got < OCTETS as usize || pair.host(1).socket().is_active() {
        let Some(which) = pair.step() else { return };
        let now = pair.now;
        pair.host(which).take_in(now);
        let socket = pair.host(which).socket();
        if which == 0 && socket.can_send() && sent < OCTETS as usize {
            let left = OCTETS as usize - sent;
            let taken = socket.send(|room| {
                let count = room.len().min(left);
                (count, count)
            });
            sent += taken.unwrap_or(0);
            if sent == OCTETS as usize {
                socket.close();
            }
        }
        if which == 1 {
            while socket.can_recv() {
                got += socket.recv(|data| (data.len(), data.len())).unwrap_or(0);
            }
            if got == OCTETS as usize && !socket.may_recv() {
                socket.close();
            }
        }
        pair.give_out(which);
        pair.recycle();
    }
}

fn opens(port: u16, connections: usize) -> Vec<Statement> {
    let fd = || FdRef::Variable("s".to_owned());
    let mut program = vec![Statement::Sleep {
        length: Duration::from_millis(1),
    }];
    for _ in 0..connections {
        let (to, data) = (format!("B:{port}"), Data::Octets(OCTETS));
        let flags = MessageFlags::default();
        program.push(keep("s", Call::Socket));
        program.push(keep("r", Call::Connect { fd: fd(), to }));
        program.push(keep(
            "r",
            Call::Send {
                fd: fd(),
                data,
                flags,
            },
        ));
        program.push(keep("r", Call::Close { fd: fd() }));
    }
    program
}

fn serves(port: u16, connections: usize) -> Vec<Statement> {
    let (l, c) = (
        || FdRef::Variable("l".to_owned()),
        || FdRef::Variable("c".to_owned()),
    );
    let mut program = vec![
        keep("l", Call::Socket),
        keep(
            "r",
            Call::Bind {
                fd: l(),
                port,
                address: None,
            },
        ),
        keep(
            "r",
            Call::Listen {
                fd: l(),
                backlog: 1000,
            },
        ),
    ];
    for _ in 0..connections {
        let (max, flags) = (1 << 16, MessageFlags::default());
        program.push(keep("c", Call::Accept { fd: l() }));
        program.push(Statement::Sleep {
            length: Duration::from_millis(30),
        });
        program.push(keep(
            "r",
            Call::Recv {
                fd: c(),
                max,
                flags,
            },
        ));
        program.push(keep(
            "end",
            Call::Recv {
                fd: c(),
                max,
                flags,
            },
        ));
        program.push(keep("r", Call::Close { fd: c() }));
    }
    program
}

fn stays_open() -> Vec<Statement> {
    let fd = || FdRef::Variable("s".to_owned());
    let mut program = Vec::new();
    for _ in 0..IDLE_EACH {
        let to = "B:81".to_owned();
        program.push(keep("s", Call::Socket));
        program.push(keep("r", Call::Connect { fd: fd(), to }));
    }
    program
}

fn world(clients: Vec<Vec<Statement>>, servers: Vec<Vec<Statement>>) -> WorldSpec {
    let hosts = vec![host("A", 1, clients), host("B", 2, servers)];
    let attached = |host: &HostSpec| NetHost::new(&host.name, host.address);
    let mut link = LinkSpec::new("A", "B");
    link.rate_bps = Some(crate::flow::RATE_BPS);
    link.latency = crate::flow::LATENCY;
    WorldSpec {
        net: NetSpec {
            hosts: hosts.iter().map(attached).collect(),
            links: vec![link],
            rules: Vec::new(),
            nats: Vec::new(),
        },
        hosts,
        acts: Vec::new(),
    }
}

fn host(name: &str, last: u8, programs: Vec<Vec<Statement>>) -> HostSpec {
    HostSpec {
        profile: Profile::Linux6,
        config: ConfigOverrides {
            nofile: Some(20_000),
            somaxconn: Some(20_000),
            ..ConfigOverrides::default()
        },
        processes: programs
            .into_iter()
            .map(|program| ProcessSpec {
                name: "program".to_owned(),
                program,
                ..ProcessSpec::default()
            })
            .collect(),
        ..HostSpec::new(name, IpAddr::V4(Ipv4Addr::new(10, 0, 0, last)))
    }
}
