//! The knobs of a host, as settings of the kernel: what `sysctl`, a route or a socket option can do.

use tcp_lab_core::host::{
    ConfigOverrides, Host, HostSpec, NameTable, OptionValue, Profile, SocketOption,
};

/// The sysctls that the engine and the kernel both know. The engine says what each must be.
const SYSCTLS: &[&str] = &[
    "net.ipv4.tcp_syn_retries",
    "net.ipv4.tcp_syn_linear_timeouts",
    "net.ipv4.tcp_synack_retries",
    "net.ipv4.tcp_retries1",
    "net.ipv4.tcp_retries2",
    "net.ipv4.tcp_rto_min_us",
    "net.ipv4.tcp_rto_max_ms",
    "net.ipv4.tcp_ecn",
    "net.ipv4.tcp_timestamps",
    "net.ipv4.tcp_window_scaling",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_rfc1337",
    "net.ipv4.tcp_stdurg",
    "net.ipv4.tcp_dsack",
    "net.ipv4.tcp_sack",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
    "net.ipv4.tcp_frto",
    "net.ipv4.tcp_recovery",
    "net.ipv4.tcp_early_retrans",
    "net.ipv4.tcp_slow_start_after_idle",
    "net.ipv4.tcp_max_reordering",
    "net.ipv4.tcp_reordering",
    "net.ipv4.tcp_notsent_lowat",
    "net.ipv4.tcp_abort_on_overflow",
    "net.ipv4.tcp_invalid_ratelimit",
    "net.ipv4.ip_local_port_range",
    "net.core.somaxconn",
    "net.ipv4.tcp_tw_reuse",
    "net.ipv4.tcp_tw_reuse_delay",
    "net.ipv4.tcp_max_tw_buckets",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_max_syn_backlog",
];

/// What the engine leaves out and the kernel must leave out too.
const QUIET: &[(&str, &str)] = &[
    // Nothing is remembered of a peer between connections.
    ("net.ipv4.tcp_no_metrics_save", "1"),
    // Buffers do not tune themselves by what is read; the window grows by what arrives.
    ("net.ipv4.conf.all.rp_filter", "0"),
    ("net.ipv4.conf.default.rp_filter", "0"),
    // Errors are told as often as there are any.
    ("net.ipv4.icmp_ratelimit", "0"),
];

/// How a knob is turned that is no sysctl.
enum Way {
    /// A sysctl of the same meaning.
    Sysctl,
    /// An option of each socket.
    Socket(SocketOption, fn(i64) -> i64),
    /// Something else here.
    Here,
}

/// Knobs by their names in a scenario, where the kernel has such.
const KNOBS: &[(&str, Way)] = &[
    ("windowScaling", Way::Sysctl),
    ("timestamps", Way::Sysctl),
    ("timestampOffset", Way::Sysctl),
    ("sack", Way::Sysctl),
    ("dsack", Way::Sysctl),
    ("receiveBuffer", Way::Sysctl),
    ("maxReceiveBuffer", Way::Sysctl),
    ("sendBuffer", Way::Sysctl),
    ("rtoMin", Way::Sysctl),
    ("rtoGranularity", Way::Sysctl),
    ("rtoMax", Way::Sysctl),
    ("synLinearTimeouts", Way::Sysctl),
    ("synRetries", Way::Sysctl),
    ("synackRetries", Way::Sysctl),
    ("r2", Way::Sysctl),
    ("congestion", Way::Sysctl),
    ("idleRestart", Way::Sysctl),
    ("rack", Way::Sysctl),
    ("tailLossProbe", Way::Sysctl),
    ("frto", Way::Sysctl),
    ("maxReordering", Way::Sysctl),
    ("reordering", Way::Sysctl),
    ("keepaliveIdle", Way::Sysctl),
    ("keepaliveInterval", Way::Sysctl),
    ("keepaliveProbes", Way::Sysctl),
    ("finWait2", Way::Sysctl),
    ("ecn", Way::Sysctl),
    ("urgentPointerAtLast", Way::Sysctl),
    ("rfc1337", Way::Sysctl),
    ("challengeInterval", Way::Sysctl),
    ("notSentLowWater", Way::Sysctl),
    ("abortOnOverflow", Way::Sysctl),
    ("portFirst", Way::Sysctl),
    ("portLast", Way::Sysctl),
    ("somaxconn", Way::Sysctl),
    ("twReuse", Way::Sysctl),
    ("twReuseDelay", Way::Sysctl),
    ("maxTwBuckets", Way::Sysctl),
    ("syncookies", Way::Sysctl),
    ("maxSynBacklog", Way::Sysctl),
    ("nofile", Way::Here),
    ("mtu", Way::Here),
    (
        "mss",
        Way::Socket(SocketOption::MaxSegment, |octets| octets),
    ),
    ("delayedAck", Way::Here),
    ("initialWindow", Way::Here),
    ("nagle", Way::Socket(SocketOption::NoDelay, |on| 1 - on)),
    ("cork", Way::Socket(SocketOption::Cork, |on| on)),
    ("keepalive", Way::Socket(SocketOption::KeepAlive, |on| on)),
    (
        "userTimeout",
        Way::Socket(SocketOption::UserTimeout, |nanos| nanos / 1_000_000),
    ),
];

