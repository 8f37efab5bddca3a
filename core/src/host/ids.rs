//! Numbers that name the things of one host.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A socket of a host. Counted up from 0 and never given twice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SocketId(pub u32);

/// A process of a host: its index.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ProcessId(pub u16);

/// A thread of a process. Number 0 is the first of the program, those after it were started by it; from
/// [`ThreadId::READER`] on, each runs one call of the reader.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ThreadId(pub u16);

/// A descriptor of a process. What is not in its table, -1 for instance, gives `EBADF`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Fd(pub i32);

/// A name of the table: its index.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct NameId(pub u16);

impl ThreadId {
    /// The first thread of a program.
    pub const PROGRAM: Self = Self(0);
    /// The first that runs a call of the reader.
    pub const READER: Self = Self(0x8000);

    /// It runs a program, not a call of the reader.
    #[must_use]
    pub const fn is_of_program(self) -> bool {
        self.0 < Self::READER.0
    }
}

impl Fd {
    /// The first descriptor given: 0 to 2 are the standard streams.
    pub const FIRST: Self = Self(3);
    /// No descriptor.
    pub const NONE: Self = Self(-1);
}

impl fmt::Display for SocketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Fd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
