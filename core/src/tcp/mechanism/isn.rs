//! RFC 6528: initial sequence numbers. `ISN = M + F(local, remote, secret)`.

use std::hash::Hasher;
use std::net::{IpAddr, SocketAddr};

use siphasher::sip::SipHasher24;

use crate::tcp::pair::Pair;
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
    /// The initial number for a connection between `pair` opened at `now`.
    #[must_use]
    pub fn choose(self, now: Instant, pair: &Pair) -> SeqNum {
        match self {
            Self::Fixed(number) => number,
            Self::Keyed { key } => SeqNum::new(clock(now).wrapping_add(hash(key, pair))),
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

/// M: wraps after 2^32 ticks, 4.77 hours.
fn clock(now: Instant) -> u32 {
    let ticks = now.as_nanos() / TICK.as_nanos();
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
