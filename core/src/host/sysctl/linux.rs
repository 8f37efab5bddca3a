//! The names of Linux (`ip-sysctl`, `net.core`). Units are those of the file: seconds unless the name says otherwise.

use super::table::{Entry, inert, number, numbers, word};
use super::units::{
    at_place, ecn_mode, ecn_number, one, place_of, port, retries_in, seconds, settle_syn, small,
    time_of,
};
use crate::host::profile::{CONGESTION_CONTROLS, Profile};
use crate::tcp::mechanism::congestion::IdleRestart;
use crate::time::Duration;

const FLAG: (u64, u64) = (0, 1);
const BYTE: (u64, u64) = (0, 255);
const OCTETS: (u64, u64) = (0, 0x7fff_ffff);

/// Why nothing is turned.
const NO_OFFLOAD: &str = "how much leaves in one go is not tuned by it";
const NO_FAST_OPEN: &str = "TCP Fast Open is not modelled";
const NO_CACHE: &str = "nothing is remembered of a peer between connections";
const NO_PACING: &str = "nothing is paced";
const NO_KNOB: &str = "the engine has no knob for it";
const NO_MIGRATION: &str = "what waits at a listener that closes is reset";
const NO_TUNING: &str = "buffers do not tune themselves";
const NO_LIMIT: &str = "challenge ACKs are limited by connection";
const NO_FACK: &str = "it has had no effect since Linux 4.15";

