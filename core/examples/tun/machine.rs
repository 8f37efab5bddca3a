//! What this machine can do, and what it runs.

use nix::sched::{CloneFlags, unshare};

/// What stands in the way of network namespaces and TUN devices here; nothing when they can be had.
pub(crate) fn missing() -> Option<&'static str> {
    if !nix::unistd::geteuid().is_root() {
        return Some("this user is not root");
    }
    if !std::path::Path::new("/dev/net/tun").exists() {
        return Some("there is no /dev/net/tun");
    }
    let trial = std::thread::spawn(|| unshare(CloneFlags::CLONE_NEWNET).is_ok());
    if trial.join().is_ok_and(|made| made) {
        None
    } else {
        Some("no network namespace can be made")
    }
}

/// The release of this kernel.
pub(crate) fn release() -> String {
    let text = std::fs::read_to_string("/proc/sys/kernel/osrelease");
    text.map_or_else(|_| "unknown".to_owned(), |text| text.trim().to_owned())
}
