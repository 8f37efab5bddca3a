//! The goals of performance, measured: one table of ratios against their gates.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a program that measures time and prints figures"
)]

mod clock;
mod flow;
mod rival;
#[path = "../../tests/smol/mod.rs"]
mod smol;

use flow::{Flow, Keep};

fn main() {
    let octets = 20_000_000;
    for _ in 0..3 {
        let plain = Flow::bulk(octets);
        let octets_flow = Flow {
            as_octets: true,
            ..plain
        };
        for (name, flow, keep) in [
            ("header, off", plain, Keep::Nothing),
            ("header, rows", plain, Keep::Rows),
            ("header, lab", plain, Keep::History),
            ("octets, off", octets_flow, Keep::Nothing),
            ("octets, rows", octets_flow, Keep::Rows),
            (
                "64K",
                Flow {
                    window: 65536,
                    ..plain
                },
                Keep::Nothing,
            ),
            (
                "16M",
                Flow {
                    window: 16 << 20,
                    ..plain
                },
                Keep::Nothing,
            ),
        ] {
            let ran = flow.run(keep);
            println!(
                "{name}\t{:.0} ns\t{} segments {} rows {:?} complete {}",
                ran.per_segment(),
                ran.segments,
                ran.rows,
                ran.lasted,
                ran.complete
            );
        }
        let ran = rival::run(&plain);
        println!(
            "smoltcp\t{:.0} ns\t{} segments {:?}",
            ran.per_segment(),
            ran.segments,
            ran.lasted
        );
    }
}
