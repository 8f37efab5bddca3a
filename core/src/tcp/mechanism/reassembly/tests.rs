use bytes::Bytes;
use proptest::prelude::*;

use super::Reassembly;
use crate::wire::SeqNum;

const STREAM: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
/// Close to the wrap, so that every case crosses it.
const FIRST: SeqNum = SeqNum::new(u32::MAX - 9);

fn text(from: usize, to: usize) -> Bytes {
    Bytes::copy_from_slice(&STREAM[from..to])
}

fn read_all(buffer: &mut Reassembly) -> Vec<u8> {
    buffer.read(u32::MAX).concat()
}

#[test]
fn text_in_order_is_readable_at_once() {
    let mut buffer = Reassembly::new(100);
    assert_eq!(buffer.take(FIRST, FIRST, text(0, 5)), 5);
    assert_eq!(buffer.room(), 95);
    assert_eq!(buffer.read(3).concat(), b"abc");
    assert_eq!(buffer.read(9).concat(), b"de");
}

#[test]
fn text_ahead_waits_until_the_hole_is_filled() {
    let mut buffer = Reassembly::new(100);
    assert_eq!(buffer.take(FIRST, FIRST + 10, text(10, 15)), 0);
    assert_eq!(buffer.take(FIRST, FIRST + 5, text(5, 10)), 0);
    assert_eq!(buffer.ranges(), [(FIRST + 5, FIRST + 15)]);
    assert_eq!(buffer.take(FIRST, FIRST, text(0, 5)), 15);
    assert_eq!(read_all(&mut buffer), &STREAM[..15]);
    assert!(!buffer.has_hole());
}

#[test]
fn an_overlap_is_stored_once_and_the_first_copy_wins() {
    let mut buffer = Reassembly::new(100);
    buffer.keep(FIRST + 4, text(4, 8));
    buffer.keep(FIRST + 2, Bytes::from_static(b"cdXXXXij"));
    assert_eq!(buffer.take(FIRST, FIRST, text(0, 2)), 10);
    assert_eq!(read_all(&mut buffer), b"abcdefghij");
}

proptest! {
    #[test]
    fn any_order_and_overlap_gives_the_stream_once(
        pieces in prop::collection::vec((0_usize..26, 1_usize..9), 1..60),
        reads in prop::collection::vec(1_u32..9, 60),
    ) {
        let mut buffer = Reassembly::new(100);
        let (mut nxt, mut out) = (FIRST, Vec::new());
        for ((from, len), max) in pieces.into_iter().zip(reads) {
            let to = (from + len).min(STREAM.len());
            // As the engine does: only what is not before RCV.NXT.
            let from = from.max(nxt.since(FIRST) as usize);
            if from < to {
                nxt += buffer.take(nxt, FIRST + from as u32, text(from, to));
            }
            out.extend(buffer.read(max).concat());
        }
        out.extend(read_all(&mut buffer));
        prop_assert_eq!(&out[..], &STREAM[..nxt.since(FIRST) as usize]);
    }
}

#[test]
fn what_stands_behind_the_end_is_forgotten() {
    let mut buffer = Reassembly::new(100);
    buffer.keep(SeqNum::new(12), Bytes::from_static(b"forged"));
    buffer.forget_ahead();
    assert!(!buffer.has_hole());
    assert_eq!(buffer.ranges(), []);
}
