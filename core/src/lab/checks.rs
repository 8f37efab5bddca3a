//! Rules and checks for the reader.

use serde::Serialize;

use crate::rule::Rule;
use crate::tcp::{Check, Name, Op, Unit};

/// A rule and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// Stable key.
    pub code: &'static str,
    /// RFC number; 0 for what is no RFC.
    pub rfc: u16,
    /// Section, or the other source in words.
    pub section: &'static str,
    /// Requirement labels.
    pub labels: &'static [&'static str],
}

/// A number by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Operand {
    /// As the RFC writes it.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// What it is: `seq`, `stamp`, `octets`, `time` (nanoseconds), `fact` (0 or 1), `count`.
    pub unit: &'static str,
    /// A sequence number is relative to this: `iss` or `irs` of [`Bases`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<&'static str>,
}

/// What relative numbers of a connection count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bases {
    /// ISS
    pub iss: u32,
    /// IRS
    pub irs: u32,
}

impl Operand {
    pub(super) const fn new((name, value): (Name, u64)) -> Self {
        let unit = name.unit();
        Self {
            name: name.text(),
            value,
            unit: unit.name(),
            base: match unit {
                Unit::Own => Some("iss"),
                Unit::Peer => Some("irs"),
                Unit::Stamp | Unit::Octets | Unit::Time | Unit::Fact | Unit::Count => None,
            },
        }
    }
}

/// A comparison that was made on the way to a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckView {
    /// On behalf of which rule.
    pub rule: RuleView,
    /// The left number.
    pub left: Operand,
    /// The sign.
    pub op: &'static str,
    /// The right number; none for a bit.
    pub right: Option<Operand>,
    /// The outcome.
    pub holds: bool,
}

impl From<Rule> for RuleView {
    fn from(rule: Rule) -> Self {
        let source = rule.source();
        Self {
            code: source.code,
            rfc: source.rfc,
            section: source.section,
            labels: source.labels,
        }
    }
}

impl From<Check> for CheckView {
    fn from(check: Check) -> Self {
        Self {
            rule: check.rule.into(),
            left: Operand::new(check.left),
            op: check.op.sign(),
            right: (check.op != Op::Set).then(|| Operand::new(check.right)),
            holds: check.holds,
        }
    }
}
