//! The descriptors of a process, by number.

use std::collections::BTreeMap;
use std::io;
use std::os::fd::AsRawFd;
use std::sync::Mutex;

use nix::errno::Errno;
use socket2::Socket;

/// The sockets a process has open. One is never dropped, only closed by its number: another thread may be inside a
/// call on it.
#[derive(Default)]
pub(super) struct Table(Mutex<BTreeMap<i32, &'static Socket>>);

impl Table {
    /// Keeps a socket and tells its descriptor.
    pub(super) fn keep(&self, socket: Socket) -> u32 {
        let fd = socket.as_raw_fd();
        if let Ok(mut sockets) = self.0.lock() {
            sockets.insert(fd, Box::leak(Box::new(socket)));
        }
        fd.unsigned_abs()
    }

    /// The socket of this number.
    pub(super) fn get(&self, fd: i32) -> io::Result<&'static Socket> {
        let sockets = self.0.lock().map_err(|_| bad())?;
        sockets.get(&fd).copied().ok_or_else(bad)
    }

    /// Closes it.
    pub(super) fn close(&self, fd: i32) -> io::Result<()> {
        let known = self.0.lock().map_err(|_| bad())?.remove(&fd);
        known.ok_or_else(bad)?;
        Ok(nix::unistd::close(fd)?)
    }
}

fn bad() -> io::Error {
    Errno::EBADF.into()
}
