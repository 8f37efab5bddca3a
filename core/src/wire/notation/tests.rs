//! Tests of `notation`.

use crate::wire::{Segment, SeqNum};

#[track_caller]
fn read(text: &str) -> Segment {
    text.parse().unwrap()
}

#[test]
fn the_figures_of_the_rfc_read_and_write_alike() {
    // RFC 9293, figures 6 to 13.
    for text in [
        "<SEQ=100><CTL=SYN>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK>",
        "<SEQ=101><ACK=301><CTL=ACK>",
        "<SEQ=100><CTL=RST>",
        "<SEQ=100><ACK=300><CTL=FIN,ACK>",
        "<SEQ=0><ACK=101><CTL=RST,ACK>",
    ] {
        assert_eq!(read(text).to_string(), text);
    }
    assert_eq!(read("<SEQ=1><CTL=SYN>").seq, SeqNum::new(1));
}
