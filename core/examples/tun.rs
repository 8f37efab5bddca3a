//! The engine on a TUN device, with this machine's kernel as its peer, and the ladder of what they say live.
//!
//! ```text
//! cargo run -p tcp-lab-core --example tun -- listen 7            echo at 10.9.0.2:7; try `nc 10.9.0.2 7`
//! cargo run -p tcp-lab-core --example tun -- listen 9 discard    take everything, say nothing
//! cargo run -p tcp-lab-core --example tun -- connect 10.9.0.1:80 send what comes on standard input
//!     [--name tcplab0] [--address 10.9.0.1/24] [--engine 10.9.0.2] [--profile rfc9293|linux-6.x|...]
//!     [--loss 1%] [--duplicate 1%] [--reorder 1%] [--seed 1]
//! ```
//! It needs Linux and the right to make devices (root); with `unshare -n` in front it touches nothing else. A line is
//! time, state of the engine, segment, and the rule that sent it or decided over it; `X` is a loss, `..` comes later.

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("TUN devices are made for Linux here");
}

#[cfg(target_os = "linux")]
#[path = "tun/args.rs"]
mod args;
#[cfg(target_os = "linux")]
#[path = "tun/device.rs"]
mod device;
#[cfg(target_os = "linux")]
#[path = "tun/line.rs"]
mod line;
#[cfg(target_os = "linux")]
#[path = "tun/live.rs"]
mod live;
#[cfg(target_os = "linux")]
#[path = "tun/mischief.rs"]
mod mischief;
#[cfg(target_os = "linux")]
#[path = "tun/program.rs"]
mod program;
#[cfg(target_os = "linux")]
#[path = "tun/station.rs"]
mod station;

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    live::run(&args::Args::read(std::env::args().skip(1))?)
}
