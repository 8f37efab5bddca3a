//! Every event of 3.10 in every state, pinned in one table.
//!
//! Each row begins anew in its state. A passive OPEN makes a record of its own in any case (MUST-41), so it has a row in
//! CLOSED only. A timer that does not run has no row: it is checked to do nothing. The columns: the event, what the call returned, what was sent, signals to the
//! user, the timers that run afterwards (R retransmission, P persist, D delayed ACK, O override, T time-wait, U user
//! timeout), the state afterwards.

use std::fmt::Write as _;

use bytes::Bytes;

use super::kit::{After, Peer, land, name, segment};
use crate::tcp::{Connection, Cx, Error, Timer};
use crate::wire::SeqNum;

/// The states, and some of them in a second shape.
const STATES: [&str; 18] = [
    "CLOSED",
    "LISTEN",
    "LISTEN/to",
    "SYN-SENT",
    "SYN-RECEIVED",
    "SYN-RECEIVED/active",
    "ESTABLISHED",
    "ESTABLISHED/flight",
    "ESTABLISHED/shut",
    "ESTABLISHED/persist",
    "ESTABLISHED/override",
    "FIN-WAIT-1",
    "FIN-WAIT-1/queued",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
];

/// Arriving segments; the words in capitals are filled in from the record.
const SEGMENTS: [(&str, &str); 25] = [
    ("SYN", "<SEQ=NXT><CTL=SYN>"),
    ("SYN again", "<SEQ=IRS><CTL=SYN>"),
    ("SYN far away", "<SEQ=FAR><CTL=SYN>"),
    ("SYN,ACK", "<SEQ=NXT><ACK=SENT><CTL=SYN,ACK>"),
    ("SYN,ACK again", "<SEQ=IRS><ACK=SENT><CTL=SYN,ACK>"),
    ("SYN,ACK of the unsent", "<SEQ=NXT><ACK=MORE><CTL=SYN,ACK>"),
    ("ACK of all sent", "<SEQ=NXT><ACK=SENT><CTL=ACK>"),
    ("ACK of nothing new", "<SEQ=NXT><ACK=UNA><CTL=ACK>"),
    ("ACK before the ISS", "<SEQ=NXT><ACK=OLD><CTL=ACK>"),
    ("ACK of the unsent", "<SEQ=NXT><ACK=MORE><CTL=ACK>"),
    ("ACK outside the window", "<SEQ=FAR><ACK=SENT><CTL=ACK>"),
    ("text in order", "<SEQ=NXT><ACK=SENT><CTL=ACK><DATA=10>"),
    ("text ahead", "<SEQ=NEXT><ACK=SENT><CTL=ACK><DATA=10>"),
    ("text again", "<SEQ=BACK><ACK=SENT><CTL=ACK><DATA=10>"),
    ("text without ACK", "<SEQ=NXT><CTL=PSH><DATA=10>"),
    ("FIN", "<SEQ=NXT><ACK=UNA><CTL=FIN,ACK>"),
    ("FIN, ACK of all sent", "<SEQ=NXT><ACK=SENT><CTL=FIN,ACK>"),
    ("FIN again", "<SEQ=LAST><ACK=SENT><CTL=FIN,ACK>"),
    ("FIN ahead", "<SEQ=NEXT><ACK=SENT><CTL=FIN,ACK>"),
    ("FIN without ACK", "<SEQ=NXT><CTL=FIN>"),
    ("RST at RCV.NXT", "<SEQ=NXT><CTL=RST>"),
    ("RST,ACK at RCV.NXT", "<SEQ=NXT><ACK=SENT><CTL=RST,ACK>"),
    ("RST in the window", "<SEQ=NEXT><CTL=RST>"),
    ("RST outside the window", "<SEQ=FAR><CTL=RST>"),
    ("URG", "<SEQ=NXT><ACK=SENT><CTL=ACK,URG><URG=5><DATA=10>"),
];

/// Fills in the numbers. Without a record the peer is about to send its SYN with 300, as it would to SYN-SENT.
fn fill(notation: &str, peer: &Peer) -> String {
    let tcb = peer.connection.tcb();
    let synchronized = tcb.filter(|tcb| tcb.rcv.nxt != SeqNum::new(0));
    let nxt = synchronized.map_or(SeqNum::new(300), |tcb| tcb.rcv.nxt);
    let una = tcb.map_or(SeqNum::new(100), |tcb| tcb.snd.una);
    let sent = tcb.map_or(SeqNum::new(101), |tcb| tcb.snd.nxt);
    let mut text = notation.to_owned();
    for (word, number) in [
        ("NXT", nxt),
        ("NEXT", nxt + 10),
        ("BACK", nxt - 10),
        ("LAST", nxt - 1),
        ("FAR", nxt + 5000),
        ("IRS", SeqNum::new(300)),
        ("UNA", una),
        ("SENT", sent),
        ("MORE", sent + 1),
        ("OLD", SeqNum::new(50)),
    ] {
        text = text.replace(&format!("={word}>"), &format!("={number}>"));
    }
    text
}

