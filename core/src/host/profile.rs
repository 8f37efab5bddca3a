//! What an operating system has chosen: knobs, never code paths by name.

use serde::{Deserialize, Serialize};

use super::errno::Errno;
use crate::tcp::Config;
use crate::time::Duration;

/// Descriptors of one process when nothing else is said: 3 to 1023 (`RLIMIT_NOFILE`, soft).
pub const DEFAULT_NOFILE: u32 = 1024;

/// A set of knobs with a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Profile {
    /// What RFC 9293 asks for.
    #[default]
    #[serde(rename = "rfc9293")]
    Rfc9293,
    /// What Linux 6.x does, as far as it is modelled.
    #[serde(rename = "linux-6.x")]
    Linux6,
}

/// Knobs of a host besides those of its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sysctls {
    /// First ephemeral port (`ip_local_port_range`).
    pub port_first: u16,
    /// Last ephemeral port.
    pub port_last: u16,
    /// The most that `listen` grants (`somaxconn`).
    pub somaxconn: u32,
    /// One more than the highest descriptor a process may have (`RLIMIT_NOFILE`).
    pub nofile: u32,
    /// A full accept queue answers the ACK that would complete a handshake with a RST (`tcp_abort_on_overflow`).
    pub abort_on_overflow: bool,
    /// `close` waits while another thread is inside a call on the socket, as on Linux; else it ends that call.
    pub close_waits: bool,
    /// Largest receive buffer that `SO_RCVBUF` may ask for (`net.core.rmem_max`).
    pub rmem_max: u32,
    /// Least receive buffer (Linux: `SOCK_MIN_RCVBUF`).
    pub rmem_min: u32,
    /// Largest send buffer that `SO_SNDBUF` may ask for (`net.core.wmem_max`).
    pub wmem_max: u32,
    /// Least send buffer (Linux: `SOCK_MIN_SNDBUF`).
    pub wmem_min: u32,
    /// `SO_RCVBUF` and `SO_SNDBUF` make buffers twice as large as asked for, half of it for the host's own records,
    /// and ask for no more than there may be (Linux); else they are taken as they are, and too much is `ENOBUFS`.
    pub buffer_doubled: bool,
    /// What `TCP_SYNCNT` says when it was not set (`tcp_syn_retries`).
    pub syn_retries: u32,
    /// The number of `O_NONBLOCK`.
    pub nonblock_flag: u32,
}

impl Sysctls {
    /// What a buffer becomes that was asked to be of so many octets.
    pub(super) fn buffer(&self, asked: i64, max: u32, min: u32) -> Result<i64, Errno> {
        if self.buffer_doubled {
            // Linux reads the number without its sign.
            let asked = if asked < 0 {
                i64::from(max)
            } else {
                asked.min(max.into())
            };
            return Ok((asked * 2).max(min.into()));
        }
        if asked <= 0 {
            return Err(Errno::EINVAL);
        }
        (asked <= i64::from(max))
            .then_some(asked)
            .ok_or(Errno::ENOBUFS)
    }

    /// The octets of text that fit a receive buffer of this size.
    pub(super) const fn octets_of(&self, size: u32) -> u32 {
        if self.buffer_doubled { size / 2 } else { size }
    }

    /// The size of a receive buffer that so many octets of text fit.
    pub(super) const fn size_of(&self, octets: u32) -> u32 {
        if self.buffer_doubled {
            octets.saturating_mul(2)
        } else {
            octets
        }
    }

    /// The congestion control of a new connection (`tcp_congestion_control`).
    pub(super) const fn congestion(&self) -> &'static str {
        "reno"
    }

    /// What `TCP_CONGESTION` may choose from (`tcp_available_congestion_control`).
    pub(super) const fn congestion_controls(&self) -> &'static [&'static str] {
        &["reno"]
    }
}

