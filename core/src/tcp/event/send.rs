//! 3.10.2 SEND Call.

use crate::rule::Rule;
use crate::tcp::event::open;
use crate::tcp::output::What;
use crate::tcp::{Connection, Cx, Error, Pair, SendRequest, Tcb, transmit};

/// SEND. In LISTEN it makes the OPEN active, if the remote socket is specified.
pub(in crate::tcp) fn send(
    connection: &mut Connection,
    request: SendRequest,
    cx: &mut Cx<'_>,
) -> Result<u32, Error> {
    if let Connection::Listen(listen) = connection {
        let (local, config) = (listen.local, listen.config);
        let remote = listen.remote.ok_or(Error::RemoteUnspecified)?;
        open::active(connection, Pair { local, remote }, config, cx)?;
    }
    match connection {
        Connection::Closed => Err(Error::DoesNotExist),
        // It has just become SYN-SENT.
        Connection::Listen(_) => Err(Error::RemoteUnspecified),
        Connection::SynSent(tcb) | Connection::Open(tcb) => {
            // After CLOSE, in any state: "connection closing".
            if tcb.is_closing() || !tcb.state().may_send() {
                return Err(Error::Closing);
            }
            queue(tcb, request, cx)
        }
    }
}

/// Queues the data; what the state and the window allow leaves at once.
fn queue(tcb: &mut Tcb, request: SendRequest, cx: &mut Cx<'_>) -> Result<u32, Error> {
    if request.beyond {
        tcb.send_buffer.make_room(request.data.len());
    }
    if tcb.send_buffer.room() == 0 && !request.data.is_empty() {
        return Err(Error::InsufficientResources);
    }
    let octets = tcb.send_buffer.push(request.data);
    cx.note(Rule::SendQueued, What::Queued { octets });
    if request.urgent && octets > 0 {
        // SND.UP names the octet after the urgent data (MUST-62).
        tcb.snd.up = tcb.send_buffer.end();
        tcb.urgent_out = true;
    }
    let how = (request.more, request.ends_record);
    tcb.writes
        .written(tcb.send_buffer.end(), tcb.snd.max_wnd, how);
    tcb.writes.more = request.more;
    transmit::flush(tcb, cx);
    tcb.writes.more = false;
    Ok(octets)
}
