use super::AckPolicy;
use crate::tcp::mechanism::window::WindowRule;
use crate::tcp::tests::kit::{After, Peer, millis, small};
use crate::tcp::{Config, State, Timer};
use crate::time::Duration;

fn adaptive() -> Config {
    Config {
        ack_policy: AckPolicy::Adaptive,
        delayed_ack: Some(millis(40)),
        rto_min: millis(200),
        receive_buffer: 60_000,
        mss: 1000,
        ..small()
    }
}

#[track_caller]
fn open(config: Config) -> Peer {
    let mut peer = Peer::landed(config, State::SynSent);
    peer.wait(millis(10));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1000><WND=9000>");
    peer
}

/// The next `octets` arrive, in order.
#[track_caller]
fn text(peer: &mut Peer, octets: u32) -> After {
    let seq = peer.tcb().rcv.nxt;
    peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA={octets}>"))
}

fn acks(after: &After) -> usize {
    after.sent().count()
}

#[test]
fn a_connection_begins_with_sixteen_quick_acks() {
    let mut peer = open(adaptive());
    let answers: Vec<usize> = (0..18).map(|_| acks(&text(&mut peer, 10))).collect();
    assert_eq!(answers.iter().sum::<usize>(), 16);
    assert_eq!(answers.last(), Some(&0));
    assert_eq!(peer.due(Timer::DelayedAck), millis(40));
}

#[test]
fn after_the_quick_ones_more_than_a_full_segment_is_acknowledged_at_once() {
    let mut peer = open(Config {
        mss: 100,
        receive_buffer: 200_000,
        window_rule: WindowRule::Rounded,
        ..adaptive()
    });
    for _ in 0..16 {
        text(&mut peer, 100);
    }
    assert_eq!(acks(&text(&mut peer, 100)), 0, "one full segment waits");
    assert_eq!(acks(&text(&mut peer, 1)), 1, "and one octet more is enough");
}

#[test]
fn in_a_dialogue_the_ack_waits_for_the_answer() {
    let mut peer = open(adaptive());
    assert_eq!(acks(&text(&mut peer, 10)), 1);
    peer.wait(millis(5));
    peer.send(10);
    assert_eq!(acks(&text(&mut peer, 10)), 0, "quick ones are left");
    // It has waited in vain: this is no dialogue.
    peer.fire(Timer::DelayedAck);
    assert_eq!(acks(&text(&mut peer, 10)), 1);
}

#[test]
fn an_ack_that_waited_in_vain_waits_longer_the_next_time_but_no_longer_than_a_round_trip() {
    let slow = |round_trip: u64| {
        let mut peer = Peer::landed(adaptive(), State::SynSent);
        peer.wait(millis(round_trip));
        peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1000><WND=9000>");
        for _ in 0..16 {
            text(&mut peer, 10);
        }
        let mut waited = Vec::new();
        for _ in 0..4 {
            text(&mut peer, 10);
            waited.push(peer.due(Timer::DelayedAck).as_nanos() / 1_000_000);
            peer.fire(Timer::DelayedAck);
        }
        waited
    };
    assert_eq!(slow(10), [40, 40, 40, 40]);
    assert_eq!(slow(100), [40, 80, 100, 100]);
    // MUST-40: always less than half a second.
    assert_eq!(slow(700), [40, 80, 160, 200]);
}

#[test]
fn who_reads_everything_up_to_an_end_lets_the_ack_go() {
    let mut peer = open(adaptive());
    for _ in 0..16 {
        text(&mut peer, 10);
        peer.receive(10);
    }
    text(&mut peer, 10);
    assert!(peer.runs(Timer::DelayedAck));
    let (_, after) = peer.receive(5);
    assert_eq!(acks(&after), 0, "something is left");
    let (_, after) = peer.receive(5);
    assert_eq!(acks(&after), 1);
}

#[test]
fn a_sender_that_resumes_after_a_pause_gets_quick_acks_again() {
    let mut peer = open(adaptive());
    for _ in 0..17 {
        text(&mut peer, 10);
    }
    peer.fire(Timer::DelayedAck);
    peer.wait(Duration::from_secs(5));
    assert_eq!(acks(&text(&mut peer, 10)), 1);
}

#[test]
fn what_comes_twice_is_acknowledged_quickly_for_a_while() {
    let mut peer = open(adaptive());
    for _ in 0..17 {
        text(&mut peer, 10);
    }
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    assert_eq!(acks(&text(&mut peer, 10)), 1);
}

#[test]
fn the_user_can_ask_for_quick_acks_and_for_patience() {
    let mut peer = open(adaptive());
    peer.step(|connection, cx| connection.quick_ack(false, cx));
    text(&mut peer, 10);
    assert!(peer.runs(Timer::DelayedAck), "patience");
    peer.receive(10);
    let ((), after) = peer.step(|connection, cx| connection.quick_ack(true, cx));
    assert_eq!(acks(&after), 1);
    assert_eq!(acks(&text(&mut peer, 10)), 1);
}

#[test]
fn every_second_segment_is_acknowledged_whatever_its_size() {
    let mut peer = open(Config {
        ack_policy: AckPolicy::EverySecond,
        ..adaptive()
    });
    let answers: Vec<usize> = (0..4).map(|_| acks(&text(&mut peer, 10))).collect();
    assert_eq!(answers, [0, 1, 0, 1]);
    text(&mut peer, 10);
    assert_eq!(peer.due(Timer::DelayedAck), millis(40));
}

#[test]
fn while_the_buffer_fills_up_the_ack_waits_for_the_reader() {
    let mut peer = open(adaptive());
    for _ in 0..20 {
        text(&mut peer, 1000);
    }
    peer.fire(Timer::DelayedAck);
    text(&mut peer, 1000);
    assert_eq!(acks(&text(&mut peer, 1000)), 0);
    let (_, after) = peer.receive(2000);
    assert_eq!(acks(&after), 1);
}

/// Seen on Linux 6.18: FIN, then FIN,ACK, then ACK, when the program closes as soon as it reads the end.
#[test]
fn the_ack_of_the_first_fin_waits_for_ours() {
    let mut peer = open(adaptive());
    text(&mut peer, 10);
    let seq = peer.tcb().rcv.nxt;
    let after = peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=FIN,ACK>"));
    assert_eq!(acks(&after), 0, "though quick ACKs are left");
    assert_eq!(peer.due(Timer::DelayedAck), millis(40));
}

/// Seen on Linux 6.18: after 0.2 to 5.9 ms, with ticks of 4 ms.
#[test]
fn where_no_text_has_come_the_ack_of_the_fin_waits_for_a_tick() {
    let mut peer = open(adaptive());
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
    assert_eq!(
        acks(&after),
        0,
        "a program that closes at once sends one segment"
    );
    assert_eq!(peer.due(Timer::DelayedAck), millis(4));
    assert_eq!(acks(&peer.fire(Timer::DelayedAck)), 1);
}
