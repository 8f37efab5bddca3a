//! What runs on the engine's host: a server that echoes or discards, or a client with standard input.

use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, TryRecvError};

use tcp_lab_core::host::{Call, CallResult, Data, Errno, Fd, FdRef, How};
use tcp_lab_core::time::Instant;

use super::args::Task;
use super::station::Station;

/// Octets of one `recv`.
const PIECE: u32 = 65_535;
/// Connections that wait for the server.
const BACKLOG: u32 = 16;

/// A program on the host.
pub(crate) enum Program {
    /// A listener and its connections.
    Server {
        /// The listener.
        listener: Fd,
        /// Whether it sends back what comes.
        echo: bool,
        /// What it has accepted.
        connections: Vec<Connection>,
    },
    /// One connection, and where it goes until it is there.
    Client(Option<SocketAddr>, Connection),
}

/// A connection of the program.
pub(crate) struct Connection {
    fd: Fd,
    /// Still to be sent.
    queue: String,
    /// The peer has said everything.
    heard_all: bool,
    /// So has this side.
    said_all: bool,
    /// The peer was told so.
    shut: bool,
    /// It is closed.
    over: bool,
}

/// The host, asked by the program now.
struct Calls<'a>(&'a mut Station, Instant);

impl Program {
    /// The program for a task.
    pub(crate) fn new(task: Task, now: Instant, station: &mut Station) -> Result<Self, Errno> {
        let mut calls = Calls(station, now);
        let fd = calls.socket()?;
        let (port, echo) = match task {
            Task::Echo(port) => (port, true),
            Task::Discard(port) => (port, false),
            Task::Connect(to) => return Ok(Self::Client(Some(to), Connection::new(fd))),
        };
        let listener = FdRef::Number(fd);
        calls.call(Call::Bind {
            fd: listener.clone(),
            port,
            address: None,
        })?;
        calls.call(Call::Listen {
            fd: listener,
            backlog: BACKLOG,
        })?;
        Ok(Self::Server {
            listener: fd,
            echo,
            connections: Vec::new(),
        })
    }

    /// A server goes on for ever, a client until both sides have closed.
    pub(crate) const fn goes_on(&self) -> bool {
        match self {
            Self::Server { .. } => true,
            Self::Client(_, connection) => !connection.over,
        }
    }

    /// Does what can be done now, and returns what a client was told.
    pub(crate) fn step(
        &mut self,
        now: Instant,
        station: &mut Station,
        input: &Receiver<Vec<u8>>,
    ) -> Result<Vec<u8>, Errno> {
        let calls = &mut Calls(station, now);
        match self {
            Self::Server {
                listener,
                echo,
                connections,
            } => {
                connections.extend(calls.accept(*listener)?.map(Connection::new));
                for connection in connections.iter_mut() {
                    connection.serve(*echo, calls);
                }
                connections.retain(|connection| !connection.over);
                Ok(Vec::new())
            }
            Self::Client(to, connection) => {
                if let Some(address) = to {
                    if !calls.connect(connection.fd, *address)? {
                        return Ok(Vec::new());
                    }
                    *to = None;
                }
                connection.take(input);
                connection.converse(calls)
            }
        }
    }
}

impl Connection {
    const fn new(fd: Fd) -> Self {
        Self {
            fd,
            queue: String::new(),
            heard_all: false,
            said_all: false,
            shut: false,
            over: false,
        }
    }

    /// One turn of a server; an error ends the connection, not the server.
    fn serve(&mut self, echo: bool, calls: &mut Calls<'_>) {
        let served = self.receive(calls).and_then(|heard| {
            if echo {
                self.queue.push_str(&String::from_utf8_lossy(&heard));
            }
            self.said_all |= self.heard_all;
            self.send(calls)
        });
        if served.is_err() {
            self.close(calls);
        }
    }

