//! 3.10.5 ABORT Call.
//!
//! Known conflict of the text: notes 3 of 3.3.2 and 3.5.2 send the side that resets through TIME-WAIT, 3.10.5
//! deletes the record and goes to CLOSED. The procedure is followed, as Linux does (U-1).

use crate::rule::Rule;
use crate::tcp::output::Signal;
use crate::tcp::state::State;
use crate::tcp::{Connection, Cx, Error, transmit};

/// ABORT: everything queued is thrown away, the peer is told where there may be one.
pub(in crate::tcp) fn abort(connection: &mut Connection, cx: &mut Cx<'_>) -> Result<(), Error> {
    let rule = match connection {
        Connection::Closed => return Err(Error::DoesNotExist),
        Connection::Listen(_) | Connection::SynSent(_) => Rule::AbortDeletes,
        Connection::Open(tcb) => match tcb.state() {
            State::SynReceived
            | State::Established
            | State::FinWait1
            | State::FinWait2
            | State::CloseWait => {
                if transmit::abort(tcb, Rule::AbortResets, cx) {
                    Rule::AbortResets
                } else {
                    Rule::NoRst
                }
            }
            State::Closing
            | State::LastAck
            | State::TimeWait
            | State::Listen
            | State::SynSent
            | State::Closed => Rule::AbortDeletes,
        },
    };
    connection.become_(Connection::Closed, rule, cx);
    cx.signal(rule, Signal::Closed);
    Ok(())
}
