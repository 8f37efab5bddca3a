//! `recv(2)`.

use bytes::{Bytes, BytesMut};

use super::Answer;
use crate::host::Host;
use crate::host::engine::rule_of;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::queues::count;
use crate::host::sink::HostCx;
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::tcp::State;

impl Host {
    /// What has arrived in order, else the end, else the pending error, else it waits: in this order, as on Linux.
    pub(super) fn call_recv(
        &mut self,
        id: SocketId,
        max: u32,
        blocking: bool,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.readable() > 0 {
            let received = self.step(id, cx, |connection, cx| connection.receive(max, cx));
            let received = received.and_then(Result::ok).unwrap_or_default();
            return read(joined(received.data));
        }
        if !socket.leftover.is_empty() {
            return read(socket.take_leftover(max));
        }
        socket.nothing_to_read(blocking)
    }
}

impl Socket {
    /// Up to `max` octets of what a connection left that is no more.
    fn take_leftover(&mut self, max: u32) -> Bytes {
        let mut room = max as usize;
        let mut taken = Vec::new();
        while let Some(mut chunk) = self.leftover.pop_front() {
            if chunk.len() > room {
                self.leftover.push_front(chunk.split_off(room));
                taken.push(chunk);
                break;
            }
            room -= chunk.len();
            taken.push(chunk);
        }
        joined(taken)
    }

    fn nothing_to_read(&mut self, blocking: bool) -> Answer {
        if self.listener.is_some() {
            return Answer::fail(Rule::NotConnected, Errno::ENOTCONN);
        }
        if self.peer_closed {
            return end();
        }
        if let Some(errno) = self.error.take() {
            return Answer::fail(rule_of(errno), errno);
        }
        if self.shut.read {
            return end();
        }
        if self.state() == State::Closed {
            return Answer::fail(Rule::NotConnected, Errno::ENOTCONN);
        }
        Answer::wait_if(blocking)
    }
}

/// End of file.
const fn end() -> Answer {
    Answer::Return {
        rule: Rule::RecvEnd,
        result: Ok(0),
        data: Bytes::new(),
    }
}

fn read(data: Bytes) -> Answer {
    Answer::Return {
        rule: Rule::CallAnswered,
        result: Ok(count(data.len())),
        data,
    }
}

/// One run of octets; copies only where there are several.
fn joined(mut chunks: Vec<Bytes>) -> Bytes {
    if chunks.len() == 1 {
        return chunks.pop().unwrap_or_default();
    }
    let mut all = BytesMut::new();
    for chunk in chunks {
        all.extend_from_slice(&chunk);
    }
    all.freeze()
}
