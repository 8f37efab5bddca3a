//! What sockets a namespace has: `sock_diag(7)`, as `ss -tanoi` asks it.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use socket2::{Domain, Protocol, Socket, Type};
use tcp_lab_core::host::info::state_number;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::Duration;

/// `AF_NETLINK`
const NETLINK: i32 = 16;
/// `NETLINK_SOCK_DIAG`
const SOCK_DIAG: i32 = 4;
/// `SOCK_DIAG_BY_FAMILY`
const BY_FAMILY: u16 = 20;
/// `NLM_F_REQUEST | NLM_F_DUMP`
const DUMP: u16 = 0x301;
/// `NLMSG_ERROR`
const ERROR: u16 = 2;
/// `NLMSG_DONE`
const DONE: u16 = 3;
/// `INET_DIAG_INFO`
const INFO: u16 = 2;
/// The states 1 to 12 of `include/net/tcp_states.h`.
const STATES: u32 = 0x1ffe;
/// Octets of `struct nlmsghdr`.
const HEADER: usize = 16;
/// Octets of `struct inet_diag_msg`.
const MESSAGE: usize = 72;
/// A part of an answer fits.
const BUFFER: usize = 64 << 10;

/// A netlink socket of a namespace.
pub(crate) struct Diag {
    socket: Socket,
    family: u8,
}

/// A socket as the kernel tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) state: State,
    pub(crate) local: SocketAddr,
    pub(crate) remote: SocketAddr,
    /// `idiag_timer`: 0 none, 1 retransmission, 2 keep-alive, 3 TIME-WAIT, 4 persist.
    pub(crate) timer: u8,
    /// When it fires, from now.
    pub(crate) expires: Duration,
    /// How often it has fired.
    pub(crate) repeats: u8,
    /// Octets not read; of a listener, its accept queue.
    pub(crate) receive_queue: u32,
    /// Octets not acknowledged, sent or not.
    pub(crate) send_queue: u32,
    /// The rest of it, of a connection that has it.
    pub(crate) info: Option<Info>,
}

/// What `struct tcp_info` tells beyond.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Info {
    pub(crate) rto: Duration,
    pub(crate) srtt: Duration,
    pub(crate) rttvar: Duration,
    pub(crate) mss: u32,
    pub(crate) bytes_acked: u64,
    pub(crate) bytes_received: u64,
    pub(crate) not_sent: u32,
    pub(crate) send_window: u32,
    pub(crate) receive_window: u32,
}

impl Diag {
    /// A socket in the namespace of this thread.
    pub(crate) fn new(address: IpAddr) -> io::Result<Self> {
        let socket = Socket::new(
            Domain::from(NETLINK),
            Type::DGRAM,
            Some(Protocol::from(SOCK_DIAG)),
        )?;
        let family = if address.is_ipv4() { 2 } else { 10 };
        Ok(Self { socket, family })
    }

    /// Every TCP socket.
    pub(crate) fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut socket = &self.socket;
        socket.write_all(&self.request())?;
        let (mut entries, mut buffer) = (Vec::new(), vec![0; BUFFER]);
        loop {
            let length = socket.read(&mut buffer)?;
            let mut rest = buffer.get(..length).unwrap_or_default();
            while let Some((kind, body, after)) = message(rest) {
                match kind {
                    DONE => return Ok(entries),
                    ERROR => return Err(io::Error::other("sock_diag refuses")),
                    _ => entries.extend(entry(body)),
                }
                rest = after;
            }
        }
    }

    /// `struct nlmsghdr` and `struct inet_diag_req_v2`, for a dump.
    fn request(&self) -> Vec<u8> {
        const TCP: u8 = 6;
        const SOCKET_ID: usize = 48;
        let length = u32::try_from(HEADER + 8 + SOCKET_ID).unwrap_or(0);
        let mut request = length.to_ne_bytes().to_vec();
        request.extend(BY_FAMILY.to_ne_bytes());
        request.extend(DUMP.to_ne_bytes());
        request.extend([0; 8]);
        request.extend([self.family, TCP, 1 << (INFO - 1), 0]);
        request.extend(STATES.to_ne_bytes());
        request.extend([0; SOCKET_ID]);
        request
    }
}

/// The first message: its type, what is in it, and what comes after it.
fn message(octets: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = usize::try_from(u32_at(octets, 0)?).ok()?;
    let kind = u16_at(octets, 4)?;
    let body = octets.get(HEADER..length)?;
    Some((
        kind,
        body,
        octets.get(length.next_multiple_of(4)..).unwrap_or_default(),
    ))
}

fn entry(body: &[u8]) -> Option<Entry> {
    let family = *body.first()?;
    let end = |port: usize, address: usize| {
        let port = u16::from_be_bytes(body.get(port..port + 2)?.try_into().ok()?);
        Some(SocketAddr::new(address_at(body, family, address)?, port))
    };
    Some(Entry {
        state: state(*body.get(1)?)?,
        timer: *body.get(2)?,
        repeats: *body.get(3)?,
        local: end(4, 8)?,
        remote: end(6, 24)?,
        expires: Duration::from_millis(u32_at(body, 52)?.into()),
        receive_queue: u32_at(body, 56)?,
        send_queue: u32_at(body, 60)?,
        info: body.get(MESSAGE..).and_then(find_info).and_then(info),
    })
}

/// The attribute with `struct tcp_info`.
fn find_info(mut attributes: &[u8]) -> Option<&[u8]> {
    loop {
        let length = usize::from(u16_at(attributes, 0)?);
        let kind = u16_at(attributes, 2)?;
        if kind == INFO {
            return attributes.get(4..length);
        }
        attributes = attributes.get(length.next_multiple_of(4).max(4)..)?;
    }
}

/// Offsets as in `include/uapi/linux/tcp.h`.
fn info(octets: &[u8]) -> Option<Info> {
    let micros = |at| Some(Duration::from_micros(u32_at(octets, at)?.into()));
    Some(Info {
        rto: micros(8)?,
        mss: u32_at(octets, 16)?,
        srtt: micros(68)?,
        rttvar: micros(72)?,
        bytes_acked: u64_at(octets, 120)?,
        bytes_received: u64_at(octets, 128)?,
        not_sent: u32_at(octets, 144)?,
        send_window: u32_at(octets, 228)?,
        receive_window: u32_at(octets, 232)?,
    })
}

fn address_at(octets: &[u8], family: u8, at: usize) -> Option<IpAddr> {
    if family == 2 {
        let octets: [u8; 4] = octets.get(at..at + 4)?.try_into().ok()?;
        return Some(Ipv4Addr::from(octets).into());
    }
    let octets: [u8; 16] = octets.get(at..at + 16)?.try_into().ok()?;
    Some(Ipv6Addr::from(octets).into())
}

fn u16_at(octets: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(octets.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(octets: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(octets.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(octets: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_ne_bytes(octets.get(at..at + 8)?.try_into().ok()?))
}

/// `TCP_NEW_SYN_RECV` is told as SYN-RECEIVED where the kernel does not do so itself.
fn state(number: u8) -> Option<State> {
    const NEW_SYN_RECV: u8 = 12;
    if number == NEW_SYN_RECV {
        return Some(State::SynReceived);
    }
    let mut states = State::ALL.iter().copied();
    states.find(|state| state_number(*state) == u64::from(number))
}
