//! TCP Lab core.

pub mod wire;
