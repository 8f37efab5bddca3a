//! The engine of TCP Lab: TCP connections, the hosts they live on, the links between them, and virtual time.
//!
//! Nothing here knows of browsers, clocks or sockets of the real world. A run is a value: the same scenario, seed
//! and commands give the same log, byte for byte, natively and in WebAssembly.
//!
//! # Floors
//! A floor knows those on its left, never those on its right.
//!
//! `time` `rng` `rule` ← `wire` ← { `tcp` ← `host`, `net` } ← { `lab` ← `scenario`, `packetdrill` }
//!
//! | floor | what it is | where to begin |
//! |---|---|---|
//! | [`time`], [`rng`] | virtual time and luck, both arguments | |
//! | [`text`] | words in both languages of the page | |
//! | [`rule`] | every clause obeyed: code, RFC, section, labels | [`rule::Rule`] |
//! | [`wire`] | octets and [`wire::Segment`]s, the RFC's notation, [`wire::SeqNum`] | |
//! | [`tcp`] | one connection: RFC 9293 3.10, one file per clause | [`tcp::Connection`] |
//! | [`host`] | many connections at one address: system calls, descriptors, queues, programs | [`host::Host`] |
//! | [`net`] | links, rules, segments in flight | [`net::Net`] |
//! | [`lab`] | the whole world and its timeline: commands down, events and snapshots up | [`lab::Lab`] |
//! | [`scenario`] | runs as data, with checkpoints | [`scenario::Scenario`] |
//! | `packetdrill` | scripts of others, played against one host | `packetdrill::run` |
//!
//! # Laws
//! 1. Sans-IO: time is an argument, luck comes from one seeded generator that the lab owns.
//! 2. Deterministic: no hash order, no floating point.
//! 3. Plain data: a checkpoint is a clone, time travel is the nearest checkpoint and replay.
//! 4. Every decision is an event with its rule. The comparisons behind it are not stored: [`lab::Lab::why`] runs
//!    the step again and listens.
//! 5. One way: commands go down, events and snapshots come up.
//! 6. Octets become a segment once, in [`wire`]; sequence arithmetic is in [`wire::SeqNum`] only.
//! 7. Everything has a bound, with a name and a clear error when it is reached.
//!
//! # Example
//! ```
//! use tcp_lab_core::lab::Lab;
//! use tcp_lab_core::scenario::{Scenario, library};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (_, json) = library::all().iter().find(|(id, _)| *id == "handshake").ok_or("no such run")?;
//! let scenario: Scenario = serde_json::from_str(json)?;
//! let mut lab = Lab::new(&scenario.world(), 1)?;
//! while !lab.step()?.is_empty() {}
//! assert!(lab.ladder().contains("ESTABLISHED"));
//! # Ok(())
//! # }
//! ```

pub mod host;
pub mod lab;
mod loose;
pub mod net;
#[cfg(feature = "packetdrill")]
pub mod packetdrill;
pub mod rng;
pub mod rule;
pub mod scenario;
mod schema;
mod table;
pub mod tcp;
pub mod text;
pub mod time;
pub mod wire;
