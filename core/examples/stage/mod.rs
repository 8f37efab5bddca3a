//! Scenarios on a real kernel: what runs where, and how the runs are compared.

mod actor;
mod actors;
mod acts;
mod clock;
mod compare;
#[allow(dead_code, reason = "several devices are waited for at once here")]
#[path = "../tun/device.rs"]
mod device;
mod diag;
mod differences;
#[path = "../scenario/files.rs"]
mod files;
mod house;
mod knobs;
mod ladder;
#[path = "../tun/machine.rs"]
mod machine;
mod namespace;
mod play;
mod quick;
mod record;
pub(crate) mod report;
mod script;
mod simulated;
mod staging;
mod tolerance;
mod translate;
mod verified;
#[path = "../tun/words.rs"]
mod words;
