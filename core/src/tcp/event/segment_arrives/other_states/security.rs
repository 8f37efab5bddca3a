//! 3.10.7.4, third: check security.
//!
//! Not modelled: the security and compartment options of IP that this step compares are not carried by the lab's
//! packets, so every segment matches (RFC 9293 A.1).

use super::Arrival;
use crate::tcp::{Cx, Flow, Tcb};

/// Always matches.
pub(super) fn check(_tcb: &mut Tcb, _arrival: &mut Arrival<'_>, _cx: &mut Cx<'_>) -> Flow {
    Flow::Continue
}

#[cfg(test)]
mod tests;
