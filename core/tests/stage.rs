//! What is said of scenarios on a real kernel is current, and the short ones come out again as it says. Where there is no
//! root or no TUN device it says so and stages nothing.
//!
//! `cargo test -p tcp-lab-core --test stage -- handshake` stages what is named, as the example does.

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("stage: skipped: this system is not Linux");
}

#[cfg(target_os = "linux")]
#[path = "../examples/stage/mod.rs"]
mod stage;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    stage::report::main()
}
