//! Tests of the whole connection, by clause of RFC 9293; those of one step or mechanism stand beside it.

mod every_event;
mod figures;
pub(in crate::tcp) mod kit;
mod mechanisms;
mod random;
mod switches;
