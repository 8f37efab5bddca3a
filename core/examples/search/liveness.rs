//! Can both ends still come to an end?
//!
//! In a network that loses anything, whatever is under way may be lost: so it is enough to ask it of every pair of ends that
//! can be reached, with nothing under way. From all those pairs at once the graph of [`Network::Fleeting`] is built, and walked
//! backwards from where both ends are CLOSED. What the walk does not reach cannot come to an end. (That at most a few segments
//! are under way makes the claim stronger: there is a way even so.)

use super::explore::{Bounds, Network, Search};
use super::space::Space;
use super::world::Side;

/// Segments under way on the ways that are looked for: two, one for each direction or an answer behind a question.
const ROOM: usize = 2;

/// What was found.
#[derive(Debug)]
pub(crate) struct Liveness {
    pub(crate) search: Search,
    /// Pairs of ends asked about.
    pub(crate) pairs: usize,
    /// States from which CLOSED is out of reach, the first of them.
    pub(crate) stranded: Option<u32>,
}

/// Asks it of every pair that `safety` has seen.
pub(crate) fn check(space: &mut Space, safety: &Search, bounds: Bounds) -> Liveness {
    let mut pairs: Vec<[u16; 2]> = (0..safety.len())
        .map(|number| safety.node(u32::try_from(number).expect("below FREE")).ends)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut search = Search::new(Network::Fleeting(ROOM));
    pairs.iter().for_each(|pair| search.start_at(*pair));
    let mut edges = Vec::new();
    search.run(space, bounds, |from, to| edges.push((to, from)));
    let reaches = backwards(space, &search, edges);
    let stranded = reaches.iter().position(|reaches| !reaches);
    Liveness {
        pairs: pairs.len(),
        stranded: stranded
            .filter(|_| search.complete)
            .map(|at| u32::try_from(at).expect("below FREE")),
        search,
    }
}

/// Which states lead to one where both ends are CLOSED for good.
fn backwards(space: &Space, search: &Search, mut edges: Vec<(u32, u32)>) -> Vec<bool> {
    edges.sort_unstable();
    let over = |number: &u32| {
        let ends = search.node(*number).ends;
        Side::BOTH
            .into_iter()
            .all(|side| space.summary(side, ends[side.index()]).is_over)
    };
    let all = 0..u32::try_from(search.len()).expect("below FREE");
    let mut reaches = vec![false; search.len()];
    let mut open: Vec<u32> = all.filter(over).collect();
    open.iter()
        .for_each(|number| reaches[*number as usize] = true);
    while let Some(to) = open.pop() {
        let first = edges.partition_point(|(end, _)| *end < to);
        for (_, from) in edges[first..].iter().take_while(|(end, _)| *end == to) {
            if !std::mem::replace(&mut reaches[*from as usize], true) {
                open.push(*from);
            }
        }
    }
    reaches
}
