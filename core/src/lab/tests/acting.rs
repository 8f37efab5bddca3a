//! Acts, and the branches they make.

use super::*;
use crate::net::{LinkRule, NetError, Verdict};
use crate::tcp::Timer;
use crate::wire::{Flags, Segment};

fn in_flight(lab: &Lab) -> u32 {
    let flying = lab.world().net().in_flight();
    flying.first().expect("something is under way").crossing.0
}

/// A lab with A's SYN under way.
fn with_a_syn_under_way() -> Lab {
    let mut lab = lab();
    lab.run_until(at(10)).expect("there is room");
    lab
}

fn fate(lab: &Lab, crossing: u32) -> Fate {
    lab.crossings(crossing, crossing + 1)[0].fate
}

fn kinds(lab: &Lab, rows: std::ops::Range<u32>) -> Vec<&'static str> {
    lab.events(rows.start, rows.end)
        .iter()
        .map(|event| event.kind)
        .collect()
}

#[test]
fn a_dropped_segment_is_lost_and_sent_again() {
    let mut lab = with_a_syn_under_way();
    let crossing = in_flight(&lab);
    let rows = lab
        .act(Command::Drop { crossing })
        .expect("it is under way");
    assert_eq!(kinds(&lab, rows), ["act", "segment-lost"]);
    let lost = &lab.crossings(crossing, crossing + 1)[0];
    assert_eq!(
        (lost.fate, lost.lost_by, lost.ends_at),
        (Fate::Lost, Some("act"), Some(at(10)))
    );
    lab.run_until(at(1000)).expect("there is room");
    let again = lab.crossings(0, 9).pop().expect("the SYN went out again");
    assert!(again.retransmission);
    assert_eq!(
        (again.sent_at, again.notation.as_str()),
        (at(1000), "<SEQ=100><CTL=SYN>")
    );
}

#[test]
fn what_has_arrived_or_is_lost_cannot_be_touched_and_nothing_changes() {
    let mut lab = with_a_syn_under_way();
    let first = in_flight(&lab);
    lab.run_until(at(60)).expect("there is room");
    let second = in_flight(&lab);
    lab.act(Command::Drop { crossing: second })
        .expect("it is under way");
    let before = lab.clone();
    let refused = |lab: &mut Lab, command| lab.act(command).expect_err("it is too late").code();
    assert_eq!(
        refused(&mut lab, Command::Hold { crossing: first }),
        "crossing-arrived"
    );
    assert_eq!(
        refused(
            &mut lab,
            Command::Corrupt {
                crossing: second,
                bit: 1
            }
        ),
        "crossing-lost"
    );
    assert_eq!(
        refused(&mut lab, Command::Duplicate { crossing: 999 }),
        "unknown-crossing"
    );
    assert_eq!(lab, before);
}

#[test]
fn even_long_after_the_network_forgot_it_the_lab_knows_how_a_crossing_ended() {
    let mut lab = with_a_syn_under_way();
    for _ in 0..600 {
        let segment = Segment {
            flags: Flags::RST,
            ..Segment::default()
        };
        let command = Command::Inject {
            from: "B".to_owned(),
            to: "A".to_owned(),
            segment,
        };
        lab.act(command).expect("anything can be sent");
    }
    lab.run_until(at(900)).expect("there is room");
    let error = lab
        .act(Command::Drop { crossing: 0 })
        .expect_err("it is too late");
    assert!(
        matches!(error, LabError::Net(NetError::AlreadyArrived { .. })),
        "{error:?}"
    );
}

#[test]
fn a_held_segment_stays_until_it_is_released() {
    let mut lab = with_a_syn_under_way();
    let crossing = in_flight(&lab);
    lab.act(Command::Hold { crossing })
        .expect("it is under way");
    assert_eq!(lab.crossings(crossing, crossing + 1)[0].ends_at, None);
    lab.run_until(at(500)).expect("there is room");
    assert_eq!(fate(&lab, crossing), Fate::Held);
    lab.act(Command::Release { crossing }).expect("it is held");
    assert_eq!(
        lab.crossings(crossing, crossing + 1)[0].ends_at,
        Some(at(540))
    );
    lab.run_until(at(540)).expect("there is room");
    assert_eq!(fate(&lab, crossing), Fate::Arrived);
}

