//! RFC 6528: initial sequence numbers. `ISN = M + F(local, remote, secret)`.

use std::hash::Hasher;
use std::net::{IpAddr, SocketAddr};

use siphasher::sip::SipHasher24;

use crate::rule::Rule;
use crate::tcp::cx::Cx;
use crate::tcp::output::What;
use crate::tcp::pair::Pair;
use crate::tcp::switch::{CONSTANT_ISN, Switch};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// One tick of M (RFC 9293 3.4.1: roughly every 4 microseconds).
pub const TICK: Duration = Duration::from_micros(4);

/// Where initial sequence numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isn {
    /// The clock M plus a keyed hash of the two sockets (MUST-8, MUST-9, SHLD-1).
    Keyed {
        /// The secret of the host, 128 bits.
        key: (u64, u64),
    },
    /// Always this number: for figures and for showing what goes wrong.
    Fixed(SeqNum),
}

impl Isn {
    /// The initial number for a connection between `pair` opened at `now`, by a clock with this tick.
    #[must_use]
    pub fn choose(self, now: Instant, tick: Duration, pair: &Pair) -> SeqNum {
        match self {
            Self::Fixed(number) => number,
            Self::Keyed { key } => SeqNum::new(clock(now, tick).wrapping_add(hash(key, pair))),
        }
    }

    /// The initial number of every connection of a host that breaks the rule ([`Switch::ConstantIsn`]).
    #[must_use]
    pub const fn constant(self) -> SeqNum {
        match self {
            Self::Fixed(number) => number,
            Self::Keyed { .. } => CONSTANT_ISN,
        }
    }

    /// What a connection between `pair` adds to the clock of its timestamps (RFC 7323 7.1).
    #[must_use]
    pub fn timestamp_offset(self, pair: &Pair) -> u32 {
        match self {
            Self::Fixed(_) => 0,
            // Another function of the sockets than the one that numbers begin with.
            Self::Keyed { key } => hash((!key.0, key.1), pair),
        }
    }
}

/// The ISS of a connection that begins now. Deviation, on purpose ([`Switch::ConstantIsn`]): everybody knows it beforehand.
pub fn first(pair: &Pair, tick: Duration, cx: &mut Cx<'_>) -> SeqNum {
    let rule = Rule::InitialSequenceNumber;
    let (rule, iss) = if let Some(iss) = cx.iss {
        (rule, iss)
    } else if cx.broken(Switch::ConstantIsn) {
        (Rule::ConstantIsn, cx.isn.constant())
    } else {
        (rule, cx.isn.choose(cx.now, tick, pair))
    };
    cx.note(rule, What::Iss { iss });
    iss
}

/// M: wraps after 2^32 ticks, 4.77 hours by the RFC's tick.
fn clock(now: Instant, tick: Duration) -> u32 {
    let ticks = now.as_nanos() / tick.as_nanos().max(1);
    u32::try_from(ticks & u64::from(u32::MAX)).unwrap_or(0)
}

/// F: `SipHash`, for which a secret key makes the outcome infeasible to guess (MUST-9).
fn hash(key: (u64, u64), pair: &Pair) -> u32 {
    let mut hasher = SipHasher24::new_with_keys(key.0, key.1);
    for socket in [pair.local, pair.remote] {
        write_socket(&mut hasher, socket);
    }
    u32::try_from(hasher.finish() >> 32).unwrap_or(0)
}

fn write_socket(hasher: &mut SipHasher24, socket: SocketAddr) {
    match socket.ip() {
        IpAddr::V4(ip) => hasher.write(&ip.octets()),
        IpAddr::V6(ip) => hasher.write(&ip.octets()),
    }
    hasher.write(&socket.port().to_be_bytes());
}

#[cfg(test)]
mod tests;
