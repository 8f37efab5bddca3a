//! 3.10.2 SEND Call.

use crate::rule::Rule;
use crate::tcp::output::What;
use crate::tcp::{Connection, Cx, Error, SendRequest, Tcb, transmit};

/// SEND. In LISTEN the peer is unknown here: the host turns SEND with a peer into an active OPEN first.
pub(in crate::tcp) fn send(
    connection: &mut Connection,
    request: SendRequest,
    cx: &mut Cx<'_>,
) -> Result<u32, Error> {
    match connection {
        Connection::Closed => Err(Error::DoesNotExist),
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
    if tcb.send_buffer.room() == 0 && !request.data.is_empty() {
        return Err(Error::InsufficientResources);
    }
    let octets = tcb.send_buffer.push(request.data);
    cx.note(Rule::SendQueued, What::Queued { octets });
    if request.urgent {
        // SND.UP names the octet after the urgent data (MUST-62).
        tcb.snd.up = tcb.send_buffer.end();
        tcb.urgent_out = true;
    }
    transmit::flush(tcb, cx);
    Ok(octets)
}
