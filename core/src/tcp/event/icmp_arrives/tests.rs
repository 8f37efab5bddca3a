use crate::rule::Rule;
use crate::tcp::tests::kit::{After, Peer, small};
use crate::tcp::{Config, IcmpPolicy, Signal, State};
use crate::wire::IcmpError;

const SOFT: [IcmpError; 6] = [
    IcmpError::NetUnreachable,
    IcmpError::HostUnreachable,
    IcmpError::SourceRouteFailed,
    IcmpError::TimeExceeded,
    IcmpError::ReassemblyTimeExceeded,
    IcmpError::ParameterProblem,
];

const HARD: [IcmpError; 2] = [IcmpError::ProtocolUnreachable, IcmpError::PortUnreachable];

/// States in which something is in flight, with the number of it: our SYN, our text, our FIN.
fn waiting(icmp: IcmpPolicy) -> Vec<(Peer, u32)> {
    let config = Config { icmp, ..small() };
    let mut open = Peer::landed(config, State::Established);
    open.send(10);
    let mut half_closed = Peer::landed(config, State::CloseWait);
    half_closed.send(10);
    vec![
        (Peer::landed(config, State::SynSent), 100),
        (open, 101),
        (half_closed, 101),
        (Peer::landed(config, State::FinWait1), 101),
        (Peer::landed(config, State::Closing), 101),
        (Peer::landed(config, State::LastAck), 101),
    ]
}

/// The state after each of `errors`, each met by a peer of its own.
fn states_after(icmp: IcmpPolicy, errors: &[IcmpError]) -> Vec<(State, State, After)> {
    let mut states = Vec::new();
    for (peer, seq) in waiting(icmp) {
        for error in errors {
            let mut peer = peer.clone();
            let before = peer.state();
            let after = peer.icmp(*error, seq);
            states.push((before, peer.state(), after));
        }
    }
    states
}

#[test]
fn a_soft_error_ends_nothing_in_any_state_and_the_user_is_told() {
    for (before, after, out) in states_after(IcmpPolicy::Hard, &SOFT) {
        assert_eq!(before, after);
        assert!(
            matches!(out.signals[..], [Signal::SoftError(_)]),
            "{before}"
        );
        assert_eq!(out.rules, [Rule::IcmpSoft, Rule::IcmpSoft]);
        assert_eq!(out.segments(), "-");
    }
}

#[test]
fn a_hard_error_ends_the_connection_in_every_state() {
    for (before, after, out) in states_after(IcmpPolicy::Hard, &HARD) {
        assert_eq!(after, State::Closed, "{before}");
        assert!(
            matches!(out.signals[..], [Signal::Unreachable(_)]),
            "{before}"
        );
        assert_eq!(out.segments(), "-", "the peer could not be told");
    }
}

#[test]
fn with_the_knob_of_rfc_5927_a_hard_error_ends_only_what_opens() {
    for (before, after, _) in states_after(IcmpPolicy::HardOpening, &HARD) {
        let expected = if before == State::SynSent {
            State::Closed
        } else {
            before
        };
        assert_eq!(after, expected);
    }
    for (before, after, _) in states_after(IcmpPolicy::HardOpening, &SOFT) {
        assert_eq!(before, after);
    }
}

#[test]
fn as_on_linux_any_error_ends_what_opens_and_nothing_else() {
    let all: Vec<_> = SOFT.into_iter().chain(HARD).collect();
    for (before, after, _) in states_after(IcmpPolicy::AnyOpening, &all) {
        let expected = if before == State::SynSent {
            State::Closed
        } else {
            before
        };
        assert_eq!(after, expected);
    }
}

#[test]
fn as_on_freebsd_prohibitions_and_expiry_end_syn_sent_and_unreachability_does_not() {
    let cases = [
        (IcmpError::PortUnreachable, true),
        (IcmpError::ProtocolUnreachable, true),
        (IcmpError::NetProhibited, true),
        (IcmpError::HostProhibited, true),
        (IcmpError::Prohibited, true),
        (IcmpError::TimeExceeded, true),
        (IcmpError::ReassemblyTimeExceeded, false),
        (IcmpError::NetUnreachable, false),
        (IcmpError::HostUnreachable, false),
        (IcmpError::PrecedenceCutoff, false),
        (IcmpError::ParameterProblem, false),
    ];
    for (error, ends) in cases {
        for (before, after, _) in states_after(IcmpPolicy::ProhibitedOpening, &[error]) {
            let ended = ends && before == State::SynSent;
            assert_eq!(
                after,
                if ended { State::Closed } else { before },
                "{error:?}"
            );
        }
    }
}

#[test]
fn where_no_error_may_end_a_connection_none_does() {
    for (before, after, _) in states_after(IcmpPolicy::Never, &HARD) {
        assert_eq!(before, after);
    }
}

#[test]
fn an_error_about_a_number_that_is_not_in_flight_is_ignored() {
    for (peer, seq) in waiting(IcmpPolicy::Hard) {
        let end = peer.tcb().snd.nxt.raw();
        for forged in [seq - 1, end, end + 1000, seq.wrapping_sub(1 << 31)] {
            let mut peer = peer.clone();
            let before = peer.clone();
            let after = peer.icmp(IcmpError::PortUnreachable, forged);
            assert_eq!(after.rules, [Rule::IcmpForged], "{forged}");
            assert_eq!(peer.connection, before.connection);
        }
        let mut last = peer.clone();
        last.icmp(IcmpError::PortUnreachable, end - 1);
        assert_eq!(
            last.state(),
            State::Closed,
            "the last number in flight counts"
        );
    }
}

#[test]
fn source_quench_changes_nothing() {
    for (mut peer, seq) in waiting(IcmpPolicy::AnyOpening) {
        let before = peer.clone();
        let after = peer.icmp(IcmpError::SourceQuench, seq);
        assert_eq!(after.rules, [Rule::IcmpQuench]);
        assert_eq!(peer.connection, before.connection);
    }
}

#[test]
fn a_passive_syn_received_goes_back_to_listen_without_a_word() {
    let mut peer = Peer::in_state(State::SynReceived);
    let after = peer.icmp(IcmpError::PortUnreachable, 100);
    assert_eq!(peer.state(), State::Listen);
    assert!(after.signals.is_empty());
}

#[test]
fn where_nothing_is_in_flight_there_is_nothing_to_be_about() {
    for state in [
        State::Closed,
        State::Listen,
        State::Established,
        State::FinWait2,
        State::TimeWait,
    ] {
        let mut peer = Peer::in_state(state);
        for seq in [0, 99, 100, 101, 102] {
            peer.icmp(IcmpError::PortUnreachable, seq);
            assert_eq!(peer.state(), state);
        }
    }
}
