//! Anything at any time: random calls, losses, copies, forgeries and waits, with the laws checked after each.

use std::collections::BTreeSet;

use super::kit::*;
use crate::host::agenda::Due;
use crate::host::census::Remnant;
use crate::host::*;
use crate::rng::Rng;
use crate::tcp::State;
use crate::time::{Duration, Instant};
use crate::wire::{Flags, Packet, Segment};

const STEPS: u32 = 20_000;

fn pick<T: Clone>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.below(from.len() as u32) as usize].clone()
}

fn any_call(rng: &mut Rng) -> Call {
    let fd = 3 + rng.below(6) as i32;
    let how = pick(rng, &[How::Read, How::Write, How::Both]);
    let to = pick(
        rng,
        &["A:80", "B:80", "A:5000", "B:5000", "B:5001", "C:1", "B:0"],
    );
    let port = pick(rng, &[0, 80, 5000, 5001]);
    match rng.below(18) {
        0 | 1 => Call::Socket,
        2 => bind(fd, port),
        3 => listen(fd, rng.below(3)),
        4 | 5 => accept(fd),
        6..=8 => connect(fd, to),
        9 => send_many(fd, rng.below(100_000)),
        10 => send(fd, "hello"),
        11 => recv(fd, rng.below(70_000)),
        12 => shutdown(fd, how),
        13 | 16 => close(fd),
        14 => pick(rng, &[abort(fd), so_error(fd)]),
        _ => nonblocking(fd, rng.chance(900_000)),
    }
}

/// A segment that is nearly right for some connection, or for none.
fn forgery(rng: &mut Rng, two: &Two) -> Packet {
    let host = &two.hosts[rng.below(2) as usize];
    let peer = two.hosts[rng.below(2) as usize].address();
    let mut segment = Segment {
        src_port: pick(rng, &[80, 5000, 5001]),
        dst_port: pick(rng, &[80, 5000, 5001]),
        flags: Flags::from_bits_truncate(rng.below(64) as u16),
        window: pick(rng, &[0, 1, 500, 65_535]),
        urgent: rng.below(10) as u16,
        payload: Data::Octets(rng.below(20)).piece(0, 20).slice(0, 20),
        ..Segment::default()
    };
    let known: Vec<_> = host.sockets().filter_map(|socket| socket.tcb()).collect();
    let mut src = peer;
    if !known.is_empty() && rng.chance(800_000) {
        let tcb = known[rng.below(known.len() as u32) as usize];
        src = tcb.pair.remote.ip();
        segment.src_port = tcb.pair.remote.port();
        segment.dst_port = tcb.pair.local.port();
        segment.seq = tcb.rcv.nxt + rng.below(4).wrapping_sub(2);
        segment.ack = tcb.snd.nxt + rng.below(4).wrapping_sub(2);
    }
    Packet::new(src, host.address(), segment)
}

fn step(rng: &mut Rng, two: &mut Two) {
    match rng.below(24) {
        0..=3 => {
            let host = rng.below(2) as usize;
            two.call(host, any_call(rng));
        }
        4..=17 if !two.wire.is_empty() => two.deliver(),
        18 if !two.wire.is_empty() => drop(two.lose()),
        19 if !two.wire.is_empty() => {
            let copy = pick(rng, two.wire.make_contiguous());
            two.wire.push_back(copy);
        }
        20 => {
            let packet = forgery(rng, two);
            two.arrive(packet);
        }
        _ => wait(rng, two),
    }
    // Two ends that answer each other for ever would fill the memory of the test.
    two.wire.truncate(64);
    two.log.clear();
}

/// The next thing that is due happens, if it is due within a while.
fn wait(rng: &mut Rng, two: &mut Two) {
    let end = two.now + Duration::from_millis(u64::from(rng.below(3000)));
    let next = (0..2).filter_map(|host| Some((two.hosts[host].poll_at()?, host)));
    match next.min().filter(|(at, _)| *at <= end) {
        Some((at, host)) => {
            two.now = two.now.max(at);
            two.poll(host);
        }
        None => two.now = end,
    }
}

fn check(host: &Host) {
    assert!(host.woken.is_empty());
    for socket in host.sockets() {
        check_socket(host, socket);
    }
    let counted = |remnant| {
        host.sockets()
            .filter(|socket| socket.remnant == remnant)
            .count()
    };
    let counts = [Remnant::TimeWait, Remnant::Orphan].map(counted);
    let census = [host.time_waits().0, host.orphans().0].map(|count| count as usize);
    assert_eq!(census, counts);
    let timers = host
        .sockets()
        .filter_map(|socket| socket.connection.poll_at());
    let earliest = timers.map(|(at, _)| at).min();
    assert_eq!(host.poll_at(), earliest, "no programs, only timers");
}

fn check_socket(host: &Host, socket: &Socket) {
    let id = socket.id();
    if let Some(pair) = socket.key {
        assert_eq!(host.demux.connection(&pair), Some(id));
    }
    if let Some(tcb) = socket.tcb() {
        assert!(tcb.snd.una.le(tcb.snd.nxt));
        assert!(socket.key.is_some(), "it can be found: {socket:?}");
        let now = socket.connection.poll_at().map(|(at, _)| at);
        assert_eq!(socket.scheduled, now);
    }
    if let Some(queues) = socket.listener() {
        let limit = queues.backlog as usize + 1;
        assert!(
            queues.syn_queue.len() <= limit.max(3),
            "backlogs of up to 2"
        );
        for child in queues.syn_queue.iter().chain(&queues.accept_queue) {
            assert_eq!(host.socket(*child).and_then(Socket::parent), Some(id));
        }
    }
    let referred = !socket.holders().is_empty() || !socket.waiting.is_empty();
    let queued = socket.parent().is_some();
    let alive = socket.state() != State::Closed;
    assert!(
        referred || queued || alive,
        "a dead socket stays: {socket:?}"
    );
}

#[test]
fn nothing_breaks_whatever_comes_in_whatever_order() {
    let mut seen = BTreeSet::new();
    for seed in 0..6 {
        let mut rng = Rng::new(seed);
        let mut two = Two::of(|index, spec| {
            let profiles = [Profile::Linux6, Profile::Rfc9293];
            spec.profile = profiles[(index + seed as usize) % 2];
            spec.config.nofile = Some(8);
        });
        for _ in 0..STEPS {
            step(&mut rng, &mut two);
            for host in &two.hosts {
                check(host);
                seen.extend(host.sockets().map(Socket::state));
            }
        }
    }
    assert_eq!(
        seen.len(),
        State::ALL.len(),
        "every state was met: {seen:?}"
    );
}

#[test]
fn idle_connections_cost_nothing_to_pass_by() {
    let mut two = Two::of(|_, spec| spec.config.nofile = Some(4096));
    two.listen(4096);
    for fd in FD..FD + 2000 {
        two.call(0, Call::Socket);
        two.call(0, connect(fd, "B:80"));
        two.settle();
    }
    let host = &two.hosts[0];
    assert_eq!(host.sockets().count(), 2000);
    assert_eq!(host.agenda.next(), None::<(Instant, Due)>);
}
