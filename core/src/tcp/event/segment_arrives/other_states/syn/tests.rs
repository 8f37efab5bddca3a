use crate::tcp::tests::kit::{Peer, check_rows, small};
use crate::tcp::{AbortForm, Config, Connection, Signal, State};

#[test]
fn a_syn_returns_a_passive_syn_received_to_listen_and_is_challenged_elsewhere() {
    check_rows(
        "
SYN-RECEIVED out of LISTEN: back
   SYN-RECEIVED  <SEQ=301><CTL=SYN>
-> LISTEN  syn-returns-to-listen
anywhere in the window
   SYN-RECEIVED  <SEQ=1300><CTL=SYN>
-> LISTEN  syn-returns-to-listen
also with an ACK of ours, for this step comes before the fifth
   SYN-RECEIVED  <SEQ=301><ACK=101><CTL=SYN,ACK>
-> LISTEN  syn-returns-to-listen
the same SYN again lies before the window and is only acknowledged
   SYN-RECEIVED  <SEQ=300><CTL=SYN>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
SYN-RECEIVED by an active OPEN: as in the synchronized states
   SYN-RECEIVED/active  <SEQ=301><CTL=SYN>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
ESTABLISHED
   ESTABLISHED  <SEQ=301><CTL=SYN>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
ESTABLISHED, ahead in the window
   ESTABLISHED  <SEQ=700><ACK=101><CTL=SYN,ACK>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
irrespective of its number: an old SYN whose text reaches into the window
   ESTABLISHED  <SEQ=300><ACK=101><CTL=SYN,ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=301><CTL=SYN>
-> FIN-WAIT-1  <SEQ=102><ACK=301><CTL=ACK>  syn-challenged
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=301><CTL=SYN>
-> FIN-WAIT-2  <SEQ=102><ACK=301><CTL=ACK>  syn-challenged
CLOSE-WAIT
   CLOSE-WAIT  <SEQ=302><CTL=SYN>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  syn-challenged
CLOSING
   CLOSING  <SEQ=302><CTL=SYN>
-> CLOSING  <SEQ=102><ACK=302><CTL=ACK>  syn-challenged
LAST-ACK
   LAST-ACK  <SEQ=302><CTL=SYN>
-> LAST-ACK  <SEQ=102><ACK=302><CTL=ACK>  syn-challenged
TIME-WAIT
   TIME-WAIT  <SEQ=302><CTL=SYN>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  syn-challenged
the ACK of such a segment is not looked at
   FIN-WAIT-1  <SEQ=301><ACK=102><CTL=SYN,ACK>
-> FIN-WAIT-1  <SEQ=102><ACK=301><CTL=ACK>  syn-challenged
a RST besides comes first
   ESTABLISHED  <SEQ=301><CTL=SYN,RST>
-> CLOSED  !reset  reset-received
",
    );
}

#[test]
fn the_record_in_listen_accepts_the_next_syn() {
    let mut peer = Peer::in_state(State::SynReceived);
    peer.arrive("<SEQ=400><CTL=SYN>");
    assert_eq!(peer.connection, Connection::Listen(peer.listen()));
    let after = peer.arrive("<SEQ=400><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=100><ACK=401><CTL=SYN,ACK>");
}

#[test]
fn challenge_acks_are_rationed() {
    // RFC 5961 7: ten in five seconds, by default.
    let mut peer = Peer::in_state(State::Established);
    for arriving in ["<SEQ=301><CTL=SYN>", "<SEQ=500><CTL=RST>"] {
        for _ in 0..5 {
            let after = peer.arrive(arriving);
            assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
        }
    }
    assert_eq!(peer.arrive("<SEQ=301><CTL=SYN>").segments(), "-");
    peer.wait(peer.config.challenge_interval);
    let after = peer.arrive("<SEQ=301><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
}

#[test]
fn by_rfc_793_a_syn_in_the_window_resets_and_one_outside_is_only_acknowledged() {
    let config = Config {
        insecure_syn: true,
        ..small()
    };
    for state in [
        State::Established,
        State::FinWait1,
        State::FinWait2,
        State::CloseWait,
        State::Closing,
        State::LastAck,
        State::TimeWait,
    ] {
        let open = Peer::landed(config, state);
        let (nxt, wnd) = (open.tcb().rcv.nxt.raw(), open.tcb().rcv.wnd);
        for (seq, resets) in [
            (nxt, true),
            (nxt + wnd - 1, true),
            (nxt - 1, false),
            (nxt + wnd, false),
        ] {
            let mut peer = open.clone();
            let after = peer.arrive(&format!("<SEQ={seq}><CTL=SYN>"));
            assert_eq!(peer.state() == State::Closed, resets, "{state} {seq}");
            assert_eq!(
                after.segments().contains("CTL=RST"),
                resets,
                "{state} {seq}"
            );
            assert_eq!(after.signals == [Signal::Reset], resets, "{state} {seq}");
        }
    }
}

#[test]
fn the_rst_of_an_abort_has_an_ack_where_the_system_adds_one() {
    for (abort_form, expected) in [
        (AbortForm::Bare, "<SEQ=101><CTL=RST><WND=0>"),
        (
            AbortForm::Acknowledging,
            "<SEQ=101><ACK=301><CTL=RST,ACK><WND=0>",
        ),
        (
            AbortForm::WithWindow,
            "<SEQ=101><ACK=301><CTL=RST,ACK><WND=1000>",
        ),
    ] {
        let config = Config {
            abort_form,
            ..small()
        };
        let mut peer = Peer::landed(config, State::Established);
        let after = peer.abort().expect("ABORT");
        assert_eq!(after.full(), expected);
    }
}
