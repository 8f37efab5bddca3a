//! The other side for real: Linux in a network namespace of this thread's own, behind a TUN device.
//!
//! The namespace has no name. It goes with the thread and its sockets, whatever becomes of the test.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;
use nix::sched::{CloneFlags, unshare};
use socket2::{Domain, Protocol, SockAddr, Socket, TcpKeepalive, Type};
use tcp_lab_core::host::Fd;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::{Duration, Instant};

use super::ask::{Answer, Ask, Knob};
use super::device::Tun;
use super::peer::Peer;

/// Its name; in a namespace of its own it meets no other.
const DEVICE: &str = "tcplab0";
/// How often a new address is tried.
const TENTATIVE_TRIALS: u32 = 300;

/// Linux.
pub(crate) struct Kernel {
    tun: Tun,
    address: IpAddr,
    sockets: BTreeMap<Fd, Socket>,
    next: i32,
    /// See [`run_delay`].
    delay: u64,
    worst_delay: Duration,
}

impl Kernel {
    /// A namespace, a device and the settings in it. This thread stays in the namespace.
    pub(crate) fn new(address: IpAddr, mtu: u16, sysctls: &[(&str, &str)]) -> Result<Self, String> {
        unshare(CloneFlags::CLONE_NEWNET)
            .map_err(|error| format!("a network namespace: {error}"))?;
        let prefix = if address.is_ipv4() { 24 } else { 64 };
        let tun = Tun::open(DEVICE, address, prefix, mtu);
        let tun = tun.map_err(|error| format!("a TUN device: {error}"))?;
        for (name, value) in sysctls {
            let path = format!("/proc/sys/net/{}", name.replace('.', "/"));
            std::fs::write(&path, value).map_err(|error| format!("{path}: {error}"))?;
        }
        let mut kernel = Self {
            tun,
            address,
            sockets: BTreeMap::new(),
            next: Fd::FIRST.0,
            delay: run_delay(),
            worst_delay: Duration::ZERO,
        };
        kernel.wait_for_address()?;
        Ok(kernel)
    }

    /// An IPv6 address is tentative at first and can then not be bound (RFC 4862, 5.4).
    fn wait_for_address(&mut self) -> Result<(), String> {
        for _ in 0..TENTATIVE_TRIALS {
            let domain = Domain::for_address(SocketAddr::new(self.address, 0));
            let trial = Socket::new(domain, Type::STREAM, Some(Protocol::TCP));
            let bound =
                trial.and_then(|trial| trial.bind(&SocketAddr::new(self.address, 0).into()));
            if bound.is_ok() {
                return Ok(());
            }
            let limit = self.tun.now() + Duration::from_millis(10);
            self.exchange(Vec::new(), limit)?;
        }
        Err(format!("{} cannot be bound", self.address))
    }

    fn keep(&mut self, socket: Socket) -> io::Result<u32> {
        socket.set_nonblocking(true)?;
        let fd = self.next;
        self.next += 1;
        self.sockets.insert(Fd(fd), socket);
        Ok(fd.unsigned_abs())
    }

    fn socket(&self, fd: Fd) -> io::Result<&Socket> {
        self.sockets.get(&fd).ok_or_else(bad_descriptor)
    }

    fn take(&mut self, fd: Fd) -> io::Result<Socket> {
        self.sockets.remove(&fd).ok_or_else(bad_descriptor)
    }

    fn call(&mut self, ask: &Ask, data: &mut Bytes) -> io::Result<u32> {
        let done = |()| 0;
        match ask {
            Ask::Socket => {
                let domain = Domain::for_address(SocketAddr::new(self.address, 0));
                let socket = Socket::new(domain, Type::STREAM, Some(Protocol::TCP))?;
                self.keep(socket)
            }
            Ask::Set(fd, knob) => set(self.socket(*fd)?, *knob).map(done),
            Ask::Bind(fd, port) => {
                let socket = self.socket(*fd)?;
                let address = SockAddr::from(SocketAddr::new(self.address, *port));
                socket.bind(&address).map(done)
            }
            Ask::Listen(fd) => self.socket(*fd)?.listen(8).map(done),
            Ask::Accept(fd) => {
                let (socket, _) = self.socket(*fd)?.accept()?;
                self.keep(socket)
            }
            Ask::Connect(fd, to) => self.socket(*fd)?.connect(&SockAddr::from(*to)).map(done),
            Ask::Send(fd, text) => self.socket(*fd)?.send(text.as_bytes()).map(count),
            Ask::Recv(fd, max) => {
                let mut buffer = vec![0; usize::try_from(*max).unwrap_or(usize::MAX)];
                let length = io::Read::read(&mut self.socket(*fd)?, &mut buffer)?;
                buffer.truncate(length);
                *data = buffer.into();
                Ok(count(length))
            }
            Ask::ShutWrite(fd) => {
                let how = std::net::Shutdown::Write;
                self.socket(*fd)?.shutdown(how).map(done)
            }
            Ask::Close(fd) => self.take(*fd).map(drop).map(done),
            Ask::Abort(fd) => {
                let socket = self.take(*fd)?;
                let linger = std::time::Duration::ZERO;
                socket.set_linger(Some(linger)).map(done)
            }
            Ask::Error(fd) => {
                let error = self.socket(*fd)?.take_error()?;
                Ok(error.as_ref().map_or(0, number))
            }
        }
    }

