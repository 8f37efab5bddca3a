//! The retransmission queue (3.8.1): what was sent and is not acknowledged.

use std::collections::VecDeque;

use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// A segment in flight. Its octets stay in the send buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// First number.
    pub seq: SeqNum,
    /// Numbers it covers, SYN and FIN included.
    pub len: u32,
    /// It pushed: a repetition is the same segment again.
    pub push: bool,
    /// When it was sent first.
    pub first_at: Instant,
    /// How often it was sent again.
    pub repeats: u32,
}

/// The segments in flight, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetransmissionQueue(VecDeque<Sent>);

impl RetransmissionQueue {
    /// Adds what was just sent.
    pub fn push(&mut self, sent: Sent) {
        self.0.push_back(sent);
    }

    /// The oldest one.
    #[must_use]
    pub fn front(&self) -> Option<&Sent> {
        self.0.front()
    }

    /// Nothing is in flight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Counts a repetition of the oldest one and returns it.
    pub fn repeat_front(&mut self) -> Option<Sent> {
        let front = self.0.front_mut()?;
        front.repeats += 1;
        Some(*front)
    }

    /// Removes what `una` covers. Returns the round trip of the newest segment removed; none when any of them was
    /// repeated, because then it is unknown which copy is acknowledged (Karn, RFC 6298 3).
    pub fn acknowledge(&mut self, una: SeqNum, now: Instant) -> Acked {
        let mut acked = Acked::Nothing;
        while let Some(front) = self.0.front_mut() {
            let end = front.seq + front.len;
            if end.gt(una) {
                if una.gt(front.seq) {
                    front.len = end.since(una);
                    front.seq = una;
                }
                break;
            }
            acked = match (acked, front.repeats) {
                (Acked::Ambiguous, _) | (_, 1..) => Acked::Ambiguous,
                (Acked::Nothing | Acked::Sample(_), 0) => Acked::Sample(now.since(front.first_at)),
            };
            self.0.pop_front();
        }
        acked
    }
}

/// What an acknowledgment said about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acked {
    /// It covered no whole segment.
    Nothing,
    /// It covered a repeated one: no sample (Karn).
    Ambiguous,
    /// A round trip.
    Sample(Duration),
}

#[cfg(test)]
mod tests;
