//! TIME-WAIT as a table of the host: its bound, who may take a place in it, and what is remembered of it.

use super::kit::*;
use crate::host::*;
use crate::rule::Rule;
use crate::tcp::{State, Timer};
use crate::time::Duration;
use crate::wire::{Flags, Packet, Segment, TcpOption};

/// Hosts with these sysctls; A has one ephemeral port.
fn of(profile: Profile, sysctls: &[(&str, &str)]) -> Two {
    let mut two = Two::of(|index, spec| {
        spec.profile = profile;
        for (name, value) in sysctls {
            spec.sysctls.insert((*name).into(), (*value).into());
        }
        if index == 0 {
            let range = "net.ipv4.ip_local_port_range";
            spec.sysctls.insert(range.into(), "40000 40000".into());
        }
    });
    two.listen(50);
    two
}

/// A connects with descriptor `fd` and closes first; B's end is accepted with `at` and closed.
fn come_and_go(two: &mut Two, fd: i32, at: i32) {
    assert_eq!(two.call(0, Call::Socket), Some(Ok(fd as u32)));
    assert_eq!(two.call(0, connect(fd, "B:80")), None);
    two.settle();
    assert_eq!(two.call(1, accept(3)), Some(Ok(at as u32)));
    two.call(0, close(fd));
    two.settle();
    two.call(1, close(at));
    two.settle();
}

fn states(two: &Two, host: usize) -> Vec<State> {
    two.hosts[host].sockets().map(Socket::state).collect()
}

fn wrote(two: &Two, host: usize, rule: Rule) -> bool {
    two.notes(host).iter().any(|note| note.rule == rule)
}

/// What a connect gets so long after TIME-WAIT began.
fn after(two: &mut Two, millis: u64) -> CallResult {
    two.pass(Duration::from_millis(millis));
    two.call(0, Call::Socket);
    let result = two.call(0, connect(3, "B:80"));
    if result.is_some() {
        two.call(0, close(3));
    }
    result.unwrap_or(Ok(0))
}

#[test]
fn a_client_takes_the_place_of_time_wait_after_a_second_if_it_may() {
    let taken = Err(Errno::EADDRNOTAVAIL);
    for (mode, results) in [
        ("0", [taken, taken]),
        ("1", [taken, Ok(0)]),
        ("2", [taken, taken]),
    ] {
        let mut two = of(Profile::Linux6, &[("net.ipv4.tcp_tw_reuse", mode)]);
        come_and_go(&mut two, 3, 4);
        let got = [after(&mut two, 900), after(&mut two, 100)];
        assert_eq!(got, results, "tcp_tw_reuse {mode}");
    }
}

#[test]
fn how_long_it_must_have_waited_is_a_sysctl() {
    let mut two = of(
        Profile::Linux6,
        &[
            ("net.ipv4.tcp_tw_reuse", "1"),
            ("net.ipv4.tcp_tw_reuse_delay", "300"),
        ],
    );
    come_and_go(&mut two, 3, 4);
    assert_eq!(after(&mut two, 299), Err(Errno::EADDRNOTAVAIL));
    assert_eq!(after(&mut two, 1), Ok(0));
}

#[test]
fn without_timestamps_time_wait_is_not_reused() {
    let mut two = of(
        Profile::Linux6,
        &[
            ("net.ipv4.tcp_tw_reuse", "1"),
            ("net.ipv4.tcp_timestamps", "0"),
        ],
    );
    come_and_go(&mut two, 3, 4);
    assert_eq!(after(&mut two, 59_000), Err(Errno::EADDRNOTAVAIL));
}

#[test]
fn the_new_connection_begins_above_the_old_one_and_opens() {
    // SHLD-4
    let mut two = of(Profile::Linux6, &[("net.ipv4.tcp_tw_reuse", "1")]);
    come_and_go(&mut two, 3, 4);
    let old = two.hosts[0].sockets().next().and_then(Socket::tcb);
    let next = old.unwrap().snd.nxt;
    assert_eq!(after(&mut two, 1000), Ok(0));
    let syn = two.wire[0].segment().unwrap();
    assert_eq!(syn.seq, next + 65_537);
    two.settle();
    assert_eq!(two.state(0, 3), State::Established);
    assert!(wrote(&two, 0, Rule::TimeWaitReused));
}

#[test]
fn a_port_that_was_bound_is_taken_over_at_once() {
    let mut two = of(Profile::Linux6, &[("net.ipv4.tcp_tw_reuse", "0")]);
    for round in 0..2 {
        assert_eq!(two.call(0, Call::Socket), Some(Ok(3)));
        two.call(0, setsockopt(3, SocketOption::ReuseAddress, 1));
        assert_eq!(two.call(0, bind(3, 50_000)), Some(Ok(0)));
        assert_eq!(two.call(0, connect(3, "B:80")), None, "{round}");
        two.settle();
        assert_eq!(two.state(0, 3), State::Established);
        assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
        two.call(0, close(3));
        two.settle();
        two.call(1, close(4));
        two.settle();
    }
}

