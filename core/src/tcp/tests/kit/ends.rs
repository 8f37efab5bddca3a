//! Two ends joined by a scripted wire: every segment is delivered, dropped, delayed or doubled as the script says.

use super::{After, Peer};
use crate::tcp::{Config, Isn, State};
use crate::time::{Duration, Instant};
use crate::wire::{Segment, SeqNum};

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tcp) enum Side {
    A,
    B,
}

impl Side {
    pub(in crate::tcp) const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// What happens to a segment on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tcp) enum Fate {
    Deliver,
    Drop,
    /// Later by so much: what follows may overtake it.
    Delay(Duration),
    /// A second copy comes later by so much.
    Double(Duration),
}

/// A segment on its way.
#[derive(Clone, Debug)]
struct Flight {
    at: Instant,
    to: Side,
    segment: Segment,
}

/// The two ends, the wire and its script.
pub(in crate::tcp) struct Ends<'a> {
    pub(in crate::tcp) a: Peer,
    pub(in crate::tcp) b: Peer,
    pub(in crate::tcp) latency: Duration,
    pub(in crate::tcp) now: Instant,
    /// What came out, with its sender, when asked to be kept.
    pub(in crate::tcp) log: Vec<String>,
    flights: Vec<Flight>,
    script: Script<'a>,
}

/// What becomes of a segment that leaves this end.
type Script<'a> = Box<dyn FnMut(Side, &Segment) -> Fate + 'a>;

impl<'a> Ends<'a> {
    /// Two ends in CLOSED: ISS 100 at A, 300 at B.
    pub(in crate::tcp) fn new(
        config: Config,
        script: impl FnMut(Side, &Segment) -> Fate + 'a,
    ) -> Self {
        let a = Peer::with(config);
        let mut b = Peer::with(config);
        b.isn = Isn::Fixed(SeqNum::new(300));
        (b.pair.local, b.pair.remote) = (a.pair.remote, a.pair.local);
        Self {
            a,
            b,
            latency: super::millis(10),
            now: Instant::START,
            log: Vec::new(),
            flights: Vec::new(),
            script: Box::new(script),
        }
    }

    /// Both in ESTABLISHED, B passive, nothing on the wire.
    #[track_caller]
    pub(in crate::tcp) fn established(config: Config) -> Self {
        let mut ends = Self::new(config, |_, _| Fate::Deliver);
        ends.b.open_passive();
        ends.act(Side::A, Peer::open);
        ends.drive(100);
        assert_eq!(ends.states(), (State::Established, State::Established));
        ends.log.clear();
        ends
    }

    /// From now on this happens to what is sent.
    pub(in crate::tcp) fn script(&mut self, script: impl FnMut(Side, &Segment) -> Fate + 'a) {
        self.script = Box::new(script);
    }

    pub(in crate::tcp) fn peer(&mut self, side: Side) -> &mut Peer {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }

    /// One end acts now; what it sends goes onto the wire.
    #[track_caller]
    pub(in crate::tcp) fn act(&mut self, side: Side, act: impl FnOnce(&mut Peer) -> After) {
        let now = self.now;
        let peer = self.peer(side);
        peer.now = now;
        let after = act(peer);
        for segment in after.sent() {
            self.launch(side, segment);
        }
    }

    fn launch(&mut self, from: Side, segment: &Segment) {
        self.log.push(format!("{} {from:?} {segment}", self.now));
        let fate = (self.script)(from, segment);
        let arrival = self.now + self.latency;
        let mut fly = |at| {
            self.flights.push(Flight {
                at,
                to: from.other(),
                segment: segment.clone(),
            });
        };
        match fate {
            Fate::Deliver => fly(arrival),
            Fate::Drop => {}
            Fate::Delay(more) => fly(arrival + more),
            Fate::Double(more) => {
                fly(arrival);
                fly(arrival + more);
            }
        }
    }

    /// The next thing happens: an arrival, or a timer. False when nothing will.
    #[track_caller]
    pub(in crate::tcp) fn step(&mut self) -> bool {
        let mut flights = self.flights.iter().enumerate();
        let first = flights.by_ref().min_by_key(|(_, flight)| flight.at);
        let flight = first.map(|(at, flight)| (flight.at, at));
        let timers = [Side::A, Side::B].map(|side| {
            let next = self.peer(side).connection.poll_at();
            next.map(|(at, timer)| (at, side, timer))
        });
        let timer = timers.into_iter().flatten().min_by_key(|(at, _, _)| *at);
        match (flight, timer) {
            (None, None) => return false,
            (Some((at, index)), timer) if timer.is_none_or(|(due, _, _)| at <= due) => {
                let flight = self.flights.remove(index);
                self.now = self.now.max(at);
                self.act(flight.to, |peer| peer.receive_segment(&flight.segment));
            }
            (_, Some((at, side, timer))) => {
                self.now = self.now.max(at);
                self.act(side, |peer| peer.expire(timer));
            }
            (Some(_), None) => unreachable!("the arm above took it"),
        }
        true
    }

    /// Steps until nothing more happens, at most `limit` times.
    #[track_caller]
    pub(in crate::tcp) fn drive(&mut self, limit: usize) {
        for _ in 0..limit {
            if !self.step() {
                return;
            }
        }
        panic!("still going after {limit} steps: {:?}", self.states());
    }

    /// Steps while something happens before `time` from now has passed; the clock ends there.
    #[track_caller]
    pub(in crate::tcp) fn run_for(&mut self, time: Duration) {
        let until = self.now + time;
        while self.next_at().is_some_and(|at| at <= until) {
            self.step();
        }
        self.now = until;
    }

    #[track_caller]
    pub(in crate::tcp) fn drive_for_seconds(&mut self, seconds: u64) {
        self.run_for(Duration::from_secs(seconds));
    }

    fn next_at(&self) -> Option<Instant> {
        let flights = self.flights.iter().map(|flight| flight.at);
        let polls = [&self.a, &self.b].map(|peer| peer.connection.poll_at().map(|(at, _)| at));
        flights.chain(polls.into_iter().flatten()).min()
    }

    pub(in crate::tcp) fn states(&self) -> (State, State) {
        (self.a.state(), self.b.state())
    }
}
