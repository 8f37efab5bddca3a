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

/// Rules that make no comparison of their own, and those whose comparisons lead to them.
const JUDGED_BY: [(Rule, &[Rule]); 31] = {
    use Rule as R;
    [
        (R::SequenceUnacceptable, &[R::SequenceAcceptable]),
        (R::TimeWaitFinAgain, &[R::SequenceAcceptable]),
        (
            R::ResetOutsideWindow,
            &[R::SequenceAcceptable, R::TimeWaitRestarts],
        ),
        (R::ClosedResets, &[R::ClosedIgnoresReset]),
        (R::ListenDrops, &[R::ListenSyn]),
        (R::SynSentDrops, &[R::SynSentSyn]),
        (R::SynSentResetIgnored, &[R::SynSentAckRange]),
        (R::SynSentEstablished, &[R::SynSentAckRange]),
        (R::SimultaneousOpen, &[R::SynSentSyn]),
        (R::ResetChallenged, &[R::ResetExact]),
        (R::ResetReceived, &[R::ResetExact]),
        (R::ResetRefused, &[R::ResetExact]),
        (R::ResetClosing, &[R::ResetExact]),
        (R::TimeWaitAssassinated, &[R::TimeWaitIgnoresReset]),
        (R::AckResets, &[R::AckEstablishes]),
        (R::TextKept, &[R::TextAccepted]),
        (R::FinClosing, &[R::FinCloseWait]),
        (R::FinTimeWait, &[R::FinCloseWait]),
        (R::AckControl, &[R::FinCloseWait, R::SynSentSyn]),
        (R::DelayedAck, &[R::AckEverySecond]),
        (
            R::RetransmissionTimeout,
            &[R::GiveUp, R::SynGiveUp, R::SynAckGiveUp],
        ),
        (R::EntryGone, &[R::SynAckGiveUp, R::ResetPassive]),
        (R::SynQueued, &[R::SynQueueFull, R::AcceptQueueFull]),
        (R::AcceptQueued, &[R::AcceptQueueFull]),
        (R::OpenPassive, &[R::PortTaken]),
        (R::CloseAfterData, &[R::CloseUnread]),
        (R::CloseCalled, &[R::CloseUnread]),
        (R::AbortResets, &[R::CloseUnread]),
        (R::CallWaits, &[R::AcceptTaken, R::CallAnswered]),
        (
            R::CallAnswered,
            &[R::AcceptTaken, R::DescriptorLimit, R::PortTaken],
        ),
        (R::RecvEnd, &[R::CallAnswered]),
    ]
};

/// Of several ways that lead to these, the one that was taken is the one that holds.
const BY_WHAT_HOLDS: [Rule; 2] = [Rule::AckControl, Rule::EntryGone];

/// Comparisons that only choose how something is done that is done anyway: a segment is refused with an answer or
/// silently, the window shrinks and ssthresh with it or not.
const MANNER: [(Rule, Name); 4] = [
    (Rule::InitialWindow, Name::Repeats),
    (Rule::LossWindow, Name::Repeats),
    (Rule::ResetOutsideWindow, Name::Rst),
    (Rule::SynSentAckRange, Name::Rst),
];

fn is_manner(check: &Check) -> bool {
    MANNER.contains(&(check.rule, check.left.0))
}

/// Which check decided: the last one of the rule itself, or of those that lead to it.
pub(super) fn decided(rule: Rule, checks: &[Check]) -> Option<usize> {
    let own = checks
        .iter()
        .rposition(|check| check.rule == rule && !is_manner(check));
    own.or_else(|| {
        let judges = judges(rule);
        let held = BY_WHAT_HOLDS.contains(&rule);
        let leads = |check: &Check| {
            judges.contains(&check.rule) && (check.holds || !held) && !is_manner(check)
        };
        checks.iter().rposition(leads)
    })
}

fn judges(rule: Rule) -> &'static [Rule] {
    let found = JUDGED_BY.iter().find(|(judged, _)| *judged == rule);
    found.map_or(&[], |(_, judges)| judges)
}

/// Every way in which the deciding checks could have come out otherwise.
pub(in crate::lab) fn differ(rule: Rule, checks: &[Check]) -> Vec<Differ> {
    let Some(last) = decided(rule, checks).and_then(|last| checks.get(last)) else {
        return Vec::new();
    };
    let own = checks
        .iter()
        .filter(|check| check.rule == last.rule && !is_manner(check));
    let own: Vec<&Check> = own.collect();
    let same = |check: &&&Check| check.holds == shut(&own).unwrap_or(last).holds;
    let mut found: Vec<Differ> = Vec::new();
    for check in own
        .iter()
        .filter(same)
        .filter(|check| !is_case(check, &own))
    {
        let differ = turned(check);
        // Of a segment with one number the first is also the last.
        let twin = |other: &Differ| {
            let left = other.left.value == differ.left.value;
            left && (other.op, &other.right) == (differ.op, &differ.right)
        };
        if !found.iter().any(twin) {
            found.push(differ);
        }
    }
    found
}

/// What would have had to be otherwise for an answer to a segment that is refused all the same.
pub(in crate::lab) fn differ_in_manner(rule: Rule, checks: &[Check]) -> Vec<Differ> {
    let own = checks.iter().filter(|check| check.rule == rule);
    own.filter(|check| is_manner(check)).map(turned).collect()
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
    let op = if !check.holds {
        check.op
    } else if nothing && negated == Op::Ne {
        Op::Gt
    } else {
        negated
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
