//! Laws of the IP headers that hold for every header and every octet string.
use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use tcp_lab_core::wire::{IpHeader, Ipv4Header, Ipv6Header};

fn v4() -> impl Strategy<Value = IpHeader> {
    let fields = any::<([u8; 4], [u8; 4], u8, u16, bool, u8, u8)>();
    fields.prop_map(|(src, dst, class, identification, whole, hops, protocol)| {
        IpHeader::V4(Ipv4Header {
            traffic_class: class,
            identification,
            dont_fragment: whole,
            hop_limit: hops,
            ..Ipv4Header::new(src.into(), dst.into(), protocol)
        })
    })
}

fn v6() -> impl Strategy<Value = IpHeader> {
    let fields = (any::<([u8; 16], [u8; 16], u8, u8, u8)>(), 0..1_u32 << 20);
    fields.prop_map(|((src, dst, class, hops, next), flow_label)| {
        IpHeader::V6(Ipv6Header {
            traffic_class: class,
            flow_label,
            hop_limit: hops,
            ..Ipv6Header::new(src.into(), dst.into(), next)
        })
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(header in prop_oneof![v4(), v6()], payload in vec(any::<u8>(), 0..2000)) {
        let datagram = Bytes::from(header.emit(&payload).unwrap());
        prop_assert_eq!(IpHeader::parse(&datagram).unwrap(), (header, Bytes::from(payload)));
    }

    #[test]
    fn a_flipped_bit_of_an_ipv4_header_never_goes_unseen(header in v4(), bit in 0..160_usize) {
        let mut datagram = header.emit(b"payload").unwrap();
        datagram[bit / 8] ^= 0x80 >> (bit % 8);
        prop_assert!(IpHeader::parse(&datagram.into()).is_err());
    }

    #[test]
    fn hostile_octets_are_read_or_refused_and_what_was_read_can_be_written(octets in vec(any::<u8>(), 0..120), first in any::<bool>()) {
        let mut octets = octets;
        if let Some(octet) = octets.first_mut() {
            *octet = if first { 0x40 | (*octet & 0xf) } else { 0x60 | (*octet & 0xf) };
        }
        let octets = Bytes::from(octets);
        if let Ok((header, payload)) = IpHeader::parse_quoted(&octets) {
            let again = Bytes::from(header.emit(&payload).unwrap());
            prop_assert_eq!(IpHeader::parse(&again).unwrap(), (header, payload));
        }
    }
}
