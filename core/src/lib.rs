//! TCP Lab core.

pub mod net;
pub mod rng;
pub mod rule;
pub mod tcp;
pub mod time;
pub mod wire;
