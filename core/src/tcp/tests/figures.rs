//! Figures 6 to 13 of RFC 9293, run on the engine and drawn in the RFC's own shape.
//!
//! A state stands for the end AFTER the departure or arrival of the segment in its line; an ellipsis is a segment
//! still in the network.

use std::fmt::Write as _;

use super::kit::{Peer, Side, segment, small};
use crate::tcp::{Config, Isn, Outgoing, State, Timer};
use crate::wire::{Segment, SeqNum};

/// Two ends and the drawing of what happens between them.
struct Figure {
    a: Peer,
    b: Peer,
    /// What each end has sent and no line has shown yet.
    pending: Vec<(Side, Segment)>,
    drawing: String,
    line: u32,
}

/// A segment that has left and not arrived.
struct Delayed(Side, Segment);

impl Figure {
    fn new(a: Peer, b: Peer) -> Self {
        Self {
            a,
            b,
            pending: Vec::new(),
            drawing: String::new(),
            line: 0,
        }
    }

    fn peer(&mut self, side: Side) -> &mut Peer {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }

    fn state(&mut self, side: Side) -> &'static str {
        self.peer(side).state().name()
    }

    fn take(&mut self, side: Side, outgoing: Vec<Outgoing>) {
        let sent = outgoing.into_iter().map(|outgoing| outgoing.segment);
        self.pending.extend(sent.map(|segment| (side, segment)));
    }

    /// A user or a timer acts; the segments wait for their lines.
    fn act(&mut self, side: Side, act: impl FnOnce(&mut Peer) -> crate::tcp::tests::kit::After) {
        let after = act(self.peer(side));
        self.take(side, after.outgoing);
    }

    #[track_caller]
    fn next_from(&mut self, side: Side) -> Segment {
        let at = self.pending.iter().position(|(from, _)| *from == side);
        self.pending.remove(at.expect("a segment to show")).1
    }

    fn arrive(&mut self, to: Side, segment: &Segment) {
        let after = self.peer(to).receive_segment(segment);
        self.take(to, after.outgoing);
    }

    /// A line with only the two states.
    fn states(&mut self) {
        let (a, b) = (self.state(Side::A), self.state(Side::B));
        self.draw(a, "   ", "", "   ", b);
    }

    /// A line with a comment at either end.
    fn comment(&mut self, left: &str, right: &str) {
        self.draw(left, "   ", "", "   ", right);
    }

    /// The next segment of `from` leaves and arrives in one line.
    #[track_caller]
    fn cross(&mut self, from: Side) {
        let segment = self.next_from(from);
        let sender = self.state(from);
        self.arrive(from.other(), &segment);
        let receiver = self.state(from.other());
        match from {
            Side::A => self.draw(sender, "-->", &segment.to_string(), "-->", receiver),
            Side::B => self.draw(receiver, "<--", &segment.to_string(), "<--", sender),
        }
    }

    /// The next segment of `from` leaves and stays in the network.
    #[track_caller]
    fn depart(&mut self, from: Side) -> Delayed {
        let segment = self.next_from(from);
        let sender = self.state(from);
        match from {
            Side::A => self.draw(sender, "-->", &segment.to_string(), "...", ""),
            Side::B => self.draw("", "...", &segment.to_string(), "<--", sender),
        }
        Delayed(from.other(), segment)
    }

    /// A segment that was in the network arrives.
    fn land(&mut self, left: &str, Delayed(to, segment): Delayed) {
        self.arrive(to, &segment);
        let receiver = self.state(to);
        match to {
            Side::B => self.draw(left, "...", &segment.to_string(), "-->", receiver),
            Side::A => self.draw(receiver, "<--", &segment.to_string(), "...", left),
        }
    }

    fn draw(&mut self, left: &str, from: &str, middle: &str, to: &str, right: &str) {
        self.line += 1;
        let line = format!(
            "{:>2}. {left:<12} {from} {middle:<44} {to} {right}",
            self.line
        );
        let _ = writeln!(self.drawing, "{}", line.trim_end());
    }

    #[track_caller]
    fn is(&self, expected: &str) {
        let lines = expected.lines().map(str::trim_end);
        let expected: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let found: Vec<&str> = self.drawing.lines().collect();
        assert_eq!(found, expected, "\n{}", self.drawing);
        assert!(self.pending.is_empty(), "more was sent: {:?}", self.pending);
    }
}

fn with_iss(iss: u32, config: Config) -> Peer {
    let mut peer = Peer::with(config);
    peer.isn = Isn::Fixed(SeqNum::new(iss));
    peer
}

