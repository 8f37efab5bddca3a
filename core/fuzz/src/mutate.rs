//! Changes to an input: octets, numbers in a text, and pieces of other inputs.

use tcp_lab_core::rng::Rng;

/// Longest input.
pub const MAX_INPUT: usize = 16_384;

/// Octets at which things change.
const EDGES: [u8; 10] = [0, 1, 2, 5, 20, 0x7f, 0x80, 0xfe, 0xff, b'"'];
/// Numbers at which things change, as a text writes them.
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "2",
    "-1",
    "255",
    "256",
    "65535",
    "65536",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551616",
];

/// `parent` with one to eight changes; `other` gives pieces.
pub fn mutate(parent: &[u8], other: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut data = parent.to_vec();
    // A text is soon no text any more: fewer changes, and most of them in its numbers.
    let text = data.first().is_some_and(|first| b"{<".contains(first));
    for _ in 0..1 << rng.below(if text { 2 } else { 4 }) {
        let at = below(data.len() + 1, rng);
        if text && rng.chance(600_000) {
            number(&mut data, at, rng);
        } else {
            change(&mut data, at, other, rng);
        }
    }
    data.truncate(MAX_INPUT);
    data
}

fn change(data: &mut Vec<u8>, at: usize, other: &[u8], rng: &mut Rng) {
    match rng.below(8) {
        0 => flip(data, at, rng),
        1 => set(data, at, EDGES[below(EDGES.len(), rng)]),
        2 => set(data, at, rng.bits() as u8),
        3 => data.insert(at, rng.bits() as u8),
        4 => drop(data.drain(some(data.len(), rng))),
        5 => {
            let piece = data[some(data.len(), rng)].to_vec();
            drop(data.splice(at..at, piece));
        }
        6 => {
            let piece = other[some(other.len(), rng)].to_vec();
            let end = (at + piece.len()).min(data.len());
            drop(data.splice(at..end, piece));
        }
        _ => {
            let grown = (0..rng.below(16)).map(|_| rng.bits() as u8);
            data.extend(grown);
        }
    }
}

fn flip(data: &mut [u8], at: usize, rng: &mut Rng) {
    if let Some(octet) = data.get_mut(at) {
        *octet ^= 1 << rng.below(8);
    }
}

fn set(data: &mut [u8], at: usize, value: u8) {
    if let Some(octet) = data.get_mut(at) {
        *octet = value;
    }
}

/// The first number written out from `at` on becomes another one.
fn number(data: &mut Vec<u8>, at: usize, rng: &mut Rng) {
    let digits = |octet: &u8| octet.is_ascii_digit();
    let Some(begin) = data[at..].iter().position(digits).map(|place| at + place) else {
        return;
    };
    let length = data[begin..]
        .iter()
        .take_while(|octet| digits(octet))
        .count();
    let chosen = NUMBERS[below(NUMBERS.len(), rng)];
    drop(data.splice(begin..begin + length, chosen.bytes()));
}

/// A piece of something so long.
fn some(length: usize, rng: &mut Rng) -> std::ops::Range<usize> {
    let begin = below(length + 1, rng);
    let most = (length - begin).min(1 << rng.below(8));
    begin..begin + below(most + 1, rng)
}

fn below(bound: usize, rng: &mut Rng) -> usize {
    rng.below(u32::try_from(bound).unwrap_or(u32::MAX)) as usize
}
