//! What would have had to be otherwise: the comparison that decided, turned round.

use serde::Serialize;

use crate::lab::checks::Operand;
use crate::rule::Rule;
use crate::tcp::{Check, Name, Op};

/// One thing that would have changed the decision. The sentence is `differ-<op in letters>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Differ {
    /// The left number, as it was.
    pub left: Operand,
    /// How it would have had to compare: a sign, `is set` or `is clear`.
    pub op: &'static str,
    /// The right number, as it was; none for a fact.
    pub right: Option<Operand>,
    /// The nearest value of the left number for which that holds; none for `!=` and for what no value fulfils.
    pub needed: Option<u64>,
}

/// Where a rule is judged by the checks of another.
const JUDGED_BY: [(Rule, Rule); 1] = [(Rule::SequenceUnacceptable, Rule::SequenceAcceptable)];

/// Which check decided: the last one of the rule itself, else the last one of all.
pub(super) fn decided(rule: Rule, checks: &[Check]) -> Option<usize> {
    let rule = judge(rule);
    let own = checks.iter().rposition(|check| check.rule == rule);
    own.or_else(|| checks.len().checked_sub(1))
}

/// Every way in which the deciding checks could have come out otherwise.
pub(in crate::lab) fn differ(rule: Rule, checks: &[Check]) -> Vec<Differ> {
    let Some(last) = decided(rule, checks).and_then(|last| checks.get(last)) else {
        return Vec::new();
    };
    let own = checks.iter().filter(|check| check.rule == last.rule);
    let own: Vec<&Check> = own.collect();
    let same = |check: &&&Check| check.holds == shut(&own).unwrap_or(last).holds;
    let mut found: Vec<Differ> = Vec::new();
    for check in own
        .iter()
        .filter(same)
        .filter(|check| !is_case(check, &own))
    {
        let differ = turned(check);
        if !found.contains(&differ) {
            found.push(differ);
        }
    }
    found
}

fn judge(rule: Rule) -> Rule {
    let other = JUDGED_BY.iter().find(|(judged, _)| *judged == rule);
    other.map_or(rule, |(_, judge)| *judge)
}

/// A shut window takes no text: that it is shut decides (3.4, table 6).
fn shut<'a>(own: &[&'a Check]) -> Option<&'a Check> {
    let found = own.iter().rev().find(|check| check.left.0 == Name::RcvWnd);
    found
        .copied()
        .filter(|check| check.holds && check.right.0 == Name::Zero)
}

/// It only chooses which comparison follows (the four cases of 3.4).
fn is_case(check: &Check, own: &[&Check]) -> bool {
    let zero = check.op == Op::Eq && check.right.0 == Name::Zero;
    let others = own.iter().any(|other| other.right.0 != Name::Zero);
    zero && others
}

/// The same comparison with the other outcome.
fn turned(check: &Check) -> Differ {
    let Some(negated) = check.op.negated() else {
        return Differ {
            left: Operand::new(check.left),
            op: if check.holds {
                "is clear"
            } else {
                Op::Set.sign()
            },
            right: None,
            needed: Some((!check.holds).into()),
        };
    };
    // What is not to be nothing is to be more than that: numbers without a sign.
    let nothing = check.right.1 == 0 && !check.left.0.unit().wraps();
    let op = match negated {
        _ if !check.holds => check.op,
        Op::Ne if nothing => Op::Gt,
        other => other,
    };
    Differ {
        left: Operand::new(check.left),
        op: op.sign(),
        right: Some(Operand::new(check.right)),
        needed: needed(op, check),
    }
}

/// The value nearest to the right number for which the comparison holds.
fn needed(op: Op, check: &Check) -> Option<u64> {
    let right = check.right.1;
    let wraps = check.left.0.unit().wraps();
    let step = |by: u32, down: bool| match (wraps, down) {
        (true, false) => Some((right as u32).wrapping_add(by).into()),
        (true, true) => Some((right as u32).wrapping_sub(by).into()),
        (false, false) => right.checked_add(by.into()),
        (false, true) => right.checked_sub(by.into()),
    };
    match op {
        Op::Eq | Op::Le | Op::Ge => Some(right),
        Op::Lt => step(1, true),
        Op::Gt => step(1, false),
        Op::Ne | Op::Set => None,
    }
}

#[cfg(test)]
mod tests;
