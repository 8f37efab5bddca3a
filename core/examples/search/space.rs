//! Every end and every segment that ever occurs, by number, and what each event does to each end.
//!
//! The engine is a function of its arguments: the same end and the same event give the same outcome. So it runs once for
//! each pair of them, and the search, which meets the same pairs millions of times, looks the outcome up.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use tcp_lab_core::tcp::{State, Tcb, Timer};
use tcp_lab_core::wire::Segment;

use super::alike::essence;
use super::end::{End, Event, MAX_SENT};
use super::property::{self, Fault};
use super::world::{Side, World};

/// The most different segments of one world: their set is three words.
pub(crate) const MAX_SEGMENTS: usize = 192;

/// The most different ends of one side: far more than any world has.
pub(crate) const MAX_ENDS: u16 = 4_000;

/// Calls and timers come before arrivals in the rows of outcomes.
const CALLS: usize = 5;

/// What an event does to an end, by numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The end it becomes.
    pub(crate) end: u16,
    sent: [u8; MAX_SENT],
    count: u8,
}

impl Step {
    /// The segments sent.
    pub(crate) fn sent(&self) -> &[u8] {
        &self.sent[..usize::from(self.count)]
    }
}

/// What properties of pairs ask about an end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Summary {
    pub(crate) is_over: bool,
    /// IRS is the peer's ISS; `None` before ESTABLISHED.
    pub(crate) agrees: Option<bool>,
    pub(crate) begun: bool,
    pub(crate) sent: u8,
    pub(crate) read: u8,
    pub(crate) ended: bool,
}

/// All that is known of one end.
#[derive(Debug)]
struct Row {
    end: Arc<End>,
    summary: Summary,
    /// Codes of the events that need no segment.
    own: Vec<u16>,
    steps: Vec<Option<Step>>,
}

/// The ends of one side.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Row>,
    /// Numbers by essence.
    numbers: BTreeMap<String, u16>,
    /// Numbers of ends as they came, by likeness: the quick way.
    seen: BTreeMap<u64, Vec<(End, u16)>>,
}

/// Ends, segments and outcomes of one world.
#[derive(Debug)]
pub(crate) struct Space {
    pub(crate) world: World,
    tables: [Table; 2],
    segments: Vec<(Side, Segment)>,
    /// What an outcome did that it must not do, the first of each kind.
    pub(crate) faults: Vec<Fault>,
}

impl Space {
    pub(crate) fn new(world: World) -> Self {
        let mut space = Self {
            world,
            tables: [Table::default(), Table::default()],
            segments: Vec::new(),
            faults: Vec::new(),
        };
        for side in Side::BOTH {
            space.number_of(side, End::new());
        }
        for (to, segment) in space.world.old.clone() {
            space.segment_number(to, segment);
        }
        space
    }

    /// Segments of an earlier time.
    pub(crate) fn old(&self) -> usize {
        self.world.old.len()
    }

    pub(crate) fn segments(&self) -> usize {
        self.segments.len()
    }

    pub(crate) fn ends(&self, side: Side) -> usize {
        self.tables[side.index()].rows.len()
    }

    pub(crate) fn end(&self, side: Side, number: u16) -> &Arc<End> {
        &self.row(side, number).end
    }

    pub(crate) fn summary(&self, side: Side, number: u16) -> &Summary {
        &self.row(side, number).summary
    }

    pub(crate) fn segment(&self, number: u8) -> &(Side, Segment) {
        &self.segments[usize::from(number)]
    }

    /// Codes of what may happen to the end without a segment.
    pub(crate) fn own(&self, side: Side, number: u16) -> &[u16] {
        &self.row(side, number).own
    }

    /// What `code` does to the end.
    pub(crate) fn step(&mut self, side: Side, number: u16, code: u16) -> Step {
        let known = self.row(side, number).steps.get(usize::from(code));
        if let Some(Some(step)) = known {
            return *step;
        }
        self.run(side, number, code)
    }

    /// The one place where the engine runs.
    fn run(&mut self, side: Side, number: u16, code: u16) -> Step {
        let event = Self::event(code);
        let before = Arc::clone(self.end(side, number));
        let segment = match event {
            Event::Arrive(number) => Some(self.segment(number).1.clone()),
            Event::Open
            | Event::Send
            | Event::Receive
            | Event::Close
            | Event::Abort
            | Event::Fire(_) => None,
        };
        let outcome = before.after(&self.world, side, event, segment.as_ref());
        if let Some((property, detail)) = property::of_step(&self.world, side, &before, &outcome) {
            self.faults.push(Fault {
                property,
                side,
                code,
                detail,
            });
        }
        let mut step = Step {
            end: self.number_of(side, outcome.end),
            sent: [0; MAX_SENT],
            count: u8::try_from(outcome.sent.len()).expect("few"),
        };
        for (slot, segment) in step.sent.iter_mut().zip(outcome.sent) {
            *slot = self.segment_number(side.other(), segment);
        }
        let steps = &mut self.tables[side.index()].rows[usize::from(number)].steps;
        let index = usize::from(code);
        if steps.len() <= index {
            steps.resize(index + 1, None);
        }
        steps[index] = Some(step);
        step
    }

