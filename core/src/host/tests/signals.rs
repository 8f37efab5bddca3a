//! Signals: what kills a process, and what is left of it.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::wire::Flags;

/// A's process does this with SIGPIPE.
fn connected(pipe: Disposition, profile: Profile) -> Two {
    let mut two = Two::of(|_, spec| {
        spec.profile = profile;
        spec.processes = vec![ProcessSpec {
            name: "main".into(),
            signals: Signals { pipe },
            ..ProcessSpec::default()
        }];
    });
    two.listen(5);
    assert_eq!(two.call(0, Call::Socket), Some(Ok(3)));
    assert_eq!(two.call(0, connect(3, "B:80")), None);
    two.settle();
    assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
    two.log.clear();
    two
}

fn signals(two: &Two, host: usize) -> Vec<(ProcessSignal, bool)> {
    let notes = two.notes(host).into_iter();
    let signalled = notes.filter_map(|note| {
        let HostWhat::Signalled {
            signal, ignored, ..
        } = note.what
        else {
            return None;
        };
        Some((signal, ignored))
    });
    signalled.collect()
}

fn kill(two: &mut Two, host: usize) -> Result<(), HostError> {
    two.with(host, |host, cx| host.kill(P, cx))
}

#[test]
fn a_killed_process_closes_what_it_held_and_its_calls_never_return() {
    let mut two = connected(Disposition::Ignore, Profile::Linux6);
    assert_eq!(two.call(0, recv(FD, 100)), None);
    assert_eq!(kill(&mut two, 0), Ok(()));
    assert_eq!(signals(&two, 0), [(ProcessSignal::Kill, false)]);
    assert_eq!(two.returned(0), []);
    let fin = two.wire[0].segment().expect("a segment").clone();
    assert!(fin.has(Flags::FIN));
    two.settle();
    assert_eq!(two.returned(0), []);
    assert_eq!(two.state(1, 4), State::CloseWait);
    assert_eq!(two.call(1, recv(4, 100)), Some(Ok(0)));
    let process = &two.hosts[0].processes()[0];
    assert!(!process.is_alive());
    assert_eq!(process.descriptors().count(), 0);
}

#[test]
fn a_killed_process_with_unread_data_resets_its_peer() {
    let mut two = connected(Disposition::Ignore, Profile::Linux6);
    two.call(1, send(4, "hello"));
    two.settle();
    assert_eq!(kill(&mut two, 0), Ok(()));
    let rst = two.wire[0].segment().expect("a segment").clone();
    assert!(rst.has(Flags::RST));
    two.settle();
    assert_eq!(two.call(1, recv(4, 100)), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn the_listener_of_a_killed_process_refuses_from_then_on_and_resets_what_nobody_accepted() {
    let mut two = connected(Disposition::Ignore, Profile::Linux6);
    assert_eq!(two.call(0, Call::Socket), Some(Ok(4)));
    assert_eq!(two.call(0, connect(4, "B:80")), None);
    two.settle();
    assert_eq!(kill(&mut two, 1), Ok(()));
    two.settle();
    assert_eq!(two.call(0, recv(4, 100)), Some(Err(Errno::ECONNRESET)));
    assert_eq!(two.call(0, Call::Socket), Some(Ok(5)));
    two.log.clear();
    assert_eq!(two.call(0, connect(5, "B:80")), None);
    two.settle();
    let refused = (CallName::Connect, Err(Errno::ECONNREFUSED));
    assert_eq!(two.returned(0), [refused]);
}

#[test]
fn nothing_can_be_asked_of_a_process_that_was_killed() {
    let mut two = connected(Disposition::Ignore, Profile::Linux6);
    assert_eq!(kill(&mut two, 0), Ok(()));
    let gone = HostError::ProcessGone { process: P };
    assert_eq!(kill(&mut two, 0), Err(gone));
    let call = two.with(0, |host, cx| host.call(P, Call::Socket, cx));
    assert_eq!(call, Err(gone));
}

#[test]
fn the_lingering_of_a_killed_process_happens_behind_its_back() {
    let mut two = connected(Disposition::Ignore, Profile::Linux6);
    two.call(0, send(FD, "hello"));
    assert_eq!(kill(&mut two, 0), Ok(()));
    let orphan = two.hosts[0].sockets().next().expect("the connection lives");
    assert_eq!(orphan.state(), State::FinWait1);
    two.settle();
    assert_eq!(two.call(1, recv(4, 100)), Some(Ok(5)));
}

/// The peer has closed, and answered our first write with a RST.
fn broken(pipe: Disposition, profile: Profile) -> Two {
    let mut two = connected(pipe, profile);
    two.call(1, close(4));
    two.settle();
    assert_eq!(two.call(0, send(FD, "one")), Some(Ok(3)));
    two.settle();
    two
}

#[test]
fn the_second_write_to_a_closed_peer_raises_sigpipe_which_is_ignored_or_fatal() {
    let mut two = broken(Disposition::Ignore, Profile::Linux6);
    assert_eq!(two.call(0, send(FD, "two")), Some(Err(Errno::EPIPE)));
    assert_eq!(signals(&two, 0), [(ProcessSignal::Pipe, true)]);
    assert_eq!(two.call(0, recv(FD, 10)), Some(Ok(0)));

    let mut two = broken(Disposition::Default, Profile::Linux6);
    two.log.clear();
    assert_eq!(two.call(0, send(FD, "two")), None);
    assert_eq!(signals(&two, 0), [(ProcessSignal::Pipe, false)]);
    assert_eq!(two.returned(0), []);
    assert!(!two.hosts[0].processes()[0].is_alive());
}

#[test]
fn msg_nosignal_and_windows_have_no_sigpipe() {
    let mut two = broken(Disposition::Default, Profile::Linux6);
    let quiet = Call::Send {
        fd: fd(FD),
        data: Data::Text("two".into()),
        flags: MessageFlags::NOSIGNAL,
    };
    assert_eq!(two.call(0, quiet), Some(Err(Errno::EPIPE)));
    assert_eq!(signals(&two, 0), []);

    let mut two = broken(Disposition::Default, Profile::Windows);
    assert!(matches!(two.call(0, send(FD, "two")), Some(Err(_))));
    assert_eq!(signals(&two, 0), []);
    assert!(two.hosts[0].processes()[0].is_alive());
}

#[test]
fn a_send_that_waits_dies_with_its_process_when_the_connection_breaks_under_it() {
    let mut two = connected(Disposition::Default, Profile::Linux6);
    let much = Call::Send {
        fd: fd(FD),
        data: Data::Octets(100_000_000),
        flags: MessageFlags::empty(),
    };
    assert_eq!(two.call(0, much), None);
    two.wire.clear();
    // What was queued counts; the error waits for the next call, and that one raises the signal.
    two.reset(0, FD);
    assert!(two.hosts[0].processes()[0].is_alive());
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::ECONNRESET)));
    assert_eq!(signals(&two, 0), []);
    assert_eq!(two.call(0, send(FD, "x")), None);
    assert_eq!(signals(&two, 0), [(ProcessSignal::Pipe, false)]);
}
