//! Octets to be sent: written out, or so well known that they need not be.

use std::sync::LazyLock;

use bytes::Bytes;

use super::MAX_SEGMENT_OCTETS;

/// How many letters there are before they begin again.
const LETTERS: u32 = 26;

/// More letters than any segment carries, from any of them on. Every segment of a pattern is a part of this memory.
static ALPHABET: LazyLock<Bytes> = LazyLock::new(|| {
    let letters: Vec<u8> = alphabet()
        .take(MAX_SEGMENT_OCTETS + LETTERS as usize)
        .collect();
    Bytes::from_static(letters.leak())
});

/// A run of octets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Octets written out.
    Bytes(Bytes),
    /// The letters from a to z, over and over: a function of the place, with nothing stored.
    Letters {
        /// The place of the first one; the letter at place 0 is an a.
        first: u32,
        /// How many.
        len: u32,
    },
}

impl Payload {
    /// How many octets.
    #[must_use]
    pub fn len(&self) -> u32 {
        match self {
            Self::Bytes(bytes) => u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            Self::Letters { len, .. } => *len,
        }
    }

    /// None at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Keeps only the first `most`.
    pub fn truncate(&mut self, most: u32) {
        match self {
            Self::Bytes(bytes) => bytes.truncate(most as usize),
            Self::Letters { len, .. } => *len = most.min(*len),
        }
    }

    /// Forgets the first `count`.
    pub fn skip(&mut self, count: u32) {
        let count = count.min(self.len());
        match self {
            Self::Bytes(bytes) => drop(bytes.split_to(count as usize)),
            Self::Letters { first, len } => {
                *first = place(*first, count);
                *len -= count;
            }
        }
    }

    /// The octets from `from` on, at most `most`. Letters are copied only where they are more than a segment takes.
    #[must_use]
    pub fn slice(&self, from: u32, most: u32) -> Bytes {
        let from = from.min(self.len());
        let count = most.min(self.len() - from) as usize;
        match self {
            Self::Bytes(bytes) => bytes.slice(from as usize..from as usize + count),
            Self::Letters { first, .. } => letters(place(*first, from), count),
        }
    }

    /// Takes `next` in, if it continues this one without a copy.
    pub fn join(&mut self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Letters { first, len },
                Self::Letters {
                    first: then,
                    len: more,
                },
            ) => {
                let continues = place(*first, *len) == place(*then, 0);
                if continues {
                    *len += more;
                }
                continues
            }
            (Self::Letters { .. }, Self::Bytes(_)) | (Self::Bytes(_), _) => false,
        }
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self::Bytes(bytes)
    }
}

/// So many letters from the one at place `first` on.
pub(super) fn letters(first: u32, count: usize) -> Bytes {
    let first = place(first, 0) as usize;
    let end = first + count;
    if end <= ALPHABET.len() {
        ALPHABET.slice(first..end)
    } else {
        alphabet().skip(first).take(count).collect()
    }
}

fn alphabet() -> impl Iterator<Item = u8> {
    (b'a'..=b'z').cycle()
}

/// Among the letters from a to z, the one `ahead` of that at `first`.
const fn place(first: u32, ahead: u32) -> u32 {
    (first % LETTERS + ahead % LETTERS) % LETTERS
}

#[cfg(test)]
mod tests;