    /// What has come on standard input is to be sent.
    fn take(&mut self, input: &Receiver<Vec<u8>>) {
        loop {
            match input.try_recv() {
                Ok(piece) => self.queue.push_str(&String::from_utf8_lossy(&piece)),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.said_all = true;
                    return;
                }
            }
        }
    }

    /// Takes what has come, then sends what it can.
    fn converse(&mut self, calls: &mut Calls<'_>) -> Result<Vec<u8>, Errno> {
        let heard = self.receive(calls)?;
        self.send(calls)?;
        Ok(heard)
    }

    fn receive(&mut self, calls: &mut Calls<'_>) -> Result<Vec<u8>, Errno> {
        if self.heard_all {
            return Ok(Vec::new());
        }
        let heard = calls.receive(self.fd)?;
        self.heard_all = heard.as_ref().is_some_and(Vec::is_empty);
        Ok(heard.unwrap_or_default())
    }

    /// Sends what the buffer takes, and ends when there is nothing more to say.
    fn send(&mut self, calls: &mut Calls<'_>) -> Result<(), Errno> {
        if !self.queue.is_empty() {
            let sent = calls.send(self.fd, &self.queue)?;
            self.queue.drain(..sent);
        }
        if self.said_all && self.queue.is_empty() {
            if self.heard_all {
                self.close(calls);
            } else if !self.shut {
                calls.shut(self.fd)?;
                self.shut = true;
            }
        }
        Ok(())
    }

    fn close(&mut self, calls: &mut Calls<'_>) {
        let fd = FdRef::Number(self.fd);
        // What an error leaves to be closed is closed; a descriptor that is gone is as good.
        let _ = calls.call(Call::Close { fd });
        self.over = true;
    }
}

impl Calls<'_> {
    fn call(&mut self, call: Call) -> CallResult {
        self.0.call(self.1, call).0
    }

    /// A socket that does not block.
    fn socket(&mut self) -> Result<Fd, Errno> {
        let fd = self.call(Call::Socket)?;
        self.unblocked(fd)
    }

    fn unblocked(&mut self, fd: u32) -> Result<Fd, Errno> {
        let fd = Fd(i32::try_from(fd).map_err(|_| Errno::EBADF)?);
        let on = true;
        self.call(Call::SetNonblocking {
            fd: FdRef::Number(fd),
            on,
        })?;
        Ok(fd)
    }

    fn accept(&mut self, listener: Fd) -> Result<Option<Fd>, Errno> {
        let fd = FdRef::Number(listener);
        match later(self.call(Call::Accept { fd }))? {
            Some(fd) => self.unblocked(fd).map(Some),
            None => Ok(None),
        }
    }

    /// Whether the connection is open.
    fn connect(&mut self, fd: Fd, to: SocketAddr) -> Result<bool, Errno> {
        let call = Call::Connect {
            fd: FdRef::Number(fd),
            to: to.to_string(),
        };
        later(self.call(call)).map(|done| done.is_some())
    }

    /// What has come; nothing at the end, `None` when nothing has come yet.
    fn receive(&mut self, fd: Fd) -> Result<Option<Vec<u8>>, Errno> {
        let call = Call::Read {
            fd: FdRef::Number(fd),
            max: PIECE,
        };
        let (result, data) = self.0.call(self.1, call);
        Ok(later(result)?.map(|_| data.to_vec()))
    }

    /// How many octets were taken.
    fn send(&mut self, fd: Fd, text: &str) -> Result<usize, Errno> {
        let call = Call::Write {
            fd: FdRef::Number(fd),
            data: Data::Text(text.to_owned()),
        };
        Ok(later(self.call(call))?.unwrap_or(0) as usize)
    }

    fn shut(&mut self, fd: Fd) -> Result<(), Errno> {
        let call = Call::Shutdown {
            fd: FdRef::Number(fd),
            how: How::Write,
        };
        self.call(call).map(|_| ())
    }
}

/// `None` when the call is to be made again later.
fn later(result: CallResult) -> Result<Option<u32>, Errno> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Errno::EAGAIN | Errno::EINPROGRESS | Errno::EALREADY) => Ok(None),
        Err(errno) => Err(errno),
    }
}
