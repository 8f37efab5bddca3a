//! How numbers are compared, and one comparison.

use super::Name;
use crate::rule::Rule;

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `=`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `=<`, as the RFC writes it
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// A bit or a fact is set; there is no right side.
    Set,
}

impl Op {
    /// The sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "=<",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Set => "is set",
        }
    }

    /// Whether it holds between two plain numbers.
    #[must_use]
    pub const fn holds(self, left: u64, right: u64) -> bool {
        match self {
            Self::Eq => left == right,
            Self::Ne => left != right,
            Self::Lt => left < right,
            Self::Le => left <= right,
            Self::Gt => left > right,
            Self::Ge => left >= right,
            Self::Set => left != 0,
        }
    }
}

/// A comparison the engine made: the very one that its code ran on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// On behalf of which rule.
    pub rule: Rule,
    /// The left number.
    pub left: (Name, u64),
    /// The comparison.
    pub op: Op,
    /// The right number; a zero without meaning for [`Op::Set`].
    pub right: (Name, u64),
    /// The outcome.
    pub holds: bool,
}
