mod addresses;
mod chaos;
mod counting;
mod deferring;
mod errors;
mod flood;
mod icmp;
pub(super) mod kit;
mod life;
mod opening;
mod options;
mod programs;
mod queues;
mod segments;
mod signals;
mod switches;
mod table;
mod threads;
mod time_wait;
mod urgent;
mod waiting;

use super::{HostNote, HostWhat};

#[test]
fn a_note_is_small_enough_for_a_row_of_the_log() {
    assert!(size_of::<HostWhat>() <= 24, "{}", size_of::<HostWhat>());
    assert!(size_of::<HostNote>() <= 40, "{}", size_of::<HostNote>());
}
