//! FreeBSD 14: tcp(4), its sysctls, and the scripts with which its people test it.

use super::{ResetAfterFin, Sysctls, rfc9293};
use crate::host::errno::ErrorTable;
use crate::tcp::mechanism::congestion::InitialWindow;
use crate::tcp::mechanism::{ecn::EcnMode, quick_ack::AckPolicy, syn_layout, window::WindowRule};
use crate::tcp::{AbortForm, Config, IcmpPolicy, Reopening, TimeWaitRule, UrgentDelivery};
use crate::time::Duration;

/// The knobs of its connections.
pub(super) fn config() -> Config {
    Config {
        syn_layout: syn_layout::FREEBSD,
        // `net.inet.tcp.rexmit_drop_options` is off; when it is on, the third repetition of a SYN is plain.
        syn_plain_from: 0,
        // `net.inet.tcp.rfc1323` and `net.inet.tcp.sack.enable`; `net.inet.tcp.tolerate_missing_ts` is off.
        window_scaling: true,
        timestamps: true,
        rtt_gains_scaled: false,
        sack: true,
        // `net.inet.tcp.recvspace`, in whole segments, and what `kern.ipc.maxsockbuf` lets it become: a shift of 6.
        receive_buffer: 65_536,
        max_receive_buffer: 2_097_152,
        receive_buffer_in_segments: true,
        window_rule: WindowRule::Room,
        // `net.inet.tcp.sendspace`
        send_buffer: 32_768,
        // `net.inet.tcp.msl` 30 s
        time_wait: Duration::from_secs(60),
        // `net.inet.tcp.rexmit_initial`, `rexmit_min` and `rexmit_slop`: the slop is added to 4*RTTVAR.
        rto_initial: Duration::from_secs(1),
        rto_min: Duration::from_millis(30),
        rto_max: Duration::from_secs(64),
        rto_granularity: Duration::from_millis(200),
        rto_after_syn_loss: Duration::from_secs(1),
        // `TCP_MAXRXTSHIFT` 12 repetitions; an active OPEN is given 75 s (`net.inet.tcp.keepinit`).
        syn_retries: 12,
        // `tcp_backoff` of a RTO of 1 s with `rexmit_max` 64 s: 1+2+4+8+16+32+7*64 s.
        r2: Some(Duration::from_secs(511)),
        // `net.inet.tcp.keepcnt`
        keepalive_probes: 8,
        // `tcp_syncache_rexmtlimit`
        synack_retries: 3,
        // `syncache_add` answers a repeated SYN with the entry's SYN,ACK.
        synack_for_syn: true,
        user_timeout: None,
        // `net.inet.tcp.rfc3465`
        byte_counting: true,
        // `net.inet.tcp.initcwnd_segments`
        initial_window: InitialWindow::Rfc6928,
        // `net.inet.tcp.delacktime`, and every second segment at once.
        delayed_ack: Some(Duration::from_millis(40)),
        ack_policy: AckPolicy::EverySecond,
        // `net.inet.tcp.icmp_may_rst`
        icmp: IcmpPolicy::ProhibitedOpening,
        // `net.inet.tcp.ecn.enable` and `ecn.maxretries`
        ecn: EcnMode::Accept,
        ecn_retries: 1,
        // As its own test suite has it (state-event-engine, rcv-syn-ack-listen).
        listen_drops_syn_ack: true,
        fin_repeated: true,
        syn_fin_ignored: true,
        repetition_counts: true,
        abort_form: AbortForm::Acknowledging,
        time_wait_rule: TimeWaitRule::Answering,
        time_wait_reopening: Reopening::Number,
        rfc1337: true,
        // `net.inet.tcp.ack_war_cnt` in `ack_war_timewindow`.
        challenge_limit: 5,
        challenge_interval: Duration::from_secs(1),
        // `net.inet.tcp.finwait2_timeout`
        fin_wait_2: Some(Duration::from_secs(60)),
        // Berkeley's sockets leave the urgent octet out of the stream.
        urgent_delivery: UrgentDelivery::OutOfBand,
        ..rfc9293::config()
    }
}

/// The knobs of its host.
pub(super) const SYSCTLS: Sysctls = Sysctls {
    // `net.inet.ip.portrange.first` and `last`
    port_first: 10_000,
    port_last: 65_535,
    // `kern.ipc.soacceptqueue`
    somaxconn: 128,
    // A call holds its file: close() waits for it.
    close_waits: true,
    // `kern.ipc.maxsockbuf` 2097152, of which 2048 in 2304 may be octets.
    rmem_max: 1_864_135,
    wmem_max: 1_864_135,
    nonblock_flag: 4,
    icmp_refuses: true,
    reset_after_fin: ResetAfterFin::Reset,
    reset_refuses: true,
    errors: ErrorTable::FreeBsd,
    ..rfc9293::SYSCTLS
};
