use serde::Deserialize;

use super::Statement;
use crate::host::calls::{Call, Data, FdRef, MessageFlags};
use crate::time::Duration;

#[derive(Deserialize)]
struct File {
    program: Vec<Statement>,
}

fn read(text: &str) -> Result<Vec<Statement>, String> {
    toml::from_str(text)
        .map(|file: File| file.program)
        .map_err(|error| error.to_string())
}

#[test]
fn a_program_on_disk_reads_as_it_is_written() {
    let program = read(
        r#"program = [
            { call = "socket", into = "s" },
            { call = "connect", fd = "s", to = "B:80" },
            { call = "send", fd = "s", data = "hello" },
            { call = "send", fd = 3, data = 100 },
            { sleep = 50000000 },
            { call = "close", fd = "s" },
        ]"#,
    )
    .unwrap();
    let text: Vec<_> = program.iter().map(ToString::to_string).collect();
    assert_eq!(
        text,
        [
            "s = socket()",
            "connect(s, B:80)",
            "send(s, \"hello\")",
            "send(3, 100 octets)",
            "sleep(0.05 s)",
            "close(s)",
        ]
    );
}

#[test]
fn a_statement_survives_json() {
    let statement = Statement::Call {
        call: Call::Send {
            fd: FdRef::Variable("s".into()),
            data: Data::Octets(3),
            flags: MessageFlags::empty(),
        },
        into: Some("n".into()),
    };
    let text = serde_json::to_string(&statement).unwrap();
    assert_eq!(text, r#"{"call":"send","fd":"s","data":3,"into":"n"}"#);
    assert_eq!(serde_json::from_str::<Statement>(&text).unwrap(), statement);
    let sleep = Statement::Sleep {
        length: Duration::from_secs(1),
    };
    let text = serde_json::to_string(&sleep).unwrap();
    assert_eq!(serde_json::from_str::<Statement>(&text).unwrap(), sleep);
}

#[test]
fn what_is_wrong_with_a_statement_is_named() {
    let error = read(r#"program = [{ call = "connect", fd = "s" }]"#).unwrap_err();
    assert!(error.contains("connect needs `to`"), "{error}");
    let error = read(r#"program = [{ call = "close", fd = "s", port = 1 }]"#).unwrap_err();
    assert!(error.contains("close takes no `port`"), "{error}");
    let error = read(r#"program = [{ fd = "s" }]"#).unwrap_err();
    assert!(error.contains("exactly one of"), "{error}");
    let error = read(r#"program = [{ call = "fork" }]"#).unwrap_err();
    assert!(error.contains("fork"), "{error}");
}

#[test]
fn the_reader_s_calls_are_named_by_name() {
    let call: Call = serde_json::from_str(r#"{"name":"recv","fd":3,"max":10}"#).unwrap();
    assert_eq!(call.to_string(), "recv(3, 10)");
}

#[test]
fn every_call_of_a_socket_reads_as_it_is_written() {
    let calls = [
        r#"{"name":"send","fd":3,"data":10,"flags":"MSG_OOB|MSG_DONTWAIT"}"#,
        r#"{"name":"write","fd":3,"data":"hello"}"#,
        r#"{"name":"recv","fd":3,"max":5,"flags":"MSG_PEEK"}"#,
        r#"{"name":"read","fd":3,"max":5}"#,
        r#"{"name":"accept4","fd":3,"on":true}"#,
        r#"{"name":"setsockopt","fd":3,"option":"SO_RCVBUF","value":65536}"#,
        r#"{"name":"setsockopt","fd":3,"option":"SO_LINGER","value":{"on":true,"seconds":5}}"#,
        r#"{"name":"getsockopt","fd":3,"option":"TCP_MAXSEG"}"#,
        r#"{"name":"ioctl","fd":3,"request":"SIOCINQ"}"#,
        r#"{"name":"poll","fds":[{"fd":3,"events":"POLLIN|POLLOUT"}],"timeout":1000000}"#,
        r#"{"name":"getFlags","fd":3}"#,
        r#"{"name":"getsockname","fd":3}"#,
        r#"{"name":"getpeername","fd":3}"#,
        r#"{"name":"dup","fd":3}"#,
    ];
    for text in calls {
        let call: Call =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(serde_json::to_string(&call).unwrap(), text);
    }
    let refused = serde_json::from_str::<Call>(r#"{"name":"write","fd":3,"data":1,"flags":"0"}"#);
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("write takes no `flags`")
    );
}
