//! Breadth first over every interleaving.
//!
//! # Networks
//! [`Network::Eternal`]: a segment that was sent may arrive at any time from then on, never or ever again. Loss, duplication
//! and reordering without any bound: whatever two ends can do over a network that lies, they do here. This is the world of
//! the safety properties.
//!
//! [`Network::Fleeting`]: at most so many segments are under way; each arrives once or is lost, in any order. What was lost is
//! really gone, so this is the world in which it is asked whether the ends can still come to an end.

use super::end::Event;
use super::property::{Property, of_pair};
use super::space::{Space, Step};
use super::world::Side;

/// Segments under way in [`Network::Fleeting`], at most.
pub(crate) const MAX_IN_FLIGHT: usize = 24;

/// How the network treats what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Network {
    Eternal,
    /// With room for so many.
    Fleeting(usize),
}

/// The segments that may arrive: a set of numbers, or a sorted list of numbers and one.
pub(crate) type Flight = [u64; 3];

/// A state of the whole world: 28 octets, and four for the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) ends: [u16; 2],
    /// The state it was found from; its own number for a beginning.
    pub(crate) parent: u32,
    pub(crate) flight: Flight,
}

/// What leads from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Something happens to an end.
    Event(Side, Event),
    /// A segment is lost.
    Lose(u8),
}

/// What breaks a property, and where.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) property: Property,
    pub(crate) node: u32,
    /// The step from there that breaks it; none when the state itself does.
    pub(crate) act: Option<Act>,
    pub(crate) detail: String,
}

/// Where a search ends though there is more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) depth: u32,
    pub(crate) states: usize,
}

/// A search and what it has seen.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) network: Network,
    nodes: Nodes,
    /// Numbers of nodes by hash: open addressing, at most four fifths full.
    slots: Vec<u32>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) transitions: u64,
    pub(crate) depth: u32,
    /// Nothing was left out.
    pub(crate) complete: bool,
    /// Room for the moves of one state, kept between states.
    moves: Vec<Move>,
}

const FREE: u32 = u32::MAX;
const CHUNK: usize = 1 << 12;

/// A list that grows without moving, so that its size is what it holds.
#[derive(Debug, Default)]
struct Nodes {
    chunks: Vec<Vec<Node>>,
    len: usize,
}

impl Nodes {
    fn get(&self, number: usize) -> &Node {
        &self.chunks[number / CHUNK][number % CHUNK]
    }

    fn push(&mut self, node: Node) {
        if self.len.is_multiple_of(CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
        }
        self.chunks.last_mut().expect("just pushed").push(node);
        self.len += 1;
    }
}

impl Search {
    pub(crate) fn new(network: Network) -> Self {
        Self {
            network,
            nodes: Nodes::default(),
            slots: vec![FREE; 1 << 10],
            findings: Vec::new(),
            transitions: 0,
            depth: 0,
            complete: true,
            moves: Vec::new(),
        }
    }

    /// From the beginning of the world, both ends CLOSED.
    pub(crate) fn start(&mut self, space: &Space) {
        let mut flight = [0; 3];
        for number in (0_u8..).take(space.old()) {
            flight = self.network.launch(flight, number).expect("there is room");
        }
        self.visit(Node {
            ends: [0, 0],
            parent: 0,
            flight,
        });
    }

