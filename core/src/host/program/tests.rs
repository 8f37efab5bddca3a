use serde::Deserialize;

use super::*;
use crate::host::calls::{Data, FdRef, MessageFlags};

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
    let lines = lines(&program);
    let text: Vec<_> = lines.iter().map(Line::text).collect();
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

#[test]
fn every_statement_survives_json() {
    for text in [
        r#"{"set":"i","to":"i + 1"}"#,
        r#"{"set":"i","to":0}"#,
        r#"{"while":"n > 0","do":[{"break":true}]}"#,
        r#"{"repeat":3,"do":[{"sleep":"1 s"}]}"#,
        r#"{"repeat":"n","as":"i","do":[{"exit":true}]}"#,
        r#"{"if":"n < 0","do":[{"exit":true}],"else":[{"set":"n","to":1}]}"#,
        r#"{"as":"serve","spawn":[{"call":"close","fd":"c"}]}"#,
        r#"{"fd":"c","missing":"close","note":{"en":"Here.","zh-CN":"这里。"}}"#,
    ] {
        let statement: Statement =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let again = serde_json::to_string(&statement).unwrap();
        assert_eq!(
            serde_json::from_str::<Statement>(&again).unwrap(),
            statement
        );
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        if !text.contains("sleep") {
            assert_eq!(serde_json::to_value(&statement).unwrap(), value);
        }
    }
}

#[test]
fn what_is_wrong_with_a_block_is_named() {
    for (text, expected) in [
        (r#"{ while = "n >" , do = [{ exit = true }] }"#, "column 4"),
        (r#"{ while = "n" }"#, "while needs `do`"),
        (
            r#"{ while = "n", do = [] }"#,
            "while needs at least one statement",
        ),
        (r#"{ exit = false }"#, "`exit` is `true` or absent"),
        (r#"{ set = "1a", to = 1 }"#, "\"1a\" is no name"),
        (r#"{ set = "and", to = 1 }"#, "\"and\" is no name"),
        (r#"{ set = "EAGAIN", to = 1 }"#, "\"EAGAIN\" is no name"),
        (r#"{ set = "a" }"#, "set needs `to`"),
        (r#"{ call = "socket", into = "a b" }"#, "is no name"),
        (
            r#"{ break = true, note = { en = "", "zh-CN" = "" } }"#,
            "break takes no `note`",
        ),
        (r#"{ missing = "close" }"#, "close needs `fd`"),
        (
            r#"{ call = "close", fd = 3, exit = true }"#,
            "exactly one of",
        ),
        (
            r#"{ call = "connect", fd = 3, to = 4 }"#,
            "connect needs `to`",
        ),
        (r#"{ spawn = [{ set = "a", to = "1 +" }] }"#, "column 4"),
    ] {
        let error = read(&format!("program = [{text}]")).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let deep = |depth: usize| {
        let open = "{ while = 1, do = [".repeat(depth);
        format!("program = [{open}{{ exit = true }}{}]", "] }".repeat(depth))
    };
    assert!(read(&deep(MAX_DEPTH)).is_ok());
    let error = read(&deep(MAX_DEPTH + 1)).unwrap_err();
    assert!(error.contains("at most 8 deep"), "{error}");
}

#[test]
fn a_program_of_any_size_has_at_most_so_many_lines() {
    let body = vec![Statement::Exit; 3000];
    let statement = Statement::While {
        condition: 1.into(),
        body,
    };
    assert_eq!(statement.lines(), 3002);
    assert_eq!(lines(&vec![statement; 3]).len(), 3002);
    assert_eq!(lines(&vec![Statement::Exit; 5000]).len(), MAX_STATEMENTS);
}
