//! 3.9.1: what the user may change while a connection lives.

use crate::tcp::mechanism::keepalive;
use crate::tcp::mechanism::quick_ack;
use crate::tcp::mechanism::user_timeout;
use crate::tcp::{Config, Connection, Cx, Tcb, transmit};

/// Turns knobs. A record in LISTEN hands them to what it accepts.
pub(in crate::tcp) fn configure(
    connection: &mut Connection,
    change: impl FnOnce(&mut Config),
    cx: &mut Cx<'_>,
) {
    match connection {
        Connection::Closed => {}
        Connection::Listen(listen) => change(&mut listen.config),
        Connection::SynSent(tcb) | Connection::Open(tcb) => {
            let before = tcb.config;
            change(&mut tcb.config);
            if tcb.config != before {
                follow(tcb, before, cx);
            }
        }
    }
}

/// The buffers are as large as they are to be, and what was held back may go now (SHLD-7: Nagle can be turned off).
fn follow(tcb: &mut Tcb, before: Config, cx: &mut Cx<'_>) {
    tcb.send_buffer.set_capacity(tcb.config.send_buffer);
    if tcb.config.receive_buffer != before.receive_buffer {
        // What was offered stays offered (SHLD-14).
        tcb.reassembly.set_capacity(tcb.config.receive_buffer);
    }
    if tcb.config.keepalive != before.keepalive
        || tcb.config.keepalive_idle != before.keepalive_idle
    {
        keepalive::settle(tcb, cx);
    }
    user_timeout::follow(tcb, &before, cx);
    transmit::flush(tcb, cx);
}

/// What is held for company goes, even behind a cork: so `TCP_NODELAY` does each time it is set (Linux).
pub(in crate::tcp) fn release(connection: &mut Connection, cx: &mut Cx<'_>) {
    if let Connection::Open(tcb) = connection {
        tcb.overridden = true;
        transmit::flush(tcb, cx);
        tcb.overridden = false;
    }
}

/// ACKs of what arrives go at once for a while, or wait for answers; one that waits goes if all was read.
pub(in crate::tcp) fn quick_ack(connection: &mut Connection, on: bool, cx: &mut Cx<'_>) {
    if let Connection::Open(tcb) = connection {
        quick_ack::set(tcb, on, cx);
        transmit::flush(tcb, cx);
    }
}
