//! The engine's host, on whichever side.

use std::net::IpAddr;

use tcp_lab_core::host::{Call, ConfigOverrides, Fd, FdRef, HostSpec, Profile};
use tcp_lab_core::time::Instant;

use super::ask::{Answer, Ask};
use super::mischief::{Chances, Mischief};
use super::station::Station;

/// A host without programs.
pub(crate) fn spec(
    name: &str,
    address: IpAddr,
    profile: Profile,
    config: ConfigOverrides,
) -> HostSpec {
    HostSpec {
        profile,
        config,
        ..HostSpec::new(name, address)
    }
}

/// A station to whose datagrams nothing happens.
pub(crate) fn quiet_station(spec: HostSpec, secret: (u64, u64)) -> Station {
    Station::new(spec, secret, Mischief::new(0, Chances::default()))
}

/// The call, and for a new descriptor `O_NONBLOCK` after it.
pub(crate) fn ask(station: &mut Station, now: Instant, ask: &Ask) -> Answer {
    let (result, data) = station.call(now, ask.call());
    if let (Ask::Socket | Ask::Accept(_), Ok(fd)) = (ask, result) {
        let fd = FdRef::Number(descriptor(fd));
        let _ = station.call(now, Call::SetNonblocking { fd, on: true });
    }
    Answer {
        result: result.map_err(tcp_lab_core::host::Errno::number),
        data,
    }
}

/// A descriptor as a result names it.
pub(crate) fn descriptor(number: u32) -> Fd {
    i32::try_from(number).map_or(Fd::NONE, Fd)
}
