//! Programs that block and return in virtual time.

use super::kit::*;
use crate::host::*;
use crate::time::Duration;

pub(super) fn program(text: &str) -> Vec<ProcessSpec> {
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

pub(super) const SERVER: &str = r#"
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
pub(super) fn alone(text: &str) -> Two {
    let mut two = Two::of(|index, spec| {
        if index == 0 {
            spec.processes = program(text);
        }
    });
    two.pass(Duration::from_secs(1));
    two
}

#[track_caller]
pub(super) fn assert_variables(two: &Two, expected: &[(&str, i64)]) {
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
