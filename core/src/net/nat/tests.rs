use super::*;

fn nat(timeout: Option<Duration>) -> Nat {
    let spec = NatSpec {
        name: "N".to_owned(),
        address: "203.0.113.7".parse().expect("an address"),
        inside: Vec::new(),
        timeout,
    };
    Nat::new(&spec, Vec::new())
}

fn end(text: &str) -> SocketAddr {
    text.parse().expect("an address and a port")
}

#[test]
fn a_port_is_kept_if_it_is_free_towards_the_peer_and_else_the_next_one_is_taken() {
    let mut nat = nat(None);
    let (now, b, c) = (Instant::START, end("10.9.0.1:80"), end("10.9.0.2:80"));
    assert_eq!(nat.leaves(end("10.0.0.1:4000"), b, now), Some(4000));
    assert_eq!(nat.leaves(end("10.0.0.2:4000"), b, now), Some(4001));
    assert_eq!(nat.leaves(end("10.0.0.2:4000"), c, now), Some(4000));
    assert_eq!(nat.leaves(end("10.0.0.1:4000"), b, now), Some(4000));
    assert_eq!(nat.comes_back(4001, b, now), Some(end("10.0.0.2:4000")));
    assert_eq!(nat.comes_back(4000, c, now), Some(end("10.0.0.2:4000")));
    assert_eq!(nat.comes_back(4001, c, now), None);
    assert_eq!(nat.mappings().count(), 3);
}

#[test]
fn the_last_port_is_followed_by_the_first_one_that_may_be_given() {
    let mut nat = nat(None);
    let (now, b) = (Instant::START, end("10.9.0.1:80"));
    assert_eq!(nat.leaves(end("10.0.0.1:65535"), b, now), Some(65535));
    assert_eq!(nat.leaves(end("10.0.0.2:65535"), b, now), Some(FIRST_PORT));
}

#[test]
fn a_connection_that_was_silent_for_too_long_is_forgotten() {
    let minute = Duration::from_secs(60);
    let mut nat = nat(Some(minute));
    let (a, b) = (end("10.0.0.1:4000"), end("10.9.0.1:80"));
    assert_eq!(nat.leaves(a, b, Instant::START), Some(4000));
    let in_time = Instant::START + minute;
    assert_eq!(nat.comes_back(4000, b, in_time), Some(a));
    let late = in_time + minute + Duration::from_nanos(1);
    assert_eq!(nat.comes_back(4000, b, late), None);
    assert_eq!(nat.mappings().count(), 0);
}
