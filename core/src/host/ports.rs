//! Ephemeral ports: RFC 6056, 3.3.3 (a hash of the destination plus a counter).

use std::hash::Hasher;
use std::net::{IpAddr, SocketAddr};

use siphasher::sip::SipHasher13;

use super::profile::Sysctls;
use crate::tcp::Pair;

/// Chooses ephemeral ports: unpredictable without the secret, the same in every run with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ports {
    secret: (u64, u64),
    taken: u32,
}

impl Ports {
    /// A chooser with this secret.
    pub(super) const fn new(secret: (u64, u64)) -> Self {
        Self { secret, taken: 0 }
    }

    /// The first port of the range, from a place that depends on the destination, for which `free` holds.
    pub(super) fn choose(
        &mut self,
        range: &Sysctls,
        remote: Option<SocketAddr>,
        free: impl Fn(u16) -> bool,
    ) -> Option<u16> {
        let first = u32::from(range.port_first);
        let count = u32::from(range.port_last).checked_sub(first)? + 1;
        let start = self.offset(remote).wrapping_add(self.taken);
        let port = (0..count)
            .map(|step| first + start.wrapping_add(step) % count)
            .filter_map(|port| u16::try_from(port).ok())
            .find(|port| free(*port))?;
        self.taken = self.taken.wrapping_add(1);
        Some(port)
    }

    /// A number that depends on both ends of a connection, to spread connections by.
    pub(super) fn spread(&self, pair: &Pair) -> u32 {
        let mut hasher = SipHasher13::new_with_keys(self.secret.0, self.secret.1);
        for end in [pair.local, pair.remote] {
            match end.ip() {
                IpAddr::V4(ip) => hasher.write(&ip.octets()),
                IpAddr::V6(ip) => hasher.write(&ip.octets()),
            }
            hasher.write(&end.port().to_be_bytes());
        }
        (hasher.finish() >> 32) as u32
    }

    fn offset(&self, remote: Option<SocketAddr>) -> u32 {
        let mut hasher = SipHasher13::new_with_keys(self.secret.0, self.secret.1);
        match remote.map(|remote| remote.ip()) {
            None => {}
            Some(IpAddr::V4(ip)) => hasher.write(&ip.octets()),
            Some(IpAddr::V6(ip)) => hasher.write(&ip.octets()),
        }
        hasher.write(&remote.map_or(0, |remote| remote.port()).to_be_bytes());
        (hasher.finish() >> 32) as u32
    }
}

#[cfg(test)]
mod tests;