    fn row(&self, side: Side, number: u16) -> &Row {
        &self.tables[side.index()].rows[usize::from(number)]
    }

    pub(crate) fn segment_number(&mut self, to: Side, segment: Segment) -> u8 {
        let known = self
            .segments
            .iter()
            .position(|(side, known)| *side == to && *known == segment);
        let number = known.unwrap_or_else(|| {
            self.segments.push((to, segment));
            self.segments.len() - 1
        });
        assert!(
            number < MAX_SEGMENTS,
            "more than {MAX_SEGMENTS} different segments"
        );
        u8::try_from(number).expect("below the bound")
    }

    /// The number of this end, or of one that is the same for all that can follow.
    pub(crate) fn number_of(&mut self, side: Side, end: End) -> u16 {
        let table = &mut self.tables[side.index()];
        let seen = table.seen.entry(likeness(&end)).or_default();
        if let Some((_, number)) = seen.iter().find(|(known, _)| *known == end) {
            return *number;
        }
        let next = u16::try_from(table.rows.len()).expect("below the bound");
        assert!(
            next < MAX_ENDS,
            "{MAX_ENDS} ends: does the engine count something new? See `alike`"
        );
        let number = *table.numbers.entry(essence(&end)).or_insert(next);
        seen.push((end.clone(), number));
        if number == next {
            let own = end.events(&self.world, side);
            table.rows.push(Row {
                summary: summary(&self.world, &end, side),
                own: own.into_iter().map(Self::code).collect(),
                steps: Vec::new(),
                end: Arc::new(end),
            });
        }
        number
    }

    pub(crate) fn code(event: Event) -> u16 {
        let index = match event {
            Event::Open => 0,
            Event::Send => 1,
            Event::Receive => 2,
            Event::Close => 3,
            Event::Abort => 4,
            Event::Fire(timer) => {
                CALLS
                    + Timer::ALL
                        .iter()
                        .position(|known| *known == timer)
                        .expect("it is listed")
            }
            Event::Arrive(number) => CALLS + Timer::ALL.len() + usize::from(number),
        };
        u16::try_from(index).expect("a small number")
    }

    pub(crate) fn event(code: u16) -> Event {
        let index = usize::from(code);
        match index {
            0 => Event::Open,
            1 => Event::Send,
            2 => Event::Receive,
            3 => Event::Close,
            4 => Event::Abort,
            timer if timer < CALLS + Timer::ALL.len() => Event::Fire(Timer::ALL[timer - CALLS]),
            arrival => {
                let number = arrival - CALLS - Timer::ALL.len();
                Event::Arrive(u8::try_from(number).expect("a code of ours"))
            }
        }
    }
}

fn summary(world: &World, end: &End, side: Side) -> Summary {
    let tcb = end.connection.tcb().filter(|tcb| is_established(tcb));
    Summary {
        is_over: end.is_over(),
        agrees: tcb.map(|tcb| tcb.rcv.irs == world.iss(side.other())),
        begun: end.user.begun,
        sent: end.user.sent,
        read: end.user.read,
        ended: end.user.ended,
    }
}

/// ESTABLISHED or beyond: past it by CLOSE from SYN-RECEIVED does not count until our SYN is acknowledged.
fn is_established(tcb: &Tcb) -> bool {
    match tcb.state() {
        State::Established
        | State::FinWait2
        | State::CloseWait
        | State::LastAck
        | State::TimeWait => true,
        State::FinWait1 | State::Closing => !tcb.syn_in_flight(),
        State::Listen | State::SynSent | State::SynReceived | State::Closed => false,
    }
}

/// Equal ends have equal likenesses.
fn likeness(end: &End) -> u64 {
    let mut hasher = DefaultHasher::new();
    end.user.hash(&mut hasher);
    end.state().hash(&mut hasher);
    if let Some(tcb) = end.connection.tcb() {
        for number in [
            tcb.snd.una,
            tcb.snd.nxt,
            tcb.snd.wl1,
            tcb.snd.wl2,
            tcb.rcv.nxt,
            tcb.rcv.irs,
        ] {
            number.hash(&mut hasher);
        }
        (
            tcb.snd.wnd,
            tcb.rcv.wnd,
            tcb.unread(),
            tcb.unsent(),
            tcb.repeats(),
        )
            .hash(&mut hasher);
        for (timer, _) in tcb.timers.running() {
            timer.hash(&mut hasher);
        }
    }
    hasher.finish()
}
