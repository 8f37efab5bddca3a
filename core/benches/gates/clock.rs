//! How long something takes: the time this program was on a processor, where the system tells it.

#[cfg(not(target_arch = "wasm32"))]
use std::time::Instant;

/// Nanoseconds of processor time used so far (Linux), else of the clock on the wall.
#[cfg(not(target_arch = "wasm32"))]
fn used(begin: Instant) -> u64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|text| text.split_whitespace().next()?.parse().ok());
    spent.unwrap_or_else(|| u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX))
}

/// What `work` returns and how many nanoseconds it took.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn measure<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let begin = Instant::now();
    let before = used(begin);
    let result = work();
    // The kernel brings the figure up to date when a thread gives way.
    std::thread::yield_now();
    (result, used(begin).saturating_sub(before))
}

/// What `work` returns and how many nanoseconds it took, by the browser's clock of milliseconds.
#[cfg(target_arch = "wasm32")]
pub(crate) fn measure<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let begin = js_sys::Date::now();
    let result = work();
    (result, ((js_sys::Date::now() - begin) * 1e6) as u64)
}

/// The middle of some figures.
pub(crate) fn median(figures: &mut [f64]) -> f64 {
    percentile(figures, 50)
}

/// So many percent of the figures are not above it.
pub(crate) fn percentile(figures: &mut [f64], percent: usize) -> f64 {
    figures.sort_by(f64::total_cmp);
    let place = (figures.len().saturating_sub(1) * percent) / 100;
    figures.get(place).copied().unwrap_or(f64::NAN)
}
