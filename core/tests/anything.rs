//! A reader who does anything at any time: nothing panics, nothing hangs, and what must never happen does not.
#![expect(
    clippy::expect_used,
    reason = "a test says what it expects by panicking"
)]

mod kit;

use std::collections::BTreeMap;

use kit::Monkey;
use tcp_lab_core::host::{Call, Fd, FdRef};
use tcp_lab_core::lab::{Command, ConnectionView, Crossing, Fate, Lab, Snapshot};
use tcp_lab_core::rng::Rng;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::SeqNum;

const READERS: u64 = 100;
const ACTS: u32 = 400;
/// Worlds with programs of luck.
const PROGRAMS: u64 = 60;

/// What was seen of a branch so far, to compare with what comes next.
#[derive(Default)]
struct Watch {
    branch: u32,
    position: u32,
    /// RCV.NXT and RCV.IRS of each connection, by host and socket.
    received: BTreeMap<(u32, u32), (SeqNum, SeqNum)>,
}

impl Watch {
    fn look(&mut self, lab: &Lab) {
        let snapshot = lab.snapshot();
        if snapshot.branch != self.branch || snapshot.position < self.position {
            self.received.clear();
        }
        (self.branch, self.position) = (snapshot.branch, snapshot.position);
        for host in &snapshot.hosts {
            for connection in &host.connections {
                legal(connection);
                self.never_back(host.id, connection);
            }
        }
        sound(&snapshot, lab);
    }

    /// RCV.NXT never moves back.
    fn never_back(&mut self, host: u32, connection: &ConnectionView) {
        if matches!(
            connection.state,
            State::SynSent | State::Closed | State::Listen
        ) {
            return;
        }
        let now = (
            SeqNum::new(connection.rcv.nxt),
            SeqNum::new(connection.rcv.irs),
        );
        let before = self.received.insert((host, connection.socket), now);
        if let Some((nxt, irs)) = before.filter(|(_, irs)| *irs == now.1) {
            assert!(
                nxt.le(now.0),
                "RCV.NXT moved back from {nxt} to {} (IRS {irs})",
                now.0
            );
        }
    }
}

/// SND.UNA =< SND.NXT, and what waits fits where it waits.
fn legal(connection: &ConnectionView) {
    let (una, nxt) = (
        SeqNum::new(connection.snd.una),
        SeqNum::new(connection.snd.nxt),
    );
    assert!(
        una.le(nxt),
        "SND.UNA {una} is beyond SND.NXT {nxt}: {connection:#?}"
    );
    assert!(connection.unread <= 65_535, "{connection:#?}");
    assert!(
        connection.unsent + connection.unacknowledged <= 65_536,
        "{connection:#?}"
    );
    for (left, right) in &connection.out_of_order {
        assert!(
            SeqNum::new(*left).lt(SeqNum::new(*right)),
            "{connection:#?}"
        );
        // Text that came with a SYN waits at RCV.NXT until the connection is open (3.10.7.2).
        let waits = connection.state == State::SynReceived && connection.rcv.nxt == *left;
        let ahead = SeqNum::new(connection.rcv.nxt).lt(SeqNum::new(*left));
        assert!(ahead || waits, "{connection:#?}");
    }
}

/// Numbers that name something name something that exists.
fn sound(snapshot: &Snapshot, lab: &Lab) {
    assert!(snapshot.position <= snapshot.end);
    assert!(snapshot.next.is_none_or(|next| next >= snapshot.now));
    let from = snapshot.crossings.saturating_sub(20);
    for crossing in lab.crossings(from, snapshot.crossings) {
        ended(&crossing, snapshot);
    }
    for event in lab.events(snapshot.events.saturating_sub(20), snapshot.events) {
        assert!(
            event.cause.is_none_or(|cause| cause < event.id),
            "{event:?}"
        );
        assert!(event.at <= snapshot.now, "{event:?}");
    }
}

/// A crossing has an end exactly when it is over.
fn ended(crossing: &Crossing, snapshot: &Snapshot) {
    let over = matches!(crossing.fate, Fate::Arrived | Fate::Lost | Fate::NoHost);
    assert_eq!(crossing.end_event.is_some(), over, "{crossing:?}");
    assert_eq!(
        crossing.lost_by.is_some(),
        matches!(crossing.fate, Fate::Lost | Fate::NoHost)
    );
    assert!(
        crossing
            .end_event
            .is_none_or(|event| event < snapshot.events)
    );
    assert!(crossing.sent_at <= snapshot.now);
    let in_flight = crossing.fate == Fate::InFlight;
    assert!(
        !in_flight || crossing.ends_at.is_some_and(|at| at >= snapshot.now),
        "{crossing:?}"
    );
}

