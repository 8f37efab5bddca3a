//! Sysctls by name: the knobs of a host as an operator of Linux or FreeBSD knows them.
//!
//! A name stands for a knob, whatever the profile: `net.inet.tcp.msl` on a Linux host sets the same knob as there.

mod freebsd;
mod linux;
mod table;
mod units;

use std::fmt;

use super::Host;
use super::ids::SocketId;
use super::profile::Profile;
use super::sink::{HostCx, HostWhat};
use super::spec::HostSpec;
use crate::rule::Rule;
use crate::text::nearest;

pub(super) use table::Knobs;
use table::{Entry, Scope, Shape};

/// Longest value that is taken.
pub const MAX_SYSCTL_TEXT: usize = 64;

/// Why a sysctl is not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SysctlError {
    /// There is none of this name.
    #[error("no sysctl {name}; near it: {}", near.join(", "))]
    Unknown {
        /// What was asked for.
        name: String,
        /// Names like it.
        near: Vec<&'static str>,
    },
    /// It cannot be that.
    #[error("{name} cannot be {value:?}: expected {expected}")]
    Value {
        /// Its name.
        name: &'static str,
        /// What was asked for.
        value: String,
        /// What it can be.
        expected: SysctlExpects,
    },
}

/// What the value of a sysctl can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SysctlExpects {
    /// Any text of at most [`MAX_SYSCTL_TEXT`] letters.
    Letters,
    /// One of these words.
    Words(Vec<&'static str>),
    /// So many whole numbers, each within these bounds.
    Numbers {
        /// How many.
        count: usize,
        /// The smallest.
        least: u64,
        /// The largest.
        most: u64,
        /// None is less than the one before it.
        rising: bool,
    },
}

impl SysctlExpects {
    /// A stable word for the kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Letters => "letters",
            Self::Words(_) => "words",
            Self::Numbers { count: 1, .. } => "number",
            Self::Numbers { rising: false, .. } => "numbers",
            Self::Numbers { rising: true, .. } => "rising",
        }
    }
}

impl fmt::Display for SysctlExpects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letters => write!(f, "at most {MAX_SYSCTL_TEXT} letters"),
            Self::Words(words) => f.write_str(&words.join(" or ")),
            Self::Numbers {
                count: 1,
                least,
                most,
                ..
            } => write!(f, "a number from {least} to {most}"),
            Self::Numbers {
                count,
                least,
                most,
                rising,
            } => {
                write!(f, "{count} numbers from {least} to {most}")?;
                if *rising {
                    f.write_str(", none less than the one before it")?;
                }
                Ok(())
            }
        }
    }
}

impl Host {
    /// Sets a sysctl, as `sysctl -w name=value` would. New connections follow it, and listeners; living ones where
    /// the systems do so.
    ///
    /// # Errors
    /// [`SysctlError`] when there is none of this name, or it cannot be that.
    pub fn set_sysctl(
        &mut self,
        name: &str,
        value: &str,
        cx: &mut HostCx<'_>,
    ) -> Result<(), SysctlError> {
        let (number, entry) = find(name, self.profile)?;
        let parts = entry.read(value)?;
        let mut knobs = Knobs {
            config: self.config,
            sysctls: self.sysctls,
        };
        entry.set(&mut knobs, parts);
        self.config = knobs.config;
        self.sysctls = knobs.sysctls;
        let [value, ..] = parts;
        let what = HostWhat::SysctlSet { number, value };
        cx.note(Rule::SysctlSet, None, what);
        let sockets: Vec<_> = self.sockets.keys().copied().collect();
        for id in sockets {
            self.socket_follows(id, entry, parts, cx);
        }
        self.settle(cx);
        Ok(())
    }

