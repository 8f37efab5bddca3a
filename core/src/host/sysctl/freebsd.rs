//! The names of FreeBSD (`tcp(4)`, `kern.ipc`). Times are in milliseconds.

use super::table::{Entry, inert, number, word};
use super::units::{at_place, ecn_mode, ecn_number, one, place_of, port, small, unless_zero};
use crate::host::profile::CONGESTION_CONTROLS;
use crate::tcp::config::IcmpPolicy;
use crate::time::Duration;

const FLAG: (u64, u64) = (0, 1);
const OCTETS: (u64, u64) = (1, 0x7fff_ffff);
const MILLIS: (u64, u64) = (1, 0x7fff_ffff);

/// Why nothing is turned.
const NO_FAST_OPEN: &str = "TCP Fast Open is not modelled";
const NO_CACHE: &str = "nothing is remembered of a peer between connections";
const NO_TUNNEL: &str = "TCP over UDP is not modelled";
const NO_BLACKHOLE: &str = "a closed port always answers";
const NO_KNOB: &str = "the engine has no knob for it";
const NO_COOKIES: &str = "its cache of SYNs and its cookies are not modelled";

pub(super) const TABLE: &[Entry] = &[
    number(
        "net.inet.tcp.rfc1323",
        FLAG,
        |knobs| one(knobs.config.window_scaling.into()),
        |knobs, [on, ..]| {
            knobs.config.window_scaling = on != 0;
            knobs.config.timestamps = on != 0;
        },
    ),
    number(
        "net.inet.tcp.sack.enable",
        FLAG,
        |knobs| one(knobs.config.sack.into()),
        |knobs, [on, ..]| knobs.config.sack = on != 0,
    ),
    number(
        "net.inet.tcp.tolerate_missing_ts",
        FLAG,
        |knobs| one(knobs.config.missing_timestamps_tolerated.into()),
        |knobs, [on, ..]| knobs.config.missing_timestamps_tolerated = on != 0,
    ),
    word(
        "net.inet.tcp.cc.algorithm",
        CONGESTION_CONTROLS,
        |knobs| place_of(knobs.config.congestion),
        |knobs, [place, ..]| knobs.config.congestion = at_place(place, knobs.config.congestion),
    ),
    number(
        "net.inet.tcp.ecn.enable",
        (0, 2),
        |knobs| one(ecn_number(knobs.config.ecn)),
        |knobs, [mode, ..]| knobs.config.ecn = ecn_mode(mode),
    ),
    number(
        "net.inet.tcp.ecn.maxretries",
        (0, 255),
        |knobs| one(knobs.config.ecn_retries),
        |knobs, [count, ..]| knobs.config.ecn_retries = small(count),
    ),
    number(
        "net.inet.tcp.rfc3042",
        FLAG,
        |knobs| one(knobs.config.limited_transmit.into()),
        |knobs, [on, ..]| knobs.config.limited_transmit = on != 0,
    ),
    number(
        "net.inet.tcp.insecure_rst",
        FLAG,
        |knobs| one(knobs.config.insecure_rst.into()),
        |knobs, [on, ..]| knobs.config.insecure_rst = on != 0,
    )
    .living(),
    number(
        "net.inet.tcp.insecure_syn",
        FLAG,
        |knobs| one(knobs.config.insecure_syn.into()),
        |knobs, [on, ..]| knobs.config.insecure_syn = on != 0,
    )
    .living(),
    number(
        "net.inet.tcp.drop_synfin",
        FLAG,
        |knobs| one(knobs.sysctls.drop_synfin.into()),
        |knobs, [on, ..]| knobs.sysctls.drop_synfin = on != 0,
    ),
    number(
        "net.inet.tcp.finwait2_timeout",
        (0, MILLIS.1),
        |knobs| millis(knobs.config.fin_wait_2.unwrap_or_default()),
        |knobs, [time, ..]| knobs.config.fin_wait_2 = unless_zero(Duration::from_millis(time)),
    ),
    number(
        "net.inet.tcp.icmp_may_rst",
        FLAG,
        |knobs| one((knobs.config.icmp == IcmpPolicy::ProhibitedOpening).into()),
        |knobs, [on, ..]| {
            knobs.config.icmp = if on == 0 {
                IcmpPolicy::Never
            } else {
                IcmpPolicy::ProhibitedOpening
            };
        },
    ),
    number(
        "net.inet.tcp.recvspace",
        OCTETS,
        |knobs| one(knobs.config.receive_buffer),
        |knobs, [octets, ..]| knobs.config.receive_buffer = small(octets),
    ),
    number(
        "net.inet.tcp.sendspace",
        OCTETS,
        |knobs| one(knobs.config.send_buffer),
        |knobs, [octets, ..]| knobs.config.send_buffer = small(octets),
    ),
    number(
        "net.inet.tcp.rexmit_initial",
        MILLIS,
        |knobs| millis(knobs.config.rto_initial),
        |knobs, [time, ..]| {
            knobs.config.rto_initial = Duration::from_millis(time);
            knobs.config.rto_after_syn_loss = knobs.config.rto_initial;
        },
    ),
    number(
        "net.inet.tcp.rexmit_min",
        MILLIS,
        |knobs| millis(knobs.config.rto_min),
        |knobs, [time, ..]| knobs.config.rto_min = Duration::from_millis(time),
    ),
    number(
        "net.inet.tcp.rexmit_slop",
        (0, MILLIS.1),
        |knobs| millis(knobs.config.rto_granularity),
        |knobs, [time, ..]| knobs.config.rto_granularity = Duration::from_millis(time),
    ),
    number(
        "net.inet.tcp.rexmit_drop_options",
        FLAG,
        |knobs| one((knobs.config.syn_plain_from > 0).into()),
        |knobs, [on, ..]| knobs.config.syn_plain_from = if on == 0 { 0 } else { 3 },
    ),
    number(
        "net.inet.tcp.msl",
        MILLIS,
        |knobs| millis(knobs.config.time_wait.divided_by(2)),
        |knobs, [time, ..]| knobs.config.time_wait = Duration::from_millis(time).times(2),
    ),
    number(
        "net.inet.tcp.delacktime",
        MILLIS,
        |knobs| millis(knobs.config.delayed_ack.unwrap_or_default()),
        |knobs, [time, ..]| knobs.config.delayed_ack = Some(Duration::from_millis(time)),
    ),
    number(
        "net.inet.tcp.mssdflt",
        (216, 65_535),
        |knobs| one(knobs.config.default_mss.into()),
        |knobs, [octets, ..]| knobs.config.default_mss = port(octets),
    ),
    number(
        "net.inet.tcp.v6mssdflt",
        (216, 65_535),
        |knobs| one(knobs.config.default_mss_v6.into()),
        |knobs, [octets, ..]| knobs.config.default_mss_v6 = port(octets),
    ),
    number(
        "net.inet.tcp.keepidle",
        MILLIS,
        |knobs| millis(knobs.config.keepalive_idle),
        |knobs, [time, ..]| knobs.config.keepalive_idle = Duration::from_millis(time),
    )
    .living(),
    number(
        "net.inet.tcp.keepintvl",
        MILLIS,
        |knobs| millis(knobs.config.keepalive_interval),
        |knobs, [time, ..]| knobs.config.keepalive_interval = Duration::from_millis(time),
    )
    .living(),
    number(
        "net.inet.tcp.keepcnt",
        OCTETS,
        |knobs| one(knobs.config.keepalive_probes),
        |knobs, [probes, ..]| knobs.config.keepalive_probes = small(probes),
    )
    .living(),
    number(
        "net.inet.tcp.always_keepalive",
        FLAG,
        |knobs| one(knobs.config.keepalive.into()),
        |knobs, [on, ..]| knobs.config.keepalive = on != 0,
    ),
    number(
        "kern.ipc.maxsockbuf",
        (1, 0xffff_ffff),
        |knobs| one(knobs.config.max_receive_buffer),
        |knobs, [octets, ..]| {
            knobs.config.max_receive_buffer = small(octets);
            // Of 2304 octets of memory 2048 are for the peer's.
            knobs.sysctls.rmem_max = small(octets * 2048 / 2304);
            knobs.sysctls.wmem_max = knobs.sysctls.rmem_max;
        },
    ),
    number(
        "kern.ipc.soacceptqueue",
        OCTETS,
        |knobs| one(knobs.sysctls.somaxconn),
        |knobs, [length, ..]| knobs.sysctls.somaxconn = small(length),
    ),
    number(
        "net.inet.ip.portrange.first",
        (1, 65_535),
        |knobs| one(knobs.sysctls.port_first.into()),
        |knobs, [first, ..]| knobs.sysctls.port_first = port(first),
    ),
    number(
        "net.inet.ip.portrange.last",
        (1, 65_535),
        |knobs| one(knobs.sysctls.port_last.into()),
        |knobs, [last, ..]| knobs.sysctls.port_last = port(last),
    ),
    inert("net.inet.tcp.keepinit", NO_KNOB),
    inert("net.inet.tcp.path_mtu_discovery", NO_KNOB),
    inert("net.inet.tcp.pmtud_blackhole_detection", NO_KNOB),
    inert("net.inet.tcp.pmtud_blackhole_mss", NO_KNOB),
    inert("net.inet.tcp.v6pmtud_blackhole_mss", NO_KNOB),
    inert("net.inet.tcp.fast_finwait2_recycle", NO_KNOB),
    inert("net.inet.tcp.nolocaltimewait", NO_KNOB),
    inert("net.inet.tcp.maxtcptw", NO_KNOB),
    inert("net.inet.tcp.initcwnd_segments", NO_KNOB),
    inert("net.inet.tcp.hostcache.purgenow", NO_CACHE),
    inert("net.inet.tcp.blackhole", NO_BLACKHOLE),
    inert("net.inet.tcp.syncookies", NO_COOKIES),
    inert("net.inet.tcp.syncookies_only", NO_COOKIES),
    inert("net.inet.tcp.fastopen.client_enable", NO_FAST_OPEN),
    inert("net.inet.tcp.fastopen.server_enable", NO_FAST_OPEN),
    inert("net.inet.tcp.udp_tunneling_port", NO_TUNNEL),
    inert("net.inet.tcp.udp_tunneling_overhead", NO_TUNNEL),
];

fn millis(time: Duration) -> [u64; 3] {
    [time.as_nanos() / 1_000_000, 0, 0]
}
