//! Several addresses, and who may share a port of them.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::Duration;

const MORE: &str = "10.0.0.9";

/// B has a second address.
fn two() -> Two {
    Two::of(|index, spec| {
        if index == 1 {
            spec.addresses = vec![MORE.parse().unwrap()];
        }
    })
}

fn share(two: &mut Two, fd: i32, option: SocketOption) {
    assert_eq!(two.call(1, setsockopt(fd, option, 1)), Some(Ok(0)));
}

#[test]
fn the_same_port_serves_at_two_addresses() {
    let mut two = two();
    for (fd, address) in [(3, "10.0.0.2"), (4, MORE)] {
        two.call(1, Call::Socket);
        assert_eq!(two.call(1, bind_at(fd, 80, address)), Some(Ok(0)));
        assert_eq!(two.call(1, listen(fd, 5)), Some(Ok(0)));
    }
    for (fd, to) in [(3, "10.0.0.2:80"), (4, "10.0.0.9:80")] {
        two.call(0, Call::Socket);
        assert_eq!(two.call(0, connect(fd, to)), None);
        two.settle();
        assert_eq!(two.state(0, fd), State::Established);
        assert_eq!(two.call(1, accept(fd)), Some(Ok(fd as u32 + 2)));
        assert_eq!(two.socket(1, fd + 2).local().to_string(), to);
    }
}

#[test]
fn a_port_taken_at_every_address_is_taken_at_each() {
    // MUST-43
    for (first, second) in [(None, Some(MORE)), (Some(MORE), None)] {
        let mut two = two();
        let at = |fd, address: Option<&str>| {
            address.map_or_else(|| bind(fd, 80), |address| bind_at(fd, 80, address))
        };
        two.call(1, Call::Socket);
        two.call(1, Call::Socket);
        assert_eq!(two.call(1, at(3, first)), Some(Ok(0)));
        assert_eq!(two.call(1, at(4, second)), Some(Err(Errno::EADDRINUSE)));
        assert_eq!(two.call(1, bind_at(4, 81, MORE)), Some(Ok(0)));
    }
}

#[test]
fn what_the_host_does_not_have_it_does_not_bind() {
    let mut two = two();
    two.call(1, Call::Socket);
    let foreign = two.call(1, bind_at(3, 80, "10.0.0.77"));
    assert_eq!(foreign, Some(Err(Errno::EADDRNOTAVAIL)));
    let other_family = two.call(1, bind_at(3, 80, "fd00::1"));
    assert_eq!(other_family, Some(Err(Errno::EAFNOSUPPORT)));
    share(&mut two, 3, SocketOption::FreeBind);
    assert_eq!(two.call(1, bind_at(3, 80, "10.0.0.77")), Some(Ok(0)));
}

#[test]
fn a_socket_at_every_address_has_none_until_it_is_connected() {
    let mut two = two();
    let name = |two: &mut Two| two.call_for_reply(1, Call::Getsockname { fd: fd(3) });
    two.call(1, Call::Socket);
    two.call(1, bind(3, 5000));
    let any = "0.0.0.0:5000".parse().unwrap();
    assert_eq!(name(&mut two), Some((Ok(0), Reply::Address(any))));
    assert!(two.socket(1, 3).is_wildcard());
    two.call(1, connect(3, "A:80"));
    let own = "10.0.0.2:5000".parse().unwrap();
    assert_eq!(name(&mut two), Some((Ok(0), Reply::Address(own))));
}

#[test]
fn a_socket_bound_to_an_address_calls_from_it() {
    let mut two = two();
    two.call(0, Call::Socket);
    two.call(0, bind(3, 80));
    two.call(0, listen(3, 5));
    two.call(1, Call::Socket);
    assert_eq!(two.call(1, bind_at(3, 0, MORE)), Some(Ok(0)));
    two.call(1, connect(3, "A:80"));
    assert_eq!(two.wire[0].src.to_string(), MORE);
    two.settle();
    assert_eq!(two.state(1, 3), State::Established);
}

#[test]
fn listeners_share_a_port_when_all_of_them_say_so() {
    let mut two = two();
    for fd in [3, 4] {
        two.call(1, Call::Socket);
        share(&mut two, fd, SocketOption::ReusePort);
        assert_eq!(two.call(1, bind(fd, 80)), Some(Ok(0)));
        assert_eq!(two.call(1, listen(fd, 50)), Some(Ok(0)));
    }
    two.call(1, Call::Socket);
    assert_eq!(two.call(1, bind(5, 80)), Some(Err(Errno::EADDRINUSE)));
    for fd in 3..43 {
        two.call(0, Call::Socket);
        two.call(0, connect(fd, "B:80"));
        two.settle();
        assert_eq!(two.state(0, fd), State::Established);
    }
    let got = [3, 4].map(|fd| two.socket(1, fd).listener().unwrap().accept_queue.len());
    assert_eq!(got[0] + got[1], 40);
    assert!(got[0] > 5 && got[1] > 5, "{got:?}");
}

