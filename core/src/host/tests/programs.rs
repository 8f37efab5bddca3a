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
        let ended = ended
            .iter()
            .filter(|note| note.what == HostWhat::ProgramEnded { process: P });
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
    assert_eq!(lines[3].statement.to_string(), "c = accept(l)");
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