#[test]
fn a_delayed_segment_arrives_later_and_a_copy_is_a_crossing_of_its_own() {
    let mut lab = with_a_syn_under_way();
    let crossing = in_flight(&lab);
    lab.act(Command::Duplicate { crossing })
        .expect("it is under way");
    lab.act(Command::Delay {
        crossing,
        by: Duration::from_millis(7),
    })
    .expect("it is under way");
    let both = lab.crossings(0, 9);
    assert_eq!(
        (both[0].ends_at, both[1].ends_at),
        (Some(at(57)), Some(at(50)))
    );
    assert_eq!(
        (both[1].copy_of, &both[1].segment),
        (Some(crossing), &both[0].segment)
    );
    lab.run_until(at(57)).expect("there is room");
    assert!(
        lab.crossings(0, 2)
            .iter()
            .all(|crossing| crossing.fate == Fate::Arrived)
    );
}

#[test]
fn a_corrupted_segment_arrives_and_is_not_read() {
    let mut lab = with_a_syn_under_way();
    let crossing = in_flight(&lab);
    lab.act(Command::Corrupt { crossing, bit: 40 })
        .expect("it is under way");
    let before = lab.snapshot().events;
    lab.run_until(at(50)).expect("there is room");
    assert!(lab.crossings(crossing, crossing + 1)[0].corrupted);
    let unread = lab.events(before, u32::MAX);
    let unread = unread
        .iter()
        .find(|event| event.kind == "segment-unreadable");
    assert_eq!(
        unread.expect("the checksum fails").rule,
        Some("checksum-failed")
    );
}

#[test]
fn an_act_in_the_past_makes_a_branch_and_keeps_the_old_future() {
    let mut lab = finished();
    let old = sight(&lab);
    lab.seek(0).expect("it exists");
    lab.run_until(at(10)).expect("there is room");
    let (position, crossing) = (lab.position(), in_flight(&lab));
    lab.act(Command::Drop { crossing })
        .expect("it is under way");
    let branches = lab.branches();
    assert_eq!(branches.len(), 2);
    assert_eq!(
        (branches[1].parent, branches[1].forked_at),
        (Some(0), position)
    );
    assert_eq!((lab.present(), lab.end()), (1, position + 1));
    assert_eq!(fate(&lab, crossing), Fate::Lost);
    step_to_end(&mut lab);
    lab.checkout(0).expect("it exists");
    lab.seek(lab.end()).expect("it exists");
    let (mut now, events, crossings) = sight(&lab);
    now.branches.truncate(1);
    now.now = old.0.now;
    assert_eq!((now, events, crossings), old);
}

#[test]
fn an_act_that_is_refused_in_the_past_makes_no_branch() {
    let mut lab = finished();
    lab.seek(3).expect("it exists");
    let before = lab.clone();
    assert!(lab.act(Command::Drop { crossing: 77 }).is_err());
    assert_eq!(lab, before);
}

#[test]
fn a_fork_shares_the_past_and_has_no_future() {
    let mut lab = finished();
    lab.seek(9).expect("it exists");
    let before = sight(&lab);
    assert_eq!(lab.fork(), Ok(1));
    let after = sight(&lab);
    assert_eq!(
        (after.1, after.2, after.0.hosts),
        (before.1, before.2, before.0.hosts)
    );
    assert_eq!((lab.position(), lab.end()), (9, 9));
    assert_eq!(
        lab.checkout(7),
        Err(LabError::UnknownBranch {
            branch: 7,
            branches: 2
        })
    );
}

#[test]
fn branches_have_a_bound() {
    let mut lab = lab();
    for _ in 1..MAX_BRANCHES {
        lab.fork().expect("there is room");
    }
    let limit = LabError::Limit {
        limit: "branches",
        bound: MAX_BRANCHES as u64,
    };
    assert_eq!(lab.fork(), Err(limit));
}

#[test]
fn a_reader_calls_like_a_program_and_gets_the_true_answer() {
    let mut lab = finished();
    let fd = || FdRef::Number(crate::host::Fd(9));
    let call = Call::Send {
        fd: fd(),
        data: Data::Octets(1),
        flags: MessageFlags::empty(),
    };
    let rows = lab
        .act(Command::Call {
            host: 0,
            process: 0,
            call,
        })
        .expect("a call can be made");
    let events = lab.events(rows.start, rows.end);
    let result = events.last().and_then(|event| event.args.get("result"));
    assert_eq!(result, Some(&Arg::Word("EBADF")));
    assert_eq!(kinds(&lab, rows), ["act", "call-entered", "call-returned"]);
}

