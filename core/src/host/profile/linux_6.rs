//! Linux 6.x, as measured and as its `ip-sysctl` says.

use super::{Sysctls, rfc9293};
use crate::tcp::Config;

/// The knobs of its connections.
pub(super) fn config() -> Config {
    Config::linux_6()
}

/// The knobs of its host.
pub(super) const SYSCTLS: Sysctls = Sysctls {
    // `ip_local_port_range`
    port_first: 32_768,
    port_last: 60_999,
    // Since 5.4 (`net.core.somaxconn`).
    somaxconn: 4096,
    syncookies: 1,
    max_syn_backlog: 2048,
    prunes_syn_queue: true,
    // Half the buckets of the hash table of connections: this is a host with 24 GiB of memory.
    max_tw_buckets: 131_072,
    max_orphans: 131_072,
    // Since 4.19.
    tw_reuse: 2,
    // A call holds its file: close() waits for it.
    close_waits: true,
    // `net.core.rmem_max` and `wmem_max`, and the least that `sk_setsockopt` grants: one small packet, and two.
    rmem_max: 4_194_304,
    rmem_min: 2304,
    wmem_max: 4_194_304,
    wmem_min: 4608,
    buffer_doubled: true,
    sends_in_pieces: true,
    // `tcp_syn_retries`; the linear ones come before.
    syn_retries: 6,
    ..rfc9293::SYSCTLS
};
