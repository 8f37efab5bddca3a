//! Urgent data through sockets, as measured on the loopback of Linux 6.x.

use bytes::Bytes;

use super::kit::*;
use crate::host::*;
use crate::tcp::UrgentDelivery;
use crate::time::Duration;
use crate::wire::Packet;

const OOB: MessageFlags = MessageFlags::OOB;
const NONE: MessageFlags = MessageFlags::empty();

/// A sends; what it sends arrives.
fn say(two: &mut Two, text: &str, flags: MessageFlags) {
    let data = Data::Text(text.into());
    let call = Call::Send {
        fd: fd(3),
        data,
        flags,
    };
    assert_eq!(two.call(0, call), Some(Ok(text.len() as u32)));
    two.settle();
}

/// What B's `recv` gives when it does not wait.
fn hear(two: &mut Two, flags: MessageFlags) -> Result<String, Errno> {
    let flags = flags | MessageFlags::DONTWAIT;
    let call = Call::Recv {
        fd: fd(4),
        max: 9,
        flags,
    };
    let (result, data) = two.call_for_data(1, call).expect("an answer");
    result.map(|_| String::from_utf8(data.to_vec()).expect("a text"))
}

fn asks(two: &mut Two, request: Request) -> i64 {
    let call = Call::Ioctl { fd: fd(4), request };
    match two.call_for_reply(1, call).expect("an answer") {
        (Ok(0), Reply::Value(value)) => value.integer().expect("a number"),
        other => panic!("{other:?}"),
    }
}

/// Octets before the mark, whether the reader is at it, and whether something can be read, urgent or not.
fn look(two: &mut Two) -> (i64, i64, PollEvents) {
    let events = PollEvents::IN | PollEvents::PRI;
    let events = two.socket(1, 4).events(&Profile::Linux6.sysctls()) & events;
    (asks(two, Request::Inq), asks(two, Request::AtMark), events)
}

fn text(text: &str) -> Result<String, Errno> {
    Ok(text.into())
}

#[test]
fn the_urgent_octet_is_taken_out_of_the_stream() {
    let mut two = Two::connected();
    assert_eq!(hear(&mut two, OOB), Err(Errno::EINVAL), "none is announced");
    say(&mut two, "abc", NONE);
    say(&mut two, "def", OOB);
    say(&mut two, "ghi", NONE);
    let both = PollEvents::IN | PollEvents::PRI;
    assert_eq!(look(&mut two), (5, 0, both));
    assert_eq!(hear(&mut two, OOB | MessageFlags::PEEK), text("f"));
    assert_eq!(hear(&mut two, MessageFlags::PEEK), text("abcde"));
    assert_eq!(hear(&mut two, MessageFlags::WAITALL), text("abcde"));
    assert_eq!(look(&mut two), (0, 1, both));
    assert_eq!(hear(&mut two, OOB), text("f"));
    assert_eq!(
        hear(&mut two, OOB),
        Err(Errno::EINVAL),
        "it is handed over once"
    );
    assert_eq!(look(&mut two), (0, 1, PollEvents::IN));
    assert_eq!(hear(&mut two, MessageFlags::PEEK), text("ghi"));
    assert_eq!(hear(&mut two, NONE), text("ghi"));
    assert_eq!(hear(&mut two, NONE), Err(Errno::EAGAIN));
    assert_eq!(look(&mut two), (0, 0, PollEvents::empty()));
}

#[test]
fn in_line_the_urgent_octet_stays_and_a_read_ends_before_it() {
    let mut two = Two::connected();
    let set = setsockopt(4, SocketOption::OobInline, 1);
    assert_eq!(two.call(1, set), Some(Ok(0)));
    say(&mut two, "abcdef", OOB);
    say(&mut two, "ghi", NONE);
    let both = PollEvents::IN | PollEvents::PRI;
    assert_eq!(look(&mut two), (9, 0, both));
    assert_eq!(hear(&mut two, OOB), Err(Errno::EINVAL));
    assert_eq!(hear(&mut two, NONE), text("abcde"));
    assert_eq!(look(&mut two), (4, 1, both));
    assert_eq!(hear(&mut two, NONE), text("fghi"));
    assert_eq!(look(&mut two), (0, 0, PollEvents::empty()));
}