    /// Also from here.
    pub(crate) fn start_at(&mut self, ends: [u16; 2]) {
        self.visit(Node {
            ends,
            parent: FREE,
            flight: [0; 3],
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len
    }

    pub(crate) fn node(&self, number: u32) -> &Node {
        self.nodes.get(number as usize)
    }

    /// Octets held for each state.
    pub(crate) fn octets_per_state(&self) -> usize {
        let nodes = self.nodes.chunks.len() * CHUNK * size_of::<Node>();
        (nodes + self.slots.len() * size_of::<u32>()) / self.len().max(1)
    }

    /// Every state that can be reached, nearest first. `edge` is told every step that changes something.
    pub(crate) fn run(
        &mut self,
        space: &mut Space,
        bounds: Bounds,
        mut edge: impl FnMut(u32, u32),
    ) {
        let (mut next, mut layer_end) = (0, self.len());
        while next < self.len() {
            if next == layer_end {
                self.depth += 1;
                layer_end = self.len();
            }
            if self.depth == bounds.depth || self.len() >= bounds.states {
                self.complete = false;
                return;
            }
            self.expand(space, u32::try_from(next).expect("below FREE"), &mut edge);
            next += 1;
        }
    }

    fn expand(&mut self, space: &mut Space, number: u32, edge: &mut impl FnMut(u32, u32)) {
        let node = *self.node(number);
        let [a, b] = Side::BOTH.map(|side| *space.summary(side, node.ends[side.index()]));
        if let Some(property) = of_pair([&a, &b]) {
            self.find(property, number, None, String::new());
        }
        let over = a.is_over && b.is_over;
        // Over on both sides: only answers to strangers are left, and nobody to hear them.
        if over && self.network == Network::Eternal {
            return;
        }
        let known_faults = space.faults.len();
        let mut moves = std::mem::take(&mut self.moves);
        self.network.moves(space, &node, &mut moves);
        for fault in space.faults.get(known_faults..).unwrap_or_default() {
            let act = Act::Event(fault.side, Space::event(fault.code));
            self.find(fault.property, number, Some(act), fault.detail.clone());
        }
        if moves.is_empty() && !over {
            self.find(Property::NoDeadlock, number, None, String::new());
        }
        for next in &moves {
            if (next.ends, next.flight) != (node.ends, node.flight) {
                self.transitions += 1;
                let to = self.visit(Node {
                    ends: next.ends,
                    parent: number,
                    flight: next.flight,
                });
                edge(number, to);
            }
        }
        self.moves = moves;
    }

    /// The first of each kind is the nearest.
    fn find(&mut self, property: Property, node: u32, act: Option<Act>, detail: String) {
        if !self
            .findings
            .iter()
            .any(|finding| finding.property == property)
        {
            self.findings.push(Finding {
                property,
                node,
                act,
                detail,
            });
        }
    }

    /// The number of this state, a new one if it is new.
    fn visit(&mut self, node: Node) -> u32 {
        if self.len() * 5 >= self.slots.len() * 4 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(&node) & mask;
        loop {
            let found = self.slots[at];
            if found == FREE {
                break;
            }
            let known = self.node(found);
            if (known.ends, known.flight) == (node.ends, node.flight) {
                return found;
            }
            at = (at + 1) & mask;
        }
        let number = u32::try_from(self.len()).expect("below FREE");
        self.slots[at] = number;
        let parent = if node.parent == FREE {
            number
        } else {
            node.parent
        };
        self.nodes.push(Node { parent, ..node });
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![FREE; self.slots.len() * 2];
        let mask = slots.len() - 1;
        for number in 0..self.len() {
            let mut at = hash(self.nodes.get(number)) & mask;
            while slots[at] != FREE {
                at = (at + 1) & mask;
            }
            slots[at] = u32::try_from(number).expect("below FREE");
        }
        self.slots = slots;
    }

    /// The way to a state: the states from a beginning on.
    pub(crate) fn path(&self, number: u32) -> Vec<u32> {
        let mut path = vec![number];
        while let Some(last) = path.last().copied() {
            let parent = self.node(last).parent;
            if parent == last {
                break;
            }
            path.push(parent);
        }
        path.reverse();
        path
    }

    /// An act that leads from one state to the other.
    pub(crate) fn act_between(&self, space: &mut Space, from: u32, to: u32) -> Option<Act> {
        let (from, to) = (*self.node(from), *self.node(to));
        let mut moves = Vec::new();
        self.network.moves(space, &from, &mut moves);
        let leads = |next: &&Move| (next.ends, next.flight) == (to.ends, to.flight);
        moves.iter().find(leads).map(|next| next.act)
    }
}

/// Mixes the four words of a state.
fn hash(node: &Node) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let ends = u64::from(node.ends[0]) << 16 | u64::from(node.ends[1]);
    let mut mixed = ends.wrapping_mul(ODD);
    for word in node.flight {
        mixed = (mixed.rotate_left(29) ^ word).wrapping_mul(ODD);
    }
    (mixed ^ (mixed >> 32)) as usize
}

/// One thing that may happen in a state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    pub(crate) act: Act,
    pub(crate) ends: [u16; 2],
    pub(crate) flight: Flight,
}

