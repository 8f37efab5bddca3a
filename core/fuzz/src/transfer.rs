//! Two programs exchange data while segments are lost, copied, held, delayed and damaged, but never forged:
//! what is delivered is what was sent, from its beginning and without a gap.

use std::net::{IpAddr, Ipv4Addr};

use tcp_lab_core::host::{
    Call, Data, FdRef, HostSpec, How, ProcessSpec, Profile, Socket, Statement,
};
use tcp_lab_core::lab::{Command, Lab, WorldSpec};
use tcp_lab_core::net::{LinkSpec, NetHost, NetSpec};
use tcp_lab_core::tcp::{State, Tcb};
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::pattern;

use super::input::Choices;
use super::invariants::Watch;
use super::kit::{Luck, Monkey};

/// Accidents in one run.
const ACCIDENTS: u32 = 150;
/// Octets from A to B and back: less than a receive buffer, for nobody reads before the end.
const THERE: u32 = 20_000;
const BACK: u32 = 15_000;

/// Whatever happens on the way, the receiver has a prefix of what was sent; at last, all of it or an error.
pub fn run(data: &[u8]) {
    let mut choices = Choices::new(data);
    let profiles = [Profile::Rfc9293, Profile::Linux6];
    let mut profile = || profiles[choices.below(2) as usize];
    let spec = world([profile(), profile()]);
    let mut lab = Lab::new(&spec, choices.below(256).into()).expect("the world is sound");
    let mut monkey = Monkey::with(choices);
    let mut watch = Watch::default();
    let letters = pattern(THERE as usize);
    for _ in 0..ACCIDENTS {
        if monkey.luck().is_over() {
            break;
        }
        let _refused = monkey.disturb(&mut lab);
        watch.look(&lab);
        prefixes(&lab, &letters);
    }
    calm(&mut lab);
    lab.run_until(Instant::START + Duration::from_secs(1500))
        .expect("there is room");
    watch.look(&lab);
    prefixes(&lab, &letters);
    complete(&lab);
}

/// From now on nothing is in the way.
fn calm(lab: &mut Lab) {
    let rules: Vec<u32> = lab.world().net().rules().map(|(id, _)| id.0).collect();
    for rule in rules {
        lab.act(Command::RemoveRule { rule }).expect("it exists");
    }
    for host in 0..2 {
        lab.act(Command::RestoreCable { host }).expect("it exists");
    }
    let all = lab.world().net().in_flight();
    let crossings: Vec<u32> = all.iter().map(|travelling| travelling.crossing.0).collect();
    for crossing in crossings {
        let _not_held = lab.act(Command::Release { crossing });
    }
}

/// What waits for a reader is the pattern, from the octet on that it has come to.
fn prefixes(lab: &Lab, letters: &[u8]) {
    for host in lab.world().hosts() {
        for tcb in host.sockets().filter_map(Socket::tcb) {
            let unread = unread(tcb);
            if unread.is_empty() {
                continue;
            }
            let first = tcb.consumed().since(tcb.rcv.irs + 1) as usize;
            let sent = letters.get(first..first + unread.len());
            assert!(
                sent == Some(&unread),
                "{}: octets that were not sent, from {first} on: {:?}",
                host.name(),
                String::from_utf8_lossy(&unread)
            );
        }
    }
}

fn unread(tcb: &Tcb) -> Vec<u8> {
    tcb.reassembly.clone().read(u32::MAX).concat()
}

/// Both have everything, unless one of the two gave up.
fn complete(lab: &Lab) {
    let sockets = || lab.world().hosts().iter().flat_map(|host| host.sockets());
    let ends: Vec<&Socket> = sockets()
        .filter(|socket| socket.remote().is_some())
        .collect();
    let over = |socket: &&Socket| socket.error().is_some() || socket.state() == State::Closed;
    if ends.len() < 2 || ends.iter().any(over) {
        return;
    }
    let got: Vec<u32> = ends
        .iter()
        .filter_map(|socket| socket.tcb())
        .map(Tcb::unread)
        .collect();
    assert_eq!(got, [BACK, THERE], "{ends:#?}");
}

fn world([a, b]: [Profile; 2]) -> WorldSpec {
    let hosts = vec![host("A", 1, a, client()), host("B", 2, b, server())];
    let attached = |host: &HostSpec| NetHost::new(&host.name, host.address);
    let mut link = LinkSpec::new("A", "B");
    link.rate_bps = Some(10_000_000);
    let net = NetSpec {
        hosts: hosts.iter().map(attached).collect(),
        links: vec![link],
        rules: Vec::new(),
        nats: Vec::new(),
    };
    WorldSpec {
        hosts,
        net,
        acts: Vec::new(),
    }
}

fn host(name: &str, last: u8, profile: Profile, program: Vec<Statement>) -> HostSpec {
    HostSpec {
        profile,
        processes: vec![ProcessSpec {
            name: "program".to_owned(),
            program,
            ..ProcessSpec::default()
        }],
        ..HostSpec::new(name, IpAddr::V4(Ipv4Addr::new(10, 0, 0, last)))
    }
}

fn client() -> Vec<Statement> {
    let fd = || FdRef::Variable("s".to_owned());
    let to = "B:80".to_owned();
    let mut program = vec![
        keep("s", Call::Socket),
        keep("r", Call::Connect { fd: fd(), to }),
    ];
    program.extend([send("s", THERE), shut("s")]);
    program
}

fn server() -> Vec<Statement> {
    let fd = || FdRef::Variable("l".to_owned());
    let mut program = vec![
        keep("l", Call::Socket),
        keep(
            "r",
            Call::Bind {
                fd: fd(),
                port: 80,
                address: None,
            },
        ),
        keep(
            "r",
            Call::Listen {
                fd: fd(),
                backlog: 1,
            },
        ),
        keep("c", Call::Accept { fd: fd() }),
    ];
    // It never closes: what it has got must still be there at the end.
    program.push(send("c", BACK));
    program
}

fn send(variable: &str, octets: u32) -> Statement {
    let fd = FdRef::Variable(variable.to_owned());
    let data = Data::Octets(octets);
    keep("r", Call::Write { fd, data })
}

fn shut(variable: &str) -> Statement {
    let fd = FdRef::Variable(variable.to_owned());
    let how = How::Write;
    keep("r", Call::Shutdown { fd, how })
}

fn keep(variable: &str, call: Call) -> Statement {
    Statement::Call {
        call,
        into: Some(variable.to_owned()),
    }
}
