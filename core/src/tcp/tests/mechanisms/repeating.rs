//! 3.8.1, 3.8.3 and RFC 6298: repeating, waiting longer each time, and giving up.

use crate::tcp::tests::kit::{Peer, millis, small};
use crate::tcp::{Config, Signal, State, Timer};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// The seconds at which the timer fires: each time but the last something is repeated.
#[track_caller]
fn schedule(peer: &mut Peer, segment: &str) -> Vec<u64> {
    let begun = peer.now;
    let mut seconds = Vec::new();
    loop {
        let after = peer.fire(Timer::Retransmission);
        seconds.push(peer.now.since(begun).as_nanos() / 1_000_000_000);
        if peer.state() == State::Closed {
            assert_eq!(after.segments(), "-");
            assert_eq!(after.signals, [Signal::TimedOut]);
            return seconds;
        }
        assert_eq!(after.segments(), segment);
    }
}

#[test]
fn a_syn_is_repeated_for_three_minutes() {
    // MUST-23: given up after 183 s, the first sum of three minutes or more.
    let mut peer = Peer::in_state(State::SynSent);
    let seconds = schedule(&mut peer, "<SEQ=100><CTL=SYN>");
    assert_eq!(seconds, [1, 3, 7, 15, 31, 63, 123, 183]);
}

#[test]
fn a_syn_of_linux_is_repeated_as_linux_does() {
    let mut peer = Peer::landed(Config::linux_6(), State::SynSent);
    let seconds = schedule(&mut peer, "<SEQ=100><CTL=SYN>");
    assert_eq!(seconds, [1, 2, 3, 4, 5, 7, 11, 19, 35, 67, 131]);
}

#[test]
fn a_syn_ack_of_linux_is_repeated_five_times() {
    let mut peer = Peer::landed(Config::linux_6(), State::SynReceived);
    let seconds = schedule(&mut peer, "<SEQ=100><ACK=301><CTL=SYN,ACK>");
    assert_eq!(seconds, [1, 3, 7, 15, 31, 63]);
}

#[test]
fn a_syn_ack_is_repeated_as_long_as_a_syn() {
    let mut peer = Peer::in_state(State::SynReceived);
    let seconds = schedule(&mut peer, "<SEQ=100><ACK=301><CTL=SYN,ACK>");
    assert_eq!(seconds, [1, 3, 7, 15, 31, 63, 123, 183]);
}

#[test]
fn data_is_repeated_until_r2() {
    // SHLD-11: 100 s at least; 123 s is when the timer fires next.
    let mut peer = Peer::in_state(State::Established);
    peer.send(10);
    let seconds = schedule(&mut peer, "<SEQ=101><ACK=301><CTL=PSH,ACK><DATA=10>");
    assert_eq!(seconds, [1, 3, 7, 15, 31, 63, 123]);
}

#[test]
fn a_fin_is_repeated_until_r2() {
    let mut peer = Peer::in_state(State::LastAck);
    let seconds = schedule(&mut peer, "<SEQ=101><ACK=302><CTL=FIN,ACK>");
    assert_eq!(seconds, [1, 3, 7, 15, 31, 63, 123]);
}

