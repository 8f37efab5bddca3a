//! What may happen to a datagram on the engine's side: loss, copies, overtaking, by chance or by plan.

use bytes::Bytes;
use tcp_lab_core::rng::Rng;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::{Ecn, Icmp, Packet, Quoted, Segment};

/// How long a datagram that is overtaken waits, at most, in microseconds.
const OVERTAKEN_MICROS: u32 = 3000;

/// Seen from the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the engine to the peer.
    Out,
    /// From the peer to the engine.
    In,
}

impl Way {
    const fn back(self) -> Self {
        match self {
            Self::Out => Self::In,
            Self::In => Self::Out,
        }
    }
}

/// What becomes of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It goes through.
    Passes,
    /// It is lost.
    Lost,
    /// It goes through, and so does a copy.
    Doubled,
    /// It comes later than what follows it.
    Late,
}

/// Chances in a million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chances {
    /// To be lost.
    pub(crate) loss: u32,
    /// To be doubled.
    pub(crate) duplicate: u32,
    /// To be overtaken.
    pub(crate) reorder: u32,
}

/// Which segments a plan is about.
pub(crate) type Which = fn(&Segment) -> bool;

/// Chances, plans, and what waits.
#[derive(Debug)]
pub(crate) struct Mischief {
    rng: Rng,
    chances: Chances,
    losses: Vec<(Way, Which)>,
    marks: Vec<(Way, Which)>,
    /// The MTU of a router on the way.
    router: Option<u16>,
    held: bool,
    late: Vec<(Instant, Way, Bytes)>,
}

impl Mischief {
    /// The same seed and chances give the same fates in the same order.
    pub(crate) fn new(seed: u64, chances: Chances) -> Self {
        Self {
            rng: Rng::new(seed),
            chances,
            losses: Vec::new(),
            marks: Vec::new(),
            router: None,
            held: false,
            late: Vec::new(),
        }
    }

    /// The next segment of this kind that goes this way is lost.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests plan"))]
    pub(crate) fn lose_next(&mut self, way: Way, which: Which) {
        self.losses.push((way, which));
    }

    /// The next segment of this kind that goes this way meets congestion.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests plan"))]
    pub(crate) fn mark_next(&mut self, way: Way, which: Which) {
        self.marks.push((way, which));
    }

    /// The packet, with a mark if one is planned for its segment (RFC 3168, 5: only where the ends take part).
    pub(crate) fn mark(&mut self, way: Way, segment: &Segment, packet: Packet) -> Packet {
        if packet.ecn.is_capable() && take(&mut self.marks, way, segment) {
            return packet.marked(Ecn::Ce);
        }
        packet
    }

    /// A router on the way passes on datagrams of at most so many octets, and says so of others.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests plan"))]
    pub(crate) const fn narrow(&mut self, mtu: u16) {
        self.router = Some(mtu);
    }

    /// Whether what the peer sends waits outside.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests plan"))]
    pub(crate) fn hold(&mut self, held: bool) {
        self.held = held;
        if !held {
            let waiting = self.late.iter_mut();
            waiting.for_each(|(at, ..)| *at = (*at).min(Instant::START));
        }
    }

    /// Decides over a segment; `Late` keeps the datagram until [`due`](Self::due) gives it.
    pub(crate) fn judge(
        &mut self,
        now: Instant,
        way: Way,
        segment: &Segment,
        datagram: &Bytes,
    ) -> Fate {
        if let Some(mtu) = self.router.filter(|mtu| datagram.len() > usize::from(*mtu)) {
            let complaint = too_big(mtu, segment, datagram);
            let complaint = complaint.map(|complaint| (now, way.back(), complaint));
            self.late.extend(complaint);
            return Fate::Lost;
        }
        if take(&mut self.losses, way, segment) {
            return Fate::Lost;
        }
        if self.held && way == Way::In {
            let never = Instant::from_nanos(u64::MAX);
            self.late.push((never, way, datagram.clone()));
            return Fate::Late;
        }
        if self.rng.chance(self.chances.loss) {
            return Fate::Lost;
        }
        if self.rng.chance(self.chances.duplicate) {
            return Fate::Doubled;
        }
        if self.rng.chance(self.chances.reorder) {
            let by = Duration::from_micros(self.rng.below(OVERTAKEN_MICROS).into());
            self.late.push((now + by, way, datagram.clone()));
            return Fate::Late;
        }
        Fate::Passes
    }

    /// When the next datagram that waits is due.
    pub(crate) fn due_at(&self) -> Option<Instant> {
        self.late.iter().map(|(at, ..)| *at).min()
    }

    /// Datagrams that are due, in the order of their times.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<(Way, Bytes)> {
        let waiting = std::mem::take(&mut self.late);
        let (mut due, later) = waiting
            .into_iter()
            .partition::<Vec<_>, _>(|(at, ..)| *at <= now);
        self.late = later;
        due.sort_by_key(|(at, ..)| *at);
        due.into_iter()
            .map(|(_, way, datagram)| (way, datagram))
            .collect()
    }
}

/// The first plan that this segment fits is carried out.
fn take(plans: &mut Vec<(Way, Which)>, way: Way, segment: &Segment) -> bool {
    let planned = plans
        .iter()
        .position(|(planned, which)| *planned == way && which(segment));
    planned.map(|planned| plans.remove(planned)).is_some()
}

/// What a router says of a datagram that does not fit (RFC 1191, 4; RFC 8201, 3).
fn too_big(mtu: u16, segment: &Segment, datagram: &Bytes) -> Option<Bytes> {
    let packet = Packet::from_datagram(datagram).ok()?;
    let quoted = Quoted {
        src: packet.src,
        dst: packet.dst,
        src_port: segment.src_port,
        dst_port: segment.dst_port,
        seq: segment.seq,
    };
    let message = Icmp::too_big(mtu.into(), quoted);
    let complaint = Packet::icmp(packet.dst, packet.src, message);
    complaint.to_datagram().ok().map(Bytes::from)
}