impl Profile {
    /// The name shown: `linux-6.x`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc9293 => "rfc9293",
            Self::Linux6 => "linux-6.x",
        }
    }

    /// The knobs of its connections.
    #[must_use]
    pub fn config(self) -> Config {
        match self {
            Self::Rfc9293 => Config::default(),
            Self::Linux6 => Config::linux_6(),
        }
    }

    /// The knobs of its host.
    #[must_use]
    pub const fn sysctls(self) -> Sysctls {
        let (port_first, port_last) = match self {
            // RFC 6335, 6: the dynamic ports.
            Self::Rfc9293 => (49_152, 65_535),
            Self::Linux6 => (32_768, 60_999),
        };
        Sysctls {
            port_first,
            port_last,
            somaxconn: 4096,
            nofile: DEFAULT_NOFILE,
            abort_on_overflow: false,
            // RFC 9293, 3.10.4: CLOSE acts at once and answers what is outstanding.
            close_waits: matches!(self, Self::Linux6),
            rmem_max: 4_194_304,
            rmem_min: 2304,
            wmem_max: 4_194_304,
            wmem_min: 4608,
            buffer_doubled: matches!(self, Self::Linux6),
            syn_retries: 6,
            nonblock_flag: 0o4000,
        }
    }
}

/// Declares [`ConfigOverrides`]: one optional knob for each that may be changed.
macro_rules! overrides {
    (
        config { $( $knob:ident: $kind:ty, )+ }
        optional { $( $option:ident: $option_kind:ty, )+ }
        sysctls { $( $sysctl:ident: $sysctl_kind:ty, )+ }
    ) => {
        /// Knobs set over those of the profile; absent ones stay. Named as in [`Config`] and [`Sysctls`].
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct ConfigOverrides {
            $( #[doc = concat!("[`Config::", stringify!($knob), "`]")]
               #[serde(skip_serializing_if = "Option::is_none")] pub $knob: Option<$kind>, )+
            $( #[doc = concat!("[`Config::", stringify!($option), "`]; zero turns it off.")]
               #[serde(skip_serializing_if = "Option::is_none")] pub $option: Option<$option_kind>, )+
            $( #[doc = concat!("[`Sysctls::", stringify!($sysctl), "`]")]
               #[serde(skip_serializing_if = "Option::is_none")] pub $sysctl: Option<$sysctl_kind>, )+
        }

        impl ConfigOverrides {
            /// The knobs of `profile` with these set.
            #[must_use]
            pub fn over(&self, profile: Profile) -> (Config, Sysctls) {
                let (mut config, mut sysctls) = (profile.config(), profile.sysctls());
                $( if let Some(value) = self.$knob { config.$knob = value; } )+
                $( if let Some(value) = self.$option {
                    config.$option = (value != Duration::ZERO).then_some(value);
                } )+
                $( if let Some(value) = self.$sysctl { sysctls.$sysctl = value; } )+
                (config, sysctls)
            }
        }
    };
}

overrides! {
    config {
        mtu: u16,
        mss: u16,
        default_mss: u16,
        default_mss_v6: u16,
        syn_plain_from: u32,
        window_scaling: bool,
        sack: bool,
        receive_buffer: u32,
        max_receive_buffer: u32,
        send_buffer: u32,
        time_wait: Duration,
        rto_initial: Duration,
        rto_min: Duration,
        rto_max: Duration,
        rto_granularity: Duration,
        rto_after_syn_loss: Duration,
        syn_linear_timeouts: u32,
        syn_retries: u32,
        synack_retries: u32,
        nagle: bool,
        override_timeout: Duration,
        challenge_limit: u32,
        challenge_interval: Duration,
    }
    optional {
        r2: Duration,
        user_timeout: Duration,
        delayed_ack: Duration,
    }
    sysctls {
        port_first: u16,
        port_last: u16,
        somaxconn: u32,
        nofile: u32,
        abort_on_overflow: bool,
        close_waits: bool,
        rmem_max: u32,
        wmem_max: u32,
    }
}

#[cfg(test)]
mod tests;