/// What Linux delays an ACK by, in nanoseconds: it can only be told to delay none (`quickack` of a route).
const DELAYED_ACK: u64 = 40_000_000;

/// The first knob of a host that the kernel does not have.
pub(crate) fn missing(host: &HostSpec) -> Option<String> {
    let turned = turned(host);
    let unknown = |name: &str| KNOBS.iter().all(|(known, _)| *known != name);
    let late = |(name, value): &&(String, serde_json::Value)| {
        name == "delayedAck"
            && value
                .as_u64()
                .is_some_and(|delay| delay != 0 && delay != DELAYED_ACK)
    };
    // `tcp_syn_retries` is at least one.
    let never = |(name, value): &&(String, serde_json::Value)| {
        name == "synRetries" && value.as_u64() == Some(0)
    };
    let uncontrolled = |(name, value): &&(String, serde_json::Value)| {
        name == "congestion" && value.as_str() == Some("none")
    };
    let impossible = |knob: &&(String, serde_json::Value)| {
        unknown(&knob.0) || late(knob) || never(knob) || uncontrolled(knob)
    };
    let missing = turned.iter().find(impossible);
    missing.map(|(name, _)| name.clone())
}

/// Sysctls and their values.
pub(crate) fn settings(host: &HostSpec) -> Vec<(String, String)> {
    let engine = Host::new(host.clone(), (0, 0), &NameTable::default());
    let known = SYSCTLS.iter().filter_map(|name| {
        let value = engine.sysctl(name).ok()?;
        Some(((*name).to_owned(), value))
    });
    let quiet = QUIET
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    // What the host's description names is set last, and must exist.
    let own = host
        .sysctls
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()));
    known.chain(quiet).chain(own).collect()
}

/// The congestion control: a namespace may not choose every one, a socket of root's may.
const CONGESTION: &str = "net.ipv4.tcp_congestion_control";

/// Options that every socket of the host is given.
pub(crate) fn options(host: &HostSpec) -> Vec<(SocketOption, OptionValue)> {
    let engine = Host::new(host.clone(), (0, 0), &NameTable::default());
    let congestion = engine.sysctl(CONGESTION).ok().map(OptionValue::Text);
    let congestion = congestion.map(|name| (SocketOption::Congestion, name));
    let turned = turned(host);
    let option = |(name, value): &(String, serde_json::Value)| {
        let (_, way) = KNOBS.iter().find(|(known, _)| known == name)?;
        let Way::Socket(option, value_of) = way else {
            return None;
        };
        let number = value.as_i64().or_else(|| value.as_bool().map(i64::from))?;
        Some((*option, OptionValue::Number(value_of(number))))
    };
    congestion
        .into_iter()
        .chain(turned.iter().filter_map(option))
        .collect()
}

/// What the default route says besides its device.
pub(crate) fn route(host: &HostSpec) -> Vec<String> {
    let mut words = Vec::new();
    for (name, value) in turned(host) {
        match (name.as_str(), value.as_u64()) {
            ("delayedAck", Some(0)) => words.extend(["quickack".to_owned(), "1".to_owned()]),
            ("initialWindow", _) => {
                let segments = value.get("segments").and_then(serde_json::Value::as_u64);
                let segments = segments.unwrap_or(10).to_string();
                words.extend(["initcwnd".to_owned(), segments]);
            }
            _ => {}
        }
    }
    words
}

/// What the scenario sets over the profile, by name, unless Linux is so by itself.
fn turned(host: &HostSpec) -> Vec<(String, serde_json::Value)> {
    let own = ConfigOverrides::default().over(Profile::Linux6);
    let is_other = |(name, value): &(String, serde_json::Value)| {
        let alone = serde_json::json!({ name: value });
        let alone: Result<ConfigOverrides, _> = serde_json::from_value(alone);
        alone.is_ok_and(|alone| alone.over(Profile::Linux6) != own)
    };
    match serde_json::to_value(host.config) {
        Ok(serde_json::Value::Object(knobs)) => knobs.into_iter().filter(is_other).collect(),
        Ok(_) | Err(_) => Vec::new(),
    }
}
