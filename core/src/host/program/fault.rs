//! Why a thread of a program cannot go on.

/// Why a thread of a program cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The number leaves the 64 bits it has.
    Overflow,
    /// Something is divided by zero.
    DividedByZero,
    /// A variable has no value yet.
    NoValue,
    /// It has run [`MAX_LINES_AT_ONCE`](super::MAX_LINES_AT_ONCE) lines and no time has passed, or
    /// [`MAX_QUIET_LINES`](super::MAX_QUIET_LINES) without a call or a sleep.
    NoTimePasses,
    /// The process has [`MAX_THREADS`](super::MAX_THREADS) threads already.
    TooManyThreads,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 5] = [
        Self::Overflow,
        Self::DividedByZero,
        Self::NoValue,
        Self::NoTimePasses,
        Self::TooManyThreads,
    ];

    /// Stable key of its words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::DividedByZero => "divided-by-zero",
            Self::NoValue => "no-value",
            Self::NoTimePasses => "no-time-passes",
            Self::TooManyThreads => "too-many-threads",
        }
    }
}
