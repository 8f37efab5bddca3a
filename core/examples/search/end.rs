//! One end: the real [`Connection`], its user, and what an event does to both.
//!
//! # Time
//! The clock stands still at the start of the run and every timer that is set may fire at any moment. The engine reads
//! the clock for nothing else than to set timers, to measure round trips (which make the RTO, a timer's length), to
//! give up after R2 (switched off here) and to refill the budget of challenge ACKs (an interval of zero here). So every order of
//! events that some clock allows is among those explored, with others besides: what holds here holds with time.

use tcp_lab_core::tcp::{Connection, Cx, Output, SendRequest, Sink, State, Tcb, Timer, What};
use tcp_lab_core::time::Instant;
use tcp_lab_core::wire::Segment;

use super::world::{Open, Reads, Side, World};

/// The most segments that one event sends.
pub(crate) const MAX_SENT: usize = 6;

/// What may happen to an end, apart from arriving segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Event {
    Open,
    Send,
    Receive,
    Close,
    Abort,
    /// The timer fires.
    Fire(Timer),
    /// The segment with this number in the table of segments arrives.
    Arrive(u8),
}

/// One end and what its user has done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct End {
    pub(crate) connection: Connection,
    pub(crate) user: User,
}

/// What the user has called and seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct User {
    pub(crate) opened: bool,
    pub(crate) closed: bool,
    /// An ISS was chosen: the end has really taken part.
    pub(crate) begun: bool,
    /// Octets given to SEND.
    pub(crate) sent: u8,
    /// Octets taken from RECEIVE.
    pub(crate) read: u8,
    /// RECEIVE told the end.
    pub(crate) ended: bool,
}

/// What an event led to.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) end: End,
    pub(crate) sent: Vec<Segment>,
    /// Changes of state, in order.
    pub(crate) changes: Vec<(State, State)>,
    /// Octets handed to the user.
    pub(crate) octets: Vec<u8>,
}

impl End {
    pub(crate) fn new() -> Self {
        Self {
            connection: Connection::Closed,
            user: User::default(),
        }
    }

    pub(crate) fn state(&self) -> State {
        self.connection.state()
    }

    /// Opened, and over: nothing but answers to strangers is left to do.
    pub(crate) fn is_over(&self) -> bool {
        self.user.opened && self.state() == State::Closed
    }

    /// What may happen now without a segment.
    pub(crate) fn events(&self, world: &World, side: Side) -> Vec<Event> {
        let (user, role) = (&self.user, world.role(side));
        if !user.opened {
            return vec![Event::Open];
        }
        if self.state() == State::Closed {
            return Vec::new();
        }
        let mut events = Vec::new();
        // As with sockets, the user of a passive end has no connection before ESTABLISHED.
        let may_send = match role.open {
            Open::Active => self.state().may_send(),
            Open::Passive => matches!(self.state(), State::Established | State::CloseWait),
        };
        if may_send && !user.closed && usize::from(user.sent) < role.data.len() {
            events.push(Event::Send);
        }
        let waiting = self.connection.tcb().map_or(0, Tcb::unread);
        if world.reads == Reads::ByCall && waiting > 0 {
            events.push(Event::Receive);
        }
        if !user.closed {
            events.push(Event::Close);
        }
        if world.aborts {
            events.push(Event::Abort);
        }
        let timers = self.connection.tcb().map(|tcb| &tcb.timers);
        let running = timers.into_iter().flat_map(|timers| timers.running());
        events.extend(running.map(|(timer, _)| Event::Fire(timer)));
        events
    }

    /// Lets `event` happen; for an arrival `segment` is what arrives.
    pub(crate) fn after(
        &self,
        world: &World,
        side: Side,
        event: Event,
        segment: Option<&Segment>,
    ) -> Outcome {
        let mut step = Step {
            world,
            side,
            end: self.clone(),
            sink: Sink::default(),
            octets: Vec::new(),
        };
        step.act(event, segment);
        if world.reads == Reads::AtOnce {
            step.receive();
        }
        step.done()
    }
}

/// A step under way.
struct Step<'a> {
    world: &'a World,
    side: Side,
    end: End,
    sink: Sink,
    octets: Vec<u8>,
}

impl Step<'_> {
    fn act(&mut self, event: Event, segment: Option<&Segment>) {
        let (world, side) = (self.world, self.side);
        let (role, pair) = (world.role(side), world.pair(side));
        let user = &mut self.end.user;
        let connection = &mut self.end.connection;
        let mut cx = Cx::new(Instant::START, world.isn(side), &mut self.sink);
        cx.switches = world.switches;
        match event {
            Event::Open => {
                user.opened = true;
                match role.open {
                    Open::Passive => {
                        *connection =
                            Connection::open_passive(pair.local, None, role.config, &mut cx);
                    }
                    Open::Active => connection
                        .open_active(pair, role.config, &mut cx)
                        .expect("OPEN of what is closed"),
                }
            }
            Event::Send => {
                let octet = &role.data[usize::from(user.sent)..][..1];
                let request = SendRequest {
                    data: bytes::Bytes::from_static(octet).into(),
                    urgent: false,
                    more: false,
                    beyond: false,
                    ends_record: false,
                };
                let taken = connection.send(request, &mut cx);
                user.sent += u8::from(taken == Ok(1));
            }
            Event::Receive => self.receive(),
            Event::Close => {
                user.closed = connection.close(false, &mut cx).is_ok();
            }
            Event::Abort => connection.abort(&mut cx).expect("ABORT of what is open"),
            Event::Fire(timer) => connection.timeout(timer, &mut cx),
            Event::Arrive(_) => {
                if let Some(segment) = segment {
                    connection.segment_arrives(pair, segment, &mut cx);
                }
            }
        }
    }

    fn receive(&mut self) {
        let mut cx = Cx::new(Instant::START, self.world.isn(self.side), &mut self.sink);
        cx.switches = self.world.switches;
        if let Ok(received) = self.end.connection.receive(u32::MAX, &mut cx) {
            self.octets.extend(received.data.concat());
            self.end.user.ended |= received.end;
        }
    }

    fn done(mut self) -> Outcome {
        let mut sent = Vec::new();
        let mut changes = Vec::new();
        for output in std::mem::take(&mut self.sink.outputs) {
            match output {
                Output::Segment(outgoing) => sent.push(outgoing.segment),
                Output::Note(note) => {
                    if let What::State { from, to } = note.what {
                        changes.push((from, to));
                    }
                }
                Output::Signal(..) | Output::Check(_) => {}
            }
        }
        assert!(sent.len() <= MAX_SENT, "{} segments at once", sent.len());
        self.end.user.begun |= self.end.connection.tcb().is_some();
        self.end.user.read += u8::try_from(self.octets.len()).expect("few octets");
        Outcome {
            end: self.end,
            sent,
            changes,
            octets: self.octets,
        }
    }
}
