use super::{SysctlError, entries, names};
use crate::host::profile::Profile;
use crate::host::sysctl::Knobs;
use crate::host::sysctl::table::Shape;
use crate::host::tests::kit::{Two, connect};
use crate::host::{Call, Host, HostCx, HostSink};
use crate::time::{Duration, Instant};

fn set(two: &mut Two, host: usize, name: &str, value: &str) -> Result<(), SysctlError> {
    two.with(host, |host: &mut Host, cx: &mut HostCx<'_>| {
        host.set_sysctl(name, value, cx)
    })
}

#[test]
fn no_name_is_there_twice() {
    let mut all: Vec<_> = names().collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn what_is_read_can_be_set_again_under_every_profile_and_changes_nothing() {
    for profile in Profile::ALL {
        let knobs = Knobs {
            config: profile.config(),
            sysctls: profile.sysctls(),
        };
        for entry in entries() {
            if matches!(entry.shape, Shape::Inert(_)) {
                continue;
            }
            let text = entry.write(&knobs);
            let parts = entry.read(&text);
            let parts = parts.unwrap_or_else(|error| panic!("{}: {error}", profile.name()));
            let mut again = knobs;
            entry.set(&mut again, parts);
            assert_eq!(
                entry.write(&again),
                text,
                "{} of {}",
                entry.name,
                profile.name()
            );
        }
    }
}

#[test]
fn a_sysctl_turns_its_knob_and_is_read_back() {
    let mut two = Two::new();
    let cases = [
        (
            "net.ipv4.tcp_rmem",
            "4096 540000 15728640",
            "4096 540000 15728640",
        ),
        ("net.ipv4.tcp_timestamps", "2", "2"),
        ("/proc/sys/net/ipv4/tcp_synack_retries", "3", "3"),
        ("net.ipv4.ip_local_port_range", "1000\t2000", "1000 2000"),
        ("net.inet.tcp.msl", "1000", "1000"),
        ("net.core.somaxconn", "0x10", "16"),
    ];
    for (name, value, told) in cases {
        set(&mut two, 0, name, value).unwrap();
        assert_eq!(two.hosts[0].sysctl(name).unwrap(), told);
    }
    let config = two.hosts[0].config();
    assert_eq!(config.receive_buffer, 270_000);
    assert_eq!(config.max_receive_buffer, 15_728_640);
    assert_eq!(config.time_wait, Duration::from_secs(2));
}

#[test]
fn a_new_connection_follows_and_a_living_one_keeps_what_it_began_with() {
    let mut two = Two::connected();
    set(&mut two, 0, "net.ipv4.tcp_window_scaling", "0").unwrap();
    assert!(two.socket(0, 3).tcb().unwrap().config.window_scaling);
    two.call(0, Call::Socket);
    two.call(0, connect(4, "B:80"));
    assert!(!two.socket(0, 4).tcb().unwrap().config.window_scaling);
}

#[test]
fn a_listener_and_where_linux_does_so_a_living_connection_follow_at_once() {
    let mut two = Two::connected();
    set(&mut two, 1, "net.ipv4.tcp_retries2", "3").unwrap();
    let r2 = Some(Duration::from_millis(200 + 400 + 800 + 1600));
    assert_eq!(two.socket(1, 4).tcb().unwrap().config.r2, r2);
    set(&mut two, 1, "net.ipv4.tcp_sack", "0").unwrap();
    two.call(0, Call::Socket);
    two.call(0, connect(4, "B:80"));
    two.settle();
    let children = two.hosts[1].sockets().filter_map(|socket| socket.tcb());
    assert!(children.last().is_some_and(|tcb| !tcb.config.sack));
}

#[test]
fn fifteen_retries_are_924_seconds_as_linux_says() {
    let mut two = Two::new();
    assert_eq!(two.hosts[0].sysctl("net.ipv4.tcp_retries2").unwrap(), "15");
    set(&mut two, 0, "net.ipv4.tcp_retries2", "15").unwrap();
    assert_eq!(
        two.hosts[0].config().r2,
        Some(Duration::from_millis(924_600))
    );
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let mut two = Two::new();
    let error = set(&mut two, 0, "net.ipv4.tcp_syn_retry", "1").unwrap_err();
    let text = error.to_string();
    assert!(text.contains("net.ipv4.tcp_syn_retries"), "{text}");
}

#[test]
fn a_value_out_of_bounds_is_answered_with_the_bounds() {
    let mut sink = HostSink::default();
    let mut cx = HostCx {
        now: Instant::START,
        sink: &mut sink,
    };
    let mut two = Two::new();
    let host = &mut two.hosts[0];
    for (name, value) in [
        ("net.ipv4.tcp_syn_retries", "0"),
        ("net.ipv4.tcp_syn_retries", "128"),
        ("net.ipv4.tcp_rmem", "1 2"),
        ("net.ipv4.tcp_rmem", "1 2 3 4"),
        ("net.ipv4.tcp_sack", "on"),
        ("net.ipv4.ip_local_port_range", "9 1"),
    ] {
        let error = host.set_sysctl(name, value, &mut cx).unwrap_err();
        assert!(
            matches!(error, SysctlError::Value { .. }),
            "{name} = {value}"
        );
    }
}
