//! What keeps things from happening.

use super::*;
use crate::lab::tests::lab;
use crate::lab::{Command, Lab};
use crate::net::{LinkRule, Verdict};
use crate::time::{Duration, Instant};

fn at(millis: u64) -> Instant {
    Instant::START + Duration::from_millis(millis)
}

fn at_time(millis: u64) -> Lab {
    let mut lab = lab();
    lab.run_until(at(millis)).expect("there is room");
    lab
}

/// The data has arrived at B, the FIN behind it never will by itself.
fn without_fin() -> Lab {
    let mut lab = at_time(110);
    lab.act(Command::Drop { crossing: 4 })
        .expect("it is under way");
    lab.run_until(at(160)).expect("there is room");
    lab
}

#[track_caller]
fn asked(lab: &Lab, question: WhyNotQuestion) -> WhyNot {
    let before = lab.clone();
    let told = lab.why_not(&question).expect("it exists");
    assert_eq!(*lab, before, "asking changes nothing");
    let code = WhyNotCode::ALL.iter().find(|code| code.name() == told.code);
    for arg in code.expect("it is a code").args() {
        assert!(told.args.get(arg).is_some(), "{} {arg}", told.code);
    }
    told
}

fn answer(lab: &Lab, crossing: u32) -> WhyNot {
    asked(lab, WhyNotQuestion::Answer { crossing })
}

fn acceptance(lab: &Lab, crossing: u32) -> WhyNot {
    asked(lab, WhyNotQuestion::Acceptance { crossing })
}

fn sending(lab: &Lab, host: u32, socket: u32) -> WhyNot {
    asked(lab, WhyNotQuestion::Sending { host, socket })
}

fn repeating(lab: &Lab, host: u32, socket: u32) -> WhyNot {
    asked(lab, WhyNotQuestion::Retransmission { host, socket })
}

fn returning(lab: &Lab, host: u32) -> WhyNot {
    asked(lab, WhyNotQuestion::Return { host, process: 0 })
}

#[test]
fn what_has_not_arrived_is_on_its_way_held_or_lost() {
    let mut lab = at_time(10);
    let told = answer(&lab, 0);
    assert_eq!((told.code, told.until), ("on-its-way", Some(at(50))));
    lab.act(Command::Hold { crossing: 0 })
        .expect("it is under way");
    assert_eq!(answer(&lab, 0).code, "held");
    lab.act(Command::Drop { crossing: 0 })
        .expect("it is under way");
    let told = acceptance(&lab, 0);
    assert_eq!(told.code, "lost");
    assert_eq!(told.args.get("reason"), Some(&Arg::Word("act")));
    assert_eq!(told.events.len(), 2, "sent and lost");
}

#[test]
fn a_syn_is_answered_and_the_third_segment_is_not() {
    let lab = at_time(1_000);
    assert_eq!(answer(&lab, 0).code, "answered");
    assert_eq!(answer(&lab, 2).code, "pure-ack");
    assert_eq!(acceptance(&lab, 2).code, "accepted");
}

#[test]
fn an_ack_that_waits_has_a_time_at_which_it_goes() {
    let lab = without_fin();
    let told = answer(&lab, 3);
    assert_eq!(told.code, "answer-delayed");
    let there = repeating(&lab, 0, 0);
    assert_eq!(there.code, "ack-held-there");
    assert_eq!(there.args.get("peer"), Some(&Arg::Text("B".into())));
    assert_eq!(told.until, there.until);
    assert!(told.until > Some(at(160)));
}

#[test]
fn what_was_sent_is_not_repeated_while_it_is_on_its_way_or_its_time_is_not_over() {
    let lab = at_time(10);
    let told = repeating(&lab, 0, 0);
    assert_eq!((told.code, told.until), ("data-on-the-way", Some(at(50))));
    let lab = at_time(60);
    let told = repeating(&lab, 0, 0);
    assert_eq!((told.code, told.until), ("ack-on-the-way", Some(at(100))));
    let mut lab = at_time(10);
    lab.act(Command::Drop { crossing: 0 })
        .expect("it is under way");
    let told = repeating(&lab, 0, 0);
    assert_eq!((told.code, told.until), ("timer-not-due", Some(at(1_000))));
}

#[test]
fn what_a_rule_of_the_network_took_was_lost_by_it() {
    let mut lab = lab();
    let rule = LinkRule::always(Verdict::Drop);
    lab.act(Command::AddRule { rule }).expect("it is sound");
    lab.run_until(at(600_000)).expect("there is room");
    let lost = acceptance(&lab, 1);
    assert_eq!(lost.args.get("reason"), Some(&Arg::Word("rule-applied")));
}

#[test]
fn before_the_handshake_is_complete_nothing_is_sent() {
    let lab = at_time(10);
    let told = sending(&lab, 0, 0);
    assert_eq!(told.code, "handshake");
    assert_eq!(told.args.get("state"), Some(&Arg::Word("SYN-SENT")));
    assert_eq!(sending(&lab, 1, 0).code, "listening");
}

#[test]
fn who_has_closed_sends_nothing_and_who_has_nothing_to_say_neither() {
    let lab = without_fin();
    assert_eq!(sending(&lab, 0, 0).code, "fin-sent");
    assert_eq!(sending(&lab, 1, 1).code, "nothing-queued");
}

#[test]
fn a_call_waits_for_what_has_not_come_yet() {
    let lab = at_time(10);
    let told = returning(&lab, 0);
    assert_eq!((told.code, told.until), ("connect-waits", Some(at(1_000))));
    assert_eq!(told.events.len(), 1);
    assert_eq!(returning(&lab, 1).code, "accept-empty");
    let lab = at_time(600_000);
    assert_eq!(returning(&lab, 0).code, "program-ended");
}

#[test]
fn what_does_not_exist_is_an_error() {
    let lab = at_time(10);
    let unknown = |question| lab.why_not(&question).is_err();
    assert!(unknown(WhyNotQuestion::Answer { crossing: 99 }));
    assert!(unknown(WhyNotQuestion::Sending { host: 9, socket: 0 }));
    assert!(unknown(WhyNotQuestion::Sending { host: 0, socket: 9 }));
    assert!(unknown(WhyNotQuestion::Return {
        host: 0,
        process: 9
    }));
}

#[test]
fn a_question_is_read_from_json() {
    let read = |json: &str| serde_json::from_str::<WhyNotQuestion>(json).ok();
    let sending = WhyNotQuestion::Sending { host: 0, socket: 3 };
    assert_eq!(
        read(r#"{"ask":"sending","host":0,"socket":3}"#),
        Some(sending)
    );
    assert_eq!(read(r#"{"ask":"sending","host":0}"#), None);
    assert_eq!(read(r#"{"ask":"nothing"}"#), None);
}

#[test]
fn every_segment_and_every_connection_of_a_run_has_an_answer_at_every_position() {
    let mut lab = at_time(600_000);
    for position in 0..=lab.end() {
        lab.seek(position).expect("it exists");
        for crossing in 0..lab.snapshot().crossings {
            answer(&lab, crossing);
            acceptance(&lab, crossing);
        }
        for host in 0..2 {
            returning(&lab, host);
            let sockets: Vec<u32> = lab.world().hosts()[host as usize]
                .sockets()
                .map(|socket| socket.id().0)
                .collect();
            for socket in sockets {
                sending(&lab, host, socket);
                repeating(&lab, host, socket);
            }
        }
    }
}
