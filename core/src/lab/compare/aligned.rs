//! Which arrows of two ladders are the same segment.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;

use crate::lab::crossing::Flight;
use crate::lab::timeline::Branch;
use crate::wire::{Flags, Segment};

/// Crossings looked at in each run.
const MAX_ALIGNED: u32 = 20_000;

/// The two ends of a direction.
type Ends = (IpAddr, u16, IpAddr, u16);

/// What a segment says, its numbers counted from the ISNs of its connection: runs whose ISNs differ can be laid side by
/// side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    from: IpAddr,
    to: IpAddr,
    flags: u16,
    seq: u32,
    ack: u32,
    len: u32,
    again: bool,
}

/// Pairs of crossings, in the order of the left run.
pub(super) fn aligned(left: &Branch, right: &Branch) -> Vec<(u32, u32)> {
    let mut others: BTreeMap<Said, VecDeque<u32>> = BTreeMap::new();
    for (crossing, said) in said(right) {
        others.entry(said).or_default().push_back(crossing);
    }
    let pairs = said(left).into_iter().filter_map(|(crossing, said)| {
        let other = others.get_mut(&said)?.pop_front()?;
        Some((crossing, other))
    });
    pairs.collect()
}

fn said(branch: &Branch) -> Vec<(u32, Said)> {
    let mut first: BTreeMap<Ends, u32> = BTreeMap::new();
    let count = branch.mark(branch.end()).crossings.min(MAX_ALIGNED);
    let flights = (0..count).filter_map(|crossing| Some((crossing, branch.flight(crossing)?)));
    flights
        .map(|(crossing, flight)| (crossing, of(flight, &mut first)))
        .collect()
}

fn of(flight: &Flight, first: &mut BTreeMap<Ends, u32>) -> Said {
    let segment: Segment = flight.segment();
    let (src, dst) = (flight.packet.src, flight.packet.dst);
    let out = (src, segment.src_port, dst, segment.dst_port);
    let back = (dst, segment.dst_port, src, segment.src_port);
    if segment.has(Flags::SYN) && !flight.forged {
        first.insert(out, segment.seq.raw());
    }
    let counted =
        |number: u32, ends: &Ends| number.wrapping_sub(first.get(ends).copied().unwrap_or(0));
    let acks = segment.has(Flags::ACK);
    Said {
        from: src,
        to: dst,
        flags: segment.flags.bits(),
        seq: counted(segment.seq.raw(), &out),
        ack: if acks {
            counted(segment.ack.raw(), &back)
        } else {
            0
        },
        len: segment.len(),
        again: flight.retransmission,
    }
}
