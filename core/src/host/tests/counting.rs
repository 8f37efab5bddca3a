//! `netstat -s`: what a run counts.

use super::kit::*;
use crate::host::*;
use crate::time::Duration;

fn counted(two: &Two, host: usize) -> Vec<(&'static str, u64)> {
    let counters = two.hosts[host].counters();
    counters.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn a_handshake_counts_at_both_ends() {
    let two = Two::connected();
    let client = [
        ("TcpActiveOpens", 1),
        ("TcpCurrEstab", 1),
        ("TcpInSegs", 1),
        ("TcpOutSegs", 2),
    ];
    assert_eq!(counted(&two, 0), client);
    let server = [
        ("TcpPassiveOpens", 1),
        ("TcpCurrEstab", 1),
        ("TcpInSegs", 2),
        ("TcpOutSegs", 1),
    ];
    assert_eq!(counted(&two, 1), server);
}

#[test]
fn a_connect_that_is_refused_has_failed_and_the_refusal_is_a_rst() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.settle();
    assert_eq!(two.hosts[0].counter(Counter::AttemptFails), 1);
    assert_eq!(two.hosts[1].counter(Counter::OutRsts), 1);
    assert_eq!(two.hosts[1].counter(Counter::OutSegs), 1);
}

#[test]
fn a_syn_that_finds_the_accept_queue_full_is_an_overflow_and_a_drop() {
    let mut two = Two::listening(0);
    for number in 3..6 {
        two.call(0, Call::Socket);
        two.call(0, connect(number, "B:80"));
        two.settle();
    }
    let server = &two.hosts[1];
    assert_eq!(server.counter(Counter::PassiveOpens), 1);
    let (overflows, drops) = (
        server.counter(Counter::ListenOverflows),
        server.counter(Counter::ListenDrops),
    );
    assert_eq!((overflows, drops), (2, 2));
}

#[test]
fn what_is_sent_again_is_counted_apart() {
    let mut two = Two::connected();
    let before = two.hosts[0].counter(Counter::OutSegs);
    two.call(0, send(FD, "hello"));
    two.pass_in_silence(Duration::from_secs(2));
    let client = &two.hosts[0];
    assert_eq!(client.counter(Counter::OutSegs), before + 1);
    let again = client.counter(Counter::RetransSegs);
    assert!(again >= 2, "{again}");
    assert_eq!(client.counter(Counter::OrigDataSent), 1);
    let fired = client.counter(Counter::Timeouts) + client.counter(Counter::LossProbes);
    assert_eq!(fired, again);
}

#[test]
fn resets_and_time_wait_are_counted() {
    let mut two = Two::connected();
    two.call(1, send(4, "hello"));
    two.settle();
    two.call(0, close(FD));
    two.settle();
    assert_eq!(two.hosts[0].counter(Counter::AbortOnClose), 1);
    assert_eq!(two.hosts[0].counter(Counter::AbortOnData), 0);
    assert_eq!(two.hosts[1].counter(Counter::EstabResets), 1);

    let mut two = Two::connected();
    two.call(0, close(FD));
    two.settle();
    two.call(1, close(4));
    two.settle();
    two.pass(Duration::from_secs(61));
    assert_eq!(two.hosts[0].counter(Counter::TimeWaited), 1);
    assert_eq!(two.hosts[0].counter(Counter::CurrEstab), 0);
}
