//! TCP Lab core.

pub mod host;
pub mod lab;
pub mod net;
pub mod rng;
pub mod rule;
pub mod scenario;
pub mod tcp;
pub mod time;
pub mod wire;