#[test]
fn what_is_more_than_the_table_takes_skips_time_wait() {
    let mut two = of(Profile::Linux26, &[("net.ipv4.tcp_max_tw_buckets", "1")]);
    // B closes first: TIME-WAIT is B's, and A's port is free again.
    for port in [40_001, 40_002] {
        let range = format!("{port} {port}");
        let name = "net.ipv4.ip_local_port_range";
        two.with(0, |host, cx| host.set_sysctl(name, &range, cx))
            .unwrap();
        two.call(0, Call::Socket);
        two.call(0, connect(3, "B:80"));
        two.settle();
        assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
        two.call(1, shutdown(4, How::Write));
        two.settle();
        two.call(0, close(3));
        two.settle();
        two.call(1, close(4));
        assert_eq!(two.hosts[1].time_waits(), (1, 1));
    }
    assert!(wrote(&two, 1, Rule::TimeWaitOverflow));
    let line = two.hosts[1].kernel_log().next().unwrap().to_string();
    assert!(line.ends_with("TCP: time wait bucket table overflow"));
    two.pass(Duration::from_secs(61));
    assert_eq!(two.hosts[1].time_waits().0, 0);
}

/// B closed first with timestamps from A's clock; then a SYN with a timestamp `ticks` away arrives from A's address.
fn recycled(profile: Profile, ticks: i32) -> (Two, bool) {
    let mut two = Two::of(|index, spec| {
        spec.profile = profile;
        if index == 1 && profile == Profile::Linux26 {
            let recycle = "net.ipv4.tcp_tw_recycle";
            spec.sysctls.insert(recycle.into(), "1".into());
        }
    });
    two.listen(5);
    two.call(0, Call::Socket);
    two.call(0, connect(3, "B:80"));
    two.settle();
    two.call(1, accept(3));
    two.call(1, close(4));
    two.settle();
    two.call(0, close(3));
    let last = two.wire[0].segment().unwrap().options.timestamps();
    two.settle();
    let (value, _) = last.unwrap();
    let mut syn = Segment {
        src_port: 9,
        dst_port: 80,
        flags: Flags::SYN,
        window: 1000,
        ..Segment::default()
    };
    let stamp = TcpOption::Timestamps {
        value: value.wrapping_add_signed(ticks),
        echo: 0,
    };
    syn.options.push(stamp).unwrap();
    let (src, dst) = ("10.0.0.1", "10.0.0.2");
    two.arrive(Packet::new(src.parse().unwrap(), dst.parse().unwrap(), syn));
    let answered = !two.wire.is_empty();
    (two, answered)
}

#[test]
fn recycling_takes_an_address_for_one_clock_and_drops_whoever_seems_to_go_back() {
    for (ticks, answered) in [
        (0, true),
        (5000, true),
        (-1, true),
        (-2, false),
        (-90_000, false),
    ] {
        let (two, got) = recycled(Profile::Linux26, ticks);
        assert_eq!(got, answered, "{ticks}");
        assert_eq!(wrote(&two, 1, Rule::RecycleRefuses), !answered);
        let (_, got) = recycled(Profile::Linux6, ticks);
        assert!(got, "gone since 4.12");
    }
}

#[test]
fn recycling_makes_time_wait_short() {
    let (two, _) = recycled(Profile::Linux26, 0);
    let waits = two.hosts[1].sockets();
    let waits = waits.filter_map(Socket::tcb);
    let mut waits = waits.filter(|tcb| tcb.state() == State::TimeWait);
    let tcb = waits.next().unwrap();
    let timer = tcb.timers.get(Timer::TimeWait).unwrap();
    assert_eq!(timer.at.since(timer.set_at), tcb.short_life());
    assert!(tcb.short_life() < Duration::from_secs(3));
}

#[test]
fn recycling_is_no_sysctl_of_kernels_that_have_lost_it() {
    let mut two = Two::new();
    let set = two.with(0, |host, cx| {
        host.set_sysctl("net.ipv4.tcp_tw_recycle", "1", cx)
    });
    assert!(matches!(set, Err(SysctlError::Unknown { .. })));
    let mut old = spec("A", "10.0.0.1");
    old.sysctls
        .insert("net.ipv4.tcp_tw_recycle".into(), "1".into());
    assert!(old.check_sysctls().is_err());
    old.profile = Profile::Linux26;
    assert_eq!(old.check_sysctls(), Ok(()));
}

