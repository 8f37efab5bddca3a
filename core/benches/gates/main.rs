//! The goals of performance, measured: one table of ratios against their gates.
//!
//! `cargo xtask bench` runs it. The contenders take turns, each figure is the median of its rounds, time is
//! processor time. The ratios are what is claimed; the figures beside them depend on the machine and its load.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a program that measures time and prints figures"
)]

mod clock;
mod flow;
mod history;
mod rival;
mod short;
#[path = "../../tests/smol/mod.rs"]
mod smol;

use clock::median;
use flow::{Flow, Keep, Ran};

/// htsim's cost beside smoltcp's for the same flow, measured once (131 and 360 ns): it cannot be installed here.
const HTSIM_TO_SMOLTCP: f64 = 131.0 / 360.0;

fn main() {
    let full = std::env::args().any(|word| word == "--full");
    if std::env::args().any(|word| word == "--profile") {
        // For a profiler: one run of the flow that matters most, and nothing else.
        let flow = Flow {
            as_octets: true,
            ..Flow::bulk(10_000_000)
        };
        println!("{:?}", flow.run(Keep::Rows));
        println!("{} ns a short connection", short::ours());
        return;
    }
    let (octets, rounds) = if full {
        (100_000_000, 5)
    } else {
        (20_000_000, 5)
    };
    println!(
        "one flow of {} MB, {rounds} rounds, contenders interleaved, medians",
        octets / 1_000_000
    );
    let bulk = bulk(octets, rounds);
    let short = shorts(rounds);
    let history = histories();
    println!("\ngoal\tgate\treached\t\twhat");
    for row in bulk.into_iter().chain(short).chain(history) {
        row.print();
    }
    println!("\nns-2: {}", ns2());
    println!(
        "counters behind these goals are asserted by `cargo test -p tcp-lab-core --test counters`"
    );
}

/// One line of the table.
struct Row {
    goal: &'static str,
    what: String,
    reached: f64,
    gate: Gate,
}

enum Gate {
    AtLeast(f64),
    AtMost(f64),
}

impl Row {
    fn print(&self) {
        let (sign, bound, met) = match self.gate {
            Gate::AtLeast(bound) => (">=", bound, self.reached >= bound),
            Gate::AtMost(bound) => ("<=", bound, self.reached <= bound),
        };
        let met = if met { "met" } else { "NOT met" };
        println!(
            "{}\t{sign} {bound}\t{:.3}\t{met}\t{}",
            self.goal, self.reached, self.what
        );
    }
}

/// Runs of one contender.
struct Figures {
    name: &'static str,
    nanos: Vec<f64>,
    last: Ran,
}

fn bulk(octets: u32, rounds: usize) -> Vec<Row> {
    let plain = Flow::bulk(octets);
    let on_wire = Flow {
        as_octets: true,
        ..plain
    };
    let lossy = Flow {
        octets: octets / 10,
        loss_ppm: 100_000,
        reorder_ppm: 100_000,
        ..plain
    };
    let contenders = [
        ("values, no trace", plain, Keep::Nothing),
        ("values, trace", plain, Keep::Rows),
        ("values, history", plain, Keep::History),
        ("octets, no trace", on_wire, Keep::Nothing),
        ("octets, trace", on_wire, Keep::Rows),
        (
            "window 64 KB",
            Flow {
                window: 1 << 16,
                ..plain
            },
            Keep::Nothing,
        ),
        (
            "window 16 MB",
            Flow {
                window: 1 << 24,
                ..plain
            },
            Keep::Nothing,
        ),
        (
            "loss 1 %",
            Flow {
                octets: octets / 10,
                loss_ppm: 10_000,
                ..plain
            },
            Keep::Nothing,
        ),
        ("loss 10 %, reordering", lossy, Keep::Nothing),
    ];
    let mut figures: Vec<Figures> = Vec::new();
    let mut rival = Vec::new();
    for _ in 0..rounds {
        for (name, flow, keep) in &contenders {
            let ran = flow.run(*keep);
            match figures.iter_mut().find(|known| known.name == *name) {
                Some(known) => known.nanos.push(ran.per_segment()),
                None => figures.push(Figures {
                    name,
                    nanos: vec![ran.per_segment()],
                    last: ran,
                }),
            }
        }
        rival.push(rival::run(&plain).per_segment());
    }
    let rival = median(&mut rival);
    print_bulk(&mut figures, rival);
    let of = |name: &str| {
        figures
            .iter()
            .find(|known| known.name == name)
            .map_or(f64::NAN, |known| known.nanos[known.nanos.len() / 2])
    };
    bulk_rows(&of, rival)
}

