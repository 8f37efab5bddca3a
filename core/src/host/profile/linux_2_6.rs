//! Linux 2.6.32 (2009; the kernel of RHEL 6): its source, `Documentation/networking/ip-sysctl.txt` and tcp(7) of then.

use super::{Sysctls, linux_6};
use crate::tcp::Config;
use crate::tcp::mechanism::congestion::InitialWindow;
use crate::time::Duration;

/// The knobs of its connections: what has changed since, taken back.
pub(super) fn config() -> Config {
    Config {
        // `TCP_TIMEOUT_INIT` was 3 s until RFC 6298 came (3.1).
        rto_initial: Duration::from_secs(3),
        // 3, 6, 12, 24, 48 and 93 s: `tcp_syn_retries` and `tcp_synack_retries` were 5, nothing was linear (6.5).
        syn_linear_timeouts: 0,
        syn_retries: 5,
        synack_retries: 5,
        // `tcp_rmem` 4096 87380 4194304 with `tcp_adv_win_scale` 2: three quarters are for data.
        receive_buffer: 65_535,
        max_receive_buffer: 4_194_304,
        // `tcp_wmem` 4096 16384 4194304.
        send_buffer: 16_384,
        // Three segments (RFC 3390) until 2.6.39 made it ten.
        initial_window: InitialWindow::Rfc5681,
        syn_losses_forgiven: 0,
        // RFC 5961 came with 3.6 and 3.8: before, a RST or a SYN anywhere in the window reset the connection.
        insecure_rst: true,
        insecure_syn: true,
        // Probes for lost tails came with 3.10, RACK with 4.4; offsets of timestamps with 4.10. `TCP_MAX_REORDERING`.
        tail_loss_probe: false,
        rack: false,
        timestamp_offset: false,
        max_reordering: 127,
        ..linux_6::config()
    }
}

/// The knobs of its host.
pub(super) const SYSCTLS: Sysctls = Sysctls {
    // `ip_local_port_range` of then.
    port_first: 32_768,
    port_last: 61_000,
    // Raised to 4096 in 5.4.
    somaxconn: 128,
    // `SYNC_INIT` 0: the user turns cookies on.
    syncookies: 0,
    max_syn_backlog: 1024,
    old_queues: true,
    // `tcp_init` gives these to a host with a table of ports of 64 KiB or more; they have been counted in buckets since.
    max_tw_buckets: 180_000,
    max_orphans: 65_536,
    tw_reuse: 0,
    stamps_have_offsets: false,
    // `net.core.rmem_max` and `wmem_max`; `SOCK_MIN_RCVBUF` 256, `SOCK_MIN_SNDBUF` 2048.
    rmem_max: 131_071,
    rmem_min: 256,
    wmem_max: 131_071,
    wmem_min: 2048,
    syn_retries: 5,
    ..linux_6::SYSCTLS
};
