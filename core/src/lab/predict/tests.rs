//! Questions about coming events.

use super::*;
use crate::lab::tests::lab;
use crate::time::Instant;

fn asked(question: &Question) -> Asked {
    Asked {
        branch: question.branch,
        position: question.position,
        event: question.event,
        ask: question.ask,
    }
}

fn judged(lab: &Lab, kind: Ask, given: &Guess) -> Judgement {
    let question = lab.ask(Some(kind)).expect("something lies ahead");
    lab.judge(&asked(&question), given).expect("it was asked")
}

/// A lab that stands where the next segment is this one.
#[track_caller]
fn before(flags: &str, nth: usize) -> Lab {
    let mut lab = lab();
    let mut seen = 0;
    for _ in 0..200 {
        let question = lab.ask(Some(Ask::Flags)).expect("a segment lies ahead");
        let answer = lab
            .judge(&asked(&question), &Guess::word("?"))
            .expect("it was asked");
        if answer.answer == Guess::word(flags) {
            if seen == nth {
                return lab;
            }
            seen += 1;
        }
        while lab.position() < question.target {
            lab.step().expect("there is room");
        }
    }
    panic!("no {flags}");
}

#[test]
fn asking_changes_nothing_and_the_answer_is_what_then_happens() {
    let mut lab = lab();
    let mut count = 0;
    for _ in 0..60 {
        let before = lab.clone();
        let question = lab.ask(None);
        assert_eq!(lab, before);
        let Some(question) = question else {
            break;
        };
        let choices = question.choices.clone().expect("there are some");
        let right: Vec<_> = choices
            .iter()
            .filter(|choice| {
                lab.judge(&asked(&question), choice)
                    .expect("it was asked")
                    .right
            })
            .collect();
        assert_eq!(right.len(), 1, "{question:?}");
        assert!(choices.len() >= 3, "{question:?}");
        assert_eq!(lab.ask(None), Some(question.clone()), "the same again");
        while lab.position() < question.target {
            lab.step().expect("there is room");
        }
        let row = lab.events(question.event, question.event + 1);
        assert_eq!(
            row.first().map(|row| row.host),
            Some(question.host),
            "{question:?}"
        );
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn a_forgotten_syn_is_recognised() {
    let lab = before("SYN,ACK", 0);
    let judgement = judged(&lab, Ask::Ack, &Guess::Number(100));
    assert_eq!(judgement.answer, Guess::Number(101));
    assert_eq!(judgement.mistake, Some("forgot-one"));
    assert_eq!(judgement.args.get("flag"), Some(&Arg::Word("SYN")));
    assert_eq!(judged(&lab, Ask::Ack, &Guess::word("101")).mistake, None);
    assert_eq!(
        judged(&lab, Ask::Ack, &Guess::Number(300)).mistake,
        Some("own-number")
    );
    assert_eq!(
        judged(&lab, Ask::Ack, &Guess::Number(1)).mistake,
        Some("relative-number")
    );
    assert_eq!(
        judged(&lab, Ask::Flags, &Guess::word("syn")).mistake,
        Some("syn-ack-split")
    );
    assert!(judged(&lab, Ask::Flags, &Guess::word("ack, syn")).right);
    assert_eq!(
        judged(&lab, Ask::Len, &Guess::Number(0)).mistake,
        Some("control-not-counted")
    );
}

#[test]
fn the_state_of_the_server_before_the_third_segment_is_not_established() {
    let lab = lab();
    let question = lab.ask(Some(Ask::State)).expect("something lies ahead");
    assert_eq!(question.args.get("from"), Some(&Arg::Text("CLOSED".into())));
    let lab = before("SYN,ACK", 0);
    let judgement = judged(&lab, Ask::State, &Guess::word("ESTABLISHED"));
    assert_eq!(judgement.answer, Guess::word("SYN-RECEIVED"));
    assert_eq!(judgement.mistake, Some("established-too-early"));
    assert!(judged(&lab, Ask::State, &Guess::word("syn_recv")).right);
}

#[test]
fn what_is_asked_about_a_row_that_is_not_there_is_an_error() {
    let lab = lab();
    let mut wrong = asked(&lab.ask(None).expect("something lies ahead"));
    wrong.event = 4_000_000;
    let judged = lab.judge(&wrong, &Guess::Number(1));
    assert!(matches!(judged, Err(LabError::UnknownEvent { .. })));
    wrong.branch = 9;
    let judged = lab.judge(&wrong, &Guess::Number(1));
    assert!(matches!(judged, Err(LabError::UnknownBranch { .. })));
}

#[test]
fn a_kind_that_does_not_come_is_not_asked() {
    let mut lab = lab();
    lab.run_until(Instant::from_nanos(600_000_000_000))
        .expect("there is room");
    assert_eq!(lab.ask(None), None);
    assert_eq!(lab.ask(Some(Ask::Timer)), None);
}
