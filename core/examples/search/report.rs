//! What a search of one world found, in words and numbers.

use std::fmt;
use std::time::Duration;

use super::explore::{Bounds, Finding, Network, Search};
use super::ladder::{stand, way};
use super::liveness;
use super::property::Property;
use super::space::Space;
use super::world::{Side, World};

/// The result of one world.
#[derive(Debug)]
pub(crate) struct Report {
    name: &'static str,
    about: &'static str,
    pub(crate) states: usize,
    transitions: u64,
    pub(crate) depth: u32,
    pub(crate) complete: bool,
    octets_per_state: usize,
    ends: [usize; 2],
    segments: usize,
    time: Duration,
    pairs: usize,
    live_states: usize,
    live_time: Duration,
    /// Each broken property and the way to it.
    pub(crate) broken: Vec<(Property, String)>,
}

impl Report {
    /// Searches `world`.
    pub(crate) fn of(world: World, bounds: Bounds) -> Self {
        let (name, about) = (world.name, world.about);
        let mut space = Space::new(world);
        let mut safety = Search::new(Network::Eternal);
        let ((), time) = timed(|| {
            safety.start(&space);
            safety.run(&mut space, bounds, |_, _| {});
        });
        let (live, live_time) = timed(|| liveness::check(&mut space, &safety, bounds));
        let mut broken: Vec<_> = safety
            .findings
            .iter()
            .map(|finding| told(&mut space, &safety, finding))
            .collect();
        let stranded = live.stranded.map(|node| Finding {
            property: Property::MayClose,
            node,
            act: None,
            detail: String::new(),
        });
        let late = live.search.findings.iter().chain(&stranded);
        broken.extend(late.map(|finding| {
            let (property, way) = told(&mut space, &live.search, finding);
            let before = way_to_pair(&mut space, &safety, &live.search, finding.node);
            (property, before + &way)
        }));
        Self {
            name,
            about,
            states: safety.len(),
            transitions: safety.transitions,
            depth: safety.depth,
            complete: safety.complete && live.search.complete,
            octets_per_state: safety.octets_per_state(),
            ends: Side::BOTH.map(|side| space.ends(side)),
            segments: space.segments(),
            time,
            pairs: live.pairs,
            live_states: live.search.len(),
            live_time,
            broken,
        }
    }

    pub(crate) fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }
}

/// The way to the pair of ends from which `node` was found, and the loss of all that was under way.
fn way_to_pair(space: &mut Space, safety: &Search, live: &Search, node: u32) -> String {
    let begin = live.path(node).first().map(|first| live.node(*first).ends);
    let all = 0..u32::try_from(safety.len()).expect("a search counts in 32 bits");
    let found = all
        .into_iter()
        .find(|number| Some(safety.node(*number).ends) == begin);
    let way = found.map(|number| way(space, safety, number, None));
    way.unwrap_or_default() + "   all that is under way is lost\n"
}

fn told(space: &mut Space, search: &Search, finding: &Finding) -> (Property, String) {
    let way = way(space, search, finding.node, finding.act);
    let stand = stand(space, search, finding.node);
    (
        finding.property,
        format!("{way}{stand}   {}", finding.detail),
    )
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.name, self.about)?;
        let extent = if self.complete {
            "all of them"
        } else {
            "cut off"
        };
        writeln!(
            f,
            "   {} states ({extent}), {} transitions, depth {}, {} states per second, {} octets per state",
            self.states,
            self.transitions,
            self.depth,
            rate(self.states, self.time),
            self.octets_per_state
        )?;
        writeln!(
            f,
            "   {} and {} different ends, {} different segments; {} pairs of ends asked whether they can close: {} states, {} per second",
            self.ends[0],
            self.ends[1],
            self.segments,
            self.pairs,
            self.live_states,
            rate(self.live_states, self.live_time)
        )?;
        for property in Property::ALL {
            let way = self.broken.iter().find(|(broken, _)| *broken == property);
            let word = if way.is_some() { "BROKEN" } else { "holds " };
            writeln!(f, "   {word} {property}")?;
            if let Some((_, way)) = way {
                writeln!(f, "{way}")?;
            }
        }
        Ok(())
    }
}

/// How many in a second.
pub(crate) fn rate(count: usize, time: Duration) -> u128 {
    count as u128 * 1_000_000 / time.as_micros().max(1)
}

/// How long `work` takes on the clock on the wall.
#[expect(
    clippy::disallowed_methods,
    reason = "a rate is measured, for a person to read"
)]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let result = work();
    (result, start.elapsed())
}