fn print_bulk(figures: &mut [Figures], rival: f64) {
    println!("\nns a segment\tsegments\trows a segment\tMbit/s\tcontender");
    for known in figures {
        let (time, ran) = (median(&mut known.nanos), known.last);
        let rows = f64::from(ran.rows) / f64::from(ran.segments);
        let complete = if ran.complete {
            ""
        } else {
            "\t(did not finish)"
        };
        let rate = ran.delivered as f64 * 8.0 / (ran.lasted.as_nanos() as f64 / 1e3);
        println!(
            "{time:.0}\t\t{}\t\t{rows:.1}\t\t{rate:.1}\t{}{complete}",
            ran.segments, known.name
        );
    }
    println!("{rival:.0}\t\t\t\t\t\t\tsmoltcp, octets, no trace");
}

fn bulk_rows(of: &dyn Fn(&str) -> f64, rival: f64) -> Vec<Row> {
    let row = |goal, what: &str, reached, gate| Row {
        goal,
        what: what.to_owned(),
        reached,
        gate,
    };
    let (plain, traced) = (of("values, no trace"), of("values, trace"));
    vec![
        row(
            "P1",
            "octets, checksums, full trace: times as fast as smoltcp",
            rival / of("octets, trace"),
            Gate::AtLeast(1.0),
        ),
        row(
            "P1",
            "the same without trace",
            rival / of("octets, no trace"),
            Gate::AtLeast(1.0),
        ),
        row(
            "P2",
            "header only: cost beside htsim's (by its cost beside smoltcp)",
            plain / (HTSIM_TO_SMOLTCP * rival),
            Gate::AtMost(2.0),
        ),
        row(
            "P3",
            "cost at a 16 MB window beside 64 KB",
            of("window 16 MB") / of("window 64 KB"),
            Gate::AtMost(2.5),
        ),
        row(
            "P3",
            "cost at 10 % loss with reordering beside lossless",
            of("loss 10 %, reordering") / plain,
            Gate::AtMost(2.0),
        ),
        row(
            "P4",
            "trace on beside off",
            traced / plain,
            Gate::AtMost(1.35),
        ),
        row(
            "P4",
            "the lab's whole history beside no trace",
            of("values, history") / plain,
            Gate::AtMost(1.35),
        ),
    ]
}

fn shorts(rounds: usize) -> Vec<Row> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let (mut alone, mut crowded) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(short::ours());
        theirs.push(short::theirs());
        alone.push(short::beside(0));
        crowded.push(short::beside(10_000));
    }
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    let (alone, crowded) = (median(&mut alone), median(&mut crowded));
    println!(
        "\nns a short connection: {ours:.0}, smoltcp {theirs:.0}; ns a segment beside 0 idle: {alone:.0}, beside 10,000: {crowded:.0}"
    );
    vec![
        Row {
            goal: "P11",
            what: "short connections a second beside smoltcp's".to_owned(),
            reached: theirs / ours,
            gate: Gate::AtLeast(1.0),
        },
        Row {
            goal: "P11",
            what: "cost of a segment beside 10,000 idle connections and beside none".to_owned(),
            reached: crowded / alone,
            gate: Gate::AtMost(1.35),
        },
    ]
}

fn histories() -> Vec<Row> {
    let mut lab = history::lab();
    let early = history::step_p99(&mut lab, 1000);
    let late = history::step_p99(&mut lab, 100_000);
    history::grow(&mut lab, 1_000_000);
    let seek = history::seek_p99(&mut lab);
    let row = |what: &str, reached, gate| Row {
        goal: "P6",
        what: what.to_owned(),
        reached,
        gate: Gate::AtMost(gate),
    };
    vec![
        row("ms a step, 99 of 100, after 100,000 segments", late.0, 0.2),
        row(
            "the same beside after 1,000 segments",
            late.0 / early.0,
            1.5,
        ),
        row(
            "ms a step with snapshot and 60 arrows, after 100,000 segments",
            late.1,
            0.2,
        ),
        row("ms a seek in 10^6 rows, 99 of 100", seek, 5.0),
    ]
}

/// ns-2 is asked for in words: it is measured by hand where someone has it.
fn ns2() -> &'static str {
    let found = std::process::Command::new("ns")
        .arg("/dev/null")
        .output()
        .is_ok();
    if found {
        "installed; its figures are in no table here"
    } else {
        "not installed"
    }
}