#[test]
fn whatever_a_reader_does_the_laws_hold_after_each_act() {
    for seed in 0..READERS {
        let mut lab = Lab::new(&kit::world(), seed).expect("the world is sound");
        let mut monkey = Monkey::new(seed);
        let mut watch = Watch::default();
        for _ in 0..ACTS {
            let _refused = monkey.play(&mut lab);
            watch.look(&lab);
        }
    }
}

#[test]
fn whatever_the_programs_are_the_laws_hold_after_each_act() {
    for seed in 0..PROGRAMS {
        let world = kit::programs::world(&mut Rng::new(seed));
        let mut lab = Lab::new(&world, seed).expect("the world is sound");
        let mut monkey = Monkey::new(seed);
        let mut watch = Watch::default();
        for _ in 0..100 {
            let _refused = monkey.play(&mut lab);
            watch.look(&lab);
        }
        let moments = lab.saved_moments();
        let again = Lab::replayed(&world, seed, &moments, lab.position());
        let again = again.expect("it goes the same way");
        assert_eq!(again.digest(), lab.digest(), "seed {seed}");
    }
}

/// A call of the reader in the first process.
fn call(host: u32, call: Call) -> Command {
    Command::Call {
        host,
        process: 0,
        call,
    }
}

const fn fd(number: i32) -> FdRef {
    FdRef::Number(Fd(number))
}

/// Programs with loops, threads and leaks; at each moment of their run each of these is done to them.
#[test]
fn programs_can_be_broken_at_any_moment() {
    let breaks: [fn(&Lab) -> Command; 6] = [
        |_| Command::PowerOff { host: 0 },
        |_| Command::Reboot { host: 1 },
        |_| Command::CutCable { host: 0 },
        |lab| Command::Drop {
            crossing: lab.snapshot().crossings.saturating_sub(1),
        },
        |_| call(0, Call::Abort { fd: fd(3) }),
        |_| call(1, Call::Close { fd: fd(3) }),
    ];
    let mut done = 0;
    for seed in 1..=6 {
        let world = kit::programs::world(&mut Rng::new(seed));
        let mut lab = Lab::new(&world, seed).expect("the world is sound");
        let _bounded = lab.run_until(Instant::START + Duration::from_millis(150));
        for position in (0..lab.end()).take(40) {
            for act in breaks {
                let mut broken = Lab::new(&world, seed).expect("the world is sound");
                while broken.position() < position && broken.step().is_ok() {}
                if broken.act(act(&broken)).is_err() {
                    continue;
                }
                done += 1;
                let mut watch = Watch::default();
                for _ in 0..40 {
                    let _bounded = broken.step();
                    watch.look(&broken);
                }
            }
        }
    }
    assert!(done > 150, "{done}");
}

#[test]
fn whatever_a_reader_did_can_be_saved_and_lived_through_again() {
    for seed in 0..READERS {
        let (lab, _) = kit::run(seed, 100);
        let moments = lab.saved_moments();
        let again = Lab::replayed(&kit::world(), seed, &moments, lab.position());
        let again = again.expect("it goes the same way");
        assert_eq!(again.snapshot().hosts, lab.snapshot().hosts, "seed {seed}");
        assert_eq!(again.digest(), lab.digest(), "seed {seed}");
    }
}

#[test]
fn whatever_happened_has_a_reason() {
    for seed in 0..20 {
        let (lab, _) = kit::run(seed, 100);
        for event in 0..lab.snapshot().events {
            let why = lab.why(event).expect("it happened");
            assert_eq!(why.event.id, event);
        }
    }
}

#[test]
fn what_is_left_to_itself_comes_to_rest() {
    for seed in 0..READERS {
        let (mut lab, _) = kit::run(seed, 60);
        lab.run_until(kit::late()).expect("there is room");
        let (now, events) = (lab.snapshot().now, lab.snapshot().events);
        assert!(
            now >= kit::late() && events < 20_000,
            "seed {seed}: {events} rows"
        );
    }
}