fn listening(iss: u32) -> Peer {
    let mut peer = with_iss(iss, small());
    peer.open_passive();
    peer
}

/// An end in ESTABLISHED that will send number `send` next and expects number `receive`.
fn established(send: u32, receive: u32, config: Config) -> Peer {
    let mut peer = with_iss(send - 1, config);
    peer.open();
    let irs = receive - 1;
    peer.arrive(&format!("<SEQ={irs}><ACK={send}><CTL=SYN,ACK><MSS=100>"));
    assert_eq!(peer.state(), State::Established);
    peer
}

#[test]
fn figure_6_basic_three_way_handshake() {
    let mut figure = Figure::new(with_iss(100, small()), listening(300));
    figure.states();
    figure.act(Side::A, Peer::open);
    figure.cross(Side::A);
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.act(Side::A, |peer| peer.send(10));
    figure.cross(Side::A);
    figure.is("
 1. CLOSED                                                            LISTEN
 2. SYN-SENT     --> <SEQ=100><CTL=SYN>                           --> SYN-RECEIVED
 3. ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK>              <-- SYN-RECEIVED
 4. ESTABLISHED  --> <SEQ=101><ACK=301><CTL=ACK>                  --> ESTABLISHED
 5. ESTABLISHED  --> <SEQ=101><ACK=301><CTL=PSH,ACK><DATA=10>     --> ESTABLISHED
");
}

#[test]
fn figure_7_simultaneous_connection_synchronization() {
    let mut figure = Figure::new(with_iss(100, small()), with_iss(300, small()));
    figure.states();
    figure.act(Side::A, Peer::open);
    figure.act(Side::B, Peer::open);
    let syn = figure.depart(Side::A);
    figure.cross(Side::B);
    figure.land("", syn);
    let syn_ack = figure.depart(Side::A);
    figure.cross(Side::B);
    figure.land("", syn_ack);
    figure.is("
 1. CLOSED                                                            CLOSED
 2. SYN-SENT     --> <SEQ=100><CTL=SYN>                           ...
 3. SYN-RECEIVED <-- <SEQ=300><CTL=SYN>                           <-- SYN-SENT
 4.              ... <SEQ=100><CTL=SYN>                           --> SYN-RECEIVED
 5. SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK>              ...
 6. ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK>              <-- SYN-RECEIVED
 7.              ... <SEQ=100><ACK=301><CTL=SYN,ACK>              --> ESTABLISHED
");
}

#[test]
fn figure_8_recovery_from_old_duplicate_syn() {
    let mut figure = Figure::new(with_iss(100, small()), listening(300));
    figure.states();
    figure.act(Side::A, Peer::open);
    let syn = figure.depart(Side::A);
    figure.land(
        "(duplicate)",
        Delayed(Side::B, segment("<SEQ=90><CTL=SYN>")),
    );
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.b.isn = Isn::Fixed(SeqNum::new(400));
    figure.land("", syn);
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.is("
 1. CLOSED                                                            LISTEN
 2. SYN-SENT     --> <SEQ=100><CTL=SYN>                           ...
 3. (duplicate)  ... <SEQ=90><CTL=SYN>                            --> SYN-RECEIVED
 4. SYN-SENT     <-- <SEQ=300><ACK=91><CTL=SYN,ACK>               <-- SYN-RECEIVED
 5. SYN-SENT     --> <SEQ=91><CTL=RST>                            --> LISTEN
 6.              ... <SEQ=100><CTL=SYN>                           --> SYN-RECEIVED
 7. ESTABLISHED  <-- <SEQ=400><ACK=101><CTL=SYN,ACK>              <-- SYN-RECEIVED
 8. ESTABLISHED  --> <SEQ=101><ACK=401><CTL=ACK>                  --> ESTABLISHED
");
}

#[test]
fn figure_9_half_open_connection_discovery() {
    // The RFC says that 400 is outside of B's window, which begins at 100.
    let config = Config {
        receive_buffer: 200,
        ..small()
    };
    let b = established(300, 100, config);
    let mut figure = Figure::new(with_iss(400, small()), b);
    figure.comment("(REBOOT)", "(send 300,receive 100)");
    figure.states();
    figure.act(Side::A, Peer::open);
    figure.cross(Side::A);
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.states();
    figure.act(Side::A, |peer| peer.fire(Timer::Retransmission));
    let _ = figure.depart(Side::A);
    figure.is("
 1. (REBOOT)                                                          (send 300,receive 100)
 2. CLOSED                                                            ESTABLISHED
 3. SYN-SENT     --> <SEQ=400><CTL=SYN>                           --> ESTABLISHED
 4. SYN-SENT     <-- <SEQ=300><ACK=100><CTL=ACK>                  <-- ESTABLISHED
 5. SYN-SENT     --> <SEQ=100><CTL=RST>                           --> CLOSED
 6. SYN-SENT                                                          CLOSED
 7. SYN-SENT     --> <SEQ=400><CTL=SYN>                           ...
");
}

#[test]
fn figure_10_active_side_causes_half_open_connection_discovery() {
    let b = established(300, 100, small());
    let mut figure = Figure::new(Peer::closed(), b);
    figure.comment("(REBOOT)", "(send 300,receive 100)");
    figure.act(Side::B, |peer| peer.send(10));
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.is("
 1. (REBOOT)                                                          (send 300,receive 100)
 2. CLOSED       <-- <SEQ=300><ACK=100><CTL=PSH,ACK><DATA=10>     <-- ESTABLISHED
 3. CLOSED       --> <SEQ=100><CTL=RST>                           --> CLOSED
");
}

#[test]
fn figure_11_old_duplicate_syn_initiates_a_reset_on_two_passive_sockets() {
    // Z is 90, X is 300.
    let mut figure = Figure::new(listening(100), listening(300));
    figure.states();
    figure.land("", Delayed(Side::B, segment("<SEQ=90><CTL=SYN>")));
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.states();
    figure.is("
 1. LISTEN                                                            LISTEN
 2.              ... <SEQ=90><CTL=SYN>                            --> SYN-RECEIVED
 3. LISTEN       <-- <SEQ=300><ACK=91><CTL=SYN,ACK>               <-- SYN-RECEIVED
 4. LISTEN       --> <SEQ=91><CTL=RST>                            --> LISTEN
 5. LISTEN                                                            LISTEN
");
}

fn both_established() -> Figure {
    let a = established(100, 300, small());
    Figure::new(a, established(300, 100, small()))
}

fn close(peer: &mut Peer) -> crate::tcp::tests::kit::After {
    peer.close().expect("CLOSE")
}

#[test]
fn figure_12_normal_close_sequence() {
    let mut figure = both_established();
    figure.states();
    figure.act(Side::A, close);
    figure.cross(Side::A);
    figure.cross(Side::B);
    figure.act(Side::B, close);
    figure.cross(Side::B);
    figure.cross(Side::A);
    figure.act(Side::A, |peer| peer.fire(Timer::TimeWait));
    figure.comment("CLOSED", "(2 MSL)");
    assert_eq!(figure.a.state(), State::Closed);
    figure.is("
 1. ESTABLISHED                                                       ESTABLISHED
 2. FIN-WAIT-1   --> <SEQ=100><ACK=300><CTL=FIN,ACK>              --> CLOSE-WAIT
 3. FIN-WAIT-2   <-- <SEQ=300><ACK=101><CTL=ACK>                  <-- CLOSE-WAIT
 4. TIME-WAIT    <-- <SEQ=300><ACK=101><CTL=FIN,ACK>              <-- LAST-ACK
 5. TIME-WAIT    --> <SEQ=101><ACK=301><CTL=ACK>                  --> CLOSED
 6. CLOSED                                                            (2 MSL)
");
}

#[test]
fn figure_13_simultaneous_close_sequence() {
    let mut figure = both_established();
    figure.states();
    figure.act(Side::A, close);
    figure.act(Side::B, close);
    let fin = figure.depart(Side::A);
    figure.cross(Side::B);
    figure.land("", fin);
    let ack = figure.depart(Side::A);
    figure.cross(Side::B);
    figure.land("", ack);
    figure.states();
    figure.act(Side::A, |peer| peer.fire(Timer::TimeWait));
    figure.act(Side::B, |peer| peer.fire(Timer::TimeWait));
    figure.states();
    figure.is("
 1. ESTABLISHED                                                       ESTABLISHED
 2. FIN-WAIT-1   --> <SEQ=100><ACK=300><CTL=FIN,ACK>              ...
 3. CLOSING      <-- <SEQ=300><ACK=100><CTL=FIN,ACK>              <-- FIN-WAIT-1
 4.              ... <SEQ=100><ACK=300><CTL=FIN,ACK>              --> CLOSING
 5. CLOSING      --> <SEQ=101><ACK=301><CTL=ACK>                  ...
 6. TIME-WAIT    <-- <SEQ=301><ACK=101><CTL=ACK>                  <-- CLOSING
 7.              ... <SEQ=101><ACK=301><CTL=ACK>                  --> TIME-WAIT
 8. TIME-WAIT                                                         TIME-WAIT
 9. CLOSED                                                            CLOSED
");
}
