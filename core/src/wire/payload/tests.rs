use bytes::Bytes;

use super::Payload;

fn letters(first: u32, len: u32) -> Payload {
    Payload::Letters { first, len }
}

fn all(payload: &Payload) -> Bytes {
    payload.slice(0, u32::MAX)
}

#[test]
fn letters_are_a_function_of_their_place() {
    assert_eq!(all(&letters(24, 5)), "yzabc");
    assert_eq!(letters(0, 30).slice(25, 3), "zab");
    assert_eq!(
        letters(u32::MAX, 2).slice(1, 9),
        letters(u32::MAX % 26 + 1, 1).slice(0, 1)
    );
}

#[test]
fn letters_of_a_segment_are_not_copied() {
    let (one, other) = (letters(3, 1460), letters(29, 1460));
    assert_eq!(one.slice(0, 1460).as_ptr(), other.slice(0, 1460).as_ptr());
}

#[test]
fn more_letters_than_a_segment_takes_are_still_letters() {
    let many = letters(5, 200_000);
    let bytes = all(&many);
    assert_eq!(bytes.len(), 200_000);
    assert!(
        bytes
            .iter()
            .zip(5_usize..)
            .all(|(octet, place)| *octet == b'a' + (place % 26) as u8)
    );
}

#[test]
fn both_kinds_are_cut_at_both_ends() {
    for mut payload in [letters(0, 9), Bytes::from_static(b"abcdefghi").into()] {
        payload.skip(2);
        payload.truncate(5);
        assert_eq!(all(&payload), "cdefg");
        assert_eq!(payload.slice(3, 99), "fg");
        assert_eq!(payload.slice(9, 9), "");
        payload.skip(99);
        assert!(payload.is_empty());
    }
}

#[test]
fn letters_join_where_the_alphabet_goes_on() {
    let mut payload = letters(20, 10);
    assert!(payload.join(&letters(4, 3)));
    assert_eq!(all(&payload), "uvwxyzabcdefg");
    assert!(!payload.join(&letters(8, 1)), "h is missing");
    assert!(!payload.join(&Bytes::from_static(b"h").into()));
}
