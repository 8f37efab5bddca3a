//! A TUN device: what the kernel routes to it is read here, what is written here arrives at the kernel.

use std::io;
use std::net::IpAddr;
use std::os::fd::AsFd;

use bytes::Bytes;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use tcp_lab_core::time::{Duration, Instant};
use tun_rs::{DeviceBuilder, SyncDevice};

/// The longest datagram there is.
const MAX_DATAGRAM: usize = 65_535;

/// A TUN device and a clock that began with it.
pub(crate) struct Tun {
    device: SyncDevice,
    buffer: Vec<u8>,
    began: std::time::Instant,
}

impl Tun {
    /// A device in the network namespace of this thread; `address` is the kernel's on it.
    pub(crate) fn open(name: &str, address: IpAddr, prefix: u8, mtu: u16) -> io::Result<Self> {
        let builder = DeviceBuilder::new().name(name).mtu(mtu);
        let builder = match address {
            IpAddr::V4(address) => builder.ipv4(address, prefix, None),
            IpAddr::V6(address) => builder.ipv6(address, prefix),
        };
        let device = builder.build_sync()?;
        device.set_nonblocking(true)?;
        Ok(Self {
            device,
            buffer: vec![0; MAX_DATAGRAM],
            began: wall_clock(),
        })
    }

    /// Virtual now: the time since the device was opened.
    pub(crate) fn now(&self) -> Instant {
        let passed = wall_clock().duration_since(self.began).as_nanos();
        Instant::from_nanos(u64::try_from(passed).unwrap_or(u64::MAX))
    }

    /// Its descriptor, to wait for several at once.
    #[allow(dead_code, reason = "who has one device waits for it alone")]
    pub(crate) fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.device.as_fd()
    }

    /// Waits until the device can be read, at most so long. Tells whether it can.
    pub(crate) fn wait(&self, limit: Duration) -> io::Result<bool> {
        let mut watched = [PollFd::new(self.device.as_fd(), PollFlags::POLLIN)];
        // Rounded up: a timer that is not yet due would only be polled again.
        let millis = limit.as_nanos().div_ceil(1_000_000);
        let timeout = PollTimeout::try_from(millis).unwrap_or(PollTimeout::MAX);
        Ok(poll(&mut watched, timeout)? > 0)
    }

    /// The next datagram, if there is one.
    pub(crate) fn read(&mut self) -> io::Result<Option<Bytes>> {
        match self.device.recv(&mut self.buffer) {
            Ok(length) => {
                let datagram = self.buffer.get(..length).unwrap_or_default();
                Ok(Some(Bytes::copy_from_slice(datagram)))
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Hands a datagram to the kernel.
    pub(crate) fn write(&self, datagram: &[u8]) -> io::Result<()> {
        self.device.send(datagram).map(|_| ())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the kernel on the other side lives in wall-clock time; here it becomes virtual time"
)]
fn wall_clock() -> std::time::Instant {
    std::time::Instant::now()
}
