//! Text in the RFC's notation: read, written, read again.

use tcp_lab_core::wire::Segment;

/// What can be read comes back from what it is written as. (Payload comes back as a pattern of the same length.)
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(segment) = text.parse::<Segment>() else {
        return;
    };
    let written = segment.full().to_string();
    let again: Segment = written
        .parse()
        .unwrap_or_else(|error| panic!("{text:?} gives {written:?}, which gives {error}"));
    // Ports are not part of the RFC's notation.
    let again = Segment {
        src_port: segment.src_port,
        dst_port: segment.dst_port,
        ..again
    };
    assert_eq!(again, segment, "{text:?} gives {written:?}");
}

/// The figures' segments, and one with everything.
pub fn seeds() -> Vec<Vec<u8>> {
    [
        "<SEQ=100><CTL=SYN>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1460><WS=7><SACKOK><TS=1,2>",
        "<SEQ=101><ACK=301><CTL=PSH,URG,ACK><URG=1><DATA=5><SACK=1-2,5-9>",
        "<SEQ=4294967295><ACK=0><CTL=FIN,ACK><SPORT=1><DPORT=2><OPT=254,0102>",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect()
}
