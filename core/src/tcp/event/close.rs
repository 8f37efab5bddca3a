//! 3.10.4 CLOSE Call.

use crate::rule::Rule;
use crate::tcp::check::Name;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::output::{Signal, What};
use crate::tcp::state::State;
use crate::tcp::tcb::Fin;
use crate::tcp::{Connection, Cx, Error, Tcb, transmit};

/// CLOSE: "I have no more data to send". With `reader_gone` also "and I will not read" (3.6.1, MAY-1).
pub(in crate::tcp) fn close(
    connection: &mut Connection,
    reader_gone: bool,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    match connection {
        Connection::Closed => Err(Error::DoesNotExist),
        Connection::Listen(_) | Connection::SynSent(_) => {
            connection.become_(Connection::Closed, Rule::CloseDeletes, cx);
            cx.signal(Rule::CloseDeletes, Signal::Closed);
            Ok(())
        }
        Connection::Open(tcb) => {
            tcb.reader_gone |= reader_gone;
            close_open(tcb, cx)
        }
    }
}

fn close_open(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Result<(), Error> {
    match tcb.state() {
        // A second CLOSE never makes a second FIN (U-20).
        _ if tcb.is_closing() => Err(Error::Closing),
        State::SynReceived if tcb.send_buffer.octets() > 0 => {
            // Data waits for ESTABLISHED, and the FIN behind it.
            queue_fin(tcb, cx);
            Ok(())
        }
        State::SynReceived | State::Established => {
            queue_fin(tcb, cx);
            tcb.state.enter(State::FinWait1, Rule::CloseCalled, cx);
            transmit::flush(tcb, cx);
            Ok(())
        }
        State::CloseWait => {
            // LAST-ACK is entered when the FIN leaves (transmit).
            queue_fin(tcb, cx);
            transmit::flush(tcb, cx);
            Ok(())
        }
        State::FinWait1
        | State::FinWait2
        | State::Closing
        | State::LastAck
        | State::TimeWait
        | State::Listen
        | State::SynSent
        | State::Closed => Err(Error::Closing),
    }
}

/// The last descriptor is gone. Where only the peer's FIN is awaited, the time is now limited (Linux: `tcp_fin_timeout`).
pub(in crate::tcp) fn orphan(connection: &mut Connection, cx: &mut Cx<'_>) {
    if let Connection::Open(tcb) = connection {
        tcb.orphaned = true;
        if limit_fin_wait_2(tcb, cx) {
            transmit::abort(tcb, Rule::FinWait2Refused, cx);
            forget(connection, Rule::FinWait2Refused, cx);
        }
    }
}

/// Starts the timer of an orphan in FIN-WAIT-2; true when it is not to wait there at all.
pub(in crate::tcp) fn limit_fin_wait_2(tcb: &mut Tcb, cx: &mut Cx<'_>) -> bool {
    if !tcb.orphaned || tcb.state() != State::FinWait2 {
        return false;
    }
    let refused = tcb.config.fin_wait_2_refused;
    if cx.set(Rule::FinWait2Refused, Name::Refused, refused) {
        return true;
    }
    if let Some(limit) = tcb.config.fin_wait_2 {
        let limit = limit.max(tcb.short_life());
        tcb.start_timer(Timer::FinWait2, Rule::FinWait2Orphan, limit, cx);
    }
    false
}

/// The record is no more; nothing is sent.
pub(in crate::tcp) fn forget(connection: &mut Connection, rule: Rule, cx: &mut Cx<'_>) {
    if connection.state() != State::Closed {
        cx.signal(rule, Signal::Closed);
        connection.become_(Connection::Closed, rule, cx);
    }
}

fn queue_fin(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    tcb.fin = Fin::Queued;
    cx.note(Rule::CloseAfterData, What::FinQueued);
}
