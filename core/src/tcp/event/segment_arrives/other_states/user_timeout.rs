//! RFC 5482: a segment that has passed so far may tell the peer's user timeout.

use super::Arrival;
use crate::tcp::mechanism::user_timeout;
use crate::tcp::{Cx, Flow, Tcb};

/// Never ends the processing.
pub(super) fn hear(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    user_timeout::hear(tcb, arrival.segment, cx);
    Flow::Continue
}
