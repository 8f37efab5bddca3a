//! The options that `setsockopt` has set on one socket.

use super::calls::{OptionValue, SocketOption};
use super::profile::{Sysctls, congestion_named};
use crate::table::Table;
use crate::tcp::{Config, UrgentDelivery};
use crate::time::Duration;

/// What was set; what was not is as the host's knobs say. A child of a listener begins with its options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Options(Table<SocketOption, OptionValue>);

impl Options {
    /// What the option was set to.
    pub(super) fn get(&self, option: SocketOption) -> Option<&OptionValue> {
        self.0.get(&option)
    }

    /// The option is `value` from now on.
    pub(super) fn set(&mut self, option: SocketOption, value: OptionValue) {
        self.0.insert(option, value);
    }

    /// A flag; off when it was not set.
    pub(super) fn flag(&self, option: SocketOption) -> bool {
        self.number(option).is_some_and(|number| number != 0)
    }

    /// A number, when it was set.
    pub(super) fn number(&self, option: SocketOption) -> Option<i64> {
        self.get(option).and_then(OptionValue::integer)
    }

    /// How long a call may wait; `None` is for ever.
    pub(super) fn patience(&self, option: SocketOption) -> Option<Duration> {
        match self.get(option)? {
            OptionValue::Time(time) => Some(*time).filter(|time| *time != Duration::ZERO),
            OptionValue::Number(_) | OptionValue::Linger { .. } | OptionValue::Text(_) => None,
        }
    }

    /// Seconds that `close` lingers; `None` when it does not.
    pub(super) fn linger(&self) -> Option<u32> {
        match self.get(SocketOption::Linger)? {
            OptionValue::Linger { on, seconds } => on.then_some(*seconds),
            OptionValue::Number(_) | OptionValue::Time(_) | OptionValue::Text(_) => None,
        }
    }

    /// The knobs of a connection that this socket makes.
    pub(super) fn over(&self, mut config: Config, sysctls: &Sysctls) -> Config {
        for (option, value) in self.0.iter() {
            turn(*option, value, sysctls, &mut config);
        }
        config
    }
}

/// What an option does to the knobs of a connection.
type Knob = fn(u32, &Sysctls, &mut Config);

/// The options that are knobs of a connection. The others belong to the socket alone.
const KNOBS: [(SocketOption, Knob); 13] = [
    (SocketOption::ReceiveBuffer, |octets, sysctls, config| {
        config.receive_buffer = sysctls.octets_of(octets);
    }),
    (SocketOption::SendBuffer, |octets, _, config| {
        config.send_buffer = octets;
    }),
    (SocketOption::NoDelay, |on, _, config| {
        config.nagle = on == 0
    }),
    (SocketOption::NoOptions, |on, _, config| {
        if on != 0 {
            config.mss_announced = false;
            config.window_scaling = false;
            config.timestamps = false;
            config.sack = false;
        }
    }),
    (SocketOption::OobInline, |on, _, config| {
        config.urgent_delivery = if on != 0 {
            UrgentDelivery::InLine
        } else {
            UrgentDelivery::OutOfBand
        };
    }),
    (SocketOption::Cork, |on, _, config| config.cork = on != 0),
    (SocketOption::MaxSegment, |octets, _, config| {
        let least = u16::try_from(octets).ok().filter(|octets| *octets > 0);
        config.mss = least.map_or(config.mss, |mss| mss.min(config.mss));
    }),
    (SocketOption::SynCount, |retries, _, config| {
        let longest = config.rto_max.as_nanos() / 1_000_000_000;
        config.syn_retries = syn_repetitions(retries, config.syn_linear_timeouts, longest);
        // Of a listener it is also how often its SYN,ACKs are repeated.
        config.synack_retries = retries;
    }),
    (SocketOption::KeepAlive, |on, _, config| {
        config.keepalive = on != 0;
    }),
    (SocketOption::KeepIdle, |seconds, _, config| {
        config.keepalive_idle = Duration::from_secs(seconds.into());
    }),
    (SocketOption::KeepInterval, |seconds, _, config| {
        config.keepalive_interval = Duration::from_secs(seconds.into());
    }),
    (SocketOption::KeepCount, |probes, _, config| {
        config.keepalive_probes = probes;
    }),
    (SocketOption::UserTimeout, |millis, _, config| {
        // 5482-3: what a program has set, the peer does not change.
        config.uto_changeable = millis == 0;
        config.user_timeout = (millis > 0).then_some(Duration::from_millis(millis.into()));
    }),
];

/// Turns the knob of a connection that `option` stands for, if there is one.
pub(super) fn turn(
    option: SocketOption,
    value: &OptionValue,
    sysctls: &Sysctls,
    config: &mut Config,
) {
    if let OptionValue::Text(name) = value {
        config.congestion = congestion_named(name).unwrap_or(config.congestion);
    }
    if let (SocketOption::Linger2, Some(seconds)) = (option, value.integer()) {
        linger2(seconds, config);
    }
    let number = value
        .integer()
        .and_then(|number| u32::try_from(number).ok());
    let knob = KNOBS.iter().find(|(known, _)| *known == option);
    if let (Some(number), Some((_, knob))) = (number, knob) {
        knob(number, sysctls, config);
    }
}

/// `TCP_LINGER2`: no seconds are as many as the host says, and fewer are no FIN-WAIT-2 for an orphan at all.
fn linger2(seconds: i64, config: &mut Config) {
    config.fin_wait_2_refused = seconds < 0;
    if let Some(seconds) = u64::try_from(seconds).ok().filter(|seconds| *seconds > 0) {
        config.fin_wait_2 = Some(Duration::from_secs(seconds));
    }
}

/// How often a SYN is sent again when `retries` of them were to double, after `linear` that do not. Linux stops at
/// the sum, or at the time that `retries` alone would have taken, whichever comes first. Intervals begin at a second
/// and grow to `longest` seconds.
pub(super) fn syn_repetitions(retries: u32, linear: u32, longest: u64) -> u32 {
    let after = |repeats: u32, linear: u32| {
        let doublings = repeats.saturating_sub(linear).min(63);
        (1_u64 << doublings).min(longest)
    };
    let model: u64 = (0..=retries).map(|repeats| after(repeats, 0)).sum();
    let (mut repeats, mut elapsed) = (0, after(0, linear));
    while repeats < retries.saturating_add(linear) && elapsed < model {
        repeats += 1;
        elapsed += after(repeats, linear);
    }
    repeats
}

#[cfg(test)]
mod tests;
