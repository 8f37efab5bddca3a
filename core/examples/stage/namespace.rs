//! A network namespace for one host: its device, its address, its settings, and a socket to ask it about its sockets.
//!
//! It has no name. It goes with the file that stands for it, the device and the processes in it.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::process::Command;

use nix::sched::{CloneFlags, setns, unshare};
use tcp_lab_core::host::HostSpec;

use super::device::Tun;
use super::diag::Diag;
use super::knobs;

/// Its name; in a namespace of its own it meets no other.
const DEVICE: &str = "tcplab0";
/// The MTU of an Ethernet.
const MTU: u16 = 1500;

/// A host's part of the kernel.
pub(crate) struct Namespace {
    /// What the kernel sends comes out here, and what is written here arrives there.
    pub(crate) tun: Tun,
    /// Answers what sockets there are.
    pub(crate) diag: Diag,
    file: File,
}

impl Namespace {
    /// A new one, on a thread of its own that goes into it.
    pub(crate) fn new(host: &HostSpec) -> Result<Self, String> {
        std::thread::scope(|scope| {
            let made = scope.spawn(|| Self::here(host)).join();
            made.unwrap_or_else(|_| Err("a thread panicked".to_owned()))
        })
    }

    /// The file that stands for it, for other processes of this machine.
    pub(crate) fn path(&self) -> String {
        format!("/proc/{}/fd/{}", std::process::id(), self.file.as_raw_fd())
    }

    /// Sets a sysctl in it.
    pub(crate) fn set(&self, name: &str, value: &str) -> Result<(), String> {
        let here = || {
            setns(&self.file, CloneFlags::CLONE_NEWNET)
                .map_err(|error| format!("setns: {error}"))?;
            write(name, value)
        };
        std::thread::scope(|scope| {
            let done = scope.spawn(here).join();
            done.unwrap_or_else(|_| Err("a thread panicked".to_owned()))
        })
    }

    fn here(host: &HostSpec) -> Result<Self, String> {
        unshare(CloneFlags::CLONE_NEWNET)
            .map_err(|error| format!("a network namespace: {error}"))?;
        let address = host.address;
        if address.is_ipv4() {
            // Before the device comes up, or it would look for routers.
            write("net.ipv6.conf.all.disable_ipv6", "1")?;
            write("net.ipv6.conf.default.disable_ipv6", "1")?;
        }
        let tun = Tun::open(
            DEVICE,
            address,
            if address.is_ipv4() { 32 } else { 128 },
            host.config.mtu.unwrap_or(MTU),
        );
        let tun = tun.map_err(|error| format!("a TUN device: {error}"))?;
        ip(&["link", "set", "lo", "up"])?;
        for other in &host.addresses {
            let length = if other.is_ipv4() { 32 } else { 128 };
            ip(&[
                "address",
                "add",
                &format!("{other}/{length}"),
                "dev",
                DEVICE,
            ])?;
        }
        route(host)?;
        if host.address.is_ipv4() {
            loop_through_the_wire(host)?;
        }
        for (name, value) in knobs::settings(host) {
            write(&name, &value)?;
        }
        let file = File::open("/proc/thread-self/ns/net")
            .map_err(|error| format!("/proc/thread-self/ns/net: {error}"))?;
        let diag = Diag::new(address).map_err(|error| format!("sock_diag: {error}"))?;
        Ok(Self { tun, diag, file })
    }
}

/// Everything that is not here is behind the device.
fn route(host: &HostSpec) -> Result<(), String> {
    let family = if host.address.is_ipv4() { "-4" } else { "-6" };
    let words = knobs::route(host);
    let mut arguments = vec![family, "route", "add", "default", "dev", DEVICE];
    arguments.extend(words.iter().map(String::as_str));
    ip(&arguments)
}

/// What the host sends to itself goes over the wire too, where it can be seen and delayed.
fn loop_through_the_wire(host: &HostSpec) -> Result<(), String> {
    write("net.ipv4.conf.all.accept_local", "1")?;
    let own = host.address.to_string();
    ip(&[
        "route", "add", "default", "dev", DEVICE, "src", &own, "table", "100",
    ])?;
    ip(&["rule", "add", "pref", "10", "lookup", "local"])?;
    ip(&["rule", "del", "pref", "0"])?;
    for address in [&host.address].into_iter().chain(&host.addresses) {
        let address = address.to_string();
        ip(&[
            "rule", "add", "pref", "5", "iif", "lo", "to", &address, "lookup", "100",
        ])?;
    }
    Ok(())
}

/// ip(8), in the namespace of this thread.
fn ip(arguments: &[&str]) -> Result<(), String> {
    let words = arguments.join(" ");
    let output = Command::new("ip").args(arguments).output();
    let output = output.map_err(|error| format!("ip {words}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "ip {words}: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    ))
}

/// Sets a sysctl of the namespace of this thread.
fn write(name: &str, value: &str) -> Result<(), String> {
    let path = format!("/proc/sys/{}", name.replace('.', "/"));
    std::fs::write(&path, value).map_err(|error| format!("{name} = {value}: {error}"))
}
