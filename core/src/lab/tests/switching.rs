//! Breaking a rule of TCP on the run.

use super::*;
use crate::lab::error::Arg;
use crate::tcp::Switch;

const NO_RST: &str = r#"{"type":"switch","host":1,"switch":"no-rst","on":true}"#;

fn switch(on: bool) -> Command {
    Command::Switch {
        host: 1,
        switch: Switch::NoRst,
        on,
    }
}

#[test]
fn a_switch_is_read_and_written_as_its_name() {
    let read: Command = serde_json::from_str(NO_RST).expect("a command");
    assert_eq!(read, switch(true));
    assert_eq!(serde_json::to_string(&read).expect("JSON"), NO_RST);
    let bad = NO_RST.replace("no-rst", "no-fin");
    let error = serde_json::from_str::<Command>(&bad).expect_err("no such switch");
    assert!(error.to_string().contains("accept-any-ack"), "{error}");
}

#[test]
fn a_switch_is_a_row_of_the_log_and_seen_in_the_snapshot() {
    let mut lab = lab();
    let rows = lab.act(switch(true)).expect("the host is there");
    let events = lab.events(rows.start, rows.end);
    let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["act", "switch-set"]);
    assert_eq!(events[1].args.get("switch"), Some(&Arg::Word("no-rst")));
    assert_eq!(events[1].args.get("on"), Some(&Arg::Word("yes")));
    assert_eq!(lab.snapshot().hosts[1].switches, [Switch::NoRst]);
    assert!(lab.snapshot().hosts[0].switches.is_empty());
    lab.act(switch(false)).expect("the host is there");
    assert!(lab.snapshot().hosts[1].switches.is_empty());
}

#[test]
fn what_a_switch_changed_says_so_in_the_log_and_in_why() {
    let mut spec = spec();
    spec.hosts[1].processes.clear();
    let mut lab = Lab::new(&spec, 1).expect("the world is sound");
    lab.act(switch(true)).expect("the host is there");
    lab.run_until(at(500)).expect("there is room");
    let events = lab.events(0, lab.snapshot().events);
    let withheld = events.iter().find(|event| event.kind == "reset-withheld");
    let withheld = withheld.expect("A called a port where nobody listens");
    assert_eq!(withheld.rule, Some("no-rst"));
    let why = lab.why(withheld.id).expect("it is a row");
    assert_eq!(why.rule.map(|rule| rule.section), Some("broken on purpose"));
    let last = why.checks.last().expect("a switch decided");
    assert_eq!(
        (last.left.name, last.op, last.holds),
        ("switch", "is set", true)
    );
}

#[test]
fn a_host_that_does_not_exist_has_no_switches() {
    let mut command = switch(true);
    if let Command::Switch { host, .. } = &mut command {
        *host = 9;
    }
    let refused = lab().act(command).map_err(|error| error.code());
    assert_eq!(refused, Err("unknown-host"));
}

#[test]
fn a_reboot_does_not_mend_what_the_reader_broke() {
    let mut lab = lab();
    lab.act(switch(true)).expect("the host is there");
    lab.act(Command::Reboot { host: 1 }).expect("it is on");
    assert_eq!(lab.snapshot().hosts[1].switches, [Switch::NoRst]);
}
