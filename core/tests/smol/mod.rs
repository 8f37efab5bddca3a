//! smoltcp, a TCP that others wrote, as a host on our network: its packets in and out, in our time.
#![allow(dead_code, reason = "tests and benchmarks take from it what they need")]

use std::collections::VecDeque;
use std::net::IpAddr;

use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{self, Device, DeviceCapabilities, Medium};
use smoltcp::socket::tcp;
use smoltcp::wire::{HardwareAddress, IpCidr};
use tcp_lab_core::time::Instant;

/// Octets of a datagram at most.
const MTU: usize = 1500;

/// A host with one socket.
pub(crate) struct Smol {
    interface: Interface,
    sockets: SocketSet<'static>,
    handle: SocketHandle,
    /// What waits to be taken in, and what was given out.
    pub(crate) cable: Cable,
}

/// Whole datagrams, both ways.
#[derive(Default)]
pub(crate) struct Cable {
    pub(crate) arrived: VecDeque<Vec<u8>>,
    pub(crate) leaving: VecDeque<Vec<u8>>,
    /// Buffers to use again.
    spare: Vec<Vec<u8>>,
}

impl Smol {
    /// A host at `address` whose socket has buffers of so many octets.
    pub(crate) fn new(address: IpAddr, seed: u64, receive: usize, send: usize) -> Self {
        let mut cable = Cable::default();
        let mut config = Config::new(HardwareAddress::Ip);
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut cable, time(Instant::START));
        interface.update_ip_addrs(|addresses| {
            let prefix = if address.is_ipv4() { 24 } else { 64 };
            addresses
                .push(IpCidr::new(address.into(), prefix))
                .expect("there is room for one");
        });
        let buffer = |octets| tcp::SocketBuffer::new(vec![0; octets]);
        let mut sockets = SocketSet::new(Vec::new());
        let handle = sockets.add(tcp::Socket::new(buffer(receive), buffer(send)));
        Self {
            interface,
            sockets,
            handle,
            cable,
        }
    }

    pub(crate) fn socket(&mut self) -> &mut tcp::Socket<'static> {
        self.sockets.get_mut(self.handle)
    }

    pub(crate) fn connect(&mut self, remote: (IpAddr, u16), local_port: u16) {
        let socket = self.sockets.get_mut::<tcp::Socket<'_>>(self.handle);
        socket
            .connect(self.interface.context(), remote, local_port)
            .expect("it is closed");
    }

    /// Takes in one datagram.
    pub(crate) fn take_in(&mut self, now: Instant) {
        let (cable, sockets) = (&mut self.cable, &mut self.sockets);
        self.interface
            .poll_ingress_single(time(now), cable, sockets);
    }

    /// Does everything that is due.
    pub(crate) fn poll(&mut self, now: Instant) {
        self.interface
            .poll(time(now), &mut self.cable, &mut self.sockets);
    }

    /// When something will be due.
    pub(crate) fn poll_at(&mut self, now: Instant) -> Option<Instant> {
        let at = self.interface.poll_at(time(now), &self.sockets)?;
        let nanos = u64::try_from(at.total_micros()).unwrap_or(0) * 1000;
        Some(Instant::from_nanos(nanos).max(now))
    }
}

/// smoltcp counts microseconds. Rounded up, so that what is due is due.
fn time(at: Instant) -> smoltcp::time::Instant {
    let micros = at.as_nanos().div_ceil(1000);
    smoltcp::time::Instant::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

impl Cable {
    /// Gives a buffer back.
    pub(crate) fn reuse(&mut self, buffer: Vec<u8>) {
        self.spare.push(buffer);
    }

    /// Gives half of its spare buffers to one that has none.
    pub(crate) fn share(&mut self, other: &mut Self) {
        if other.spare.is_empty() {
            let half = self.spare.len() / 2;
            other.spare.extend(self.spare.drain(half..));
        } else if self.spare.is_empty() {
            other.share(self);
        }
    }
}

impl Device for Cable {
    type RxToken<'a> = Taken<'a>;
    type TxToken<'a> = Given<'a>;

    fn receive(&mut self, _: smoltcp::time::Instant) -> Option<(Taken<'_>, Given<'_>)> {
        let datagram = self.arrived.pop_front()?;
        let Self { leaving, spare, .. } = self;
        let buffer = spare.pop().unwrap_or_default();
        Some((Taken { datagram, spare }, Given { leaving, buffer }))
    }

    fn transmit(&mut self, _: smoltcp::time::Instant) -> Option<Given<'_>> {
        let buffer = self.spare.pop().unwrap_or_default();
        let leaving = &mut self.leaving;
        Some(Given { leaving, buffer })
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ip;
        capabilities.max_transmission_unit = MTU;
        capabilities
    }
}

/// A datagram on its way in.
pub(crate) struct Taken<'a> {
    datagram: Vec<u8>,
    spare: &'a mut Vec<Vec<u8>>,
}

impl phy::RxToken for Taken<'_> {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, read: F) -> R {
        let result = read(&self.datagram);
        self.spare.push(self.datagram);
        result
    }
}

/// Room for a datagram on its way out.
pub(crate) struct Given<'a> {
    leaving: &'a mut VecDeque<Vec<u8>>,
    buffer: Vec<u8>,
}

impl phy::TxToken for Given<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(mut self, len: usize, write: F) -> R {
        self.buffer.clear();
        self.buffer.resize(len, 0);
        let result = write(&mut self.buffer);
        self.leaving.push_back(self.buffer);
        result
    }
}
