//! From what hosts and network give out to rows of the log.

use super::World;
use crate::host::{HostNote, HostOutput, HostSink, HostWhat, SocketId};
use crate::lab::crossing::Flight;
use crate::lab::event::{Fact, NO_HOST, NONE, Row};
use crate::lab::script::Brief;
use crate::net::{CrossingId, HostId, NetNote, NetSink, Noted, Origin};
use crate::rule::Rule;
use crate::tcp::{Check, Output, What};
use crate::wire::{Body, Packet};

/// What one moment wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The crossings that began, in order of their numbers.
    pub begun: Vec<Flight>,
    /// The checks, in order; only while recording.
    pub checks: Vec<Checked>,
    /// Record checks as well ("Why?").
    pub recording: bool,
    /// Write nothing down: living through what is known already.
    off: bool,
    first: u32,
    /// Room for what hosts and network give out, empty between two moments, so that no moment needs memory of its own.
    pub(super) host: HostSink,
    pub(super) net: NetSink,
}

/// A comparison that was made in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Rows of this moment before it.
    pub rows: usize,
    /// Who made it.
    pub floor: Floor,
    /// What was compared.
    pub check: Check,
}

/// Who makes a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// A connection.
    Tcp,
    /// The host around it.
    Host,
}

impl Trace {
    /// A trace that records every check.
    #[must_use]
    pub fn recording() -> Self {
        Self {
            recording: true,
            ..Self::default()
        }
    }

    /// A trace that stays empty: the world goes the same way, and nothing of it is written down.
    #[must_use]
    pub fn off() -> Self {
        Self {
            off: true,
            ..Self::default()
        }
    }

    /// A trace for a try of the moment that this one is about.
    pub(super) fn sketch(&self) -> Self {
        Self {
            first: self.first,
            ..Self::off()
        }
    }

    /// Forgets what the last moment wrote, and keeps the room for the next one.
    pub(in crate::lab) fn clear(&mut self) {
        self.rows.clear();
        self.begun.clear();
        self.checks.clear();
        self.first = 0;
    }

    fn checked(&mut self, floor: Floor, check: Check) {
        self.checks.push(Checked {
            rows: self.rows.len(),
            floor,
            check,
        });
    }

    pub(super) const fn begin(&mut self, first: u32) {
        self.first = first;
    }
}

/// Where something happened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) host: Option<u16>,
    pub(super) socket: Option<u32>,
    pub(super) crossing: Option<u32>,
}

impl Place {
    const fn on_wire(crossing: CrossingId) -> Self {
        Self {
            host: None,
            socket: None,
            crossing: Some(crossing.0),
        }
    }

    fn at(host: HostId, socket: Option<SocketId>) -> Self {
        Self {
            host: Some(host.0),
            socket: socket.map(|socket| socket.0),
            crossing: None,
        }
    }
}

impl World {
    /// Writes one row. Without a cause of its own, a row is caused by the first one of its moment.
    pub(super) fn write(
        &mut self,
        trace: &mut Trace,
        place: Place,
        rule: Rule,
        fact: Fact,
        cause: Option<u32>,
    ) -> u32 {
        let id = self.events;
        self.events = self.events.saturating_add(1);
        if trace.off && self.script.is_empty() {
            return id;
        }
        let root = (id > trace.first).then_some(trace.first);
        let row = Row {
            at: self.now,
            fact,
            rule,
            cause: cause.or(root).unwrap_or(NONE),
            socket: place.socket.unwrap_or(NONE),
            crossing: place.crossing.unwrap_or(NONE),
            host: place.host.unwrap_or(NO_HOST),
        };
        if !self.script.is_empty() {
            self.script.sees(id, &row);
        }
        if !trace.off {
            trace.rows.push(row);
        }
        id
    }

    /// Writes down one thing that came out of a host, and sends its packets on their way.
    pub(super) fn host_output(&mut self, host: HostId, output: &mut HostOutput, trace: &mut Trace) {
        match output {
            HostOutput::Packet {
                socket,
                packet,
                rule,
                retransmission,
            } => {
                let place = Place::at(host, *socket);
                let retransmission = *retransmission;
                let fact = Fact::Sent { retransmission };
                let packet = packet.take();
                self.send(Origin::Host(host), packet, (place, *rule, fact), trace);
            }
            HostOutput::Tcp { socket, output } => self.tcp_output(host, *socket, output, trace),
            HostOutput::Note(note) => self.host_note(host, *note, trace),
            HostOutput::Check(check) => trace.checked(Floor::Host, *check),
            HostOutput::Reply { .. } => {}
        }
    }

    /// Puts a packet onto the wire, with the row that says so and those that say what became of it at once.
    pub(super) fn send(
        &mut self,
        origin: Origin,
        packet: Packet,
        (place, rule, fact): (Place, Rule, Fact),
        trace: &mut Trace,
    ) {
        let shown = (!trace.off).then(|| packet.clone());
        let again = matches!(
            fact,
            Fact::Sent {
                retransmission: true
            }
        );
        let brief = self.brief(&packet, again);
        let crossing = self
            .net
            .send(origin, packet, self.now, &mut self.rng, &mut trace.net);
        if let Some(brief) = brief {
            self.script.begins(crossing.0, brief);
        }
        let place = Place {
            crossing: Some(crossing.0),
            ..place
        };
        let row = self.write(trace, place, rule, fact, None);
        if let Some(packet) = shown {
            let mut flight = self.flight(packet, row);
            flight.forged = origin == Origin::Outside;
            flight.retransmission = again;
            trace.begun.push(flight);
        }
        self.causes.sent(crossing.0, row);
        self.network_notes(trace);
    }