#[test]
fn without_offsets_every_host_has_a_clock_of_its_own() {
    for profile in [Profile::Linux26, Profile::Linux6] {
        let mut two = Two::of(|_, spec| {
            spec.profile = profile;
            let stamps = "net.ipv4.tcp_timestamps";
            let on = if profile == Profile::Linux26 {
                "1"
            } else {
                "2"
            };
            spec.sysctls.insert(stamps.into(), on.into());
            if profile == Profile::Linux26 {
                spec.config.timestamp_clock = Some(if spec.name == "A" { 7 } else { 9_000_000 });
            } else {
                spec.config.timestamp_clock = Some(if spec.name == "A" { 8 } else { 5 });
            }
        });
        two.listen(5);
        two.call(0, Call::Socket);
        two.call(0, connect(3, "B:80"));
        two.deliver();
        let (value, echo) = two.wire[0].segment().unwrap().options.timestamps().unwrap();
        let clocks = if profile == Profile::Linux26 {
            (9_000_000, 7)
        } else {
            (5, 8)
        };
        assert_eq!((value, echo), clocks);
    }
}

#[test]
fn orphans_beyond_the_bound_are_reset() {
    let mut two = of(Profile::Linux6, &[("net.ipv4.tcp_max_orphans", "0")]);
    two.call(0, Call::Socket);
    two.call(0, connect(3, "B:80"));
    two.settle();
    two.call(0, close(3));
    let sent: Vec<_> = two.wire.iter().filter_map(Packet::segment).collect();
    assert!(sent.last().unwrap().has(Flags::RST));
    assert_eq!(states(&two, 0), []);
    assert_eq!(two.hosts[0].orphans(), (0, 0));
    let line = two.hosts[0].kernel_log().next().unwrap().to_string();
    assert!(line.ends_with("TCP: too many orphaned sockets"));
}

/// The ACK of a FIN waits so long where no text ever came.
const A_TICK: Duration = Duration::from_millis(4);

/// A has closed and its FIN is acknowledged: FIN-WAIT-2 of an orphan, with this `TCP_LINGER2`.
fn half_closed(linger2: Option<i64>, sysctls: &[(&str, &str)]) -> Two {
    let mut two = of(Profile::Linux6, sysctls);
    two.call(0, Call::Socket);
    if let Some(seconds) = linger2 {
        two.call(0, setsockopt(3, SocketOption::Linger2, seconds));
    }
    two.call(0, connect(3, "B:80"));
    two.settle();
    two.call(1, accept(3));
    two.call(0, close(3));
    two.pass(A_TICK);
    two
}

/// How long FIN-WAIT-2 lasts.
fn fin_wait_2(two: &mut Two) -> u64 {
    let mut tenths = 0;
    while states(two, 0) == [State::FinWait2] {
        two.pass(Duration::from_millis(100));
        tenths += 1;
    }
    tenths
}

#[test]
fn an_orphan_waits_in_fin_wait_2_as_long_as_the_host_or_its_socket_says() {
    let timeout = "net.ipv4.tcp_fin_timeout";
    assert_eq!(fin_wait_2(&mut half_closed(None, &[])), 600);
    assert_eq!(fin_wait_2(&mut half_closed(None, &[(timeout, "7")])), 70);
    assert_eq!(fin_wait_2(&mut half_closed(Some(5), &[])), 50);
    // Three and a half RTO at least, which is 0.2 s and a little: the ACK of the FIN took a tick.
    assert_eq!(fin_wait_2(&mut half_closed(None, &[(timeout, "0")])), 8);
}

#[test]
fn below_zero_an_orphan_does_not_wait_at_all() {
    let two = half_closed(Some(-1), &[]);
    assert_eq!(states(&two, 0), [], "gone without a word");
    assert!(two.wire.is_empty());
    // A close that comes in FIN-WAIT-2 sends a RST.
    let mut two = of(Profile::Linux6, &[]);
    two.call(0, Call::Socket);
    two.call(0, setsockopt(3, SocketOption::Linger2, -1));
    two.call(0, connect(3, "B:80"));
    two.settle();
    two.call(0, shutdown(3, How::Write));
    two.pass(A_TICK);
    assert_eq!(two.state(0, 3), State::FinWait2);
    two.call(0, close(3));
    assert!(two.wire[0].segment().unwrap().has(Flags::RST));
    assert_eq!(states(&two, 0), []);
}

#[test]
fn orphans_in_fin_wait_2_count_with_time_wait() {
    let mut two = half_closed(None, &[("net.ipv4.tcp_max_tw_buckets", "0")]);
    assert_eq!(states(&two, 0), [], "no room: gone");
    two.call(1, close(4));
    two.settle();
    assert!(wrote(&two, 0, Rule::TimeWaitOverflow));
}
