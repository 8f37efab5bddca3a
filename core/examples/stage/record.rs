//! What a run left behind, be it the kernel's or the engine's, in the same words.

use std::collections::BTreeMap;
use std::net::IpAddr;

use tcp_lab_core::host::CallName;
use tcp_lab_core::time::Instant;
use tcp_lab_core::wire::{Flags, Segment, SeqNum};

use super::diag::Entry;

/// A run.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Crossings of the network, in the order of sending.
    pub(crate) segments: Vec<Seen>,
    /// Calls, in the order of returning.
    pub(crate) calls: Vec<Called>,
    /// The kernel's sockets at some times.
    pub(crate) samples: Vec<Sample>,
}

/// A crossing.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Lane of the sender.
    pub(crate) from: Option<usize>,
    /// Lane of the receiver.
    pub(crate) to: Option<usize>,
    /// Source address.
    pub(crate) src: IpAddr,
    /// Destination address.
    pub(crate) dst: IpAddr,
    /// The segment; `None` for an ICMP message.
    pub(crate) segment: Option<Segment>,
    /// When it was sent.
    pub(crate) sent: Instant,
    /// When it arrived.
    pub(crate) arrived: Option<Instant>,
    /// Code of the rule that lost it.
    pub(crate) lost: Option<&'static str>,
    /// It came from outside.
    pub(crate) forged: bool,
    /// It repeats what was sent before.
    pub(crate) again: bool,
}

/// A call that returned.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    /// Lane of the host.
    pub(crate) host: usize,
    /// Place of the process among those of the host.
    pub(crate) process: usize,
    /// Which call.
    pub(crate) call: CallName,
    /// When it was made.
    pub(crate) entered: Option<Instant>,
    /// When it returned.
    pub(crate) at: Instant,
    /// A number, or the name of an error.
    pub(crate) result: String,
}

/// Every host's sockets at one time.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) at: Instant,
    pub(crate) hosts: Vec<Sockets>,
}

/// One host's sockets.
#[derive(Clone, Debug)]
pub(crate) struct Sockets {
    /// As `sock_diag` tells of them.
    pub(crate) entries: Vec<Entry>,
    /// How many descriptors of sockets its processes hold.
    pub(crate) descriptors: u32,
}

/// Both ends of a segment, the sender's first.
pub(crate) type Ends = (IpAddr, u16, IpAddr, u16);

impl Seen {
    /// The two ends.
    pub(crate) fn ends(&self) -> Option<Ends> {
        let segment = self.segment.as_ref()?;
        Some((self.src, segment.src_port, self.dst, segment.dst_port))
    }
}

impl Record {
    /// The nth initial sequence number of a host: that of the nth SYN it sent which repeats none before.
    pub(crate) fn iss(&self, host: usize, nth: u32) -> Option<u32> {
        let mut chosen: Vec<u32> = Vec::new();
        for seen in &self.segments {
            let own = seen.from == Some(host) && !seen.forged && !seen.again;
            let Some(segment) = seen.segment.as_ref().filter(|_| own) else {
                continue;
            };
            let seq = segment.seq.raw();
            if segment.has(Flags::SYN) && !chosen.contains(&seq) {
                chosen.push(seq);
            }
        }
        let nth = usize::try_from(nth.checked_sub(1)?).ok()?;
        chosen.get(nth).copied()
    }

    /// The initial sequence numbers that whoever has this address has chosen, in their order.
    pub(crate) fn chosen_by(&self, address: IpAddr) -> Vec<SeqNum> {
        let own = self
            .segments
            .iter()
            .filter(|seen| seen.src == address && !seen.forged);
        let syns = own
            .filter(|seen| !seen.again)
            .filter_map(|seen| seen.segment.as_ref());
        let syns = syns.filter(|segment| segment.has(Flags::SYN));
        syns.map(|segment| segment.seq).collect()
    }

    /// The initial sequence numbers from one end to another, in their order, each once in a row.
    pub(crate) fn initial(&self, ends: Ends) -> Vec<SeqNum> {
        let mut known: Vec<SeqNum> = Vec::new();
        let own = self
            .segments
            .iter()
            .filter(|seen| !seen.forged && seen.ends() == Some(ends));
        for segment in own.filter_map(|seen| seen.segment.as_ref()) {
            if segment.has(Flags::SYN) && known.last() != Some(&segment.seq) {
                known.push(segment.seq);
            }
        }
        known
    }

    /// The connections in the order in which their first SYN was sent, from the one who sent it.
    pub(crate) fn connections(&self) -> Vec<Ends> {
        let mut known: Vec<Ends> = Vec::new();
        for seen in self.segments.iter().filter(|seen| !seen.forged) {
            let is_syn = seen
                .segment
                .as_ref()
                .is_some_and(|segment| segment.has(Flags::SYN));
            let Some(ends) = seen.ends().filter(|_| is_syn) else {
                continue;
            };
            if !known.contains(&ends) && !known.contains(&turned(ends)) {
                known.push(ends);
            }
        }
        known
    }
}

/// The same ends from the other side.
pub(crate) const fn turned((src, sport, dst, dport): Ends) -> Ends {
    (dst, dport, src, sport)
}

/// Knows which segments repeat numbers.
#[derive(Debug, Default)]
pub(crate) struct Repeats(BTreeMap<Ends, (SeqNum, SeqNum)>);

impl Repeats {
    /// Does it repeat what these ends have sent before?
    pub(crate) fn note(&mut self, ends: Ends, segment: &Segment) -> bool {
        let begins = segment.has(Flags::SYN);
        let known = self.0.get(&ends).copied();
        let known = known.filter(|(first, _)| !begins || *first == segment.seq);
        let (first, highest) = known.unwrap_or((segment.seq, segment.seq));
        let again = !segment.is_empty() && known.is_some() && !is_beyond(segment.end(), highest);
        let highest = if is_beyond(segment.end(), highest) {
            segment.end()
        } else {
            highest
        };
        self.0.insert(ends, (first, highest));
        again
    }
}

fn is_beyond(one: SeqNum, other: SeqNum) -> bool {
    one.raw().wrapping_sub(other.raw()).cast_signed() > 0
}
