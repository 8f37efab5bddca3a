//! What RFC 9293 asks for, with its plainest choices: the base of every other profile.

use super::{DEFAULT_NOFILE, ResetAfterFin, Sysctls};
use crate::host::errno::ErrorTable;
use crate::tcp::Config;
use crate::time::Duration;

/// The knobs of its connections.
pub(super) fn config() -> Config {
    Config::default()
}

/// The knobs of its host.
pub(super) const SYSCTLS: Sysctls = Sysctls {
    // RFC 6335, 6: the dynamic ports.
    port_first: 49_152,
    port_last: 65_535,
    somaxconn: 4096,
    nofile: DEFAULT_NOFILE,
    file_max: 0x7fff_ffff_ffff_ffff,
    orphan_retries: 0,
    abort_on_overflow: false,
    syncookies: 0,
    max_syn_backlog: 0x7fff_ffff,
    prunes_syn_queue: false,
    old_queues: false,
    // As many as a sysctl of Linux can say.
    max_tw_buckets: 0x7fff_ffff,
    tw_reuse: 0,
    tw_reuse_delay: Duration::from_secs(1),
    tw_recycle: false,
    max_orphans: 0x7fff_ffff,
    stamps_have_offsets: true,
    // RFC 9293, 3.10.4: CLOSE acts at once and answers what is outstanding.
    close_waits: false,
    rmem_max: 4_194_304,
    rmem_min: 1,
    wmem_max: 4_194_304,
    wmem_min: 1,
    rmem_least: 4096,
    wmem_least: 4096,
    wmem_most: 4_194_304,
    buffer_doubled: false,
    sends_in_pieces: false,
    not_sent_low_water: u32::MAX,
    syn_retries: 7,
    nonblock_flag: 0o4000,
    drop_synfin: false,
    icmp_refuses: false,
    reset_after_fin: ResetAfterFin::Pipe,
    reset_refuses: false,
    errors: ErrorTable::Linux,
};