fn timers(peer: &Peer) -> String {
    let letter = |timer| match timer {
        Timer::Retransmission => 'R',
        Timer::Persist => 'P',
        Timer::DelayedAck => 'D',
        Timer::Override => 'O',
        Timer::TimeWait => 'T',
        Timer::LossProbe => 'L',
        Timer::Reordering => 'Q',
        Timer::UserTimeout => 'U',
        Timer::FinWait2 => '2',
        Timer::Keepalive => 'K',
    };
    let all = Timer::ALL.into_iter().filter(|timer| peer.runs(*timer));
    all.map(letter).collect()
}

fn row(event: &str, result: &str, after: &After, peer: &Peer) -> String {
    let signals: Vec<&str> = after.signals.iter().map(|signal| name(*signal)).collect();
    let line = format!(
        "{event:<58} | {result:<25} | {:<61} | {:<23} | {:<3} | {}",
        after.segments(),
        signals.join(" "),
        timers(peer),
        peer.state(),
    );
    line.trim_end().to_owned()
}

fn told<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => format!("{value:?}").replace("()", "ok").replace('"', ""),
        Err(error) => error.to_string(),
    }
}

fn calls(state: &str, table: &mut String) {
    let mut call = |event: &str, act: &dyn Fn(&mut Peer) -> (String, After)| {
        let mut peer = land(state);
        let (result, after) = act(&mut peer);
        let _ = writeln!(table, "{}", row(event, &result, &after, &peer));
    };
    if state == "CLOSED" {
        call("OPEN passive", &|peer| {
            let (local, config) = (peer.pair.local, peer.config);
            let open = |c: &mut Connection, cx: &mut Cx<'_>| {
                *c = Connection::open_passive(local, None, config, cx);
            };
            let ((), after) = peer.step(open);
            ("ok".into(), after)
        });
    }
    call("OPEN active", &|peer| {
        let (pair, config) = (peer.pair, peer.config);
        let (result, after) = peer.step(|c, cx| c.open_active(pair, config, cx));
        (told(result), after)
    });
    call("OPEN active, remote socket unspecified", &|peer| {
        let (mut pair, config) = (peer.pair, peer.config);
        pair.remote.set_port(0);
        let (result, after) = peer.step(|c, cx| c.open_active(pair, config, cx));
        (told(result), after)
    });
    call("SEND of 10", &|peer| {
        let (result, after) = peer.try_send(Bytes::from_static(b"abcdefghij"), false);
        (told(result), after)
    });
    call("SEND of 10, urgent", &|peer| {
        let (result, after) = peer.try_send(Bytes::from_static(b"abcdefghij"), true);
        (told(result), after)
    });
    call("RECEIVE", &|peer| {
        let (result, after) = peer.step(|c, cx| c.receive(u32::MAX, cx));
        (
            told(result.map(|got| {
                if got.end {
                    "the end".into()
                } else {
                    format!("{} octets", got.octets)
                }
            })),
            after,
        )
    });
    call("CLOSE", &|peer| {
        let (result, after) = peer.step(|c, cx| c.close(false, cx));
        (told(result), after)
    });
    call("ABORT", &|peer| {
        let (result, after) = peer.step(Connection::abort);
        (told(result), after)
    });
    call("STATUS", &|peer| {
        let (result, after) = peer.step(|c, _| c.status());
        (told(result.map(|status| status.state.name())), after)
    });
}

fn arrivals(state: &str, table: &mut String) {
    for (event, notation) in SEGMENTS {
        let mut peer = land(state);
        let filled = fill(notation, &peer);
        let after = peer.receive_segment(&segment(&filled));
        let event = format!("{event} {filled}");
        let _ = writeln!(table, "{}", row(&event, "", &after, &peer));
    }
}

fn timeouts(state: &str, table: &mut String) {
    for timer in Timer::ALL {
        let mut peer = land(state);
        if !peer.runs(timer) {
            let before = peer.connection.clone();
            let after = peer.expire(timer);
            assert_eq!((after.outputs, &peer.connection), (0, &before), "{timer}");
            continue;
        }
        let after = peer.fire(timer);
        let event = format!("timeout: {timer}");
        let _ = writeln!(table, "{}", row(&event, "", &after, &peer));
    }
}

fn title(state: &str) -> String {
    let peer = land(state);
    let numbers = peer.connection.tcb().map_or(String::new(), |tcb| {
        format!(
            "  SND.UNA={} SND.NXT={} SND.WND={} RCV.NXT={} RCV.WND={}",
            tcb.snd.una, tcb.snd.nxt, tcb.snd.wnd, tcb.rcv.nxt, tcb.rcv.wnd
        )
    });
    format!("{state}{numbers}")
}

#[test]
fn every_event_in_every_state_does_what_the_table_says() {
    let mut table = String::new();
    for state in STATES {
        let _ = writeln!(table, "\n{}\n", title(state));
        calls(state, &mut table);
        arrivals(state, &mut table);
        timeouts(state, &mut table);
    }
    insta::assert_snapshot!("every_event_in_every_state", table);
}
