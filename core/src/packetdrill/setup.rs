//! How a script is to be run: what the caller asks for, and what the script's own options say.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::ast::{Action, Script, Setting};
use super::error::Place;
use crate::host::Profile;
use crate::time::Duration;

/// How much of what is sent must be as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strictness {
    /// Flags without PSH, numbers, lengths, the set of options, time.
    #[default]
    Semantic,
    /// The window and PSH too.
    Window,
    /// The layout too: the order of the options, their padding, the echoed timestamp.
    Layout,
}

/// Which version of IP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// IPv4.
    #[default]
    V4,
    /// IPv6.
    V6,
}

/// What the caller asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The system to play; by default what the script's own sysctls tell ([`profile_of`]).
    pub profile: Option<Profile>,
    /// How much must be as written.
    pub strictness: Strictness,
    /// The version of IP, where the script does not say.
    pub family: Family,
    /// Keep a log of everything that happened, with the rules.
    pub verbose: bool,
}

/// A run's parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setup {
    pub(super) profile: Profile,
    pub(super) strictness: Strictness,
    pub(super) verbose: bool,
    pub(super) local: IpAddr,
    pub(super) remote: IpAddr,
    pub(super) mtu: u16,
    /// Where scripts bind.
    pub(super) bind_port: u16,
    /// Where scripts connect to.
    pub(super) connect_port: u16,
    /// How far off a time may be at least ...
    pub(super) tolerance: Duration,
    /// ... and in proportion to the time since the event before, in tenths of a per cent.
    pub(super) tolerance_permille: u64,
    /// One tick of the timestamps; zero leaves TSval unchecked.
    pub(super) timestamp_tick: Duration,
    /// An inbound TSecr that echoes nothing is moved by as much as the first TSval was.
    pub(super) scaled_echo: bool,
    /// One line, one segment.
    pub(super) strict_segments: bool,
    /// Calls that return something else are noted, not fatal.
    pub(super) tolerant_calls: bool,
}

/// An option of a script that is not known, or whose value makes no sense.
pub(super) type Refused = (Place, String);

/// MTU of an Ethernet.
const DEFAULT_MTU: u16 = 1500;

/// With twenty octets more for the header of IPv6, the same segments fit: what is written for IPv4 holds for both.
const DEFAULT_MTU_V6: u16 = 1520;

impl Setup {
    /// The parameters of `script`.
    pub(super) fn of(script: &Script, settings: &Settings) -> Result<Self, Refused> {
        let family = family_of(script).unwrap_or(settings.family);
        let stated = family_of(script).is_some();
        let mut setup = Self::new(family, stated, settings, script);
        for option in &script.options {
            let refused = || (option.place, format!("--{}={}", option.name, option.value));
            setup.take(option).ok_or_else(refused)?;
        }
        Ok(setup)
    }

    fn new(family: Family, stated: bool, settings: &Settings, script: &Script) -> Self {
        let (local, remote): (IpAddr, IpAddr) = match family {
            Family::V4 => (
                Ipv4Addr::new(192, 168, 0, 1).into(),
                Ipv4Addr::new(192, 0, 2, 1).into(),
            ),
            Family::V6 => (
                Ipv6Addr::new(0xfd3d, 0x0a0b, 0x17d6, 0, 0, 0, 0, 1).into(),
                Ipv6Addr::new(0xfd3d, 0xfa7b, 0xd17d, 0, 0, 0, 0, 1).into(),
            ),
        };
        Self {
            profile: settings.profile.unwrap_or_else(|| profile_of(script)),
            strictness: settings.strictness,
            verbose: settings.verbose,
            local,
            remote,
            mtu: if family == Family::V6 && !stated {
                DEFAULT_MTU_V6
            } else {
                DEFAULT_MTU
            },
            bind_port: 8080,
            connect_port: 8080,
            tolerance: Duration::from_millis(4),
            tolerance_permille: 125,
            timestamp_tick: Duration::ZERO,
            scaled_echo: false,
            strict_segments: false,
            tolerant_calls: false,
        }
    }

    /// One option of the script; `None` when it is not known or its value makes no sense.
    fn take(&mut self, option: &Setting) -> Option<()> {
        let value = option.value.as_str();
        match option.name.as_str() {
            "local_ip" => self.local = value.parse().ok()?,
            "remote_ip" => self.remote = value.split('/').next()?.parse().ok()?,
            "mtu" => self.mtu = value.parse().ok()?,
            "bind_port" => self.bind_port = value.parse().ok()?,
            "connect_port" => self.connect_port = value.parse().ok()?,
            "tolerance_usecs" => self.tolerance = Duration::from_micros(value.parse().ok()?),
            "tolerance_percent" => self.tolerance_permille = permille(value)?,
            "tcp_ts_tick_usecs" => self.timestamp_tick = Duration::from_micros(value.parse().ok()?),
            "tcp_ts_ecr_scaled" => self.scaled_echo = true,
            "strict_segments" => self.strict_segments = true,
            "non_fatal" => self.tolerant_calls = value.contains("syscall"),
            // The version was read before; these concern the machine that the original tool runs on.
            "ip_version" | "gateway_ip" | "netmask_ip" | "speed" | "send_omit_free" | "init_scripts"
            | "verbose" | "debug" | "no_cleanup" | "code_command" | "code_format" | "code_sockopt"
            | "persistent_tun_dev" | "tun_dev" | "define"
            // These matter only to what is reported as unsupported where it is used.
            | "udp_encapsulation" | "tcp_md5_secret" | "anyip" => {}
            // `--mss` joins segments below TCP, `--psp_udp_port` encrypts them: not modelled, like whatever is unknown.
            _ => return None,
        }
        Some(())
    }
}

/// `12.5` per cent as tenths of a per cent.
fn permille(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: u64 = whole.parse().ok()?;
    let tenth: u64 = part.get(..1).unwrap_or("0").parse().ok()?;
    (whole <= 100).then(|| whole * 10 + tenth)
}

/// The version of IP that a script is written for, where it says.
fn family_of(script: &Script) -> Option<Family> {
    let version = script
        .options
        .iter()
        .find(|option| option.name == "ip_version")?;
    if version.value == "ipv6" {
        Some(Family::V6)
    } else {
        Some(Family::V4)
    }
}

/// The system whose sysctls a script sets: `net.ipv4.…` (or Google's `defaults.sh`, which does nothing else) is
/// Linux, `net.inet.…` is FreeBSD, neither is RFC 9293.
#[must_use]
pub fn profile_of(script: &Script) -> Profile {
    let commands = || {
        script.events.iter().filter_map(|event| {
            if let Action::Shell(command) = &event.action {
                Some(command.as_str())
            } else {
                None
            }
        })
    };
    let linux = ["net.ipv4.", "net/ipv4/", "net.core.", "defaults.sh"];
    if commands().any(|command| linux.iter().any(|sign| command.contains(sign))) {
        return Profile::Linux6;
    }
    let freebsd = ["net.inet.", "net.inet6.", "kern.ipc."];
    if commands().any(|command| freebsd.iter().any(|sign| command.contains(sign))) {
        return Profile::FreeBsd;
    }
    Profile::default()
}
