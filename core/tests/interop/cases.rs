//! The cases: what is done on both sides, and what must come of it.

mod closing;
mod data;
mod forged;
mod losses;
mod opening;
mod options;
mod reopening;
mod resetting;
mod windows;

use super::ladder::Detail;
use super::mischief::Chances;
use super::stage::{Outcome, Stage};
use tcp_lab_core::host::ConfigOverrides;

/// The MTU of an Ethernet.
const ETHERNET: u16 = 1500;

/// A script and the conditions under which it runs.
#[derive(Clone)]
pub(crate) struct Case {
    /// Its name.
    pub(crate) name: &'static str,
    /// What happens.
    pub(crate) script: fn(&mut Stage) -> Outcome,
    /// How much of it is compared.
    pub(crate) detail: Detail,
    /// IPv6 instead of IPv4.
    pub(crate) ipv6: bool,
    /// The MTU of the device.
    pub(crate) mtu: u16,
    /// What happens to datagrams by chance.
    pub(crate) chances: Chances,
    /// Settings of Linux: name below `net.` and value.
    pub(crate) sysctls: &'static [(&'static str, &'static str)],
    /// The same of the simulated Linux.
    pub(crate) overrides: ConfigOverrides,
    /// Settings of the engine.
    pub(crate) engine: ConfigOverrides,
}

impl Case {
    fn new(name: &'static str, script: fn(&mut Stage) -> Outcome) -> Self {
        Self {
            name,
            script,
            detail: Detail::Segments,
            ipv6: false,
            mtu: ETHERNET,
            chances: Chances::default(),
            sysctls: &[],
            overrides: ConfigOverrides::default(),
            engine: ConfigOverrides::default(),
        }
    }

    /// Only SYN, FIN and RST are compared.
    fn control(self) -> Self {
        let detail = Detail::Control;
        Self { detail, ..self }
    }

    /// Not even their numbers.
    fn unnumbered(self) -> Self {
        let detail = Detail::Unnumbered;
        Self { detail, ..self }
    }

    fn over_ipv6(self) -> Self {
        Self { ipv6: true, ..self }
    }
}

/// Every case.
pub(crate) fn all() -> Vec<Case> {
    let rooms = [
        opening::cases(),
        options::cases(),
        data::cases(),
        closing::cases(),
        resetting::cases(),
        losses::cases(),
        windows::cases(),
        reopening::cases(),
        forged::cases(),
    ];
    rooms.into_iter().flatten().collect()
}
