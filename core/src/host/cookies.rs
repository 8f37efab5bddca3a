//! SYN cookies (RFC 4987 3.6): when the SYN queue is full, the initial number of the SYN,ACK carries what would have
//! been kept, and the third segment brings it back. Laid out as Linux does it (`net/ipv4/syncookies.c`).

use std::hash::Hasher;
use std::net::IpAddr;

use siphasher::sip::SipHasher24;

use crate::tcp::mechanism::ecn::EcnMode;
use crate::tcp::{Config, Pair};
use crate::time::{Duration, Instant};
use crate::wire::{Flags, Segment, SeqNum, TcpOption};

/// One step of the counter in a cookie ...
const PERIOD: Duration = Duration::from_secs(60);
/// ... and how many of them a cookie is good for.
const MAX_AGE: u32 = 2;
/// A cookie may come back so long after the queue overflowed (`TCP_SYNCOOKIE_VALID`).
pub(super) const VALID: Duration = Duration::from_secs(120);

/// Where the counter begins; below it are the hash and the MSS.
const COUNTER_BIT: u32 = 24;
const LOW: u32 = (1 << COUNTER_BIT) - 1;

/// The only MSS values that a cookie can tell, over IPv4 and IPv6.
const SIZES_V4: [u16; 4] = [536, 1300, 1440, 1460];
const SIZES_V6: [u16; 4] = [1220, 1420, 1440, 8940];

/// The low bits of a timestamp that tell the other options (`TSBITS`): four of the window's shift, SACK, ECN.
const STAMP_BITS: u32 = 6;
const NO_SCALE: u32 = 0xf;
const SACK: u32 = 0x10;
const ECN: u32 = 0x20;

/// Makes and reads cookies with a secret of the host's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cookies {
    key: (u64, u64),
}

/// What a timestamp can bring back of a SYN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) scale: Option<u8>,
    pub(super) sack: bool,
    pub(super) ecn: bool,
}

impl Cookies {
    pub(super) const fn new((one, other): (u64, u64)) -> Self {
        // Other numbers than those that initial numbers and ports are made with.
        Self { key: (!other, one) }
    }

    /// The cookie for a SYN with number `seq`, and the MSS that it tells: the largest it can that is not above `mss`.
    pub(super) fn make(self, pair: &Pair, seq: SeqNum, mss: u16, now: Instant) -> (SeqNum, u16) {
        let sizes = sizes(pair);
        let place = sizes.iter().rposition(|size| *size <= mss).unwrap_or(0);
        let told = sizes.get(place).copied().unwrap_or(mss);
        let count = counter(now);
        let low = self
            .hash(pair, count, 1)
            .wrapping_add(u32::try_from(place).unwrap_or(0))
            & LOW;
        let number = self
            .hash(pair, 0, 0)
            .wrapping_add(seq.raw())
            .wrapping_add(count << COUNTER_BIT)
            .wrapping_add(low);
        (SeqNum::new(number), told)
    }

    /// The MSS in a cookie that answered a SYN with number `seq`; none when it is no cookie, or an old one.
    pub(super) fn read(
        self,
        pair: &Pair,
        seq: SeqNum,
        cookie: SeqNum,
        now: Instant,
    ) -> Option<u16> {
        let rest = cookie
            .raw()
            .wrapping_sub(self.hash(pair, 0, 0))
            .wrapping_sub(seq.raw());
        let count = counter(now);
        let age = count.wrapping_sub(rest >> COUNTER_BIT) & (u32::MAX >> COUNTER_BIT);
        if age >= MAX_AGE {
            return None;
        }
        let hash = self.hash(pair, count.wrapping_sub(age), 1);
        let place = rest.wrapping_sub(hash) & LOW;
        let place = usize::try_from(place).ok()?;
        sizes(pair).get(place).copied()
    }

    fn hash(self, pair: &Pair, count: u32, round: u8) -> u32 {
        let mut hasher = SipHasher24::new_with_keys(self.key.0, self.key.1);
        for end in [pair.local, pair.remote] {
            match end.ip() {
                IpAddr::V4(ip) => hasher.write(&ip.octets()),
                IpAddr::V6(ip) => hasher.write(&ip.octets()),
            }
            hasher.write(&end.port().to_be_bytes());
        }
        hasher.write(&count.to_be_bytes());
        hasher.write(&[round]);
        u32::try_from(hasher.finish() >> 32).unwrap_or(0)
    }
}

/// Minutes of the host's clock.
fn counter(now: Instant) -> u32 {
    let minutes = now.as_nanos() / PERIOD.as_nanos();
    u32::try_from(minutes & u64::from(u32::MAX)).unwrap_or(0)
}

const fn sizes(pair: &Pair) -> &'static [u16; 4] {
    if pair.local.is_ipv4() {
        &SIZES_V4
    } else {
        &SIZES_V6
    }
}

impl Kept {
    /// What the SYN offers.
    pub(super) fn offered(syn: &Segment) -> Self {
        Self {
            scale: syn.options.window_scale(),
            sack: syn.options.sack_permitted(),
            ecn: syn.has(Flags::ECE | Flags::CWR),
        }
    }

    /// Of this what the host's knobs allow.
    pub(super) fn within(self, config: &Config) -> Self {
        Self {
            scale: self.scale.filter(|_| config.window_scaling),
            sack: self.sack && config.sack,
            ecn: self.ecn && config.ecn != EcnMode::Off,
        }
    }

    /// By how much the clock has to go back so that a timestamp tells this: at most as far as its low bits go.
    pub(super) fn lag(self, clock: u32) -> u32 {
        let scale = self
            .scale
            .map_or(NO_SCALE, |scale| u32::from(scale.min(14)));
        let bits = scale | if self.sack { SACK } else { 0 } | if self.ecn { ECN } else { 0 };
        let one = 1 << STAMP_BITS;
        let stamp = (clock & !(one - 1)) | bits;
        let stamp = if stamp > clock {
            stamp.wrapping_sub(one)
        } else {
            stamp
        };
        clock.wrapping_sub(stamp)
    }

    /// What the echo of such a timestamp tells.
    pub(super) fn echoed(stamp: u32) -> Self {
        let scale = stamp & NO_SCALE;
        let scale = u8::try_from(scale).ok().filter(|_| scale != NO_SCALE);
        Self {
            scale,
            sack: stamp & SACK != 0,
            ecn: stamp & ECN != 0,
        }
    }

    /// The SYN as far as it is known: what the third segment was an answer to.
    pub(super) fn syn(self, answer: &Segment, mss: u16) -> Segment {
        let mut syn = Segment {
            src_port: answer.src_port,
            dst_port: answer.dst_port,
            seq: answer.seq - 1,
            flags: Flags::SYN,
            window: answer.window,
            ..Segment::default()
        };
        if self.ecn {
            syn.flags |= Flags::ECE | Flags::CWR;
        }
        let stamp = answer.options.timestamps();
        let options = [
            Some(TcpOption::Mss(mss)),
            self.sack.then_some(TcpOption::SackPermitted),
            stamp.map(|(value, _)| TcpOption::Timestamps { value, echo: 0 }),
            self.scale.map(TcpOption::WindowScale),
        ];
        for option in options.into_iter().flatten() {
            // Nineteen octets: there is room.
            let _fits = syn.options.push(option);
        }
        syn
    }
}

#[cfg(test)]
mod tests;
