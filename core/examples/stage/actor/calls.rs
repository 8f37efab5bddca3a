//! The system calls, as the kernel knows them.

use std::collections::BTreeMap;
use std::io;
use std::mem::MaybeUninit;
use std::net::{IpAddr, Shutdown, SocketAddr};
use std::os::fd::AsFd;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use tcp_lab_core::host::{self, Call, Data, How};
use tcp_lab_core::time::Duration;

use super::options;
use super::program::{self, Program};

/// The most that is read or written at once; more comes in pieces, as blocking calls do.
const MAX_PIECE: u32 = 16 << 20;

/// Variables of the thread that calls.
type Variables = BTreeMap<String, i64>;

/// Makes the call: its number and what a variable keeps of it, or the number of its error.
pub(super) fn make(
    program: &Program,
    call: &Call,
    variables: &Variables,
) -> Result<(u32, i64), u32> {
    let number = |error: io::Error| error.raw_os_error().map_or(0, i32::unsigned_abs);
    if let Call::Getsockopt { fd, option } = call {
        let socket = program.table.get(program::number(fd, variables));
        let value = socket.and_then(|socket| options::get(socket, *option));
        return value.map(|value| (0, value)).map_err(number);
    }
    let result = attempt(program, call, variables).map_err(number)?;
    Ok((result, result.into()))
}

fn attempt(program: &Program, call: &Call, variables: &Variables) -> io::Result<u32> {
    let done = |()| 0;
    let table = &program.table;
    let fd = call.fd().map_or(-1, |fd| program::number(fd, variables));
    let socket = || table.get(fd);
    match call {
        Call::Socket => {
            let domain = Domain::for_address(SocketAddr::new(program.job.address, 0));
            let socket = Socket::new(domain, Type::STREAM, Some(Protocol::TCP))?;
            for (option, value) in &program.job.options {
                options::set(&socket, *option, value)?;
            }
            Ok(table.keep(socket))
        }
        Call::Bind { port, address, .. } => {
            let any = match program.job.address {
                IpAddr::V4(_) => IpAddr::from([0; 4]),
                IpAddr::V6(_) => IpAddr::from([0; 16]),
            };
            let address = SocketAddr::new(address.unwrap_or(any), *port);
            socket()?.bind(&SockAddr::from(address)).map(done)
        }
        Call::Listen { backlog, .. } => {
            let backlog = i32::try_from(*backlog).unwrap_or(i32::MAX);
            socket()?.listen(backlog).map(done)
        }
        Call::Accept { .. } => socket()?.accept().map(|(socket, _)| table.keep(socket)),
        Call::Accept4 { on, .. } => {
            let (accepted, _) = socket()?.accept()?;
            accepted.set_nonblocking(*on)?;
            Ok(table.keep(accepted))
        }
        Call::Connect { to, .. } => {
            let peer = program.names.resolve(to);
            let peer = peer.map_err(|_| io::Error::from(Errno::EINVAL))?;
            socket()?.connect(&SockAddr::from(peer.address)).map(done)
        }
        Call::Send { data, flags, .. } => send(socket()?, data, flags.bits().into()),
        Call::Write { data, .. } => send(socket()?, data, 0),
        Call::Recv { max, flags, .. } => receive(socket()?, *max, flags.bits().into()),
        Call::Read { max, .. } => receive(socket()?, *max, 0),
        Call::Shutdown { how, .. } => socket()?.shutdown(direction(*how)).map(done),
        Call::Close { .. } => table.close(fd).map(done),
        Call::Abort { .. } => {
            socket()?.set_linger(Some(std::time::Duration::ZERO))?;
            table.close(fd).map(done)
        }
        Call::SoError { .. } => {
            let error = socket()?.take_error()?;
            let number = error.and_then(|error| error.raw_os_error());
            Ok(number.map_or(0, i32::unsigned_abs))
        }
        Call::Setsockopt { option, value, .. } => options::set(socket()?, *option, value).map(done),
        // It has a value besides: see `make`.
        Call::Getsockopt { .. } => Ok(0),
        Call::SetNonblocking { on, .. } => socket()?.set_nonblocking(*on).map(done),
        Call::GetFlags { .. } => flags(socket()?),
        Call::Ioctl { .. } => Err(Errno::ENOSYS.into()),
        Call::Poll { fds, timeout } => wait((program, variables), fds, *timeout),
        Call::Getsockname { .. } => socket()?.local_addr().map(|_| 0),
        Call::Getpeername { .. } => socket()?.peer_addr().map(|_| 0),
        Call::Dup { .. } => socket()?.try_clone().map(|copy| table.keep(copy)),
    }
}

const fn direction(how: How) -> Shutdown {
    match how {
        How::Read => Shutdown::Read,
        How::Write => Shutdown::Write,
        How::Both => Shutdown::Both,
    }
}

/// `O_RDWR`, and `O_NONBLOCK` where it is set.
fn flags(socket: &Socket) -> io::Result<u32> {
    const READ_WRITE: u32 = 0o2;
    const NONBLOCK: u32 = 0o4000;
    let nonblocking = socket.nonblocking()?;
    Ok(READ_WRITE | if nonblocking { NONBLOCK } else { 0 })
}

/// The letters from a to z, over and over, or a text.
fn octets(data: &Data) -> Vec<u8> {
    match data {
        Data::Text(text) => text.as_bytes().to_vec(),
        Data::Octets(count) => (b'a'..=b'z').cycle().take(length(*count)).collect(),
    }
}

fn send(socket: &Socket, data: &Data, flags: i32) -> io::Result<u32> {
    socket.send_with_flags(&octets(data), flags).map(count)
}

fn receive(socket: &Socket, max: u32, flags: i32) -> io::Result<u32> {
    let mut buffer = vec![MaybeUninit::uninit(); length(max.min(MAX_PIECE))];
    socket.recv_with_flags(&mut buffer, flags).map(count)
}

fn wait(
    (program, variables): (&Program, &Variables),
    fds: &[host::PollFd],
    timeout: Option<Duration>,
) -> io::Result<u32> {
    let mut sockets = Vec::new();
    for polled in fds {
        let socket = program.table.get(program::number(&polled.fd, variables))?;
        let events = i16::try_from(polled.events.bits()).unwrap_or(i16::MAX);
        sockets.push((socket, PollFlags::from_bits_truncate(events)));
    }
    let mut watched: Vec<_> = sockets
        .iter()
        .map(|(socket, events)| PollFd::new(socket.as_fd(), *events))
        .collect();
    let timeout = match timeout {
        None => PollTimeout::NONE,
        Some(length) => {
            let millis = length.as_nanos().div_ceil(1_000_000);
            PollTimeout::try_from(millis).unwrap_or(PollTimeout::MAX)
        }
    };
    Ok(poll(&mut watched, timeout)?.unsigned_abs())
}

fn length(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
