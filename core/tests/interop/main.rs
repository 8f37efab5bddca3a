//! Proof 3: the engine talks to Linux, and to its own image of Linux, and both talks are the same.
//!
//! Every case is run twice for every profile of the engine: against the kernel of this machine, behind a TUN device
//! in a network namespace, in wall-clock time; and against a host with the profile `linux-6.x` in virtual time. Data
//! must arrive octet for octet, calls must answer as they should, and the ladders of both runs must be equal but for
//! what `differences.tsv` names with a reason. What the engine has sent is then read by `tshark`, if there is one. Where there is no root or no TUN device it says so and runs nothing.
//!
//! `cargo test -p tcp-lab-core --test interop` prints the number; `-- NAME` runs the cases with this name, and
//! `-- NAME --trace` prints both ladders as well.

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("interop: skipped: this system is not Linux");
}

#[cfg(target_os = "linux")]
mod ask;
#[cfg(target_os = "linux")]
mod cases;
#[cfg(target_os = "linux")]
#[path = "../../examples/tun/device.rs"]
mod device;
#[cfg(target_os = "linux")]
mod differences;
#[cfg(target_os = "linux")]
mod host;
#[cfg(target_os = "linux")]
mod kernel;
#[cfg(target_os = "linux")]
mod ladder;
#[cfg(target_os = "linux")]
#[path = "../../examples/tun/line.rs"]
mod line;
#[cfg(target_os = "linux")]
#[path = "../../examples/tun/machine.rs"]
mod machine;
#[cfg(target_os = "linux")]
#[path = "../../examples/tun/mischief.rs"]
mod mischief;
#[cfg(target_os = "linux")]
mod peer;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod simulated;
#[cfg(target_os = "linux")]
mod stage;
#[cfg(target_os = "linux")]
#[path = "../../examples/tun/station.rs"]
mod station;
#[cfg(target_os = "linux")]
mod tshark;
#[cfg(target_os = "linux")]
#[path = "../../examples/tun/words.rs"]
mod words;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    run::main()
}
