//! Programs with several threads, programs that cannot go on, and the end of a process.

use super::kit::*;
use super::programs::{SERVER, alone, assert_variables, program};
use crate::host::*;
use crate::time::Duration;

#[test]
fn a_thread_serves_while_the_first_one_accepts() {
    let client = r#"
        { sleep = "10 ms" },
        { repeat = 3, do = [
            { call = "socket", into = "s" },
            { call = "connect", fd = "s", to = "B:80" },
            { call = "send", fd = "s", data = "hello" },
            { call = "close", fd = "s" },
        ] },
    "#;
    let server = r#"
        { call = "socket", into = "l" },
        { call = "bind", fd = "l", port = 80 },
        { call = "listen", fd = "l", backlog = 5 },
        { while = 1, do = [
            { call = "accept", fd = "l", into = "c" },
            { spawn = [
                { set = "n", to = 1 },
                { while = "n > 0", do = [{ call = "recv", fd = "c", max = 100, into = "n" }] },
                { missing = "close", fd = "c" },
            ], as = "serve" },
        ] },
    "#;
    let mut two = Two::of(|index, spec| spec.processes = program([client, server][index]));
    two.pass(Duration::from_secs(1));
    let notes = two.notes(1);
    let mut started = Vec::new();
    for note in &notes {
        if let HostWhat::ThreadStarted { thread, line, .. } = note.what {
            started.push((thread.0, line));
        }
    }
    assert_eq!(started.len(), 3);
    assert!(started.iter().all(|(_, line)| *line == 11), "{started:?}");
    let process = &two.hosts[1].processes()[0];
    assert_eq!(
        process.descriptors().count(),
        4,
        "the listener and three leaks"
    );
    assert_eq!(process.threads().count(), 1, "the others have ended");
    let waiting = two.hosts[1].sockets();
    let waiting = waiting.filter(|socket| socket.state() == crate::tcp::State::CloseWait);
    assert_eq!(waiting.count(), 3);
}

#[test]
fn a_thread_has_variables_of_its_own() {
    let two = alone(
        r#"
        { set = "a", to = 1 },
        { spawn = [
            { sleep = 1000 },
            { set = "a", to = "a + 10" },
            { call = "socket", into = "s" },
            { sleep = "10 s" },
        ] },
        { set = "a", to = 2 },
    "#,
    );
    assert_variables(&two, &[("a", 2)]);
    let threads: Vec<_> = two.hosts[0].processes()[0].threads().collect();
    assert_eq!(threads.len(), 2);
    assert_eq!(
        (threads[0].line, threads[0].status),
        (None, LineStatus::Done)
    );
    assert_eq!(
        (threads[1].line, threads[1].status),
        (Some(5), LineStatus::Blocked)
    );
    let variables: Vec<_> = threads[1].variables().collect();
    assert_eq!(variables, [("a", 11), ("s", 3)]);
}

#[test]
fn a_loop_without_a_wait_is_stopped() {
    for text in [
        "{ while = 1, do = [{ set = \"i\", to = 1 }] }",
        "{ while = 1, do = [{ call = \"getFlags\", fd = 3 }] }",
        "{ repeat = 9000000, do = [{ repeat = 9000000, do = [{ set = \"i\", to = 1 }] }] }",
    ] {
        let two = alone(text);
        let threads: Vec<_> = two.hosts[0].processes()[0].threads().collect();
        assert_eq!(threads[0].fault, Some(Fault::NoTimePasses));
        assert_eq!(threads[0].status, LineStatus::Stopped);
        assert_eq!(two.hosts[0].poll_at(), None);
    }
    let two = alone("{ repeat = 50000, do = [{ sleep = 1 }] }, { set = \"i\", to = 7 }");
    assert_variables(&two, &[("i", 7)]);
}

#[test]
fn what_cannot_be_computed_stops_the_thread_where_it_is() {
    for (text, fault) in [
        ("{ set = \"i\", to = \"i + 1\" }", Fault::NoValue),
        (
            "{ if = \"1 / 0\", do = [{ exit = true }] }",
            Fault::DividedByZero,
        ),
        (
            "{ set = \"i\", to = \"-9007199254740991 * 9007199254740991\" }",
            Fault::Overflow,
        ),
    ] {
        let two = alone(text);
        let notes = two.notes(0);
        let stopped = HostWhat::ProgramStopped {
            process: P,
            thread: ThreadId::PROGRAM,
            line: 0,
            fault,
        };
        assert!(notes.iter().any(|note| note.what == stopped), "{text}");
    }
    let two = alone("{ repeat = 2000, do = [{ spawn = [{ sleep = \"10 s\" }] }] }");
    let process = &two.hosts[0].processes()[0];
    assert_eq!(process.threads().count(), 1024);
    assert_eq!(
        process.threads().next().unwrap().fault,
        Some(Fault::TooManyThreads)
    );
}

#[test]
fn exit_closes_every_descriptor_and_takes_the_threads_along() {
    let client = r#"
        { sleep = "10 ms" },
        { call = "socket", into = "s" },
        { call = "connect", fd = "s", to = "B:80" },
        { spawn = [{ call = "recv", fd = "s", max = 10 }] },
        { sleep = "100 ms" },
        { exit = true },
        { call = "send", fd = "s", data = "never" },
    "#;
    let mut two = Two::of(|index, spec| spec.processes = program([client, SERVER][index]));
    two.pass(Duration::from_millis(50));
    assert_eq!(two.hosts[0].processes()[0].threads().count(), 2);
    two.pass(Duration::from_secs(1));
    let process = &two.hosts[0].processes()[0];
    assert!(!process.is_alive());
    assert_eq!(process.descriptors().count(), 0);
    let runs: Vec<_> = process.lines().map(|line| line.runs).collect();
    assert_eq!(runs[7..], [1, 0], "exit, and what comes behind it");
    assert!(
        two.returned(0)
            .iter()
            .all(|(name, _)| *name != CallName::Recv)
    );
    let results = two.returned(1);
    assert!(results.contains(&(CallName::Recv, Ok(0))), "{results:?}");
    let refused = two.with(0, |host, cx| host.call(P, Call::Socket, cx));
    assert_eq!(refused, Err(HostError::ProcessGone { process: P }));
}
