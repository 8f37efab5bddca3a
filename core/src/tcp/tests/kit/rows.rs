//! Tables of labelled rows: a sentence, a state and a segment, and what must follow.
//!
//! ```text
//! the sentence
//!    STATE  <segment that arrives>
//! -> STATE  <reply> ... !signal ...  deciding-rule
//! ```

use std::fmt::Write as _;

use super::{After, Peer};
use crate::tcp::{Signal, State, Timer};

/// Runs every row of `table`, each on an end of its own, and shows all that differ.
#[track_caller]
pub(in crate::tcp) fn check_rows(table: &str) {
    let lines: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len() % 3, 0, "three lines a row");
    let mut differ = String::new();
    for row in lines.chunks(3) {
        let (label, begin, expected) = (row[0], row[1].trim(), row[2].trim());
        let expected = expected.strip_prefix("-> ").expect(label);
        let (state, notation) = begin.split_once(' ').expect(label);
        let mut peer = land(state);
        let after = peer.arrive(notation.trim());
        let found = describe(&after, &peer, expected);
        if words(expected) != words(&found) {
            let _ = write!(
                differ,
                "\n{label}\n   {begin}\n-> {expected}\nis {found} {:?}",
                after.rules
            );
        }
    }
    assert!(differ.is_empty(), "{differ}");
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// What followed, in the shape of a row; the deciding rule is shown when it is among the rules named.
fn describe(after: &After, peer: &Peer, expected: &str) -> String {
    let mut found = peer.state().to_string();
    for segment in after.sent() {
        let _ = write!(found, " {segment}");
    }
    for signal in &after.signals {
        let _ = write!(found, " !{}", name(*signal));
    }
    let rule = expected.split_whitespace().last().unwrap_or_default();
    if after.rules.iter().any(|named| named.code() == rule) {
        let _ = write!(found, " {rule}");
    }
    found
}

pub(in crate::tcp) const fn name(signal: Signal) -> &'static str {
    match signal {
        Signal::Established => "established",
        Signal::Refused => "refused",
        Signal::Reset => "reset",
        Signal::TimedOut => "timed-out",
        Signal::PeerClosed => "peer-closed",
        Signal::Trouble => "trouble",
        Signal::SoftError(_) => "soft error",
        Signal::Unreachable(_) => "unreachable",
        Signal::Urgent => "urgent",
        Signal::Closed => "closed",
    }
}

/// A state by name, or one of its variations after a slash.
#[track_caller]
pub(in crate::tcp) fn land(name: &str) -> Peer {
    let (base, variation) = name.split_once('/').unwrap_or((name, ""));
    let state = State::ALL.into_iter().find(|state| state.name() == base);
    let state = state.unwrap_or_else(|| panic!("no state is called {base}"));
    let mut peer = match (state, variation) {
        // By an active OPEN; without a word SYN-RECEIVED is passive.
        (State::SynReceived, "active") => return Peer::crossed(),
        _ => Peer::in_state(state),
    };
    match variation {
        "" => {}
        // 250 octets in flight, 101 to 350.
        "flight" => {
            peer.send(250);
            peer.send(100);
        }
        // RCV.WND is 0: 1000 octets have come, RCV.NXT is 1301, and none was read.
        "shut" => {
            for seq in (301..1301).step_by(100) {
                peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=100>"));
            }
            assert_eq!(peer.tcb().rcv.wnd, 0);
        }
        // 301 to 310 is missing, 311 to 320 is kept.
        "hole" => {
            peer.arrive("<SEQ=311><ACK=101><CTL=ACK><DATA=10>");
        }
        // The peer's window is shut, and ten octets wait before it.
        "persist" => {
            peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=0>");
            peer.send(10);
            assert!(peer.runs(Timer::Persist));
        }
        // The peer's window is silly; an ACK waits too.
        "override" => {
            peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=5>");
            peer.send(10);
            peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=5><DATA=10>");
            assert!(peer.runs(Timer::Override));
        }
        // The FIN waits behind ten octets, and both before a shut window.
        "queued" => {
            peer = Peer::in_state(State::Established);
            peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=0>");
            peer.send(10);
            peer.close().expect("CLOSE");
        }
        // Only for the kit's peer.
        "to" => peer.open_passive_to_peer(),
        // The user is gone: close(2), not shutdown(2).
        "gone" => {
            let (result, _) = peer.step(|connection, cx| connection.close(true, cx));
            result.expect("CLOSE");
        }
        other => panic!("no variation is called {other}"),
    }
    peer
}
