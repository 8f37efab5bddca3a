//! 3.10.6 STATUS Call.

use std::net::SocketAddr;

use crate::tcp::state::State;
use crate::tcp::{Connection, Error};
use crate::time::Duration;

/// What STATUS returns (3.9.1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Local socket.
    pub local: SocketAddr,
    /// Remote socket, where known.
    pub remote: Option<SocketAddr>,
    /// Connection state.
    pub state: State,
    /// Receive window in octets.
    pub receive_window: u32,
    /// Send window in octets.
    pub send_window: u32,
    /// Octets awaiting acknowledgment.
    pub awaiting_acknowledgment: u32,
    /// Octets received and not read.
    pub pending_receipt: u32,
    /// Urgent data is ahead of the reader.
    pub urgent: bool,
    /// The retransmission timeout in force.
    pub retransmission_timeout: Option<Duration>,
}

/// STATUS: a picture of the record, without any effect.
pub(in crate::tcp) fn status(connection: &Connection) -> Result<Status, Error> {
    match connection {
        Connection::Closed => Err(Error::DoesNotExist),
        Connection::Listen(listen) => Ok(Status {
            local: listen.local,
            remote: listen.remote,
            state: State::Listen,
            receive_window: 0,
            send_window: 0,
            awaiting_acknowledgment: 0,
            pending_receipt: 0,
            urgent: false,
            retransmission_timeout: None,
        }),
        Connection::SynSent(tcb) | Connection::Open(tcb) => Ok(Status {
            local: tcb.pair.local,
            remote: Some(tcb.pair.remote),
            state: tcb.state(),
            receive_window: tcb.rcv.wnd,
            send_window: tcb.snd.wnd,
            awaiting_acknowledgment: tcb.in_flight(),
            pending_receipt: tcb.unread(),
            urgent: tcb.urgent_in && tcb.rcv.up.gt(tcb.consumed()),
            retransmission_timeout: Some(tcb.rto.current),
        }),
    }
}
