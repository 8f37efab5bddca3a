//! Comparisons turned round.

use super::*;

fn check(rule: Rule, left: (Name, u64), op: Op, right: (Name, u64), holds: bool) -> Check {
    Check {
        rule,
        left,
        op,
        right,
        holds,
    }
}

fn lines(rule: Rule, checks: &[Check]) -> Vec<String> {
    let line = |differ: &Differ| {
        let right = differ.right.as_ref().map_or("", |right| right.name);
        format!(
            "{} {} {right} {:?}",
            differ.left.name, differ.op, differ.needed
        )
    };
    differ(rule, checks).iter().map(line).collect()
}

#[test]
fn what_failed_would_have_had_to_hold() {
    let rule = Rule::SequenceAcceptable;
    let checks = [
        check(rule, (Name::SegLen, 3), Op::Eq, (Name::Zero, 0), false),
        check(rule, (Name::RcvWnd, 9), Op::Eq, (Name::Zero, 0), false),
        check(rule, (Name::SegSeq, 2), Op::Ge, (Name::RcvNxt, 7), false),
        check(rule, (Name::SegLast, 4), Op::Ge, (Name::RcvNxt, 7), false),
        check(
            Rule::ResetOutsideWindow,
            (Name::Rst, 0),
            Op::Set,
            (Name::Zero, 0),
            false,
        ),
    ];
    let row = Rule::SequenceUnacceptable;
    assert_eq!(decided(row, &checks), Some(3));
    let expected = [
        "SEG.SEQ >= RCV.NXT Some(7)",
        "SEG.SEQ+SEG.LEN-1 >= RCV.NXT Some(7)",
    ];
    assert_eq!(lines(row, &checks), expected);
}

#[test]
fn a_shut_window_is_what_decides() {
    let rule = Rule::SequenceAcceptable;
    let checks = [
        check(rule, (Name::SegLen, 1), Op::Eq, (Name::Zero, 0), false),
        check(rule, (Name::RcvWnd, 0), Op::Eq, (Name::Zero, 0), true),
    ];
    let expected = ["RCV.WND > 0 Some(1)"];
    assert_eq!(lines(Rule::SequenceUnacceptable, &checks), expected);
}

#[test]
fn what_held_would_have_had_to_fail_and_numbers_wrap() {
    let rule = Rule::AckNew;
    let checks = [
        check(
            rule,
            (Name::SndUna, 4_294_967_295),
            Op::Lt,
            (Name::SegAck, 0),
            true,
        ),
        check(
            rule,
            (Name::SegAck, 0),
            Op::Le,
            (Name::SndNxt, 4_294_967_295),
            true,
        ),
    ];
    let expected = ["SND.UNA >= SEG.ACK Some(0)", "SEG.ACK > SND.NXT Some(0)"];
    assert_eq!(lines(rule, &checks), expected);
}

#[test]
fn a_fact_is_set_or_clear() {
    let rule = Rule::DelayedAck;
    let hole = check(rule, (Name::Hole, 0), Op::Set, (Name::Zero, 0), false);
    assert_eq!(lines(rule, &[hole]), ["hole is set  Some(1)"]);
    let held = Check {
        holds: true,
        ..hole
    };
    assert_eq!(lines(rule, &[held]), ["hole is clear  Some(0)"]);
}

#[test]
fn that_it_is_a_reset_only_chooses_how_it_is_dropped() {
    let rule = Rule::SequenceAcceptable;
    let checks = [
        check(rule, (Name::SegLen, 0), Op::Eq, (Name::Zero, 0), true),
        check(rule, (Name::RcvWnd, 9), Op::Eq, (Name::Zero, 0), false),
        check(rule, (Name::SegSeq, 99), Op::Ge, (Name::RcvNxt, 7), true),
        check(rule, (Name::SegSeq, 99), Op::Lt, (Name::RcvEdge, 16), false),
        check(
            Rule::ResetOutsideWindow,
            (Name::Rst, 1),
            Op::Set,
            (Name::Zero, 0),
            true,
        ),
    ];
    let row = Rule::ResetOutsideWindow;
    assert_eq!(decided(row, &checks), Some(3));
    assert_eq!(lines(row, &checks), ["SEG.SEQ < RCV.NXT+RCV.WND Some(15)"]);
    let manner = differ_in_manner(row, &checks);
    assert_eq!(manner.len(), 1);
    assert_eq!((manner[0].left.name, manner[0].op), ("RST", "is clear"));
}
