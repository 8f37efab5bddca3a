//! 3.10.3 RECEIVE Call.

use crate::rule::Rule;
use crate::tcp::mechanism::urgent::UrgentOctet;
use crate::tcp::mechanism::{quick_ack, window};
use crate::tcp::output::{Received, What};
use crate::tcp::{Connection, Cx, Error, Tcb, transmit};

/// RECEIVE. Before ESTABLISHED it waits; afterwards it hands over what is there.
///
/// Deviation: where the RFC answers "connection closing" once the peer's FIN is reached, the `end` flag says the
/// same, so that the user can tell an orderly end from an error (MUST-12). And what arrived before the FIN can still
/// be read in CLOSING, LAST-ACK and TIME-WAIT, as in CLOSE-WAIT: it was acknowledged, so it must not be lost.
pub(in crate::tcp) fn receive(
    connection: &mut Connection,
    max: u32,
    cx: &mut Cx<'_>,
) -> Result<Received, Error> {
    match connection {
        Connection::Closed => Err(Error::DoesNotExist),
        Connection::Listen(_) | Connection::SynSent(_) => Ok(Received::default()),
        Connection::Open(tcb) => Ok(take(tcb, max, cx)),
    }
}

fn take(tcb: &mut Tcb, max: u32, cx: &mut Cx<'_>) -> Received {
    let before = tcb.unread();
    tcb.pass_urgent();
    // 3.9.1.3: what follows the urgent data does not come in the same buffer.
    let max = max.min(tcb.in_reach());
    let data = tcb.reassembly.read(max);
    if tcb.unread() < before {
        let octets = before - tcb.unread();
        cx.note(Rule::ReceiveDelivered, What::Read { octets });
        if tcb.state().may_receive() && window::reopens(tcb, cx) {
            tcb.ack.now(Rule::WindowReopens);
        }
        quick_ack::on_reading(tcb, cx);
        transmit::flush(tcb, cx);
    }
    // MUST-33: is the mark still ahead of the reader? Once it is reached, "normal mode" begins.
    tcb.urgent_in = tcb.urgent_ahead();
    Received {
        data,
        octets: max,
        end: tcb.peer_closed && tcb.unread() == 0,
        urgent: tcb.urgent_in,
    }
}

/// The urgent octet, for who asks for it apart from the stream (`MSG_OOB`); `keep` leaves it there.
pub(in crate::tcp) fn urgent(connection: &mut Connection, keep: bool) -> UrgentOctet {
    match connection {
        Connection::Closed | Connection::Listen(_) | Connection::SynSent(_) => UrgentOctet::None,
        Connection::Open(tcb) => tcb.take_urgent(keep),
    }
}
