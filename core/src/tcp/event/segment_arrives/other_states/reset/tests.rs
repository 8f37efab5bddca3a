use crate::tcp::tests::kit::{Peer, check_rows, small};
use crate::tcp::{Config, Connection, State};

#[test]
fn a_rst_at_rcv_nxt_is_obeyed_as_the_state_demands() {
    check_rows(
        "
SYN-RECEIVED out of LISTEN: back, and the user need not know
   SYN-RECEIVED  <SEQ=301><CTL=RST>
-> LISTEN  reset-passive
SYN-RECEIVED by an active OPEN: refused
   SYN-RECEIVED/active  <SEQ=301><CTL=RST>
-> CLOSED  !refused  reset-refused
ESTABLISHED
   ESTABLISHED  <SEQ=301><CTL=RST>
-> CLOSED  !reset  reset-received
ESTABLISHED, whatever the ACK says
   ESTABLISHED  <SEQ=301><ACK=9999><CTL=RST,ACK>
-> CLOSED  !reset  reset-received
with text in it (SHLD-2)
   ESTABLISHED  <SEQ=301><CTL=RST><DATA=20>
-> CLOSED  !reset  reset-received
with data in flight
   ESTABLISHED/flight  <SEQ=301><CTL=RST>
-> CLOSED  !reset  reset-received
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=301><CTL=RST>
-> CLOSED  !reset  reset-received
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=301><CTL=RST>
-> CLOSED  !reset  reset-received
CLOSE-WAIT
   CLOSE-WAIT  <SEQ=302><CTL=RST>
-> CLOSED  !reset  reset-received
CLOSING: quietly
   CLOSING  <SEQ=302><CTL=RST>
-> CLOSED  !closed  reset-closing
LAST-ACK: quietly
   LAST-ACK  <SEQ=302><CTL=RST>
-> CLOSED  !closed  reset-closing
TIME-WAIT: quietly
   TIME-WAIT  <SEQ=302><CTL=RST>
-> CLOSED  !closed  time-wait-assassinated
a shut window has RCV.NXT all the same
   ESTABLISHED/shut  <SEQ=1301><CTL=RST>
-> CLOSED  !reset  reset-received
",
    );
}

#[test]
fn a_rst_elsewhere_in_the_window_draws_a_challenge_ack() {
    check_rows(
        "
one beyond RCV.NXT
   ESTABLISHED  <SEQ=302><CTL=RST>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  reset-challenged
the last number of the window
   ESTABLISHED  <SEQ=1300><CTL=RST>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  reset-challenged
one beyond the window: silence
   ESTABLISHED  <SEQ=1301><CTL=RST>
-> ESTABLISHED  reset-outside-window
one before RCV.NXT: silence
   ESTABLISHED  <SEQ=300><CTL=RST>
-> ESTABLISHED  reset-outside-window
before RCV.NXT with text that reaches into the window: silence
   ESTABLISHED  <SEQ=300><CTL=RST><DATA=20>
-> ESTABLISHED  reset-outside-window
SYN-RECEIVED
   SYN-RECEIVED  <SEQ=302><CTL=RST>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  reset-challenged
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=302><CTL=RST>
-> FIN-WAIT-1  <SEQ=102><ACK=301><CTL=ACK>  reset-challenged
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=302><CTL=RST>
-> FIN-WAIT-2  <SEQ=102><ACK=301><CTL=ACK>  reset-challenged
CLOSE-WAIT
   CLOSE-WAIT  <SEQ=303><CTL=RST>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  reset-challenged
CLOSING
   CLOSING  <SEQ=303><CTL=RST>
-> CLOSING  <SEQ=102><ACK=302><CTL=ACK>  reset-challenged
LAST-ACK
   LAST-ACK  <SEQ=303><CTL=RST>
-> LAST-ACK  <SEQ=102><ACK=302><CTL=ACK>  reset-challenged
TIME-WAIT
   TIME-WAIT  <SEQ=303><CTL=RST>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  reset-challenged
beside RCV.NXT of a shut window: silence
   ESTABLISHED/shut  <SEQ=1302><CTL=RST>
-> ESTABLISHED  reset-outside-window
",
    );
}

#[test]
fn the_record_that_goes_back_to_listen_is_the_one_that_was_opened() {
    let mut peer = Peer::in_state(State::SynReceived);
    peer.arrive("<SEQ=301><CTL=RST>");
    assert_eq!(peer.connection, Connection::Listen(peer.listen()));
}

#[test]
fn a_rst_is_never_answered_by_a_rst() {
    for state in State::ALL {
        for number in [0, 300, 301, 302, 400, 9000] {
            let mut peer = Peer::in_state(state);
            let after = peer.arrive(&format!("<SEQ={number}><ACK=101><CTL=RST,ACK>"));
            let resets = after.sent().filter(|s| s.has(crate::wire::Flags::RST));
            assert_eq!(resets.count(), 0, "{state} {number}");
        }
    }
}

#[test]
fn by_rfc_793_a_rst_anywhere_in_the_window_is_obeyed() {
    let config = Config {
        insecure_rst: true,
        ..small()
    };
    for state in [
        State::Established,
        State::FinWait2,
        State::CloseWait,
        State::LastAck,
    ] {
        let open = Peer::landed(config, state);
        let (nxt, wnd) = (open.tcb().rcv.nxt.raw(), open.tcb().rcv.wnd);
        for (seq, obeyed) in [
            (nxt, true),
            (nxt + wnd - 1, true),
            (nxt - 1, false),
            (nxt + wnd, false),
        ] {
            let mut peer = open.clone();
            let after = peer.arrive(&format!("<SEQ={seq}><CTL=RST>"));
            assert_eq!(peer.state() == State::Closed, obeyed, "{state} {seq}");
            assert_eq!(after.segments(), "-");
        }
    }
}
