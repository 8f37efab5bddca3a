use super::Demux;
use crate::host::ids::SocketId;
use crate::tcp::Pair;

const ONE: SocketId = SocketId(1);
const TWO: SocketId = SocketId(2);

fn pair(local: &str, remote: &str) -> Pair {
    Pair {
        local: local.parse().unwrap(),
        remote: remote.parse().unwrap(),
    }
}

#[test]
fn a_connection_is_found_by_both_of_its_ends_and_leaves_with_its_socket() {
    let mut demux = Demux::default();
    let ends = pair("10.0.0.1:5000", "10.0.0.2:80");
    assert!(demux.connect(&ends, ONE));
    assert!(!demux.connect(&ends, TWO), "these ends have one");
    assert_eq!(demux.at(5000).collect::<Vec<_>>(), [ONE]);
    assert!(demux.at(4999).next().is_none() && demux.at(5001).next().is_none());
    let other = pair("10.0.0.9:5000", "10.0.0.2:80");
    assert!(demux.connect(&other, TWO), "another address of ours");
    assert_eq!(demux.connection(&other), Some(TWO));
    demux.disconnect(&ends, TWO);
    assert_eq!(demux.connection(&ends), Some(ONE), "only its own socket");
    demux.disconnect(&ends, ONE);
    assert_eq!(demux.connection(&ends), None);
}

#[test]
fn only_the_holder_gives_a_reservation_back() {
    let mut demux = Demux::default();
    demux.bind(6000, TWO);
    assert!(!demux.is_unreserved(6000));
    demux.unbind(6000, ONE);
    assert!(!demux.is_unreserved(6000));
    demux.unbind(6000, TWO);
    assert!(demux.is_unreserved(6000));
}

#[test]
fn a_listener_at_the_very_address_goes_before_one_at_all() {
    let mut demux = Demux::default();
    let local = "10.0.0.1:80".parse().unwrap();
    demux.listen(80, None, ONE);
    assert_eq!(demux.listener(local, 0), Some(ONE));
    demux.listen(80, Some("10.0.0.1".parse().unwrap()), TWO);
    assert_eq!(demux.listener(local, 0), Some(TWO));
    assert_eq!(demux.listener("10.0.0.9:80".parse().unwrap(), 0), Some(ONE));
    demux.unlisten(80, TWO);
    assert_eq!(demux.listener(local, 0), Some(ONE));
    demux.unlisten(80, ONE);
    assert_eq!(demux.listener(local, 0), None);
}

#[test]
fn a_hash_of_the_ends_chooses_among_those_that_share_a_port() {
    let mut demux = Demux::default();
    let local = "10.0.0.1:80".parse().unwrap();
    demux.listen(80, None, ONE);
    demux.listen(80, None, TWO);
    assert_eq!(demux.listener(local, 0), Some(ONE));
    assert_eq!(demux.listener(local, u32::MAX / 2), Some(ONE));
    assert_eq!(demux.listener(local, u32::MAX / 2 + 1), Some(TWO));
    assert_eq!(demux.listener(local, u32::MAX), Some(TWO));
}