    /// Waits for the device, at most until then.
    fn wait(&mut self, limit: Instant) -> io::Result<()> {
        let now = self.tun.now();
        if limit > now {
            self.tun.wait(limit.since(now))?;
        }
        self.note_delay();
        Ok(())
    }

    /// How long this thread has waited for a processor since it was last asked: so late it may have been.
    fn note_delay(&mut self) {
        let total = run_delay();
        let delay = Duration::from_nanos(total.saturating_sub(self.delay));
        self.delay = total;
        self.worst_delay = self.worst_delay.max(delay);
    }

    fn read_all(&mut self) -> io::Result<Vec<Bytes>> {
        std::iter::from_fn(|| self.tun.read().transpose()).collect()
    }
}

fn set(socket: &Socket, knob: Knob) -> io::Result<()> {
    match knob {
        Knob::ReuseAddress => socket.set_reuse_address(true),
        Knob::KeepAlive => socket.set_keepalive(true),
        Knob::KeepIdle(seconds) => {
            let idle = std::time::Duration::from_secs(seconds.into());
            socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(idle))
        }
        Knob::NoDelay => socket.set_tcp_nodelay(true),
    }
}

fn bad_descriptor() -> io::Error {
    io::Error::from_raw_os_error(nix::errno::Errno::EBADF as i32)
}

fn number(error: &io::Error) -> u32 {
    error.raw_os_error().map_or(0, i32::unsigned_abs)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Peer for Kernel {
    fn now(&self) -> Instant {
        self.tun.now()
    }

    fn ask(&mut self, ask: &Ask) -> Result<Answer, String> {
        let mut data = Bytes::new();
        Ok(match self.call(ask, &mut data) {
            Ok(number) => Answer {
                result: Ok(number),
                data,
            },
            Err(error) => Answer::error(number(&error)),
        })
    }

    fn exchange(&mut self, sent: Vec<Bytes>, limit: Instant) -> Result<Vec<Bytes>, String> {
        let failed = |error: io::Error| format!("the TUN device: {error}");
        for datagram in sent {
            self.tun.write(&datagram).map_err(failed)?;
        }
        let heard = self.read_all().map_err(failed)?;
        if !heard.is_empty() {
            return Ok(heard);
        }
        self.wait(limit).map_err(failed)?;
        self.read_all().map_err(failed)
    }

    fn state(&self, local: u16, remote: u16) -> Result<State, String> {
        for table in ["tcp", "tcp6"] {
            let path = format!("/proc/thread-self/net/{table}");
            let text =
                std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
            let row = text.lines().find_map(|row| row_state(row, local, remote));
            if let Some(state) = row {
                return state.ok_or(format!("{path}: an unknown state"));
            }
        }
        Ok(State::Closed)
    }

    fn worst_delay(&self) -> Duration {
        self.worst_delay
    }
}

/// The state in a row of `/proc/net/tcp`, if the row is about these ports.
fn row_state(row: &str, local: u16, remote: u16) -> Option<Option<State>> {
    let mut columns = row.split_whitespace().skip(1);
    let ports = [port(columns.next()?)?, port(columns.next()?)?];
    (ports == [local, remote]).then(|| columns.next().and_then(state))
}

/// The port behind the colon, in hexadecimal.
fn port(end: &str) -> Option<u16> {
    let (_, port) = end.rsplit_once(':')?;
    u16::from_str_radix(port, 16).ok()
}

/// The numbers of `include/net/tcp_states.h`.
fn state(number: &str) -> Option<State> {
    Some(match number {
        "01" => State::Established,
        "02" => State::SynSent,
        "03" | "0C" => State::SynReceived,
        "04" => State::FinWait1,
        "05" => State::FinWait2,
        "06" => State::TimeWait,
        "07" => State::Closed,
        "08" => State::CloseWait,
        "09" => State::LastAck,
        "0A" => State::Listen,
        "0B" => State::Closing,
        _ => return None,
    })
}

/// For how many nanoseconds this thread was ready to run and did not: the second number of its `schedstat`.
fn run_delay() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let second = text.split_whitespace().nth(1);
    second.and_then(|number| number.parse().ok()).unwrap_or(0)
}
