//! Whatever arrives, in whatever state, whatever the user does meanwhile: the laws hold.
//!
//! The kit checks the laws after every step; here come the steps. All luck is seeded: a failure names its seed.

mod forged;
mod goodput;
mod lossy;
