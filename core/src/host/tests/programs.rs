//! Programs that block and return in virtual time.

use super::kit::*;
use crate::host::*;
use crate::time::Duration;

fn program(text: &str) -> Vec<ProcessSpec> {
    #[derive(serde::Deserialize)]
    struct File {
        program: Vec<Statement>,
    }
    let file: File = toml::from_str(&format!("program = [{text}]")).unwrap();
    vec![ProcessSpec {
        name: "main".into(),
        program: file.program,
        ..ProcessSpec::default()
    }]
}

const SERVER: &str = r#"
    { call = "socket", into = "l" },
    { call = "bind", fd = "l", port = 80 },
    { call = "listen", fd = "l", backlog = 5 },
    { call = "accept", fd = "l", into = "c" },
    { call = "recv", fd = "c", max = 100, into = "n" },
    { call = "send", fd = "c", data = "bye" },
    { call = "close", fd = "c" },
"#;

const CLIENT: &str = r#"
    { call = "socket", into = "s" },
    { sleep = 50000000 },
    { call = "connect", fd = "s", to = "B:80" },
    { call = "send", fd = "s", data = "hello" },
    { call = "recv", fd = "s", max = 100 },
    { call = "recv", fd = "s", max = 100 },
    { call = "close", fd = "s" },
"#;

fn two() -> Two {
    Two::of(|index, spec| spec.processes = program([CLIENT, SERVER][index]))
}

#[test]
fn client_and_server_run_to_their_ends() {
    let mut two = two();
    two.pass(Duration::from_secs(1));
    let names = |results: Vec<(CallName, CallResult)>| -> Vec<String> {
        let line = |(name, result): &(CallName, CallResult)| format!("{} {result:?}", name.text());
        results.iter().map(line).collect()
    };
    assert_eq!(
        names(two.returned(0)),
        [
            "socket Ok(3)",
            "connect Ok(0)",
            "send Ok(5)",
            "recv Ok(3)",
            "recv Ok(0)",
            "close Ok(0)"
        ]
    );
    assert_eq!(
        names(two.returned(1)),
        [
            "socket Ok(3)",
            "bind Ok(0)",
            "listen Ok(0)",
            "accept Ok(4)",
            "recv Ok(5)",
            "send Ok(3)",
            "close Ok(0)"
        ]
    );
    assert_eq!(two.hosts[1].processes()[0].variable("n"), Some(5));
    for host in 0..2 {
        let ended = two.notes(host);
        let end = HostWhat::ProgramEnded {
            process: P,
            thread: ThreadId::PROGRAM,
        };
        let ended = ended.iter().filter(|note| note.what == end);
        assert_eq!(ended.count(), 1);
    }
}

#[test]
fn each_poll_runs_one_statement() {
    let mut two = two();
    let mut steps = 0;
    while two.hosts[1].poll_at() == Some(two.now) {
        let mut sink = HostSink::default();
        let mut cx = HostCx {
            now: two.now,
            sink: &mut sink,
        };
        assert_eq!(two.hosts[1].poll(&mut cx), Polled::Statement { process: P });
        steps += 1;
    }
    assert_eq!(steps, 4, "socket, bind, listen, accept that blocks");
    let lines: Vec<_> = two.hosts[1].processes()[0].lines().collect();
    assert_eq!(lines[0].status, LineStatus::Done);
    assert_eq!(lines[0].result, Some(Ok(3)));
    assert_eq!(lines[3].status, LineStatus::Blocked);
    assert_eq!(lines[4].status, LineStatus::Waiting);
    assert_eq!(lines[3].line.text(), "c = accept(l)");
}

#[test]
fn a_sleep_blocks_its_line_until_it_is_over() {
    let mut two = two();
    two.pass(Duration::from_millis(49));
    let status = |two: &Two| {
        let lines: Vec<_> = two.hosts[0].processes()[0].lines().collect();
        lines[1].status
    };
    assert_eq!(status(&two), LineStatus::Blocked);
    two.pass(Duration::from_millis(1));
    assert_eq!(status(&two), LineStatus::Done);
}

#[test]
fn a_line_shows_what_it_read() {
    let mut two = two();
    two.pass(Duration::from_secs(1));
    let lines: Vec<_> = two.hosts[1].processes()[0].lines().collect();
    assert_eq!(lines[4].data, b"hello");
}

#[test]
fn a_failed_call_gives_minus_one_and_the_program_goes_on() {
    let text = r#"
        { call = "connect", fd = "nothing", to = "B:80", into = "r" },
        { call = "socket", into = "s" },
    "#;
    let mut two = Two::of(|_, spec| spec.processes = program(text));
    two.pass(Duration::from_secs(1));
    let process = &two.hosts[0].processes()[0];
    assert_eq!(process.variable("r"), Some(-1));
    assert_eq!(process.variable("s"), Some(3));
    assert_eq!(two.returned(0)[0], (CallName::Connect, Err(Errno::EBADF)));
}

