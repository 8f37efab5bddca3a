//! `shutdown(2)`: acts on the connection at once, whoever else holds a descriptor.

use super::{Answer, How};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::sink::HostCx;
use crate::host::socket::{Kind, Phase};
use crate::rule::Rule;
use crate::tcp::State;

impl Host {
    /// As Linux does it: the direction is shut even where the answer is `ENOTCONN`; a listener stops on `SHUT_RD`;
    /// a connect under way is undone.
    pub(super) fn call_shutdown(&mut self, id: SocketId, how: How, cx: &mut HostCx<'_>) -> Answer {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        match socket.kind() {
            Kind::Listener if how.reads() => {
                self.stop_listening(id, cx);
                return Answer::ok(0);
            }
            Kind::Listener => return Answer::ok(0),
            Kind::Unbound | Kind::Connection => {}
        }
        if socket.state() == State::SynSent {
            self.undo(id, cx);
            return Answer::ok(0);
        }
        if socket.phase == Phase::Connecting {
            socket.phase = if socket.is_opening() || socket.is_over() {
                Phase::Disconnecting
            } else {
                Phase::Connected
            };
        }
        socket.shut.read |= how.reads();
        socket.shut.write |= how.writes();
        if socket.is_over() {
            self.wake(id);
            return Answer::fail(Rule::NotConnected, Errno::ENOTCONN);
        }
        self.shut_connection(id, cx);
        Answer::ok(0)
    }

    /// A FIN when writing is shut; "nobody will read" when reading is shut as well (RFC 9293 3.6.1). In SYN-RECEIVED
    /// the FIN waits for ESTABLISHED (Linux; RFC 9293 would send it at once, as `close` does).
    fn shut_connection(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let socket = self.sockets.get(&id).filter(|socket| !socket.is_opening());
        let shut = socket.map(|socket| socket.shut);
        if let Some(shut) = shut.filter(|shut| shut.write) {
            self.step(id, cx, |connection, cx| {
                // A second CLOSE is no error here: it only tells that nobody will read.
                connection.close(shut.read, cx).ok()
            });
        }
        self.wake(id);
    }

    /// SYN-SENT: the record is deleted, and whoever waits for it is told "reset".
    fn undo(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.error = Some(Errno::ECONNRESET);
        }
        self.step(id, cx, |connection, cx| connection.close(true, cx).ok());
        let socket = self.sockets.get(&id);
        if socket.is_some_and(|socket| socket.waiting.is_empty()) {
            self.undo_connect(id);
        }
    }
}
