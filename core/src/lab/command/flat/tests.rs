//! Commands in JSON: there and back, and what is said about those that are none.

use crate::host::{Call, FdRef};
use crate::lab::Command;
use crate::net::{LinkRule, Verdict};
use crate::tcp::Timer;
use crate::time::Duration;
use crate::wire::{Icmp, Quoted, Segment};

fn every_command() -> Vec<Command> {
    let rule = LinkRule {
        from: Some("A".to_owned()),
        to: None,
        flags: None,
        without: None,
        payload: Some(true),
        skip: 1,
        times: Some(2),
        verdict: Verdict::Drop,
    };
    let call = Call::Accept {
        fd: FdRef::Variable("l".to_owned()),
    };
    let quoted = Quoted {
        src: [192, 0, 2, 1].into(),
        dst: [192, 0, 2, 2].into(),
        src_port: 1024,
        dst_port: 80,
        seq: 100.into(),
    };
    vec![
        Command::Call {
            host: 0,
            process: 1,
            call,
        },
        Command::Inject {
            from: "A".to_owned(),
            to: "B".to_owned(),
            segment: Segment::default(),
        },
        Command::InjectIcmp {
            from: "192.0.2.254".to_owned(),
            to: "A".to_owned(),
            icmp: Icmp::too_big(1200, quoted),
        },
        Command::Kill {
            host: 1,
            process: 2,
        },
        Command::PowerOff { host: 1 },
        Command::PowerOn { host: 2 },
        Command::Reboot { host: 3 },
        Command::Drop { crossing: 1 },
        Command::Duplicate { crossing: 2 },
        Command::Hold { crossing: 3 },
        Command::Release { crossing: 4 },
        Command::Delay {
            crossing: 5,
            by: Duration::from_nanos(6),
        },
        Command::Corrupt {
            crossing: 7,
            bit: 8,
        },
        Command::AddRule { rule },
        Command::RemoveRule { rule: 9 },
        Command::Expire {
            host: 0,
            socket: 1,
            timer: Timer::TimeWait,
        },
        Command::Sysctl {
            host: 1,
            name: "net.core.somaxconn".to_owned(),
            value: "128".to_owned(),
        },
        Command::CutCable { host: 1 },
        Command::RestoreCable { host: 1 },
    ]
}

fn refused(json: &str) -> String {
    serde_json::from_str::<Command>(json)
        .expect_err("it is no command")
        .to_string()
}

#[test]
fn every_command_comes_back() {
    for command in every_command() {
        let json = serde_json::to_string(&command).expect("it is plain");
        let back: Command = serde_json::from_str(&json).expect(&json);
        assert_eq!(back, command);
    }
}

#[test]
fn the_type_may_stand_anywhere() {
    let command: Command = serde_json::from_str(r#"{"crossing":3,"type":"drop"}"#).expect("drop");
    assert_eq!(command, Command::Drop { crossing: 3 });
}

#[test]
fn a_missing_field_is_named_with_its_command() {
    assert!(refused("{}").contains("missing field `type`"));
    assert!(refused(r#"{"type":"drop"}"#).contains("drop needs `crossing`"));
    assert!(refused(r#"{"type":"delay","crossing":1}"#).contains("delay needs `by`"));
    assert!(refused(r#"{"type":"addRule"}"#).contains("addRule needs `rule`"));
}

#[test]
fn a_field_too_many_is_named_with_its_command() {
    let text = refused(r#"{"type":"drop","crossing":1,"bit":2}"#);
    assert!(text.contains("drop takes no `bit`"), "{text}");
    let text = refused(r#"{"type":"drop","crossing":1,"colour":2}"#);
    assert!(text.contains("unknown field `colour`"), "{text}");
}

#[test]
fn an_unknown_command_is_named() {
    assert!(refused(r#"{"type":"melt"}"#).contains("`melt` is no command"));
}

#[test]
fn rules_are_added_whole_and_removed_by_number() {
    let text = refused(r#"{"type":"addRule","rule":1}"#);
    assert!(text.contains("addRule: `rule` is to be a rule"), "{text}");
    for rule in [r#"{"verdict":"drop"}"#, "-1", "\"1\""] {
        let text = refused(&format!(r#"{{"type":"removeRule","rule":{rule}}}"#));
        assert!(text.contains("the number of a rule"), "{text}");
    }
}

#[test]
fn calls_say_what_they_lack_and_what_they_do_not_take() {
    let call = |call: &str| {
        refused(&format!(
            r#"{{"type":"call","host":0,"process":0,"call":{call}}}"#
        ))
    };
    assert!(call("{}").contains("a call needs `name`"));
    assert!(call(r#"{"name":"bind","fd":3}"#).contains("bind needs `port`"));
    assert!(call(r#"{"name":"accept","fd":3,"into":"c"}"#).contains("accept takes no `into`"));
    assert!(call(r#"{"name":"close","fd":[]}"#).contains("expected a whole number"));
    assert!(call(r#"{"name":"close","fd":5000000000}"#).contains("expected a descriptor"));
}
