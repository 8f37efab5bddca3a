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

/// A thread of a process. Number 0 runs the program, the others each one call of the reader.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ThreadId(pub u16);

/// A descriptor of a process. What is not in its table, -1 for instance, gives `EBADF`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fd(pub i32);

/// A name of the table: its index.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct NameId(pub u16);

impl ThreadId {
    /// The thread that runs the program of its process.
    pub const PROGRAM: Self = Self(0);
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
