//! TCP Lab core.

pub mod host;
pub mod net;
pub mod rng;
pub mod rule;
pub mod tcp;
pub mod time;
pub mod wire;
