//! What the engine says, read by others: Wireshark's dissectors, where `tshark` is installed.

use std::io;
use std::path::Path;
use std::process::Command;

use bytes::Bytes;

/// Of a capture file in this machine's order, with microseconds.
const MAGIC: u32 = 0xa1b2_c3d4;
/// `LINKTYPE_RAW`: datagrams without a frame around them.
const RAW: u32 = 101;
/// The longest datagram there is.
const MAX_DATAGRAM: u32 = 65_535;
/// Everything that cannot be read, or has a wrong checksum.
const WRONG: &str = "_ws.malformed || _ws.expert.severity == error || tcp.checksum.status == 0 \
                     || ip.checksum.status == 0 || !(tcp || icmp || icmpv6)";

/// Reads every datagram; a broken one behind them must be found, and no other. Tells in words what became of it.
pub(crate) fn judge(datagrams: &[Bytes]) -> Result<String, String> {
    if !installed() {
        return Ok("reading by tshark skipped: it is not installed".to_owned());
    }
    let Some(broken) = datagrams.first().and_then(broken) else {
        return Ok("reading by tshark skipped: nothing was sent".to_owned());
    };
    let file = std::env::temp_dir().join(format!("tcp-lab-interop-{}.pcap", std::process::id()));
    let written = std::fs::write(&file, capture(datagrams.iter().chain([&broken])));
    let found = written.and_then(|()| wrong(&file));
    let removed = std::fs::remove_file(&file);
    let found = found.and_then(|found| removed.map(|()| found));
    let found = found.map_err(|error| format!("tshark: {error}"))?;
    let count = datagrams.len();
    if found.trim() == (count + 1).to_string() {
        Ok(format!("{count} datagrams read by tshark, none wrong"))
    } else {
        let numbers = found.split_whitespace().collect::<Vec<_>>().join(" ");
        Err(format!(
            "tshark: of {count} datagrams and a broken one these are wrong: {numbers}"
        ))
    }
}

fn installed() -> bool {
    let version = Command::new("tshark").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// The datagram with its last bit turned: the checksum of TCP fails.
fn broken(datagram: &Bytes) -> Option<Bytes> {
    let mut octets = datagram.to_vec();
    *octets.last_mut()? ^= 1;
    Some(octets.into())
}

/// A capture file, all at the time zero.
fn capture<'a>(datagrams: impl Iterator<Item = &'a Bytes>) -> Vec<u8> {
    let (major, minor): (u16, u16) = (2, 4);
    let mut file = MAGIC.to_ne_bytes().to_vec();
    file.extend(major.to_ne_bytes());
    file.extend(minor.to_ne_bytes());
    for field in [0, 0, MAX_DATAGRAM, RAW] {
        file.extend(field.to_ne_bytes());
    }
    for datagram in datagrams {
        let length = u32::try_from(datagram.len()).unwrap_or(MAX_DATAGRAM);
        for field in [0, 0, length, length] {
            file.extend(field.to_ne_bytes());
        }
        file.extend_from_slice(datagram);
    }
    file
}

/// The numbers of the datagrams that are wrong. What goes to port 80 is no HTTP; ends that many runs share are no one
/// stream.
fn wrong(file: &Path) -> io::Result<String> {
    let checks = [
        "tcp.check_checksum:TRUE",
        "ip.check_checksum:TRUE",
        "tcp.analyze_sequence_numbers:FALSE",
    ];
    let output = Command::new("tshark")
        .args(["-n", "-T", "fields", "-e", "frame.number", "-Y", WRONG])
        .args(["--disable-protocol", "http"])
        .args(checks.iter().flat_map(|check| ["-o", check]))
        .arg("-r")
        .arg(file)
        .output()?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(io::Error::other(message))
    }
}
