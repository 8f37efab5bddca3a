//! The clock that all processes of this machine share.

use nix::time::{ClockId, ClockNanosleepFlags, clock_gettime, clock_nanosleep};
use tcp_lab_core::time::Instant;

const NANOS: u64 = 1_000_000_000;

/// Nanoseconds since this machine started.
pub(crate) fn now() -> u64 {
    let Ok(time) = clock_gettime(ClockId::CLOCK_MONOTONIC) else {
        return 0;
    };
    let (secs, nanos) = (time.tv_sec().unsigned_abs(), time.tv_nsec().unsigned_abs());
    secs.saturating_mul(NANOS).saturating_add(nanos)
}

/// Waits until then.
pub(crate) fn sleep_until(at: u64) {
    let part = |nanos: u64| i64::try_from(nanos).unwrap_or(i64::MAX);
    let at = nix::sys::time::TimeSpec::new(part(at / NANOS), part(at % NANOS));
    let flags = ClockNanosleepFlags::TIMER_ABSTIME;
    // A signal ends it early; then it goes on.
    while clock_nanosleep(ClockId::CLOCK_MONOTONIC, flags, &at)
        .is_err_and(|error| error == nix::errno::Errno::EINTR)
    {}
}

/// The time of a run that began at `begin`.
pub(crate) const fn since(begin: u64, at: u64) -> Instant {
    Instant::from_nanos(at.saturating_sub(begin))
}