#[test]
fn reuse_of_the_address_does_not_share_the_port_with_a_listener() {
    let mut two = two();
    for fd in [3, 4] {
        two.call(1, Call::Socket);
        share(&mut two, fd, SocketOption::ReuseAddress);
    }
    assert_eq!(two.call(1, bind(3, 80)), Some(Ok(0)));
    assert_eq!(two.call(1, bind(4, 80)), Some(Ok(0)), "nobody listens yet");
    assert_eq!(two.call(1, listen(3, 5)), Some(Ok(0)));
    assert_eq!(two.call(1, listen(4, 5)), Some(Err(Errno::EADDRINUSE)));
    two.call(1, Call::Socket);
    share(&mut two, 5, SocketOption::ReuseAddress);
    assert_eq!(two.call(1, bind(5, 80)), Some(Err(Errno::EADDRINUSE)));
}

/// B serves one connection and closes it first: TIME-WAIT is B's.
fn time_wait_at_the_server(reuse: bool) -> Two {
    let mut two = two();
    two.call(1, Call::Socket);
    if reuse {
        share(&mut two, 3, SocketOption::ReuseAddress);
    }
    two.call(1, bind(3, 80));
    two.call(1, listen(3, 5));
    two.call(0, Call::Socket);
    two.call(0, connect(3, "B:80"));
    two.settle();
    assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
    for (host, fd) in [(1, 4), (0, 3), (1, 3)] {
        two.call(host, close(fd));
        two.settle();
    }
    let left: Vec<_> = two.hosts[1].sockets().map(Socket::state).collect();
    assert_eq!(left, [State::TimeWait]);
    two
}

#[test]
fn a_server_starts_again_over_time_wait_only_if_both_sockets_reuse_the_address() {
    for (before, after, result) in [
        (false, false, Err(Errno::EADDRINUSE)),
        (false, true, Err(Errno::EADDRINUSE)),
        (true, false, Err(Errno::EADDRINUSE)),
        (true, true, Ok(0)),
    ] {
        let mut two = time_wait_at_the_server(before);
        two.call(1, Call::Socket);
        if after {
            share(&mut two, 3, SocketOption::ReuseAddress);
        }
        assert_eq!(two.call(1, bind(3, 80)), Some(result), "{before} {after}");
    }
    let mut two = time_wait_at_the_server(false);
    two.pass(Duration::from_secs(61));
    two.call(1, Call::Socket);
    assert_eq!(two.call(1, bind(3, 80)), Some(Ok(0)), "60 s later");
}

#[test]
fn a_port_that_was_only_asked_for_is_chosen_with_the_destination() {
    let mut two = Two::of(|_, spec| {
        spec.sysctls
            .insert("net.ipv4.ip_local_port_range".into(), "40000 40000".into());
    });
    two.listen(5);
    for fd in [3, 4] {
        two.call(0, Call::Socket);
        let option = SocketOption::BindAddressNoPort;
        two.call(0, setsockopt(fd, option, 1));
        assert_eq!(two.call(0, bind_at(fd, 0, "10.0.0.1")), Some(Ok(0)));
        assert_eq!(two.socket(0, fd).local().port(), 0);
    }
    assert_eq!(two.call(0, connect(3, "B:80")), None);
    assert_eq!(two.call(0, connect(4, "B:81")), None, "the same port");
    assert_eq!(two.socket(0, 4).local().port(), 40_000);
    // Without the option bind() keeps the port for all destinations.
    two.call(0, Call::Socket);
    let none = two.call(0, bind(5, 0));
    assert_eq!(none, Some(Err(Errno::EADDRINUSE)));
}

#[test]
fn ephemeral_ports_run_out_for_each_destination_by_itself() {
    let mut two = Two::of(|_, spec| {
        spec.sysctls
            .insert("net.ipv4.ip_local_port_range".into(), "40000 40004".into());
    });
    two.listen(50);
    for fd in 3..8 {
        two.call(0, Call::Socket);
        assert_eq!(two.call(0, connect(fd, "B:80")), None);
        two.settle();
    }
    two.call(0, Call::Socket);
    let sixth = two.call(0, connect(8, "B:80"));
    assert_eq!(sixth, Some(Err(Errno::EADDRNOTAVAIL)));
    assert_eq!(two.call(0, connect(8, "B:81")), None, "another destination");
}

#[test]
fn loopback_is_every_hosts_own() {
    let mut two = two();
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, bind_at(3, 80, "127.0.0.1")), Some(Ok(0)));
    two.call(0, Call::Socket);
    two.call(0, connect(4, "127.0.0.1:80"));
    let syn = &two.wire[0];
    assert_eq!((syn.src, syn.dst), (syn.dst, "127.0.0.1".parse().unwrap()));
}
