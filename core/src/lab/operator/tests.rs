//! What an operator sees of a run.

use super::*;
use crate::host::{Call, FdRef, Profile};
use crate::lab::snapshot::MAX_CONNECTIONS_SHOWN;
use crate::lab::tests::spec;
use crate::lab::{Command, WorldSpec};
use crate::time::Duration;

fn talking() -> WorldSpec {
    let mut spec = spec();
    for host in &mut spec.hosts {
        host.profile = Profile::Linux6;
        for process in &mut host.processes {
            process.program.pop();
        }
    }
    spec
}

fn run(spec: &WorldSpec, millis: u64) -> Lab {
    let mut lab = Lab::new(spec, 1).expect("the world is sound");
    let end = Instant::START + Duration::from_millis(millis);
    lab.run_until(end).expect("there is room");
    lab
}

#[test]
fn ss_prints_what_iproute2_prints() {
    let lab = run(&talking(), 1000);
    let page = lab.ss(1, 0, 99).expect("a host");
    let port = lab.connections(0, 0, 1).expect("a host").rows[0]
        .local
        .clone();
    let port = port.rsplit(':').next().unwrap_or_default().to_owned();
    assert_eq!(page.total, 2);
    assert_eq!(
        page.head,
        "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process"
    );
    let listener = page.lines[0].lines().collect::<Vec<_>>();
    assert_eq!(listener[1], "\t cubic cwnd:10");
    assert!(
        listener[0].ends_with(r#"users:(("app",pid=1000,fd=3))"#),
        "{listener:?}"
    );
    let open = page.lines[1].lines().collect::<Vec<_>>();
    let first = format!(
        r#"ESTAB  0      0           10.0.0.2:80       10.0.0.1:{port} users:(("app",pid=1000,fd=4))"#
    );
    assert_eq!(open[0], first);
    assert!(
        open[1].starts_with("\t ts sack cubic wscale:7,7 rto:300 rtt:100/50 ato:40 mss:1448"),
        "{open:?}"
    );
    assert!(open[1].contains(" bytes_received:300 "), "{open:?}");
}

#[test]
fn ss_tells_the_timer_and_what_is_queued() {
    let lab = run(&talking(), 120);
    let client = lab.ss(0, 0, 9).expect("a host");
    assert!(client.lines[0].contains("timer:(on,"), "{client:?}");
    let row = lab.connections(0, 0, 9).expect("a host").rows.remove(0);
    assert_eq!((row.recv_q, row.send_q), (0, 300));
    assert_eq!(row.process.as_deref(), Some("app (fd 3)"));
    assert!(row.timer.is_some_and(|timer| timer.starts_with("on,")));

    let opening = run(&talking(), 10).ss(0, 0, 9).expect("a host");
    assert!(
        opening.lines[0].starts_with("SYN-SENT 0      1 "),
        "{opening:?}"
    );
    assert!(
        opening.lines[0].contains("timer:(on,990ms,0)"),
        "{opening:?}"
    );
}

#[test]
fn a_fin_that_nobody_has_read_counts_as_one() {
    let mut lab = run(&talking(), 1000);
    let fd = FdRef::Number(crate::host::Fd::FIRST);
    let call = Call::Close { fd };
    let close = Command::Call {
        host: 0,
        process: 0,
        call,
    };
    // B's program is in recv and sees the end at once.
    lab.act(close).expect("it can be called");
    lab.run_until(Instant::START + Duration::from_millis(1200))
        .expect("there is room");
    let rows = lab.connections(1, 0, 9).expect("a host").rows;
    assert_eq!((rows[0].state, rows[0].recv_q), (State::CloseWait, 0));
}

#[test]
fn a_page_has_only_what_was_asked_for() {
    let lab = run(&talking(), 1000);
    let page = lab.ss(1, 1, 2).expect("a host");
    assert_eq!((page.total, page.lines.len()), (2, 1));
    let none = lab.connections(1, 5, 9).expect("a host");
    assert_eq!((none.total, none.rows.len()), (1, 0));
    let nobody = lab.ss(7, 0, 1).map_err(|error| error.code());
    assert_eq!(nobody, Err("unknown-host"));
}

#[test]
fn a_sysctl_is_told_with_what_it_was_at_first() {
    let mut lab = run(&talking(), 1000);
    let set = Command::Sysctl {
        host: 0,
        name: "net.core.somaxconn".to_owned(),
        value: "9".to_owned(),
    };
    lab.act(set).expect("there is one");
    let all = lab.sysctls(0).expect("a host");
    let found = all.iter().find(|one| one.name == "net.core.somaxconn");
    let found = found.expect("it is told");
    assert_eq!(
        (found.value.as_str(), found.initial.as_str()),
        ("9", "4096")
    );
    let others = all.iter().filter(|one| one.name != found.name);
    assert!(others.clone().all(|one| one.value == one.initial));
    assert!(others.count() > 20);
}

#[test]
fn the_counters_start_anew_with_the_host() {
    let mut lab = run(&talking(), 1000);
    let count = |lab: &Lab, name: &str| {
        let counters = lab.netstat(1).expect("a host");
        counters
            .iter()
            .find(|one| one.name == name)
            .map(|one| one.value)
    };
    assert_eq!(count(&lab, "TcpPassiveOpens"), Some(1));
    lab.act(Command::Reboot { host: 1 }).expect("it is on");
    assert_eq!(count(&lab, "TcpPassiveOpens"), Some(0));
    assert!(lab.kernel_log(1).expect("a host").is_empty());
}

#[test]
fn a_snapshot_counts_all_connections_and_shows_the_first_ones() {
    let mut lab = run(&talking(), 1000);
    let shown = MAX_CONNECTIONS_SHOWN as u32 + 36;
    for number in 0..shown {
        let call = |call: Call| Command::Call {
            host: 0,
            process: 0,
            call,
        };
        lab.act(call(Call::Socket)).expect("it can be called");
        let fd = FdRef::Number(crate::host::Fd(4 + number.cast_signed()));
        let (own, on) = (fd.clone(), true);
        lab.act(call(Call::SetNonblocking { fd: own, on }))
            .expect("it can be called");
        let to = "B:80".to_owned();
        lab.act(call(Call::Connect { fd, to }))
            .expect("it can be called");
    }
    let view = &lab.snapshot().hosts[0];
    assert_eq!(view.connection_count, shown + 1);
    assert_eq!(view.connections.len(), MAX_CONNECTIONS_SHOWN);
    let states = [(State::SynSent, shown), (State::Established, 1)];
    assert_eq!(view.states.0, states);
    lab.run_until(Instant::START + Duration::from_millis(1060))
        .expect("there is room");
    let listener = &lab.snapshot().hosts[1].listeners[0];
    // A backlog of 4 admits 5 entries.
    assert_eq!((listener.syn_queue, listener.syn_limit), (5, 4));
    assert_eq!(listener.syn_entries.len(), 5);
    let arrived = Instant::START + Duration::from_millis(1050);
    assert!(listener.syn_entries.iter().all(|entry| entry.at == arrived));
    lab.run_until(Instant::START + Duration::from_millis(1200))
        .expect("there is room");
    let listener = &lab.snapshot().hosts[1].listeners[0];
    assert_eq!(listener.accept_entries.len(), 5);
    let json = serde_json::to_value(lab.snapshot()).expect("it is plain data");
    let open = &json["hosts"][0]["states"]["ESTABLISHED"];
    assert!(open.as_u64() >= Some(6), "{open}");
}
