use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Checksum;

/// The sum as RFC 1071, 1, states it: word by word, one carry at a time.
fn by_definition(octets: &[u8]) -> u16 {
    let mut sum = 0_u32;
    for pair in octets.chunks(2) {
        let low = pair.get(1).copied().unwrap_or(0);
        sum += u32::from(u16::from_be_bytes([pair[0], low]));
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

/// Octets without a pattern.
fn noise(length: usize) -> Vec<u8> {
    let step = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some((*state >> 24) as u8)
    };
    core::iter::repeat(())
        .scan(1, |state, ()| step(state))
        .take(length)
        .collect()
}

#[test]
fn the_example_of_rfc_1071_section_3_sums_to_ddf2() {
    let octets = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7];
    assert_eq!(!Checksum::new().and(&octets).finish(), 0xddf2);
}

#[test]
fn nothing_sums_to_zero() {
    assert_eq!(Checksum::new().finish(), 0xffff);
    assert_eq!(Checksum::new().and(&[]).finish(), 0xffff);
}

#[test]
fn every_length_agrees_with_the_definition() {
    let octets = noise(100);
    for length in 0..=octets.len() {
        let part = &octets[..length];
        assert_eq!(
            Checksum::new().and(part).finish(),
            by_definition(part),
            "{length} octets"
        );
    }
}

#[test]
fn carries_survive_when_every_bit_is_set() {
    for length in [1, 2, 3, 4, 5, 65_535, 1 << 20] {
        let part = vec![0xff; length];
        assert_eq!(
            Checksum::new().and(&part).finish(),
            by_definition(&part),
            "{length} octets"
        );
    }
}

#[test]
fn where_the_octets_are_cut_does_not_matter() {
    let octets = noise(61);
    let whole = Checksum::new().and(&octets);
    for first in 0..=octets.len() {
        for second in first..=octets.len() {
            let cut = Checksum::new()
                .and(&octets[..first])
                .and(&octets[first..second])
                .and(&octets[second..]);
            assert_eq!(cut.finish(), whole.finish(), "cut at {first} and {second}");
        }
    }
}

#[test]
fn the_ipv4_pseudo_header_is_that_of_rfc_9293_figure_2() {
    let (src, dst) = (Ipv4Addr::new(10, 1, 2, 3), Ipv4Addr::new(192, 0, 2, 255));
    let octets = [10, 1, 2, 3, 192, 0, 2, 255, 0, 6, 0x12, 0x34];
    let sum = Checksum::pseudo_header(src.into(), dst.into(), 0x1234);
    assert_eq!(sum.finish(), by_definition(&octets));
}

#[test]
fn the_ipv6_pseudo_header_is_that_of_rfc_8200_section_8_1() {
    let src: Ipv6Addr = "2001:db8::1:2".parse().unwrap();
    let dst: Ipv6Addr = "fe80::dead:beef".parse().unwrap();
    let mut octets = [src.octets(), dst.octets()].concat();
    octets.extend([0, 1, 0x12, 0x34, 0, 0, 0, 6]);
    let sum = Checksum::pseudo_header(src.into(), dst.into(), 0x1_1234);
    assert_eq!(sum.finish(), by_definition(&octets));
}

#[test]
fn mixed_families_still_have_a_defined_sum() {
    let (src, dst) = (IpAddr::from([1, 2, 3, 4]), IpAddr::from([0_u16; 8]));
    let octets = [1, 2, 3, 4, 0, 6, 0, 20];
    assert_eq!(
        Checksum::pseudo_header(src, dst, 20).finish(),
        by_definition(&octets)
    );
}
