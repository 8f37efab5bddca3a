//! One number for a whole log, to compare runs.

use siphasher::sip::SipHasher13;
use std::hash::Hasher;

use super::{Lab, Row};
use crate::host::NameTable;

impl Lab {
    /// A digest of every row of the present branch up to here: equal logs, equal digests, on every machine.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut hasher = SipHasher13::new_with_keys(0, 0);
        for row in self.branch().rows(0, self.mark().events) {
            feed(row, self.world.names(), &mut hasher);
        }
        hasher.finish()
    }
}

/// Every field as text or little-endian octets, so that neither word size nor layout matters.
fn feed(row: &Row, names: &NameTable, hasher: &mut SipHasher13) {
    hasher.write(&row.at.as_nanos().to_le_bytes());
    for id in [row.cause(), row.host(), row.socket(), row.crossing()] {
        hasher.write(&id.unwrap_or(u32::MAX).to_le_bytes());
    }
    hasher.write(row.rule.code().as_bytes());
    hasher.write(row.kind().name().as_bytes());
    for (name, arg) in row.args(names) {
        hasher.write(name.as_bytes());
        hasher.write(arg.to_string().as_bytes());
        hasher.write(&[0]);
    }
}
