//! Rules and checks for the reader.

use serde::Serialize;

use crate::rule::Rule;
use crate::tcp::{Check, Op};

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
        let operand = |(name, value): (crate::tcp::Name, u64)| Operand {
            name: name.text(),
            value,
        };
        Self {
            rule: check.rule.into(),
            left: operand(check.left),
            op: check.op.sign(),
            right: (check.op != Op::Set).then(|| operand(check.right)),
            holds: check.holds,
        }
    }
}
