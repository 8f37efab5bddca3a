//! Worlds kept to come back to.

use std::sync::Arc;

use super::world::World;

/// Moments between two checkpoints at first.
pub const CHECKPOINT_EVERY: u32 = 128;
/// Checkpoints of one branch. When there are so many, every other one is given up, and from then on there are half
/// as many: memory has a bound, and a seek in a long history lives through a few thousand moments at most.
pub const MAX_CHECKPOINTS: usize = 512;
/// Sockets in all checkpoints of one branch together, each copy counted; thinned out in the same way. Ten thousand
/// connections, twenty thousand sockets, are copied five times and not five hundred times.
pub const MAX_SOCKETS_KEPT: usize = 100_000;

/// Worlds at some positions, shared between a branch and those that were forked from it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Checkpoints {
    start: Arc<World>,
    /// In order of their positions.
    kept: Vec<(u32, Arc<World>)>,
    every: u32,
}

impl Checkpoints {
    /// Only the beginning.
    pub(super) fn new(start: World) -> Self {
        Self {
            start: Arc::new(start),
            kept: Vec::new(),
            every: CHECKPOINT_EVERY,
        }
    }

    /// The last one at or before `position`.
    pub(super) fn nearest(&self, position: u32) -> (u32, &World) {
        let before = self.kept.partition_point(|(at, _)| *at <= position);
        let found = before.checked_sub(1).and_then(|last| self.kept.get(last));
        found.map_or((0, &*self.start), |(at, world)| (*at, &**world))
    }

    /// Keeps a copy of the world at `position`, if one is due there.
    pub(super) fn offer(&mut self, position: u32, world: &World) {
        if !position.is_multiple_of(self.every) {
            return;
        }
        self.kept.push((position, Arc::new(world.clone())));
        while self.is_full() {
            let twice = self.every.saturating_mul(2);
            self.kept.retain(|(at, _)| at.is_multiple_of(twice));
            self.every = twice;
        }
    }

    /// There are too many, or too many sockets in them; the last one always has room.
    fn is_full(&self) -> bool {
        let sockets = self.kept.iter().map(|(_, world)| world.sockets());
        let crowded = self.kept.len() > 1 && sockets.sum::<usize>() > MAX_SOCKETS_KEPT;
        self.kept.len() >= MAX_CHECKPOINTS || crowded
    }

    /// Forgets those behind `position`.
    pub(super) fn cut(&mut self, position: u32) {
        self.kept.retain(|(at, _)| *at <= position);
    }
}

#[cfg(test)]
mod tests;
