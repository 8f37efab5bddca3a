use crate::tcp::mechanism::writes::PushRule;
use crate::tcp::tests::kit::{After, Peer, small};
use crate::tcp::{Config, Connection, SendRequest, State, Timer};
use crate::wire::{Flags, pattern};

/// What Linux does: Minshall's variant, PSH at the end of a write.
fn minshall() -> Config {
    Config {
        minshall: true,
        push_rule: PushRule::WriteEnds,
        ..small()
    }
}

#[track_caller]
fn write(peer: &mut Peer, octets: usize, more: bool, ends_record: bool) -> After {
    let request = SendRequest {
        data: pattern(octets).into(),
        urgent: false,
        more,
        ends_record,
        beyond: false,
    };
    let (taken, after) = peer.step(|connection, cx| connection.send(request, cx));
    assert!(taken.is_ok());
    after
}

#[track_caller]
fn turn(peer: &mut Peer, change: impl FnOnce(&mut Config)) -> After {
    let step = |connection: &mut Connection, cx: &mut crate::tcp::Cx<'_>| {
        connection.configure(change, cx);
    };
    peer.step(step).1
}

/// The sizes of what was sent; a star marks PSH.
fn sizes(after: &After) -> String {
    let texts = after.sent().filter(|segment| !segment.payload.is_empty());
    let sizes = texts.map(|segment| {
        let push = if segment.has(Flags::PSH) { "*" } else { "" };
        format!("{}{push}", segment.payload.len())
    });
    sizes.collect::<Vec<_>>().join(" ")
}

#[test]
fn nagle_holds_a_small_piece_behind_anything_and_minshall_behind_a_small_one_only() {
    // SHLD-7, 1122-2
    let sent = |config| {
        let mut peer = Peer::landed(config, State::Established);
        [150, 10, 10].map(|octets| sizes(&write(&mut peer, octets, false, false)))
    };
    assert_eq!(sent(small()), ["100", "", ""]);
    assert_eq!(sent(minshall()), ["100 50*", "", ""]);
    let off = Config {
        nagle: false,
        ..small()
    };
    assert_eq!(sent(off), ["100 50*", "10*", "10*"]);
}

#[test]
fn minshall_lets_the_next_small_piece_go_when_the_last_one_is_acknowledged() {
    let mut peer = Peer::landed(minshall(), State::Established);
    write(&mut peer, 110, false, false);
    assert_eq!(sizes(&write(&mut peer, 10, false, false)), "");
    let after = peer.arrive("<SEQ=301><ACK=201><CTL=ACK>");
    assert_eq!(sizes(&after), "", "the full one was not what it waits for");
    let after = peer.arrive("<SEQ=301><ACK=211><CTL=ACK>");
    assert_eq!(sizes(&after), "10*");
}

#[test]
fn nagle_can_be_turned_off_while_data_waits() {
    // SHLD-7, MUST-17: per connection.
    let mut peer = Peer::in_state(State::Established);
    write(&mut peer, 10, false, false);
    write(&mut peer, 20, false, false);
    assert_eq!(
        sizes(&turn(&mut peer, |config| config.nagle = false)),
        "20*"
    );
}

#[test]
fn a_cork_holds_less_than_a_segment_until_it_is_drawn() {
    let mut peer = Peer::landed(minshall(), State::Established);
    turn(&mut peer, |config| config.cork = true);
    assert_eq!(sizes(&write(&mut peer, 40, false, false)), "");
    assert_eq!(sizes(&write(&mut peer, 70, false, false)), "100*");
    peer.arrive("<SEQ=301><ACK=201><CTL=ACK>");
    assert!(
        peer.runs(Timer::Override),
        "ten octets wait, nothing is in flight"
    );
    assert_eq!(sizes(&turn(&mut peer, |config| config.cork = false)), "10*");
    assert!(!peer.runs(Timer::Override));
}

#[test]
fn what_a_cork_holds_goes_after_one_rto() {
    let mut peer = Peer::landed(minshall(), State::Established);
    turn(&mut peer, |config| config.cork = true);
    write(&mut peer, 40, false, false);
    assert_eq!(peer.due(Timer::Override), peer.tcb().rto.current);
    assert_eq!(sizes(&peer.fire(Timer::Override)), "40*");
}

#[test]
fn turning_nagle_off_lets_go_what_a_cork_holds() {
    let mut peer = Peer::landed(minshall(), State::Established);
    turn(&mut peer, |config| config.cork = true);
    write(&mut peer, 40, false, false);
    let ((), after) = peer.step(Connection::release);
    assert_eq!(sizes(&after), "40*");
    assert_eq!(
        sizes(&write(&mut peer, 40, false, false)),
        "",
        "the cork is still in"
    );
}

#[test]
fn a_write_with_more_to_come_waits_and_does_not_push() {
    let mut peer = Peer::landed(
        Config {
            nagle: false,
            ..minshall()
        },
        State::Established,
    );
    assert_eq!(sizes(&write(&mut peer, 40, true, false)), "");
    assert_eq!(sizes(&write(&mut peer, 5, false, false)), "45*");
    peer.arrive("<SEQ=301><ACK=146><CTL=ACK>");
    assert_eq!(sizes(&write(&mut peer, 310, true, false)), "100 100 100");
    // The call is over: the next ACK finds nothing that holds the rest.
    let after = peer.arrive("<SEQ=301><ACK=246><CTL=ACK>");
    assert_eq!(sizes(&after), "10");
}

#[test]
fn nothing_is_joined_to_the_end_of_a_record() {
    let mut peer = Peer::landed(minshall(), State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=0>");
    write(&mut peer, 30, false, true);
    write(&mut peer, 40, false, true);
    write(&mut peer, 150, false, false);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=1000>");
    assert_eq!(sizes(&after), "30* 40* 100");
    let after = peer.arrive("<SEQ=301><ACK=271><CTL=ACK><WND=1000>");
    assert_eq!(sizes(&after), "50*");
}

#[test]
fn close_lets_go_what_waited_for_more() {
    let mut peer = Peer::landed(minshall(), State::Established);
    turn(&mut peer, |config| config.cork = true);
    write(&mut peer, 40, false, false);
    let after = peer.close().expect("CLOSE");
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=301><CTL=FIN,PSH,ACK><DATA=40>"
    );
}