#[test]
fn an_octet_that_nobody_asked_for_is_lost_when_the_reader_passes_it() {
    let mut two = Two::connected();
    say(&mut two, "x", OOB);
    assert_eq!(
        look(&mut two),
        (0, 1, PollEvents::PRI),
        "nothing else is there"
    );
    assert_eq!(hear(&mut two, NONE), Err(Errno::EAGAIN));
    assert_eq!(hear(&mut two, OOB), Err(Errno::EINVAL));
    assert_eq!(look(&mut two), (0, 0, PollEvents::empty()));
}

#[test]
fn there_is_one_mark_and_what_was_urgent_before_is_text_again() {
    // RFC 6093 2.2: "the last octet".
    let mut two = Two::connected();
    say(&mut two, "12", OOB);
    say(&mut two, "34", OOB);
    assert_eq!(look(&mut two).0, 3);
    assert_eq!(hear(&mut two, NONE), text("123"));
    assert_eq!(hear(&mut two, OOB), text("4"));
    say(&mut two, "5", OOB);
    assert_eq!(
        hear(&mut two, NONE),
        Err(Errno::EAGAIN),
        "4 and 5 are left out"
    );
    say(&mut two, "6", NONE);
    assert_eq!(hear(&mut two, NONE), text("6"));
}

#[test]
fn an_announced_octet_is_awaited_and_may_come_ahead_of_the_text_before_it() {
    let mut two = Two::connected();
    let urgent = Call::Send {
        fd: fd(3),
        data: Data::Text("ab".into()),
        flags: OOB,
    };
    two.call(0, setsockopt(3, SocketOption::NoDelay, 1));
    two.call(0, send(3, "12"));
    two.call(0, urgent);
    let (_late, early) = (two.lose(), two.lose());
    // The mark without its text: a segment that was cut.
    let Ok(crate::wire::Content::Segment(mut segment)) = early.clone().open() else {
        panic!("a segment");
    };
    segment.payload = Bytes::new();
    two.arrive(Packet::new(early.src, early.dst, segment));
    assert_eq!(hear(&mut two, OOB), Err(Errno::EAGAIN), "announced");
    assert_eq!(look(&mut two).2, PollEvents::empty());
    two.arrive(early);
    assert_eq!(look(&mut two).2, PollEvents::PRI);
    assert_eq!(hear(&mut two, OOB), text("b"));
    assert_eq!(
        hear(&mut two, NONE),
        Err(Errno::EAGAIN),
        "12 is not there yet"
    );
    two.wire.clear();
    two.pass(Duration::from_secs(2));
    assert_eq!(hear(&mut two, NONE), text("12a"));
}

#[test]
fn the_end_and_a_listener_have_no_urgent_octet() {
    let mut two = Two::connected();
    say(&mut two, "q", OOB);
    two.call(0, Call::Close { fd: fd(3) });
    two.settle();
    assert_eq!(hear(&mut two, NONE), text(""));
    assert_eq!(hear(&mut two, OOB), Err(Errno::EINVAL));
    let listener = Call::Recv {
        fd: fd(3),
        max: 1,
        flags: OOB,
    };
    assert_eq!(two.call(1, listener), Some(Err(Errno::ENOTCONN)));
}

#[test]
fn what_a_reset_leaves_to_the_reader_is_without_the_urgent_octet() {
    let mut two = Two::connected();
    say(&mut two, "abc", OOB);
    say(&mut two, "de", NONE);
    two.reset(1, 4);
    assert_eq!(hear(&mut two, NONE), text("abde"));
}

#[test]
fn the_last_octet_of_a_large_call_is_the_urgent_one() {
    let mut two = Two::connected();
    let flags = OOB;
    let data = Data::Octets(20_000);
    two.call(
        0,
        Call::Send {
            fd: fd(3),
            data,
            flags,
        },
    );
    two.pass(Duration::from_secs(1));
    assert_eq!(asks(&mut two, Request::Inq), 19_999);
}

#[test]
fn by_the_reading_of_rfc_1122_the_pointer_names_the_last_octet() {
    for (at_last, before) in [(false, "ab"), (true, "abc")] {
        let mut two = Two::of(|_, spec| spec.config.urgent_pointer_at_last = Some(at_last));
        two.listen(5);
        two.call(0, Call::Socket);
        two.call(0, connect(3, "B:80"));
        two.settle();
        assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
        say(&mut two, "abc", OOB);
        say(&mut two, "d", NONE);
        assert_eq!(hear(&mut two, NONE), text(before), "{at_last}");
        let delivery = two
            .socket(1, 4)
            .tcb()
            .expect("a connection")
            .config
            .urgent_delivery;
        assert_eq!(delivery, UrgentDelivery::OutOfBand);
    }
}
