//! A bulk flow over a wire that loses: what a correct sender gets through it.

use crate::rng::Rng;
use crate::tcp::Config;
use crate::tcp::mechanism::congestion::{Algorithm, InitialWindow};
use crate::tcp::mechanism::recovery::RateReduction;
use crate::tcp::tests::kit::{Ends, Fate, Side};
use crate::time::Duration;

/// Kilobits of text per second of virtual time that A gets to B: 10 ms each way, one segment in a hundred lost.
fn kilobits(config: Config, seed: u64, seconds: u64) -> u64 {
    let mut ends = Ends::established(Config {
        mss: 1448,
        send_buffer: 1 << 20,
        receive_buffer: 1 << 20,
        max_receive_buffer: 1 << 20,
        window_scaling: true,
        r2: None,
        user_timeout: None,
        initial_window: InitialWindow::Rfc6928,
        ..config
    });
    let mut luck = Rng::new(seed);
    ends.script(move |from, _| match from {
        Side::A if luck.chance(10_000) => Fate::Drop,
        Side::A | Side::B => Fate::Deliver,
    });
    let end = ends.now + Duration::from_secs(seconds);
    let mut octets = 0;
    while ends.now < end {
        if ends.a.tcb().send_buffer.room() > 1 << 19 {
            ends.act(Side::A, |peer| {
                peer.try_send(crate::wire::pattern(1 << 19), false).1
            });
        }
        ends.step();
        if ends.b.tcb().unread() > 0 {
            ends.act(Side::B, |peer| {
                let (received, after) = peer.receive(u32::MAX);
                octets += u64::from(received.octets);
                after
            });
        }
    }
    octets * 8 / 1000 / seconds
}

#[test]
fn newreno_with_sack_gets_what_its_formula_promises_at_one_loss_in_a_hundred() {
    // Mathis: MSS/RTT * C/sqrt(p), C = 0.87 with delayed ACKs, is 5.0 Mbit/s; ns-2 has 4.5, ns-3 3.8.
    let config = Config {
        sack: true,
        delayed_ack: Some(Duration::from_millis(40)),
        ..Config::default()
    };
    let runs: Vec<u64> = (1..=3).map(|seed| kilobits(config, seed, 30)).collect();
    let mean = runs.iter().sum::<u64>() / 3;
    assert!((3500..=5500).contains(&mean), "{runs:?}");
}

#[test]
fn every_way_of_recovering_gets_through() {
    let halving = Config {
        delayed_ack: Some(Duration::from_millis(40)),
        ..Config::default()
    };
    let ways = [
        ("NewReno", halving),
        (
            "PRR",
            Config {
                sack: true,
                rate_reduction: RateReduction::Proportional,
                ..halving
            },
        ),
        (
            "CUBIC, RACK",
            Config {
                congestion: Algorithm::Cubic,
                ..Config::linux_6()
            },
        ),
    ];
    for (name, config) in ways {
        let got = kilobits(config, 7, 20);
        assert!((2000..=9000).contains(&got), "{name}: {got} kbit/s");
    }
}
