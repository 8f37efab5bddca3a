//! What calls are given besides numbers.

use std::fmt;

use bitflags::bitflags;
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

use crate::host::ids::Fd;
use crate::loose::{Loose, Misfit};
use crate::schema::schema;

/// A descriptor: its number, or in a program the variable that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose")]
pub enum FdRef {
    /// By number.
    Number(Fd),
    /// By variable.
    Variable(String),
}

/// The argument of `shutdown(2)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum How {
    /// `SHUT_RD`
    Read,
    /// `SHUT_WR`
    Write,
    /// `SHUT_RDWR`
    Both,
}

/// What `ioctl(2)` asks of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Request {
    /// Octets received and not read; a FIN behind them does not count (also `FIONREAD`).
    #[serde(rename = "SIOCINQ")]
    Inq,
    /// Octets sent or queued that are not acknowledged (also `TIOCOUTQ`).
    #[serde(rename = "SIOCOUTQ")]
    Outq,
    /// Octets queued that were not sent.
    #[serde(rename = "SIOCOUTQNSD")]
    OutqNotSent,
    /// Is the next octet the urgent one?
    #[serde(rename = "SIOCATMARK")]
    AtMark,
}

bitflags! {
    /// The flags of `send(2)` and `recv(2)`, with the numbers of Linux. As text `MSG_PEEK|MSG_DONTWAIT`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct MessageFlags: u16 {
        /// Urgent data (3.8.5).
        const OOB = 0x1;
        /// Read, but leave it there.
        const PEEK = 0x2;
        /// Throw the octets away and tell only how many.
        const TRUNC = 0x20;
        /// This once the call does not wait.
        const DONTWAIT = 0x40;
        /// A record ends here: nothing later joins this piece.
        const EOR = 0x80;
        /// Wait for all that was asked for.
        const WAITALL = 0x100;
        /// The buffer is no memory of the process, as a null pointer: `EFAULT`.
        const NOWHERE = 0x1000;
        /// Ask the queue of errors: there is nothing in it.
        const ERRQUEUE = 0x2000;
        /// `EPIPE` comes without a signal.
        const NOSIGNAL = 0x4000;
        /// More will follow: a piece that is no full segment waits for it.
        const MORE = 0x8000;
    }
}

/// Every flag and its name, in the order they are written.
const NAMES: [(MessageFlags, &str); 10] = [
    (MessageFlags::OOB, "MSG_OOB"),
    (MessageFlags::PEEK, "MSG_PEEK"),
    (MessageFlags::TRUNC, "MSG_TRUNC"),
    (MessageFlags::DONTWAIT, "MSG_DONTWAIT"),
    (MessageFlags::EOR, "MSG_EOR"),
    (MessageFlags::WAITALL, "MSG_WAITALL"),
    (MessageFlags::NOWHERE, "NULL"),
    (MessageFlags::ERRQUEUE, "MSG_ERRQUEUE"),
    (MessageFlags::NOSIGNAL, "MSG_NOSIGNAL"),
    (MessageFlags::MORE, "MSG_MORE"),
];

schema! { FdRef {
    "description": "A descriptor: the variable that holds it, or its number.",
    "type": ["string", "integer"],
    "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,31}$",
    "minimum": i32::MIN,
    "maximum": i32::MAX,
} }

schema! { MessageFlags {
    "description": "Flags of `send` and `recv`, joined by `|`.",
    "type": "string",
    "pattern": crate::schema::joined(&NAMES.map(|(_, name)| name)),
    "examples": ["MSG_PEEK", "MSG_PEEK|MSG_DONTWAIT"],
} }

impl How {
    /// `SHUT_RD` is 0, `SHUT_WR` 1, `SHUT_RDWR` 2.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Read => 0,
            Self::Write => 1,
            Self::Both => 2,
        }
    }

    /// Reading is shut.
    #[must_use]
    pub const fn reads(self) -> bool {
        matches!(self, Self::Read | Self::Both)
    }

    /// Writing is shut.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(self, Self::Write | Self::Both)
    }
}

impl Request {
    /// Every request, in order of its [number](Self::number).
    pub const ALL: [Self; 4] = [Self::Inq, Self::Outq, Self::OutqNotSent, Self::AtMark];

    /// The name in C.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inq => "SIOCINQ",
            Self::Outq => "SIOCOUTQ",
            Self::OutqNotSent => "SIOCOUTQNSD",
            Self::AtMark => "SIOCATMARK",
        }
    }

    /// How the log keeps it: its place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Inq => 0,
            Self::Outq => 1,
            Self::OutqNotSent => 2,
            Self::AtMark => 3,
        }
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Read => "SHUT_RD",
            Self::Write => "SHUT_WR",
            Self::Both => "SHUT_RDWR",
        })
    }
}

impl TryFrom<Loose> for FdRef {
    type Error = Misfit;

    fn try_from(value: Loose) -> Result<Self, Misfit> {
        match value {
            Loose::Number(number) => i32::try_from(number).ok().map(|fd| Self::Number(Fd(fd))),
            Loose::Text(name) => Some(Self::Variable(name)),
            Loose::Fields(_) => None,
        }
        .ok_or(Misfit("a descriptor or the name of a variable"))
    }
}

impl fmt::Display for FdRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(fd) => fd.fmt(f),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// `0` when none is set, as one writes it in a program.
impl fmt::Display for MessageFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("0");
        }
        let mut separator = "";
        for (_, name) in NAMES.iter().filter(|(flag, _)| self.contains(*flag)) {
            write!(f, "{separator}{name}")?;
            separator = "|";
        }
        Ok(())
    }
}

impl Serialize for MessageFlags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MessageFlags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let names = text.split('|').map(str::trim);
        names
            .filter(|name| *name != "0")
            .try_fold(Self::empty(), |flags, name| {
                let known = NAMES.iter().find(|(_, known)| *known == name);
                let unknown = || {
                    let all = NAMES.map(|(_, name)| name).join(", ");
                    de::Error::custom(format!(
                        "{name:?} is no flag of a message, expected some of {all}, joined by `|`"
                    ))
                };
                known.map(|(flag, _)| flags | *flag).ok_or_else(unknown)
            })
    }
}

#[cfg(test)]
mod tests;
