//! The same world as two actors of stateright, for its own checker: the same graph, counted by somebody else.
//!
//! An actor's state is an [`End`], shared and numbered when it is new, so that stateright neither copies nor hashes a whole
//! control block: the engine runs for every step, and everything around it is as cheap as it can be made.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use stateright::actor::{
    Actor, ActorModel, ActorModelState, Envelope, Id, LossyNetwork, Network, Out, model_timeout,
};
use stateright::{Checker, Expectation, Model};
use tcp_lab_core::wire::Segment;

use super::end::{End, Event};
use super::explore::{self, Bounds, Search};
use super::report::{rate, timed};
use super::space::Space;
use super::world::{Side, World};

/// Numbers for ends and segments.
type Numbers = Arc<Mutex<Space>>;

/// An end with its number: the number is what is compared and hashed.
#[derive(Clone, Debug)]
struct Numbered {
    number: u16,
    end: Arc<End>,
}

impl PartialEq for Numbered {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Numbered {}

impl Hash for Numbered {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

/// One end of the world as an actor.
#[derive(Clone)]
struct Peer {
    side: Side,
    world: World,
    numbers: Numbers,
}

impl Peer {
    /// The end of that number, which may be another one that is the same for all that can follow.
    fn numbered(&self, end: End) -> Numbered {
        let mut numbers = self.numbers.lock().expect("no panic");
        let number = numbers.number_of(self.side, end);
        let end = Arc::clone(numbers.end(self.side, number));
        Numbered { number, end }
    }

    fn step(&self, state: &mut Cow<'_, Numbered>, event: Event, out: &mut Out<Self>) {
        let segment: Option<Segment> = match event {
            Event::Arrive(number) => Some(
                self.numbers
                    .lock()
                    .expect("no panic")
                    .segment(number)
                    .1
                    .clone(),
            ),
            Event::Open
            | Event::Send
            | Event::Receive
            | Event::Close
            | Event::Abort
            | Event::Fire(_) => None,
        };
        let before = state.end.events(&self.world, self.side);
        let outcome = state
            .end
            .after(&self.world, self.side, event, segment.as_ref());
        let other = self.side.other();
        for segment in outcome.sent {
            let number = self
                .numbers
                .lock()
                .expect("no panic")
                .segment_number(other, segment);
            out.send(Id::from(other.index()), number);
        }
        let next = self.numbered(outcome.end);
        let after = next.end.events(&self.world, self.side);
        for event in before.iter().filter(|event| !after.contains(event)) {
            out.cancel_timer(*event);
        }
        for event in after {
            // A timer of stateright's is gone when it has fired.
            out.set_timer(event, model_timeout());
        }
        if next != **state {
            *state.to_mut() = next;
        }
    }
}

impl Actor for Peer {
    type Msg = u8;
    type State = Numbered;
    type Timer = Event;
    type Random = ();
    type Storage = ();

    fn on_start(&self, _id: Id, _storage: &Option<()>, out: &mut Out<Self>) -> Numbered {
        let end = End::new();
        for event in end.events(&self.world, self.side) {
            out.set_timer(event, model_timeout());
        }
        self.numbered(end)
    }

    fn on_msg(
        &self,
        _id: Id,
        state: &mut Cow<'_, Numbered>,
        _src: Id,
        msg: u8,
        out: &mut Out<Self>,
    ) {
        self.step(state, Event::Arrive(msg), out);
    }

    fn on_timeout(
        &self,
        _id: Id,
        state: &mut Cow<'_, Numbered>,
        event: &Event,
        out: &mut Out<Self>,
    ) {
        self.step(state, *event, out);
    }
}

/// Both searches of one graph.
#[derive(Debug)]
pub(crate) struct Comparison {
    name: &'static str,
    room: usize,
    ours: (usize, Duration, usize),
    theirs: (usize, Duration),
}

/// Searches `world` twice with room for so many segments under way.
pub(crate) fn compare(world: World, room: usize) -> Comparison {
    let name = world.name;
    let bounds = Bounds {
        depth: u32::MAX,
        states: usize::MAX,
    };
    let mut space = Space::new(world.clone());
    let mut search = Search::new(explore::Network::Fleeting(room));
    let ((), time) = timed(|| {
        search.start(&space);
        search.run(&mut space, bounds, |_, _| {});
    });
    let ours = (search.len(), time, search.octets_per_state());
    let numbers = Arc::new(Mutex::new(Space::new(world.clone())));
    let peers = Side::BOTH.map(|side| Peer {
        side,
        world: world.clone(),
        numbers: Arc::clone(&numbers),
    });
    let old = (0_u8..).zip(&world.old).map(|(msg, (to, _))| Envelope {
        src: Id::from(to.other().index()),
        dst: Id::from(to.index()),
        msg,
    });
    let model = ActorModel::new(room, ())
        .actors(peers)
        .init_network(Network::new_unordered_nonduplicating(old))
        .lossy_network(LossyNetwork::Yes)
        .property(Expectation::Always, "nothing is asked", |_, _| true)
        .within_boundary(|room, state: &ActorModelState<Peer>| state.network.len() <= *room);
    let (theirs, time) = timed(|| {
        model
            .checker()
            .threads(1)
            .spawn_bfs()
            .join()
            .unique_state_count()
    });
    Comparison {
        name,
        room,
        ours,
        theirs: (theirs, time),
    }
}

impl Comparison {
    pub(crate) const fn is_equal(&self) -> bool {
        self.ours.0 == self.theirs.0
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = (
            rate(self.ours.0, self.ours.1),
            rate(self.theirs.0, self.theirs.1),
        );
        writeln!(
            f,
            "{} with room for {} segments under way",
            self.name, self.room
        )?;
        writeln!(
            f,
            "   this search: {} states, {ours} per second, {} octets per state",
            self.ours.0, self.ours.2
        )?;
        writeln!(
            f,
            "   stateright's actors: {} states, {theirs} per second",
            self.theirs.0
        )?;
        let tenths = ours * 10 / theirs.max(1);
        write!(
            f,
            "   {} times as fast, counts {}",
            Tenths(tenths),
            if self.is_equal() { "equal" } else { "DIFFER" }
        )
    }
}

struct Tenths(u128);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}