/// Host A alone with this program, after a second.
fn alone(text: &str) -> Two {
    let mut two = Two::of(|index, spec| {
        if index == 0 {
            spec.processes = program(text);
        }
    });
    two.pass(Duration::from_secs(1));
    two
}

#[track_caller]
fn assert_variables(two: &Two, expected: &[(&str, i64)]) {
    for (name, value) in expected {
        let found = two.hosts[0].processes()[0].variable(name);
        assert_eq!(found, Some(*value), "{name}");
    }
}

#[test]
fn loops_and_conditions_go_where_they_say() {
    let two = alone(
        r#"
        { set = "n", to = 3 },
        { set = "sum", to = 0 },
        { while = "n > 0", do = [
            { set = "sum", to = "sum + n" },
            { set = "n", to = "n - 1" },
        ] },
        { repeat = 4, as = "i", do = [
            { if = "i % 2 == 0", do = [
                { set = "even", to = "i" },
            ], else = [
                { set = "odd", to = "i" },
            ] },
        ] },
        { while = 1, do = [
            { repeat = 10, do = [
                { set = "sum", to = "sum + 1" },
                { if = "sum == 8", do = [{ break = true }] },
            ] },
            { if = "sum >= 18", do = [{ break = true }] },
        ] },
        { set = "end", to = 1 },
    "#,
    );
    let expected = [("n", 0), ("even", 2), ("odd", 3), ("i", 3), ("sum", 18)];
    assert_variables(&two, &expected);
    assert_variables(&two, &[("end", 1)]);
}

#[test]
fn a_line_in_a_loop_shows_how_often_it_ran_and_its_last_result() {
    let two = alone(
        r#"
        { repeat = 3, do = [
            { call = "socket", into = "s" },
        ] },
        { missing = "close", fd = "s", note = { en = "It leaks.", "zh-CN" = "泄漏了。" } },
    "#,
    );
    let lines: Vec<_> = two.hosts[0].processes()[0].lines().collect();
    assert_eq!((lines[1].runs, lines[1].result), (3, Some(Ok(5))));
    assert_eq!(lines[1].status, LineStatus::Done);
    assert!(lines[3].line.is_ghost());
    assert_eq!((lines[3].runs, lines[3].status), (0, LineStatus::Waiting));
    assert_eq!(lines[3].line.note().unwrap().en, "It leaks.");
}

#[test]
fn a_client_can_open_connections_until_it_has_no_descriptor() {
    let mut two = Two::of(|index, spec| {
        let text = [
            r#"
            { sleep = "10 ms" },
            { repeat = 1100, as = "i", do = [
                { call = "socket", into = "s" },
                { if = "s < 0", do = [{ break = true }] },
                { call = "connect", fd = "s", to = "B:80" },
            ] },
            { set = "why", to = "errno" },
            "#,
            r#"
            { call = "socket", into = "l" },
            { call = "bind", fd = "l", port = 80 },
            { call = "listen", fd = "l", backlog = 4096 },
            { while = 1, do = [{ call = "accept", fd = "l", into = "c" }] },
            "#,
        ];
        spec.processes = program(text[index]);
    });
    two.pass(Duration::from_secs(1));
    let expected = [
        ("i", 1021),
        ("s", -1),
        ("why", Errno::EMFILE.number().into()),
    ];
    assert_variables(&two, &expected);
    assert_eq!(two.hosts[0].processes()[0].descriptors().count(), 1021);
    let server: Vec<_> = two.hosts[1].processes()[0].lines().collect();
    assert_eq!(server[4].result, Some(Err(Errno::EMFILE)));
}

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
    let started = two.notes(1);
    let started: Vec<_> = started
        .iter()
        .filter_map(|note| match note.what {
            HostWhat::ThreadStarted { thread, line, .. } => Some((thread.0, line)),
            _ => None,
        })
        .collect();
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
            "{ set = \"i\", to = \"-9223372036854775807 - 2\" }",
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

#[test]
fn errno_tells_why_a_call_failed() {
    let two = alone(
        r#"
        { call = "close", fd = 9, into = "r" },
        { if = "r < 0 and errno == EBADF", do = [{ set = "bad", to = 1 }] },
        { call = "socket", into = "s" },
        { call = "setNonblocking", fd = "s", on = true },
        { call = "connect", fd = "s", to = "B:80", into = "r" },
        { if = "errno == EINPROGRESS", do = [{ set = "begun", to = 1 }] },
    "#,
    );
    assert_variables(&two, &[("bad", 1), ("begun", 1)]);
}