#[test]
fn a_sysctl_is_a_row_of_the_log_or_refused_with_what_it_can_be() {
    let mut lab = lab();
    let sysctl = |name: &str, value: &str| Command::Sysctl {
        host: 0,
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let rows = lab.act(sysctl("net.core.somaxconn", "128")).expect("it is");
    assert_eq!(kinds(&lab, rows), ["act", "sysctl-set"]);
    let code = |error: LabError| error.code();
    let unknown = lab.act(sysctl("net.core.somaxcon", "128"));
    assert_eq!(unknown.map_err(code), Err("unknown-sysctl"));
    let bad = lab.act(sysctl("net.core.somaxconn", "many"));
    assert_eq!(bad.map_err(code), Err("bad-sysctl"));
}

#[test]
fn a_timer_fires_when_the_reader_says_so_and_only_if_it_runs() {
    let mut lab = with_a_syn_under_way();
    let expire = |timer| Command::Expire {
        host: 0,
        socket: 0,
        timer,
    };
    let rows = lab.act(expire(Timer::Retransmission)).expect("it runs");
    let kinds = kinds(&lab, rows);
    assert_eq!(kinds[..2], ["act", "timer-fired"]);
    assert!(kinds.contains(&"segment-sent"), "{kinds:?}");
    let code = |error: LabError| error.code();
    assert_eq!(
        lab.act(expire(Timer::TimeWait)).map_err(code),
        Err("timer-not-set")
    );
    let nobody = Command::Expire {
        host: 0,
        socket: 99,
        timer: Timer::Persist,
    };
    assert_eq!(lab.act(nobody).map_err(code), Err("unknown-socket"));
    let nowhere = Command::CutCable { host: 9 };
    assert_eq!(lab.act(nowhere).map_err(code), Err("unknown-host"));
    let call = Command::Call {
        host: 0,
        process: 5,
        call: Call::Socket,
    };
    assert_eq!(lab.act(call).map_err(code), Err("unknown-process"));
}

#[test]
fn a_cut_cable_loses_what_is_sent_until_it_is_restored() {
    let mut lab = lab();
    lab.act(Command::CutCable { host: 0 })
        .expect("it is a host");
    lab.run_until(at(10)).expect("there is room");
    let lost = &lab.crossings(0, 1)[0];
    assert_eq!((lost.fate, lost.lost_by), (Fate::Lost, Some("cable-cut")));
    lab.act(Command::RestoreCable { host: 0 })
        .expect("it is a host");
    lab.run_until(at(2000)).expect("there is room");
    assert_eq!(fate(&lab, 1), Fate::Arrived);
}

#[test]
fn a_rule_acts_until_it_is_removed() {
    let mut lab = lab();
    let rule = LinkRule::always(Verdict::Drop);
    lab.act(Command::AddRule { rule }).expect("there is room");
    lab.run_until(at(10)).expect("there is room");
    assert_eq!(lab.crossings(0, 1)[0].lost_by, Some("rule-applied"));
    let id = lab.snapshot().rules[0].id;
    lab.act(Command::RemoveRule { rule: id })
        .expect("it exists");
    let again = lab.act(Command::RemoveRule { rule: id });
    assert_eq!(again.map_err(|error| error.code()), Err("unknown-rule"));
    lab.run_until(at(2000)).expect("there is room");
    assert_eq!(fate(&lab, 1), Fate::Arrived);
}

#[test]
fn a_forged_segment_reaches_its_host_from_an_address_that_is_none() {
    let mut lab = with_a_syn_under_way();
    let segment = Segment {
        dst_port: 80,
        flags: Flags::SYN,
        ..Segment::default()
    };
    let inject = |from: &str, to: &str| Command::Inject {
        from: from.to_owned(),
        to: to.to_owned(),
        segment: segment.clone(),
    };
    let rows = lab
        .act(inject("192.0.2.1", "B"))
        .expect("anything can be sent");
    assert_eq!(kinds(&lab, rows), ["act", "segment-injected"]);
    let forged = &lab.crossings(1, 2)[0];
    assert_eq!(
        (forged.forged, forged.from, forged.to),
        (true, None, Some(1))
    );
    lab.act(inject("A", "192.0.2.1"))
        .expect("anything can be sent");
    assert_eq!(fate(&lab, 2), Fate::NoHost);
    let unknown = lab.act(inject("Z", "B")).map_err(|error| error.code());
    assert_eq!(unknown, Err("unknown-address"));
    lab.run_until(at(60)).expect("there is room");
    assert_eq!(fate(&lab, 1), Fate::Arrived);
}

#[test]
fn every_error_has_a_code_of_the_list() {
    assert!(
        Input::ALL
            .iter()
            .all(|input| LabError::CODES.contains(&input.code()))
    );
    let mut codes = LabError::CODES.to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), LabError::CODES.len());
}
