//! `TCP_DEFER_ACCEPT`: a listener that waits for text.

use super::kit::*;
use crate::host::*;
use crate::rule::Rule;
use crate::tcp::State;
use crate::time::Duration;

/// B's listener waits for seven seconds: three intervals of 1, 2 and 4. A has called.
fn deferring() -> Two {
    let mut two = Two::new();
    two.call(1, Call::Socket);
    two.call(1, setsockopt(FD, SocketOption::DeferAccept, 5));
    two.call(1, bind(FD, 80));
    two.call(1, listen(FD, 5));
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, connect(FD, "B:80")), None);
    two.settle();
    two
}

fn queues(two: &Two) -> (usize, usize) {
    let queues = two.socket(1, FD).listener().unwrap();
    (queues.syn_queue.len(), queues.accept_queue.len())
}

#[test]
fn the_listener_that_defers_waits_for_text() {
    let mut two = deferring();
    assert_eq!(two.state(0, FD), State::Established, "it believes so");
    assert_eq!(queues(&two), (1, 0));
    let put_aside = two.notes(1).into_iter();
    let put_aside = put_aside.filter(|note| note.rule == Rule::DeferAccept);
    assert_eq!(put_aside.count(), 1);
    two.call(0, send(FD, "x"));
    two.settle();
    assert_eq!(queues(&two), (0, 1));
}

#[test]
fn near_the_end_of_the_deferral_the_syn_ack_goes_once_more() {
    let mut two = deferring();
    let sent = |two: &Two| {
        let packets = two
            .log
            .iter()
            .filter(|(host, output)| *host == 1 && matches!(output, HostOutput::Packet { .. }));
        packets.count()
    };
    assert_eq!(sent(&two), 1);
    two.pass(Duration::from_millis(6900));
    assert_eq!((queues(&two), sent(&two)), ((1, 0), 1), "it only waits");
    two.pass(Duration::from_millis(200));
    assert_eq!(sent(&two), 2, "the last chance");
    assert_eq!(queues(&two), (0, 1), "its answer is enough now");
}