    /// A listener, and for some sysctls a living connection, turns its knob too. What its options say still holds.
    fn socket_follows(
        &mut self,
        id: SocketId,
        entry: &Entry,
        parts: [u64; 3],
        cx: &mut HostCx<'_>,
    ) {
        let Some(socket) = self.sockets.get(&id) else {
            return;
        };
        if socket.listener.is_none() && entry.scope != Scope::Living {
            return;
        }
        let options = socket.options.clone();
        let sysctls = self.sysctls;
        self.step(id, cx, |connection, cx| {
            let turn = |config: &mut crate::tcp::Config| {
                let mut knobs = Knobs {
                    config: *config,
                    sysctls,
                };
                entry.set(&mut knobs, parts);
                *config = options.over(knobs.config, &sysctls);
            };
            connection.configure(turn, cx);
        });
    }

    /// What a sysctl is, as `sysctl -n name` would print it.
    ///
    /// # Errors
    /// [`SysctlError::Unknown`]
    pub fn sysctl(&self, name: &str) -> Result<String, SysctlError> {
        let (_, entry) = find(name, self.profile)?;
        let knobs = Knobs {
            config: self.config,
            sysctls: self.sysctls,
        };
        Ok(entry.write(&knobs))
    }
}

impl HostSpec {
    /// What `sysctls` says of this host, in order of the names.
    ///
    /// # Errors
    /// [`SysctlError`] for the first that does not exist, or cannot be that.
    pub fn check_sysctls(&self) -> Result<(), SysctlError> {
        let mut sysctls = self.sysctls.iter();
        sysctls.try_for_each(|(name, value)| find(name, self.profile)?.1.read(value).map(|_| ()))
    }

    /// Profile, then `config`, then `sysctls`. What [`check_sysctls`](Self::check_sysctls) refuses is left out.
    pub(super) fn knobs(&self) -> Knobs {
        let (config, sysctls) = self.config.over(self.profile);
        let mut knobs = Knobs { config, sysctls };
        for (name, value) in &self.sysctls {
            let known =
                find(name, self.profile).and_then(|(_, entry)| Ok((entry, entry.read(value)?)));
            if let Ok((entry, parts)) = known {
                entry.set(&mut knobs, parts);
            }
        }
        knobs
    }
}

impl Host {
    /// The sysctls that turn something, by the names that this host's system has for them.
    pub fn sysctl_names(&self) -> impl Iterator<Item = &'static str> {
        let table = match self.profile {
            Profile::Rfc9293 | Profile::Linux6 | Profile::Linux26 | Profile::Windows => {
                linux::TABLE
            }
            Profile::FreeBsd => freebsd::TABLE,
        };
        let turns = |entry: &&Entry| {
            entry.exists_on(self.profile) && !matches!(entry.shape, Shape::Inert(_))
        };
        table.iter().filter(turns).map(|entry| entry.name)
    }
}

/// Every name, in order of the systems.
pub fn names() -> impl Iterator<Item = &'static str> {
    entries().map(|entry| entry.name)
}

/// The name with this number, as [`HostWhat::SysctlSet`] keeps it.
#[must_use]
pub fn name(number: u16) -> &'static str {
    let found = entries().nth(usize::from(number));
    found.map_or("?", |entry| entry.name)
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    linux::TABLE.iter().chain(freebsd::TABLE)
}

/// The sysctl of this name on a host of this profile.
fn find(name: &str, profile: Profile) -> Result<(u16, &'static Entry), SysctlError> {
    // `/proc/sys/net/ipv4/tcp_rmem` is the same by another path.
    let name = name
        .trim()
        .trim_start_matches("/proc/sys/")
        .replace('/', ".");
    let found = (0..).zip(entries()).find(|(_, entry)| entry.name == name);
    let found = found.filter(|(_, entry)| entry.exists_on(profile));
    found.ok_or_else(|| SysctlError::Unknown {
        near: nearest(&name, names()),
        name,
    })
}

/// Sysctls with what they are to be; a name may be a path, too.
#[cfg(feature = "schema")]
pub(super) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names = names().map(|name| (name.to_owned(), serde_json::json!({ "type": "string" })));
    schemars::json_schema!({
        "type": "object",
        "properties": names.collect::<serde_json::Map<_, _>>(),
        "patternProperties": { "^(/proc/sys/)?[^/]+(/[^/]+)+$": { "type": "string" } },
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests;
