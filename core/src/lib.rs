//! TCP Lab core.

pub mod host;
pub mod lab;
mod loose;
pub mod net;
pub mod rng;
pub mod rule;
pub mod scenario;
mod table;
pub mod tcp;
pub mod time;
pub mod wire;
