//! Octets of a segment: read, written, read again.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use tcp_lab_core::wire::{Options, ParseError, Segment, TcpOption};

/// Two addresses of IPv4.
pub const V4: (IpAddr, IpAddr) = (
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)),
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)),
);
/// Two addresses of IPv6.
pub const V6: (IpAddr, IpAddr) = (
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 1)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 2)),
);

/// Where the checksum stands in a header.
const CHECKSUM: std::ops::Range<usize> = 16..18;

/// Whatever the octets are: what can be read can be written, and says the same when it is read again.
pub fn run(data: &[u8]) {
    for (src, dst) in [V4, V6] {
        let mut octets = data.to_vec();
        let read = match read(&octets, src, dst) {
            // Few inputs have the right checksum by themselves.
            Err(ParseError::Checksum { computed, .. }) => {
                octets[CHECKSUM].copy_from_slice(&computed.to_be_bytes());
                let mended = read(&octets, src, dst);
                assert!(
                    !matches!(mended, Err(ParseError::Checksum { .. })),
                    "the checksum {computed:04x} it asked for is not the right one: {octets:02x?}"
                );
                mended
            }
            read => read,
        };
        if let Ok(segment) = read {
            comes_back(&segment, src, dst, &octets);
        }
    }
}

fn read(octets: &[u8], src: IpAddr, dst: IpAddr) -> Result<Segment, ParseError> {
    Segment::parse(&octets.to_vec().into(), src, dst)
}

fn comes_back(segment: &Segment, src: IpAddr, dst: IpAddr, octets: &[u8]) {
    let written = segment.emit(src, dst);
    assert_eq!(
        read(&written, src, dst).as_ref(),
        Ok(segment),
        "it reads otherwise once written"
    );
    assert!(written.len() <= octets.len(), "it grew: {segment:?}");
    assert_eq!(written.len(), segment.header_len() + segment.payload.len());
    assert!(segment.end().since(segment.seq) == segment.len());
    options_come_back(&segment.options);
    let json = serde_json::to_string(segment).expect("it is plain data");
    let back: Segment = serde_json::from_str(&json).expect("it was written by the same type");
    assert_eq!(&back, segment, "{json}");
}

/// The same options, put together one by one.
fn options_come_back(options: &Options) {
    let mut again = Options::EMPTY;
    for option in options.iter() {
        again.push(option).expect("they fitted before");
    }
    let list = |options: &Options| format!("{:?}", options.iter().collect::<Vec<TcpOption<'_>>>());
    assert_eq!(list(&again), list(options));
}

/// A SYN with options, data with timestamps, a RST with text.
pub fn seeds() -> Vec<Vec<u8>> {
    let notations = [
        "<SEQ=100><CTL=SYN> <MSS=1460>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK> <MSS=1460>",
        "<SEQ=101><ACK=301><CTL=PSH,ACK><DATA=33>",
        "<SEQ=101><CTL=RST><DATA=3>",
    ];
    let options = Options::EMPTY
        .with(TcpOption::Mss(1460))
        .and_then(|options| options.with(TcpOption::SackPermitted))
        .and_then(|options| options.with(TcpOption::Timestamps { value: 1, echo: 2 }))
        .and_then(|options| options.with(TcpOption::NoOp))
        .and_then(|options| options.with(TcpOption::WindowScale(7)))
        .expect("they fit");
    let segments = notations
        .iter()
        .map(|text| text.parse().expect("it is notation"));
    let segments = segments.flat_map(|plain: Segment| {
        let full = Segment {
            options,
            ..plain.clone()
        };
        [plain, full]
    });
    segments.map(|segment| segment.emit(V4.0, V4.1)).collect()
}