pub(super) const TABLE: &[Entry] = &[
    number(
        "net.ipv4.tcp_syn_retries",
        (1, 127),
        |knobs| one(knobs.sysctls.syn_retries),
        |knobs, [retries, ..]| {
            knobs.sysctls.syn_retries = small(retries);
            settle_syn(knobs);
        },
    ),
    number(
        "net.ipv4.tcp_syn_linear_timeouts",
        (0, 127),
        |knobs| one(knobs.config.syn_linear_timeouts),
        |knobs, [count, ..]| {
            knobs.config.syn_linear_timeouts = small(count);
            settle_syn(knobs);
        },
    ),
    number(
        "net.ipv4.tcp_synack_retries",
        BYTE,
        |knobs| one(knobs.config.synack_retries),
        |knobs, [retries, ..]| knobs.config.synack_retries = small(retries),
    ),
    number(
        "net.ipv4.tcp_retries1",
        BYTE,
        |knobs| one(knobs.config.r1),
        |knobs, [retries, ..]| knobs.config.r1 = small(retries),
    )
    .living(),
    number(
        "net.ipv4.tcp_retries2",
        BYTE,
        |knobs| one(retries_in(knobs)),
        |knobs, [retries, ..]| knobs.config.r2 = Some(time_of(small(retries), knobs)),
    )
    .living(),
    number(
        "net.ipv4.tcp_rto_min_us",
        (1, 1_000_000),
        |knobs| [knobs.config.rto_min.as_nanos() / 1_000, 0, 0],
        |knobs, [micros, ..]| {
            let least = Duration::from_micros(micros);
            knobs.config.rto_min = least;
            knobs.config.rto_granularity = least;
        },
    ),
    number(
        "net.ipv4.tcp_rto_max_ms",
        (1000, 120_000),
        |knobs| [knobs.config.rto_max.as_nanos() / 1_000_000, 0, 0],
        |knobs, [millis, ..]| knobs.config.rto_max = Duration::from_millis(millis),
    ),
    number(
        "net.ipv4.tcp_ecn",
        (0, 2),
        |knobs| one(ecn_number(knobs.config.ecn)),
        |knobs, [mode, ..]| knobs.config.ecn = ecn_mode(mode),
    ),
    number(
        "net.ipv4.tcp_timestamps",
        (0, 2),
        |knobs| match (knobs.config.timestamps, knobs.config.timestamp_offset) {
            (false, _) => [0; 3],
            (true, true) => [1, 0, 0],
            (true, false) if !knobs.sysctls.stamps_have_offsets => [1, 0, 0],
            (true, false) => [2, 0, 0],
        },
        |knobs, [mode, ..]| {
            knobs.config.timestamps = mode != 0;
            knobs.config.timestamp_offset = mode != 2 && knobs.sysctls.stamps_have_offsets;
        },
    ),
    number(
        "net.ipv4.tcp_window_scaling",
        FLAG,
        |knobs| one(knobs.config.window_scaling.into()),
        |knobs, [on, ..]| knobs.config.window_scaling = on != 0,
    ),
    number(
        "net.ipv4.tcp_keepalive_time",
        (1, 32_767),
        |knobs| [knobs.config.keepalive_idle.as_nanos() / 1_000_000_000, 0, 0],
        |knobs, [seconds, ..]| knobs.config.keepalive_idle = Duration::from_secs(seconds),
    ),
    number(
        "net.ipv4.tcp_keepalive_intvl",
        (1, 32_767),
        |knobs| {
            [
                knobs.config.keepalive_interval.as_nanos() / 1_000_000_000,
                0,
                0,
            ]
        },
        |knobs, [seconds, ..]| knobs.config.keepalive_interval = Duration::from_secs(seconds),
    ),
    number(
        "net.ipv4.tcp_keepalive_probes",
        (1, 127),
        |knobs| one(knobs.config.keepalive_probes),
        |knobs, [probes, ..]| knobs.config.keepalive_probes = small(probes),
    ),
    number(
        "net.ipv4.tcp_fin_timeout",
        (0, 0x1f_ffff),
        |knobs| seconds(knobs.config.fin_wait_2.unwrap_or_default()),
        // None at all is three and a half RTO (`tcp_fin_time`).
        |knobs, [secs, ..]| knobs.config.fin_wait_2 = Some(Duration::from_secs(secs)),
    )
    .living(),
    number(
        "net.ipv4.tcp_rfc1337",
        FLAG,
        |knobs| one(knobs.config.rfc1337.into()),
        |knobs, [on, ..]| knobs.config.rfc1337 = on != 0,
    )
    .living(),
    number(
        "net.ipv4.tcp_stdurg",
        FLAG,
        |knobs| one(knobs.config.urgent_pointer_at_last.into()),
        |knobs, [on, ..]| knobs.config.urgent_pointer_at_last = on != 0,
    )
    .living(),
    number(
        "net.ipv4.tcp_dsack",
        FLAG,
        |knobs| one(knobs.config.dsack.into()),
        |knobs, [on, ..]| knobs.config.dsack = on != 0,
    )
    .living(),
    number(
        "net.ipv4.tcp_sack",
        FLAG,
        |knobs| one(knobs.config.sack.into()),
        |knobs, [on, ..]| knobs.config.sack = on != 0,
    ),
    numbers(
        "net.ipv4.tcp_rmem",
        3,
        (1, OCTETS.1),
        |knobs| {
            let size = knobs.sysctls.size_of(knobs.config.receive_buffer);
            let most = knobs.config.max_receive_buffer;
            [knobs.sysctls.rmem_least.into(), size.into(), most.into()]
        },
        |knobs, [least, size, most]| {
            knobs.sysctls.rmem_least = small(least);
            knobs.config.receive_buffer = knobs.sysctls.octets_of(small(size));
            knobs.config.max_receive_buffer = small(most);
        },
    ),
    numbers(
        "net.ipv4.tcp_wmem",
        3,
        (1, OCTETS.1),
        |knobs| {
            let sysctls = &knobs.sysctls;
            let size = knobs.config.send_buffer;
            [
                sysctls.wmem_least.into(),
                size.into(),
                sysctls.wmem_most.into(),
            ]
        },
        |knobs, [least, size, most]| {
            knobs.sysctls.wmem_least = small(least);
            knobs.config.send_buffer = small(size);
            knobs.sysctls.wmem_most = small(most);
        },
    ),
    word(
        "net.ipv4.tcp_congestion_control",
        CONGESTION_CONTROLS,
        |knobs| place_of(knobs.config.congestion),
        |knobs, [place, ..]| knobs.config.congestion = at_place(place, knobs.config.congestion),
    ),
    number(
        "net.ipv4.tcp_frto",
        (0, 2),
        |knobs| one(if knobs.config.frto { 2 } else { 0 }),
        |knobs, [mode, ..]| knobs.config.frto = mode != 0,
    )
    .living(),
    number(
        "net.ipv4.tcp_recovery",
        BYTE,
        |knobs| one(knobs.config.rack.into()),
        |knobs, [bits, ..]| knobs.config.rack = bits & 1 != 0,
    )
    .living(),
    number(
        "net.ipv4.tcp_early_retrans",
        (0, 4),
        |knobs| one(if knobs.config.tail_loss_probe { 3 } else { 0 }),
        |knobs, [mode, ..]| knobs.config.tail_loss_probe = mode >= 3,
    )
    .living(),
    number(
        "net.ipv4.tcp_slow_start_after_idle",
        FLAG,
        |knobs| one((knobs.config.idle_restart != IdleRestart::Never).into()),
        |knobs, [on, ..]| {
            knobs.config.idle_restart = if on == 0 {
                IdleRestart::Never
            } else {
                IdleRestart::Decay
            };
        },
    )
    .living(),
    number(
        "net.ipv4.tcp_max_reordering",
        (1, 0x7fff_ffff),
        |knobs| one(knobs.config.max_reordering),
        |knobs, [count, ..]| knobs.config.max_reordering = small(count),
    ),
    number(
        "net.ipv4.tcp_reordering",
        (1, 127),
        |knobs| one(knobs.config.reordering),
        |knobs, [count, ..]| knobs.config.reordering = small(count),
    ),
    number(
        "net.ipv4.tcp_notsent_lowat",
        (0, 0xffff_ffff),
        |knobs| one(knobs.sysctls.not_sent_low_water),
        |knobs, [octets, ..]| knobs.sysctls.not_sent_low_water = small(octets),
    ),
    number(
        "net.ipv4.tcp_abort_on_overflow",
        FLAG,
        |knobs| one(knobs.sysctls.abort_on_overflow.into()),
        |knobs, [on, ..]| knobs.sysctls.abort_on_overflow = on != 0,
    ),
    number(
        "net.ipv4.tcp_syncookies",
        (0, 2),
        |knobs| one(knobs.sysctls.syncookies),
        |knobs, [mode, ..]| knobs.sysctls.syncookies = small(mode),
    ),
    number(
        "net.ipv4.tcp_max_syn_backlog",
        OCTETS,
        |knobs| one(knobs.sysctls.max_syn_backlog),
        |knobs, [count, ..]| knobs.sysctls.max_syn_backlog = small(count),
    ),
    number(
        "net.ipv4.tcp_max_tw_buckets",
        OCTETS,
        |knobs| one(knobs.sysctls.max_tw_buckets),
        |knobs, [count, ..]| knobs.sysctls.max_tw_buckets = small(count),
    ),
    number(
        "net.ipv4.tcp_tw_reuse",
        (0, 2),
        |knobs| one(knobs.sysctls.tw_reuse),
        |knobs, [mode, ..]| knobs.sysctls.tw_reuse = small(mode),
    ),
    number(
        "net.ipv4.tcp_tw_reuse_delay",
        (1, 60_000),
        |knobs| [knobs.sysctls.tw_reuse_delay.as_nanos() / 1_000_000, 0, 0],
        |knobs, [millis, ..]| knobs.sysctls.tw_reuse_delay = Duration::from_millis(millis),
    ),
    number(
        "net.ipv4.tcp_tw_recycle",
        FLAG,
        |knobs| one(knobs.sysctls.tw_recycle.into()),
        |knobs, [on, ..]| knobs.sysctls.tw_recycle = on != 0,
    )
    .only(Profile::Linux26),
    number(
        "net.ipv4.tcp_orphan_retries",
        BYTE,
        |knobs| one(knobs.sysctls.orphan_retries),
        |knobs, [retries, ..]| {
            knobs.sysctls.orphan_retries = small(retries);
            // `tcp_orphan_retries`: none are eight, as long as the peer may be alive.
            let retries = if retries == 0 { 8 } else { small(retries) };
            knobs.config.orphan_r2 = Some(time_of(retries, knobs));
        },
    )
    .living(),
    number(
        "fs.file-max",
        (0, 0x7fff_ffff_ffff_ffff),
        |knobs| [knobs.sysctls.file_max, 0, 0],
        |knobs, [files, ..]| knobs.sysctls.file_max = files,
    ),
    number(
        "net.ipv4.tcp_max_orphans",
        OCTETS,
        |knobs| one(knobs.sysctls.max_orphans),
        |knobs, [count, ..]| knobs.sysctls.max_orphans = small(count),
    ),
    number(
        "net.ipv4.tcp_invalid_ratelimit",
        OCTETS,
        |knobs| [knobs.config.challenge_interval.as_nanos() / 1_000_000, 0, 0],
        |knobs, [millis, ..]| knobs.config.challenge_interval = Duration::from_millis(millis),
    )
    .living(),
    numbers(
        "net.ipv4.ip_local_port_range",
        2,
        (1, 65_535),
        |knobs| {
            [
                knobs.sysctls.port_first.into(),
                knobs.sysctls.port_last.into(),
                0,
            ]
        },
        |knobs, [first, last, _]| {
            knobs.sysctls.port_first = port(first);
            knobs.sysctls.port_last = port(last);
        },
    )
    .rising(),
    number(
        "net.core.somaxconn",
        OCTETS,
        |knobs| one(knobs.sysctls.somaxconn),
        |knobs, [length, ..]| knobs.sysctls.somaxconn = small(length),
    ),
    number(
        "net.core.rmem_max",
        (2304, OCTETS.1),
        |knobs| one(knobs.sysctls.rmem_max),
        |knobs, [octets, ..]| knobs.sysctls.rmem_max = small(octets),
    ),
    number(
        "net.core.wmem_max",
        (4608, OCTETS.1),
        |knobs| one(knobs.sysctls.wmem_max),
        |knobs, [octets, ..]| knobs.sysctls.wmem_max = small(octets),
    ),
    inert("net.ipv4.tcp_ecn_option", NO_KNOB),
    inert("net.ipv4.tcp_mtu_probing", NO_KNOB),
    inert("net.ipv4.tcp_base_mss", NO_KNOB),
    inert("net.ipv4.tcp_shrink_window", NO_KNOB),
    inert("net.ipv4.tcp_migrate_req", NO_MIGRATION),
    inert("net.ipv4.tcp_moderate_rcvbuf", NO_TUNING),
    inert("net.ipv4.tcp_adv_win_scale", NO_TUNING),
    inert("net.ipv4.tcp_challenge_ack_limit", NO_LIMIT),
    inert("net.ipv4.tcp_autocorking", NO_OFFLOAD),
    inert("net.ipv4.tcp_fack", NO_FACK),
    number(
        "net.ipv4.tcp_min_tso_segs",
        BYTE,
        |knobs| one(knobs.config.offload_segments),
        |knobs, [count, ..]| knobs.config.offload_segments = small(count),
    )
    .living(),
    inert("net.ipv4.tcp_tso_win_divisor", NO_OFFLOAD),
    inert("net.ipv4.tcp_limit_output_bytes", NO_OFFLOAD),
    inert("net.ipv4.tcp_pacing_ss_ratio", NO_PACING),
    inert("net.ipv4.tcp_pacing_ca_ratio", NO_PACING),
    inert("net.ipv4.tcp_fastopen", NO_FAST_OPEN),
    inert("net.ipv4.tcp_fastopen_key", NO_FAST_OPEN),
    inert("net.ipv4.tcp_fastopen_cookies", NO_FAST_OPEN),
    inert("net.ipv4.tcp_fastopen_blackhole_timeout_sec", NO_FAST_OPEN),
    inert("net.ipv4.tcp_no_metrics_save", NO_CACHE),
];
