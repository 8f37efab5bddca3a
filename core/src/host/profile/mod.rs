//! What an operating system has chosen: knobs, never code paths by name. One file per system.

mod freebsd;
mod linux_2_6;
mod linux_6;
mod overrides;
mod rfc9293;
mod sysctls;
mod windows;

use serde::{Deserialize, Serialize};

pub use overrides::ConfigOverrides;
pub(super) use sysctls::{CONGESTION_CONTROLS, congestion_name, congestion_named};
pub use sysctls::{ResetAfterFin, Sysctls};

use crate::tcp::Config;

/// Descriptors of one process when nothing else is said: 3 to 1023 (`RLIMIT_NOFILE`, soft).
pub const DEFAULT_NOFILE: u32 = 1024;

/// A set of knobs with a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Profile {
    /// What RFC 9293 asks for.
    #[default]
    #[serde(rename = "rfc9293")]
    Rfc9293,
    /// What Linux 6.x does, as far as it is modelled.
    #[serde(rename = "linux-6.x")]
    Linux6,
    /// What Linux 2.6.32 did: before RFC 5961, RFC 6298's second and RFC 6928's ten segments.
    #[serde(rename = "linux-2.6")]
    Linux26,
    /// What FreeBSD 14 does.
    #[serde(rename = "freebsd")]
    FreeBsd,
    /// What Windows 10 and 11 do.
    #[serde(rename = "windows")]
    Windows,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 5] = [
        Self::Rfc9293,
        Self::Linux6,
        Self::Linux26,
        Self::FreeBsd,
        Self::Windows,
    ];

    /// The name shown: `linux-6.x`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc9293 => "rfc9293",
            Self::Linux6 => "linux-6.x",
            Self::Linux26 => "linux-2.6",
            Self::FreeBsd => "freebsd",
            Self::Windows => "windows",
        }
    }

    /// The profile of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// The knobs of its connections.
    #[must_use]
    pub fn config(self) -> Config {
        match self {
            Self::Rfc9293 => rfc9293::config(),
            Self::Linux6 => linux_6::config(),
            Self::Linux26 => linux_2_6::config(),
            Self::FreeBsd => freebsd::config(),
            Self::Windows => windows::config(),
        }
    }

    /// The knobs of its host.
    #[must_use]
    pub const fn sysctls(self) -> Sysctls {
        match self {
            Self::Rfc9293 => rfc9293::SYSCTLS,
            Self::Linux6 => linux_6::SYSCTLS,
            Self::Linux26 => linux_2_6::SYSCTLS,
            Self::FreeBsd => freebsd::SYSCTLS,
            Self::Windows => windows::SYSCTLS,
        }
    }
}

#[cfg(test)]
mod tests;