#[test]
fn r2_may_be_infinite() {
    // MUST-21
    let config = Config {
        r2: None,
        user_timeout: None,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.send(10);
    for _ in 0..1000 {
        peer.fire(Timer::Retransmission);
    }
    assert_eq!(peer.state(), State::Established);
    assert_eq!(peer.due(Timer::Retransmission), Duration::from_secs(60));
}

#[test]
fn the_user_timeout_ends_what_r2_would_not() {
    // U-24: five minutes, counted from the oldest octet that is not acknowledged.
    let config = Config {
        r2: None,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.send(100);
    peer.wait(Duration::from_secs(200));
    peer.send(100);
    assert_eq!(peer.due(Timer::UserTimeout), Duration::from_secs(100));
    peer.arrive("<SEQ=301><ACK=201><CTL=ACK>");
    assert_eq!(peer.due(Timer::UserTimeout), Duration::from_secs(300));
    let after = peer.fire(Timer::UserTimeout);
    assert_eq!(after.signals, [Signal::TimedOut]);
    assert_eq!(peer.state(), State::Closed);
}

#[test]
fn the_user_timeout_stops_when_all_is_acknowledged() {
    let mut peer = Peer::in_state(State::Established);
    peer.send(10);
    peer.arrive("<SEQ=301><ACK=111><CTL=ACK>");
    assert!(!peer.runs(Timer::UserTimeout));
    assert!(!peer.runs(Timer::Retransmission), "RFC 6298 5.2");
}

/// An end in ESTABLISHED whose handshake took 100 ms.
fn measured() -> Peer {
    let mut peer = Peer::in_state(State::SynSent);
    peer.wait(millis(100));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>");
    assert_eq!(peer.tcb().rto.srtt, Some(millis(100)));
    peer
}

#[test]
fn what_was_repeated_gives_no_sample_and_the_back_off_stays() {
    // Karn, RFC 6298 3 and 5: until new data is acknowledged that was sent once.
    let mut peer = measured();
    peer.send(10);
    peer.fire(Timer::Retransmission);
    peer.arrive("<SEQ=301><ACK=111><CTL=ACK>");
    assert_eq!(peer.tcb().rto.srtt, Some(millis(100)));
    peer.send(10);
    assert_eq!(peer.due(Timer::Retransmission), Duration::from_secs(2));
    peer.wait(millis(100));
    peer.arrive("<SEQ=301><ACK=121><CTL=ACK>");
    peer.send(10);
    assert_eq!(peer.due(Timer::Retransmission), Duration::from_secs(1));
}

#[test]
fn an_ack_of_a_repeated_and_a_new_segment_gives_no_sample() {
    let mut peer = measured();
    peer.send(100);
    peer.send(100);
    peer.fire(Timer::Retransmission);
    peer.arrive("<SEQ=301><ACK=301><CTL=ACK>");
    assert_eq!(peer.tcb().rto.srtt, Some(millis(100)));
}

#[test]
fn after_a_repeated_syn_data_begins_with_three_seconds() {
    // RFC 6298 5.7
    let mut peer = Peer::in_state(State::SynSent);
    peer.fire(Timer::Retransmission);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK>");
    peer.send(10);
    assert_eq!(peer.due(Timer::Retransmission), Duration::from_secs(3));
    let mut peer = Peer::in_state(State::SynReceived);
    peer.fire(Timer::Retransmission);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
    peer.send(10);
    assert_eq!(peer.due(Timer::Retransmission), Duration::from_secs(3));
}

#[test]
fn new_data_acknowledged_starts_the_timer_anew_and_more_data_does_not() {
    // RFC 6298 5.1 and 5.3
    let mut peer = measured();
    peer.send(100);
    peer.wait(millis(400));
    peer.send(100);
    assert_eq!(peer.due(Timer::Retransmission), millis(600));
    peer.arrive("<SEQ=301><ACK=201><CTL=ACK>");
    let rto = peer.tcb().rto.current;
    assert_eq!(peer.due(Timer::Retransmission), rto);
    peer.wait(millis(100));
    peer.arrive("<SEQ=301><ACK=201><CTL=ACK>");
    assert_eq!(peer.due(Timer::Retransmission), rto - millis(100));
}

#[test]
fn only_the_oldest_segment_is_repeated() {
    let mut peer = measured();
    peer.send(300);
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=100>");
    assert!(
        after
            .outgoing
            .iter()
            .all(|outgoing| outgoing.retransmission)
    );
}

#[test]
fn what_is_repeated_carries_the_latest_ack_and_window() {
    let mut peer = measured();
    peer.send(10);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(
        after.full(),
        "<SEQ=101><ACK=311><CTL=PSH,ACK><WND=990><DATA=10>"
    );
    assert!(!peer.runs(Timer::DelayedAck), "it carried the ACK owed");
}

#[test]
fn a_fin_that_rides_on_data_is_left_alone_when_the_data_is_acknowledged() {
    let mut peer = Peer::in_state(State::Established);
    peer.send(150);
    peer.close().expect("CLOSE");
    // 101 to 200, then 201 to 250 with the FIN at 251.
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=100>");
    peer.arrive("<SEQ=301><ACK=201><CTL=ACK>");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(
        after.segments(),
        "<SEQ=201><ACK=301><CTL=FIN,PSH,ACK><DATA=50>"
    );
    peer.arrive("<SEQ=301><ACK=251><CTL=ACK>");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=251><ACK=301><CTL=FIN,ACK>");
}

#[test]
fn a_segment_that_begins_at_the_iss_after_the_wrap_is_no_syn() {
    // 2^32 octets later the numbers of the SYN come again.
    let mut peer = measured();
    let record = crate::tcp::Connection::Open(Box::new({
        let mut tcb = peer.tcb().clone();
        tcb.snd.una = tcb.snd.iss;
        tcb.snd.nxt = tcb.snd.iss;
        tcb.snd.wl2 = tcb.snd.iss;
        tcb.send_buffer = crate::tcp::mechanism::send_buffer::SendBuffer::new(tcb.snd.iss, 1000);
        tcb
    }));
    peer.connection = record;
    let after = peer.send(10);
    assert_eq!(after.segments(), "<SEQ=100><ACK=301><CTL=PSH,ACK><DATA=10>");
    peer.arrive("<SEQ=301><ACK=110><CTL=ACK>");
    assert_eq!(peer.tcb().snd.una, SeqNum::new(110));
}

#[test]
fn a_timer_that_does_not_run_does_nothing() {
    for timer in Timer::ALL {
        let mut peer = Peer::in_state(State::Established);
        let before = peer.connection.clone();
        assert_eq!(peer.expire(timer).outputs, 0, "{timer}");
        assert_eq!(peer.connection, before);
    }
}

#[test]
fn the_next_timer_is_the_first_that_fires() {
    let mut peer = measured();
    assert_eq!(peer.connection.poll_at(), None);
    peer.send(10);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    let at = peer.now + millis(200);
    assert_eq!(peer.connection.poll_at(), Some((at, Timer::DelayedAck)));
    assert!(at > Instant::START);
}

#[test]
fn the_user_learns_of_trouble_once_after_three_repetitions() {
    // SHLD-9, SHLD-10: R1, and for a SYN as for data (MUST-22).
    for state in [State::SynSent, State::LastAck] {
        let mut peer = Peer::in_state(state);
        let told: Vec<bool> = (0..5)
            .map(|_| peer.fire(Timer::Retransmission).signals == [Signal::Trouble])
            .collect();
        assert_eq!(told, [false, false, true, false, false], "{state}");
    }
}

#[test]
fn the_user_may_not_want_to_learn_of_trouble() {
    // SHLD-20
    let mut peer = Peer::landed(Config { r1: 0, ..small() }, State::SynSent);
    let signals = (0..5).map(|_| peer.fire(Timer::Retransmission).signals.len());
    assert_eq!(signals.sum::<usize>(), 0);
}
