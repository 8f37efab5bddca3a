//! 3.10 Event Processing: one file per clause.
//!
//! User calls 3.10.1 to 3.10.6, arriving segments 3.10.7, timeouts 3.10.8; and ICMP, 3.9.2.2.

pub(super) mod abort;
pub(super) mod close;
pub(super) mod configure;
pub(super) mod icmp_arrives;
pub(super) mod open;
pub(super) mod receive;
pub(super) mod segment_arrives;
pub(super) mod send;
pub mod status;
pub(super) mod timeouts;
