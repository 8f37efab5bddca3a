//! Every scenario on a real kernel, and how far it is as the simulated Linux.
//!
//! ```text
//! cargo run -p tcp-lab-core --example stage                      are the known results current? the short runs again
//! cargo run -p tcp-lab-core --example stage -- --all             every scenario, several at a time
//! cargo run -p tcp-lab-core --example stage -- handshake data    these
//!     [--trace]    the segments of both runs
//!     [--write]    the result into core/scenarios/verified.json
//! ```
//! Each host is a network namespace with a TUN device, each of its processes a process that makes the system calls of
//! the scenario's program. The wire between the devices is this program: it carries what the kernels send, with the
//! latency, the losses and the rules of the scenario, by the engine's own network in wall-clock time. It needs Linux and
//! root.

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("Scenarios are staged on Linux");
}

#[cfg(target_os = "linux")]
#[path = "mod.rs"]
mod stage;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    stage::report::main()
}
