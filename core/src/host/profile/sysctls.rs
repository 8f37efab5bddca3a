//! The knobs of a host.

use serde::{Deserialize, Serialize};

use crate::host::errno::{Errno, ErrorTable};
use crate::tcp::mechanism::congestion::Algorithm;
use crate::time::Duration;

/// Knobs of a host besides those of its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub struct Sysctls {
    /// First ephemeral port (`ip_local_port_range`).
    pub port_first: u16,
    /// Last ephemeral port.
    pub port_last: u16,
    /// The most that `listen` grants (`somaxconn`).
    pub somaxconn: u32,
    /// One more than the highest descriptor a process may have (`RLIMIT_NOFILE`).
    pub nofile: u32,
    /// Descriptors that all processes together may have open (`fs.file-max`).
    pub file_max: u64,
    /// What `tcp_orphan_retries` says; the time that follows is a knob of the connections.
    pub orphan_retries: u32,
    /// A full accept queue answers the ACK that would complete a handshake with a RST (`tcp_abort_on_overflow`).
    pub abort_on_overflow: bool,
    /// SYN cookies: 0 none, 1 when the SYN queue is full, 2 always (`tcp_syncookies`).
    pub syncookies: u32,
    /// Without cookies, the last quarter of so many entries is for hosts that were connected before
    /// (`tcp_max_syn_backlog`).
    pub max_syn_backlog: u32,
    /// A crowded SYN queue gives its old entries fewer repetitions of the SYN,ACK (Linux: `reqsk_timer_handler`).
    pub prunes_syn_queue: bool,
    /// The SYN queue is a table of its own, with a power of two of places, and an accept queue that is full takes
    /// SYNs while it has at most one young entry (Linux until 4.3).
    pub old_queues: bool,
    /// Connections that may be in TIME-WAIT, and orphans in FIN-WAIT-2 with them; what is more is gone at once
    /// (`tcp_max_tw_buckets`).
    pub max_tw_buckets: u32,
    /// `connect` may take the place of a connection in TIME-WAIT: 0 never, 1 always, 2 on the loopback only
    /// (`tcp_tw_reuse`).
    pub tw_reuse: u32,
    /// ... that has been there for so long (`tcp_tw_reuse_delay`).
    pub tw_reuse_delay: Duration,
    /// TIME-WAIT lasts three and a half RTO, and the last timestamp of every remote host is remembered: a SYN with an
    /// older one is dropped (`tcp_tw_recycle`, until Linux 4.12).
    pub tw_recycle: bool,
    /// Connections that nobody holds; what is more is reset (`tcp_max_orphans`).
    pub max_orphans: u32,
    /// `tcp_timestamps` 1 gives each connection a clock of its own (since Linux 4.10); before, 1 is what 2 is now.
    pub stamps_have_offsets: bool,
    /// `close` waits while another thread is inside a call on the socket, as on Linux; else it ends that call.
    pub close_waits: bool,
    /// Largest receive buffer that `SO_RCVBUF` may ask for (`net.core.rmem_max`).
    pub rmem_max: u32,
    /// Least receive buffer (Linux: `SOCK_MIN_RCVBUF`).
    pub rmem_min: u32,
    /// Largest send buffer that `SO_SNDBUF` may ask for (`net.core.wmem_max`).
    pub wmem_max: u32,
    /// Least send buffer (Linux: `SOCK_MIN_SNDBUF`).
    pub wmem_min: u32,
    /// First number of `tcp_rmem` and of `tcp_wmem`: what a socket may have when memory is short, which it never is.
    pub rmem_least: u32,
    /// See [`rmem_least`](Self::rmem_least).
    pub wmem_least: u32,
    /// Last number of `tcp_wmem`: what a send buffer may grow to.
    pub wmem_most: u32,
    /// `SO_RCVBUF` and `SO_SNDBUF` make buffers twice as large as asked for, half of it for the host's own records,
    /// and ask for no more than there may be (Linux); else they are taken as they are, and too much is `ENOBUFS`.
    pub buffer_doubled: bool,
    /// What is written is taken in pieces, and a piece that is begun is filled (Linux); else octet by octet.
    pub sends_in_pieces: bool,
    /// A piece is begun only while less than this is unsent (`tcp_notsent_lowat`).
    pub not_sent_low_water: u32,
    /// What `TCP_SYNCNT` says when it was not set (`tcp_syn_retries`).
    pub syn_retries: u32,
    /// The number of `O_NONBLOCK`.
    pub nonblock_flag: u32,
    /// A segment with SYN and FIN is dropped whatever it is for (FreeBSD: `drop_synfin`).
    pub drop_synfin: bool,
    /// An ICMP error is "connection refused" or "host unreachable", as on BSD; else each has an errno of its own.
    pub icmp_refuses: bool,
    /// What a RST is for programs that comes after the peer's FIN.
    pub reset_after_fin: ResetAfterFin,
    /// A RST is "refused" as well while the connection opens passively or from both sides, not "connection reset".
    pub reset_refuses: bool,
    /// By which names and numbers programs know errors.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub errors: ErrorTable,
}

/// What a RST is that comes after the peer's FIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ResetAfterFin {
    /// "Connection reset", as one that comes before it.
    Reset,
    /// EPIPE for one that writes; one that reads is told of the end of file (Linux: `tcp_reset`).
    Pipe,
    /// EPIPE, by the name of `WSAECONNABORTED` (10053), for one that reads as well, as often as it asks (Windows).
    Aborted,
}

impl Sysctls {
    /// What a buffer becomes that was asked to be of so many octets.
    pub(in crate::host) fn buffer(&self, asked: i64, max: u32, min: u32) -> Result<i64, Errno> {
        if self.buffer_doubled {
            // Linux reads the number without its sign.
            let asked = if asked < 0 {
                i64::from(max)
            } else {
                asked.min(max.into())
            };
            return Ok((asked * 2).max(min.into()));
        }
        if asked <= 0 {
            return Err(Errno::EINVAL);
        }
        (asked <= i64::from(max))
            .then_some(asked)
            .ok_or(Errno::ENOBUFS)
    }

    /// The octets of text that fit a receive buffer of this size.
    pub(in crate::host) const fn octets_of(&self, size: u32) -> u32 {
        if self.buffer_doubled { size / 2 } else { size }
    }

    /// The size of a receive buffer that so many octets of text fit.
    pub(in crate::host) const fn size_of(&self, octets: u32) -> u32 {
        if self.buffer_doubled {
            octets.saturating_mul(2)
        } else {
            octets
        }
    }
}

/// The names that operators give congestion controls (`tcp_available_congestion_control`); the first of an algorithm
/// is the one told.
pub(in crate::host) const CONGESTION_CONTROLS: &[(&str, Algorithm)] = &[
    ("cubic", Algorithm::Cubic),
    ("reno", Algorithm::Reno),
    ("newreno", Algorithm::Reno),
    ("none", Algorithm::None),
];

/// The name of an algorithm.
pub(in crate::host) fn congestion_name(algorithm: Algorithm) -> &'static str {
    let mut names = CONGESTION_CONTROLS.iter();
    let found = names.find(|(_, known)| *known == algorithm);
    found.map_or("", |(name, _)| name)
}

/// The algorithm of this name.
pub(in crate::host) fn congestion_named(name: &str) -> Option<Algorithm> {
    let mut names = CONGESTION_CONTROLS.iter();
    let found = names.find(|(known, _)| *known == name);
    found.map(|(_, algorithm)| *algorithm)
}