    /// What the scenario may want to know of a packet that begins to cross; nothing where it waits for nothing.
    fn brief(&self, packet: &Packet, again: bool) -> Option<Brief> {
        let Body::Segment(segment) = &packet.body else {
            return None;
        };
        let (from, to) = self.net.ends(packet);
        let lane = |host: Option<HostId>| host.map(|host| host.0.into());
        (!self.script.is_empty()).then(|| Brief {
            from: lane(from),
            to: lane(to),
            flags: segment.flags,
            payload: !segment.payload.is_empty(),
            again,
            seq: segment.seq.raw(),
            ports: (segment.src_port, segment.dst_port),
        })
    }

    /// The arrow of a packet whose crossing began with `row`.
    fn flight(&self, packet: Packet, row: u32) -> Flight {
        let (from, to) = self.net.ends(&packet);
        let lane = |host: Option<HostId>| host.map(|host| host.0.into());
        let (from, to) = (lane(from), lane(to));
        let mut flight = Flight::new(packet, row, self.now);
        (flight.from, flight.to) = (from, to);
        flight
    }

    /// Writes down what the network did. That a crossing began is written by whoever sent it.
    pub(super) fn network_notes(&mut self, trace: &mut Trace) {
        let mut sink = std::mem::take(&mut trace.net);
        for Noted {
            crossing,
            rule,
            note,
        } in sink.notes.drain(..)
        {
            let place = Place::on_wire(crossing);
            match note {
                NetNote::Sent { .. } => {}
                NetNote::Lost => {
                    let cause = self
                        .causes
                        .arrived(crossing.0)
                        .filter(|_| rule != Rule::Act);
                    self.write(trace, place, rule, Fact::Net(note), cause);
                    self.script.ends(crossing.0);
                }
                NetNote::Duplicated { copy } => {
                    self.script.copied(copy.0, crossing.0);
                    let row = self.write(trace, place, rule, Fact::Net(note), None);
                    self.appeared(copy, Some(crossing), row, trace);
                }
                NetNote::Refused { message } => {
                    let row = self.write(trace, place, rule, Fact::Net(note), None);
                    self.appeared(message, None, row, trace);
                }
                NetNote::Held
                | NetNote::Released { .. }
                | NetNote::Delayed { .. }
                | NetNote::Marked
                | NetNote::Rewritten { .. }
                | NetNote::Corrupted { .. } => {
                    self.write(trace, place, rule, Fact::Net(note), None);
                }
            }
        }
        trace.net = sink;
    }

    /// A crossing that the network began by itself: a copy, or the message of a router.
    fn appeared(
        &mut self,
        crossing: CrossingId,
        original: Option<CrossingId>,
        row: u32,
        trace: &mut Trace,
    ) {
        self.causes.sent(crossing.0, row);
        if trace.off {
            return;
        }
        let in_flight = self.net.in_flight();
        let twin = in_flight
            .iter()
            .find(|travelling| travelling.crossing == crossing);
        let Some(packet) = twin.map(|twin| twin.packet.clone()) else {
            return;
        };
        let mut flight = self.flight(packet, row);
        flight.copy_of = original.map(|original| original.0);
        trace.begun.push(flight);
    }

    fn tcp_output(
        &mut self,
        host: HostId,
        socket: Option<SocketId>,
        output: &Output,
        trace: &mut Trace,
    ) {
        let place = Place::at(host, socket);
        match output {
            Output::Note(note) => {
                let cause = self.tcp_cause(place, note.what, trace);
                let row = self.write(trace, place, note.rule, Fact::Tcp(note.what), cause);
                if let (What::TimerSet { timer, .. }, Some(socket)) = (note.what, place.socket) {
                    self.causes.timer_set(host.0, socket, timer, row);
                }
            }
            Output::Signal(rule, signal) => {
                self.write(trace, place, *rule, Fact::Signal(*signal), None);
            }
            Output::Check(check) => trace.checked(Floor::Tcp, *check),
            // The host has turned every segment into a packet.
            Output::Segment(_) => {}
        }
    }

    /// A timer that fires by itself goes back to the row that set it.
    fn tcp_cause(&mut self, place: Place, what: What, trace: &Trace) -> Option<u32> {
        let (What::TimerFired { timer } | What::TimerStopped { timer }) = what else {
            return None;
        };
        let set = self.causes.timer_ended(place.host?, place.socket?, timer)?;
        let by_itself = self.events == trace.first && matches!(what, What::TimerFired { .. });
        by_itself.then_some(set)
    }

    /// A call whose time is over goes back to the row that said that it waits.
    fn host_cause(&mut self, host: HostId, what: HostWhat, trace: &Trace) -> Option<u32> {
        let HostWhat::CallReturned {
            process, thread, ..
        } = what
        else {
            return None;
        };
        let blocked = self.causes.returned((host.0, process.0, thread.0))?;
        (self.events == trace.first).then_some(blocked)
    }

    fn host_note(&mut self, host: HostId, note: HostNote, trace: &mut Trace) {
        let place = Place::at(host, note.socket);
        let cause = self.host_cause(host, note.what, trace);
        let row = self.write(trace, place, note.rule, Fact::Host(note.what), cause);
        if let HostWhat::CallBlocked {
            process, thread, ..
        } = note.what
        {
            self.causes.blocked((host.0, process.0, thread.0), row);
        }
        if let (HostWhat::SocketGone, Some(socket)) = (note.what, place.socket) {
            self.causes.socket_gone(host.0, socket);
        }
    }
}
