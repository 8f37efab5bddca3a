use bytes::Bytes;

use super::SendBuffer;
use crate::wire::{Payload, SeqNum};

fn seq(n: u32) -> SeqNum {
    SeqNum::new(n)
}

fn filled() -> SendBuffer {
    let mut buffer = SendBuffer::new(seq(101), 10);
    assert_eq!(buffer.push(Bytes::from_static(b"abc").into()), 3);
    assert_eq!(buffer.push(Bytes::from_static(b"defg").into()), 4);
    buffer
}

#[test]
fn it_takes_only_what_fits() {
    let mut buffer = filled();
    assert_eq!(buffer.push(Bytes::from_static(b"12345").into()), 3);
    assert_eq!(buffer.room(), 0);
    assert_eq!(buffer.push(Bytes::from_static(b"6").into()), 0);
    assert_eq!(
        buffer.slice(seq(101), 99),
        Bytes::from_static(b"abcdefg123")
    );
}

#[test]
fn slices_join_chunks_and_stop_at_the_end() {
    let buffer = filled();
    assert_eq!(buffer.slice(seq(102), 2), Bytes::from_static(b"bc"));
    assert_eq!(buffer.slice(seq(103), 3), Bytes::from_static(b"cde"));
    assert_eq!(buffer.slice(seq(106), 9), Bytes::from_static(b"fg"));
    assert_eq!(buffer.slice(seq(108), 1), Bytes::new());
    assert_eq!(buffer.slice(seq(100), 1), Bytes::new());
}

#[test]
fn letters_that_follow_each_other_stay_in_one_piece() {
    let mut buffer = SendBuffer::new(seq(u32::MAX), 100);
    for first in [0, 10, 20] {
        assert_eq!(buffer.push(Payload::Letters { first, len: 10 }), 10);
    }
    buffer.acknowledge(seq(3));
    let (one, other) = (buffer.slice(seq(3), 26), buffer.slice(seq(3), 20));
    assert_eq!(one, "efghijklmnopqrstuvwxyzabcd");
    assert_eq!(one.as_ptr(), other.as_ptr(), "nothing was copied");
}

#[test]
fn acknowledged_octets_leave_in_pieces_or_whole() {
    let mut buffer = filled();
    buffer.acknowledge(seq(105));
    assert_eq!(buffer.octets(), 3);
    assert_eq!(buffer.slice(seq(105), 9), Bytes::from_static(b"efg"));
    buffer.acknowledge(seq(101));
    assert_eq!(buffer.octets(), 3, "an old number frees nothing");
    buffer.acknowledge(seq(109));
    assert_eq!((buffer.octets(), buffer.end()), (0, seq(108)));
}

#[test]
fn numbers_beyond_count_from_the_first_octet_when_the_syn_is_meant() {
    let buffer = filled();
    assert_eq!(buffer.beyond(seq(100)), 7);
    assert_eq!(buffer.beyond(seq(104)), 4);
    assert_eq!(buffer.beyond(seq(108)), 0);
    assert_eq!(buffer.beyond(seq(109)), 0);
}
