//! Steps and seeks in a lab that remembers much.

use tcp_lab_core::lab::Lab;
use tcp_lab_core::rng::Rng;
use tcp_lab_core::time::Duration;

use crate::clock::{measure, percentile};
use crate::flow::Flow;

/// Steps and seeks of which the slowest are looked at.
const SAMPLES: u32 = 2000;
/// Arrows that a page shows at a time.
const SHOWN: u32 = 60;

/// Milliseconds of which 99 of 100 steps need fewer, with so many segments of history: the step alone, and with all
/// that a page asks for after it.
pub(crate) fn step_p99(lab: &mut Lab, segments: u32) -> (f64, f64) {
    while lab.world().net().crossings() < segments {
        lab.step().expect("there is room");
    }
    let alone = p99(|| {
        lab.step().expect("there is room");
    });
    let looking = p99(|| step_and_look(lab));
    (alone, looking)
}

fn p99(mut what: impl FnMut()) -> f64 {
    let mut figures: Vec<f64> = (0..SAMPLES)
        .map(|_| measure(&mut what).1 as f64 / 1e6)
        .collect();
    percentile(&mut figures, 99)
}

fn step_and_look(lab: &mut Lab) {
    let rows = lab.step().expect("there is room");
    let snapshot = lab.snapshot();
    let from = snapshot.crossings.saturating_sub(SHOWN);
    let arrows = lab.crossings(from, snapshot.crossings);
    std::hint::black_box((lab.events(rows.start, rows.end), arrows, snapshot));
}

/// Milliseconds of which 99 of 100 seeks need fewer, anywhere in the history there is.
pub(crate) fn seek_p99(lab: &mut Lab) -> f64 {
    let mut rng = Rng::new(1);
    let mut figures: Vec<f64> = (0..SAMPLES / 4)
        .map(|_| {
            let position = rng.below(lab.end() + 1);
            measure(|| lab.seek(position)).1 as f64 / 1e6
        })
        .collect();
    percentile(&mut figures, 99)
}

/// A lab with a bulk flow under way.
pub(crate) fn lab() -> Lab {
    let flow = Flow {
        window: 4 << 20,
        read_every: Duration::from_millis(200),
        reads: 200,
        ..Flow::bulk(400_000_000)
    };
    Lab::new(&flow.world(), 1).expect("the world is sound")
}

/// Goes on until so many rows are written.
pub(crate) fn grow(lab: &mut Lab, rows: u32) {
    while lab.world().events() < rows {
        assert!(
            !lab.step().expect("there is room").is_empty(),
            "the flow is long enough"
        );
    }
}
