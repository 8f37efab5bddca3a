//! A reader breaks one segment of a scenario. Later or sooner, the programs still see what they saw in the quiet run.
//!
//! This is what a reliable stream means (RFC 9293, 1): losses, copies, delays and bit errors cost time, nothing else.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use std::collections::BTreeMap;

use tcp_lab_core::lab::{Arg, Command, Lab, LabEvent};
use tcp_lab_core::scenario::{Address, Scenario};
use tcp_lab_core::time::{Duration, Instant};

/// Long enough for every repetition and for 2 MSL after it.
const PATIENCE: Duration = Duration::from_secs(600);

/// What is done to one crossing.
type Breaking = fn(u32) -> Command;

const BREAKINGS: [(&str, Breaking); 5] = [
    ("drop", |crossing| Command::Drop { crossing }),
    ("duplicate", |crossing| Command::Duplicate { crossing }),
    ("corrupt", |crossing| Command::Corrupt { crossing, bit: 77 }),
    ("delay a little", |crossing| Command::Delay {
        crossing,
        by: Duration::from_millis(70),
    }),
    ("delay beyond a repetition", |crossing| Command::Delay {
        crossing,
        by: Duration::from_millis(2500),
    }),
];

fn scenario(id: &str) -> Scenario {
    let address: Address = id.parse().expect("it is an address");
    let json = address.json().expect("it is in the library");
    let base = serde_json::from_str(json).expect("it reads");
    address.of(&base).expect("it is one of its variations")
}

/// What the programs of each host have seen: results of calls in order, and the octets that reached them. How many
/// octets one read takes depends on when they arrive; what it did not take waits for the next.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    results: Vec<String>,
    octets: u64,
    /// The reads that ended in nothing or in an error.
    ends: Vec<String>,
}

fn seen(lab: &Lab) -> BTreeMap<Option<u32>, Seen> {
    let mut hosts: BTreeMap<Option<u32>, Seen> = BTreeMap::new();
    let returned = |event: &LabEvent| event.kind == "call-returned";
    for event in lab.events(0, u32::MAX).into_iter().filter(returned) {
        let host = hosts.entry(event.host).or_default();
        let is_read = event.args.get("call") == Some(&Arg::Word("recv"));
        match event.args.get("result") {
            Some(Arg::Number(octets @ 1..)) if is_read => host.octets += octets,
            result if is_read => host.ends.push(format!("{result:?}")),
            _ => host.results.push(format!("{:?}", event.args)),
        }
    }
    for (host, number) in lab.world().hosts().iter().zip(0..) {
        let unread = host.sockets().filter_map(|socket| socket.tcb());
        let unread: u64 = unread.map(|tcb| u64::from(tcb.unread())).sum();
        hosts.entry(Some(number)).or_default().octets += unread;
    }
    hosts
}

fn states(lab: &Lab) -> Vec<Vec<&'static str>> {
    let of_host = |host: &tcp_lab_core::host::Host| {
        let states = host.sockets().map(|socket| socket.state().name());
        states.collect()
    };
    lab.world().hosts().iter().map(of_host).collect()
}

fn finish(lab: &mut Lab, scenario: &Scenario) {
    let end = Instant::START + scenario.ends + PATIENCE;
    lab.run_until(end).expect("there is room");
}

/// The run in which `breaking` befalls one crossing just after it began.
fn broken(scenario: &Scenario, crossing: u32, breaking: Breaking) -> Lab {
    let mut lab = Lab::new(&scenario.world(), 3).expect("a world");
    while lab.snapshot().crossings <= crossing {
        assert!(
            !lab.step().expect("it runs").is_empty(),
            "crossing {crossing} begins"
        );
    }
    // What a rule of the scenario has taken already is broken enough.
    let _refused = lab.act(breaking(crossing));
    finish(&mut lab, scenario);
    lab
}

fn breaks_nothing_but_time(id: &str) {
    let scenario = scenario(id);
    let mut quiet = Lab::new(&scenario.world(), 3).expect("a world");
    finish(&mut quiet, &scenario);
    for crossing in 0..quiet.snapshot().crossings {
        for (name, breaking) in BREAKINGS {
            let lab = broken(&scenario, crossing, breaking);
            let context = format!("{id}: {name} {crossing}\n{}", lab.ladder());
            assert_eq!(seen(&lab), seen(&quiet), "{context}");
            assert_eq!(states(&lab), states(&quiet), "{context}");
        }
    }
}

#[test]
fn a_broken_handshake_still_opens_one_connection() {
    breaks_nothing_but_time("handshake");
}

#[test]
fn broken_data_still_arrives_whole() {
    breaks_nothing_but_time("data");
}

#[test]
fn a_broken_close_still_closes_both_sides() {
    breaks_nothing_but_time("close-four-way");
}

#[test]
fn a_broken_rescue_still_rescues() {
    breaks_nothing_but_time("lost-third-ack/data-completes");
}

#[test]
fn a_broken_simultaneous_open_still_opens_one_connection() {
    breaks_nothing_but_time("simultaneous-open");
}

/// Seeds, each another pattern of losses.
const PATTERNS: u64 = 40;

#[test]
fn one_segment_in_ten_lost_costs_only_time() {
    for id in ["handshake", "data", "close-four-way", "simultaneous-open"] {
        let mut lossy = scenario(id);
        let mut quiet = Lab::new(&lossy.world(), 3).expect("a world");
        finish(&mut quiet, &lossy);
        lossy
            .links
            .iter_mut()
            .for_each(|link| link.loss_ppm = 100_000);
        for seed in 0..PATTERNS {
            let mut lab = Lab::new(&lossy.world(), seed).expect("a world");
            finish(&mut lab, &lossy);
            let context = format!("{id}, seed {seed}\n{}", lab.ladder());
            assert_eq!(seen(&lab), seen(&quiet), "{context}");
            assert_eq!(states(&lab), states(&quiet), "{context}");
        }
    }
}