impl Network {
    /// Everything that may happen in `node`.
    fn moves(self, space: &mut Space, node: &Node, moves: &mut Vec<Move>) {
        moves.clear();
        for side in Side::BOTH {
            let end = node.ends[side.index()];
            for index in 0..space.own(side, end).len() {
                let code = space.own(side, end)[index];
                let step = space.step(side, end, code);
                self.push(moves, node, (side, Space::event(code)), node.flight, &step);
            }
        }
        self.each(node.flight, |number| {
            let to = space.segment(number).0;
            let event = Event::Arrive(number);
            let step = space.step(to, node.ends[to.index()], Space::code(event));
            self.push(
                moves,
                node,
                (to, event),
                self.land(node.flight, number),
                &step,
            );
            if let Self::Fleeting(_) = self {
                let flight = self.land(node.flight, number);
                moves.push(Move {
                    act: Act::Lose(number),
                    ends: node.ends,
                    flight,
                });
            }
        });
    }

    /// Adds the move, unless what it sends finds no room.
    fn push(
        self,
        moves: &mut Vec<Move>,
        node: &Node,
        (side, event): (Side, Event),
        flight: Flight,
        step: &Step,
    ) {
        let launch = |flight: Option<Flight>, number: &u8| self.launch(flight?, *number);
        if let Some(flight) = step.sent().iter().fold(Some(flight), launch) {
            let mut ends = node.ends;
            ends[side.index()] = step.end;
            moves.push(Move {
                act: Act::Event(side, event),
                ends,
                flight,
            });
        }
    }

    /// With one segment more; `None` when there is no room.
    fn launch(self, flight: Flight, number: u8) -> Option<Flight> {
        match self {
            Self::Eternal => {
                let mut flight = flight;
                flight[usize::from(number / 64)] |= 1 << (number % 64);
                Some(flight)
            }
            Self::Fleeting(room) => {
                let mut list = octets(flight);
                let len = list.iter().filter(|entry| **entry != 0).count();
                if len >= room {
                    return None;
                }
                list[len] = number + 1;
                list[..=len].sort_unstable();
                Some(words(list))
            }
        }
    }

    /// After the arrival of a segment.
    fn land(self, flight: Flight, number: u8) -> Flight {
        match self {
            Self::Eternal => flight,
            Self::Fleeting(_) => {
                let mut list = octets(flight);
                if let Some(at) = list.iter().position(|entry| *entry == number + 1) {
                    list[at..].rotate_left(1);
                    list[MAX_IN_FLIGHT - 1] = 0;
                }
                words(list)
            }
        }
    }

    /// Each different segment under way.
    fn each(self, flight: Flight, mut act: impl FnMut(u8)) {
        match self {
            Self::Eternal => {
                for (word, mut bits) in (0_u8..).zip(flight) {
                    while bits != 0 {
                        act(word * 64 + u8::try_from(bits.trailing_zeros()).unwrap_or(0));
                        bits &= bits - 1;
                    }
                }
            }
            Self::Fleeting(_) => {
                let mut last = 0;
                for entry in octets(flight) {
                    if entry != last && entry != 0 {
                        act(entry - 1);
                    }
                    last = entry;
                }
            }
        }
    }
}

fn octets(flight: Flight) -> [u8; MAX_IN_FLIGHT] {
    let mut list = [0; MAX_IN_FLIGHT];
    for (chunk, word) in list.chunks_exact_mut(8).zip(flight) {
        chunk.copy_from_slice(&word.to_le_bytes());
    }
    list
}

fn words(list: [u8; MAX_IN_FLIGHT]) -> Flight {
    let mut flight = [0; 3];
    for (word, chunk) in flight.iter_mut().zip(list.chunks_exact(8)) {
        *word = u64::from_le_bytes(chunk.try_into().expect("eight octets"));
    }
    flight
}
