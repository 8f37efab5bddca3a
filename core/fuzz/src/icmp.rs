//! Octets of an ICMP message: read, written, read again.

use std::net::IpAddr;

use tcp_lab_core::wire::{Icmp, ParseError};

use super::segment::{V4, V6};

/// Where the checksum stands.
const CHECKSUM: std::ops::Range<usize> = 2..4;

/// Whatever the octets are: what can be read can be written, and says the same when it is read again.
pub fn run(data: &[u8]) {
    for (src, dst) in [V4, V6] {
        let mut octets = data.to_vec();
        let read = match read(&octets, src, dst) {
            Err(ParseError::Checksum { computed, .. }) => {
                octets[CHECKSUM].copy_from_slice(&computed.to_be_bytes());
                read(&octets, src, dst)
            }
            read => read,
        };
        if let Ok(message) = read {
            let written = message.emit(src, dst);
            assert_eq!(
                self::read(&written, src, dst).as_ref(),
                Ok(&message),
                "it reads otherwise once written"
            );
            let _meaning = message.error();
        }
    }
}

fn read(octets: &[u8], src: IpAddr, dst: IpAddr) -> Result<Icmp, ParseError> {
    Icmp::parse(&octets.to_vec().into(), src, dst)
}
