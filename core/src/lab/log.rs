//! A list that only grows, and whose copies share what they have in common.
//!
//! A branch is a copy of its parent's log up to the fork. Full chunks are shared between copies, so that a fork
//! of a long history costs a pointer per chunk and not a row per row.

use std::sync::Arc;

/// Rows of one chunk.
const CHUNK: usize = 512;

/// An append-only list with cheap copies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Log<T> {
    /// Full chunks, [`CHUNK`] rows each.
    full: Vec<Arc<Vec<T>>>,
    /// The rows after them, fewer than [`CHUNK`].
    tail: Vec<T>,
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self {
            full: Vec::new(),
            tail: Vec::new(),
        }
    }
}

impl<T: Clone> Log<T> {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.full.len() * CHUNK + self.tail.len()
    }

    /// The row with this number.
    pub(super) fn get(&self, index: usize) -> Option<&T> {
        match self.full.get(index / CHUNK) {
            Some(chunk) => chunk.get(index % CHUNK),
            None => self.tail.get(index.checked_sub(self.full.len() * CHUNK)?),
        }
    }

    /// Adds a row at the end.
    pub(super) fn push(&mut self, row: T) {
        self.tail.push(row);
        if self.tail.len() == CHUNK {
            // A log that has grown so far will grow further.
            let next = Vec::with_capacity(CHUNK);
            let full = std::mem::replace(&mut self.tail, next);
            self.full.push(Arc::new(full));
        }
    }

    /// Changes one row; a chunk that is shared is copied first.
    pub(super) fn change(&mut self, index: usize, change: impl FnOnce(&mut T)) {
        let row = match self.full.get_mut(index / CHUNK) {
            Some(chunk) => Arc::make_mut(chunk).get_mut(index % CHUNK),
            None => self
                .tail
                .get_mut(index.saturating_sub(self.full.len() * CHUNK)),
        };
        if let Some(row) = row {
            change(row);
        }
    }

    /// Keeps the first `len` rows.
    pub(super) fn truncate(&mut self, len: usize) {
        if let Some(cut) = self.full.get(len / CHUNK) {
            self.tail = cut.iter().take(len % CHUNK).cloned().collect();
            self.full.truncate(len / CHUNK);
        } else {
            self.tail
                .truncate(len.saturating_sub(self.full.len() * CHUNK));
        }
    }

    /// The rows `from..to`, as far as they exist.
    pub(super) fn range(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &T> {
        (from..to.min(self.len())).filter_map(|index| self.get(index))
    }

    /// How many rows at the front satisfy `before`, which must hold for a front part only.
    pub(super) fn partition_point(&self, mut before: impl FnMut(&T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle).is_some_and(&mut before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests;
