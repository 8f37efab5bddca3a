//! Between the numbers of a value and what knobs are made of.

use super::table::Knobs;
use crate::host::options::syn_repetitions;
use crate::host::profile::CONGESTION_CONTROLS;
use crate::tcp::mechanism::congestion::Algorithm;
use crate::tcp::mechanism::ecn::EcnMode;
use crate::time::Duration;

/// What Linux's `tcp_ecn` and FreeBSD's `ecn.enable` call it.
pub(super) const fn ecn_number(mode: EcnMode) -> u32 {
    match mode {
        EcnMode::Off => 0,
        EcnMode::Offer => 1,
        EcnMode::Accept => 2,
    }
}

/// The mode of this number.
pub(super) const fn ecn_mode(number: u64) -> EcnMode {
    match number {
        0 => EcnMode::Off,
        1 => EcnMode::Offer,
        _ => EcnMode::Accept,
    }
}

/// A number alone.
pub(super) fn one(number: u32) -> [u64; 3] {
    [number.into(), 0, 0]
}

/// A number whose bounds were checked.
pub(super) fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A port or a size whose bounds were checked.
pub(super) fn port(number: u64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// A timeout; zero is none.
pub(super) fn unless_zero(time: Duration) -> Option<Duration> {
    Some(time).filter(|time| *time != Duration::ZERO)
}

/// A time in seconds.
pub(super) fn seconds(time: Duration) -> [u64; 3] {
    [time.as_nanos() / 1_000_000_000, 0, 0]
}

/// The place of an algorithm in the list of names.
pub(super) fn place_of(algorithm: Algorithm) -> [u64; 3] {
    let known = (0..).zip(CONGESTION_CONTROLS);
    let mut known = known.filter(|(_, (_, known))| *known == algorithm);
    [known.next().map_or(0, |(place, _)| place), 0, 0]
}

/// The algorithm at a place of the list.
pub(super) fn at_place(place: u64, else_: Algorithm) -> Algorithm {
    let place = usize::try_from(place).ok();
    let found = place.and_then(|place| CONGESTION_CONTROLS.get(place));
    found.map_or(else_, |(_, algorithm)| *algorithm)
}

/// How often a SYN is sent again, once its two numbers are known.
pub(super) fn settle_syn(knobs: &mut Knobs) {
    let longest = knobs.config.rto_max.as_nanos() / 1_000_000_000;
    let linear = knobs.config.syn_linear_timeouts;
    knobs.config.syn_retries = syn_repetitions(knobs.sysctls.syn_retries, linear, longest);
}

/// The time that so many repetitions take from the least RTO on (Linux: `tcp_model_timeout`).
pub(super) fn time_of(retries: u32, knobs: &Knobs) -> Duration {
    let (mut time, mut rto) = (Duration::ZERO, knobs.config.rto_min);
    for _ in 0..=retries {
        time = time + rto;
        rto = rto.times(2).min(knobs.config.rto_max);
    }
    time
}

/// The repetitions that fit the time.
pub(super) fn retries_in(knobs: &Knobs) -> u32 {
    let enough = |retries: &u32| {
        knobs
            .config
            .r2
            .is_some_and(|r2| time_of(*retries, knobs) >= r2)
    };
    (0..=255).find(enough).unwrap_or(255)
}
