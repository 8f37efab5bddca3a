//! The JSON Schema of the scenario format: it is current, and it knows what the reader knows.

#![allow(clippy::expect_used, reason = "a test says what it expects")]
#![cfg(feature = "schema")]

use std::fs;
use std::path::PathBuf;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use tcp_lab_core::scenario::{Scenario, library, schema};

const FILE: &str = "scenario.schema.json";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// The schema, as another program reads it.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let added = compiler.add_resource(FILE, schema().to_value());
        added.expect("it has a name");
        let index = compiler
            .compile(FILE, &mut schemas)
            .expect("it is a schema");
        Self { schemas, index }
    }

    /// What is wrong with a scenario, in the words of the validator.
    fn refuses(&self, scenario: &Value) -> Option<String> {
        let judged = self.schemas.validate(scenario, self.index);
        judged.err().map(|error| error.to_string())
    }
}

fn toml(text: &str) -> Value {
    toml::from_str(text).expect("it is TOML")
}

#[test]
fn the_file_is_what_the_types_say() {
    let path = folder().join(FILE);
    let file = fs::read_to_string(&path).unwrap_or_default();
    let made = serde_json::to_string_pretty(&schema()).expect("it is JSON") + "\n";
    assert!(
        file == made,
        "core/scenarios/{FILE} is not current. Renew it:\n  \
         cargo run -q -p tcp-lab-core --example scenario -- schema > core/scenarios/{FILE}"
    );
}

#[test]
fn every_file_of_the_library_fits_and_names_it() {
    let judge = Judge::new();
    for (id, _) in library::all() {
        let text = fs::read_to_string(folder().join(format!("{id}.toml"))).expect("it is there");
        assert_eq!(judge.refuses(&toml(&text)), None, "{id}");
        let first = text.lines().next();
        assert_eq!(
            first,
            Some("#:schema ./scenario.schema.json"),
            "{id}.toml, line 1"
        );
    }
}

#[test]
fn what_is_exported_fits() {
    let judge = Judge::new();
    for (id, json) in library::all() {
        let scenario: Scenario = serde_json::from_str(json).expect("the library is sound");
        let variations = scenario.variations.iter();
        let varied = variations.filter_map(|variation| scenario.varied(&variation.id));
        for run in std::iter::once(scenario.clone()).chain(varied) {
            let json = serde_json::to_value(&run).expect("it is data");
            assert_eq!(judge.refuses(&json), None, "{id}");
        }
    }
}

fn good() -> Value {
    let (_, json) = library::all()
        .iter()
        .find(|(id, _)| *id == "handshake")
        .expect("it is there");
    serde_json::from_str(json).expect("it is JSON")
}

/// A scenario with this put at the end of a pointer; `-` puts it behind the last item of a list.
fn with(pointer: &str, put: Value) -> Value {
    let mut scenario = good();
    let (way, last) = pointer.rsplit_once('/').expect("a pointer");
    let place = scenario.pointer_mut(way).expect("a place");
    if let Value::Array(items) = &mut *place {
        match last.parse::<usize>() {
            Ok(number) => items[number] = put,
            Err(_) => items.push(put),
        }
    } else {
        place[last] = put;
    }
    scenario
}

/// Both refuse it: a reader of the file, and an editor while it is written.
#[test]
fn what_a_schema_can_see_is_refused_by_both() {
    let statement = |statement: Value| with("/hosts/0/processes/0/program/-", statement);
    let act = |deed: Value| with("/acts", json!([{ "on": { "sent": "SYN" }, "do": deed }]));
    let on = |on: Value| {
        with(
            "/story",
            json!([{ "on": on, "text": { "en": "x", "zh-CN": "x" } }]),
        )
    };
    let rule = |rule: Value| with("/rules", json!([rule]));
    let rows = [
        ("unknown field", with("/adress", json!("10.0.0.1"))),
        (
            "unknown field of a host",
            with("/hosts/0/adress", json!("10.0.0.1")),
        ),
        (
            "missing field",
            with("/checkpoints/segments/-", json!({ "flags": 1 })),
        ),
        ("id", with("/id", json!("My run"))),
        ("no host", with("/hosts", json!([]))),
        ("wrong enum value", with("/hosts/0/profile", json!("linux"))),
        ("wrong type", with("/hosts", json!({}))),
        (
            "text in one language",
            with("/title", json!({ "en": "Only" })),
        ),
        ("empty text", with("/title/en", json!(""))),
        ("duration without a unit", with("/ends", json!("2"))),
        (
            "duration with an unknown unit",
            with("/ends", json!("2 sec")),
        ),
        ("negative duration", with("/ends", json!(-1))),
        ("address", with("/hosts/0/address", json!("10.0.0.256"))),
        (
            "unknown knob",
            with("/hosts/0/config", json!({ "synRetrys": 3 })),
        ),
        (
            "knob of a wrong kind",
            with("/hosts/0/config", json!({ "synRetries": "3" })),
        ),
        (
            "unknown switch",
            with("/hosts/0/switches", json!(["no-fin"])),
        ),
        (
            "signal",
            with(
                "/hosts/0/processes/0/signals",
                json!({ "SIGKILL": "ignore" }),
            ),
        ),
        ("statement of no kind", statement(json!({ "into": "s" }))),
        (
            "statement of two kinds",
            statement(json!({ "call": "socket", "sleep": "1 s" })),
        ),
        (
            "unknown call",
            statement(json!({ "call": "receive", "fd": "s" })),
        ),
        (
            "call without an argument",
            statement(json!({ "call": "bind", "fd": "s" })),
        ),
        (
            "call with an argument too many",
            statement(json!({ "call": "close", "fd": "s", "port": 1 })),
        ),
        (
            "port",
            statement(json!({ "call": "bind", "fd": "s", "port": 65_536 })),
        ),
        (
            "name of a variable",
            statement(json!({ "call": "socket", "into": "1st" })),
        ),
        (
            "word of the language as a variable",
            statement(json!({ "set": "not", "to": 1 })),
        ),
        ("break that is false", statement(json!({ "break": false }))),
        ("empty block", statement(json!({ "while": 1, "do": [] }))),
        ("block without do", statement(json!({ "if": 1 }))),
        (
            "statement in a block",
            statement(json!({ "while": 1, "do": [{ "stop": true }] })),
        ),
        (
            "expression with =",
            statement(json!({ "if": "s = 1", "do": [{ "exit": true }] })),
        ),
        (
            "expression with &&",
            statement(json!({ "if": "s && s", "do": [{ "exit": true }] })),
        ),
        (
            "unfinished expression",
            statement(json!({ "if": "s >", "do": [{ "exit": true }] })),
        ),
        (
            "missing call with into",
            statement(json!({ "missing": "close", "fd": "s", "into": "n" })),
        ),
        (
            "unknown flag of recv",
            statement(json!({ "call": "recv", "fd": "s", "max": 1, "flags": "PEEK" })),
        ),
        (
            "unknown option",
            statement(json!({ "call": "getsockopt", "fd": "s", "option": "SO_NODELAY" })),
        ),
        (
            "how of shutdown",
            statement(json!({ "call": "shutdown", "fd": "s", "how": "SHUT_WR" })),
        ),
        (
            "unknown command",
            act(json!({ "type": "cut", "host": "A" })),
        ),
        (
            "command without a field",
            act(json!({ "type": "cutCable" })),
        ),
        (
            "command with a field too many",
            act(json!({ "type": "drop", "host": "A" })),
        ),
        (
            "command with a wrong number",
            act(json!({ "type": "delay", "by": "soon" })),
        ),
        (
            "segment without flags",
            act(json!({ "type": "inject", "from": "A", "to": "B", "segment": {} })),
        ),
        (
            "number of a segment",
            act(json!({ "type": "inject", "from": "A", "to": "B",
            "segment": { "flags": "RST", "seq": "A.SND.UN" } })),
        ),
        ("unknown trigger", on(json!({ "send": "SYN" }))),
        (
            "control bits of a trigger",
            on(json!({ "sent": "SYN+ACK" })),
        ),
        ("state of a trigger", on(json!({ "state": "SYN_SENT" }))),
        ("rule of a trigger", on(json!({ "rule": "reset" }))),
        ("kind of a trigger", on(json!({ "kind": "segment" }))),
        ("outcome of a trigger", on(json!({ "outcome": "failed" }))),
        ("error of a trigger", on(json!({ "error": "TIMEOUT" }))),
        ("timer of a trigger", on(json!({ "fires": "rto" }))),
        ("rule without a verdict", rule(json!({ "from": "A" }))),
        ("verdict", rule(json!({ "verdict": "lose" }))),
        (
            "verdict with a bad duration",
            rule(json!({ "verdict": { "delay": "1" } })),
        ),
        (
            "variable",
            with(
                "/checkpoints/moments/0/variables",
                json!({ "A": { "SND.UN": 1 } }),
            ),
        ),
        (
            "number of a checkpoint",
            with("/checkpoints/segments/0/seq", json!("A.IS")),
        ),
        (
            "question of a prompt",
            with("/prompts", json!([{ "before": {}, "ask": "window" }])),
        ),
        ("group", with("/group", json!("close"))),
    ];
    let judge = Judge::new();
    assert_eq!(judge.refuses(&good()), None);
    for (what, scenario) in rows {
        assert!(
            judge.refuses(&scenario).is_some(),
            "{what}: the schema takes it"
        );
        assert!(
            serde_json::from_value::<Scenario>(scenario).is_err(),
            "{what}: the reader takes it"
        );
    }
}

/// Whatever a statement, a command or a verdict can be, in its shortest form: the schema leaves nothing out.
#[test]
fn every_kind_is_taken_by_both() {
    let segment = json!({ "flags": "SYN,ACK", "seq": "A.ISS+1", "ack": 0, "srcPort": "A.port",
        "options": [{ "mss": 1460 }, "noOp", "sackPermitted"], "payload": [1, 2] });
    let icmp = json!({ "type": 3, "code": 1, "quoted": { "src": "10.0.0.1", "dst": "10.0.0.2",
        "srcPort": 1, "dstPort": 2, "seq": 3 } });
    let statements = json!([
        { "call": "socket", "into": "t" },
        { "call": "bind", "fd": "t", "port": 80, "address": "10.0.0.1" },
        { "call": "listen", "fd": "t", "backlog": 1 },
        { "call": "accept", "fd": "t", "into": "c" },
        { "call": "accept4", "fd": "t", "on": true },
        { "call": "connect", "fd": "t", "to": "[fd00::2]:80" },
        { "call": "send", "fd": "t", "data": 100, "flags": "MSG_MORE|MSG_NOSIGNAL" },
        { "call": "write", "fd": 3, "data": "text" },
        { "call": "recv", "fd": "t", "max": 1, "flags": "MSG_PEEK" },
        { "call": "read", "fd": "t", "max": 1 },
        { "call": "shutdown", "fd": "t", "how": "write" },
        { "call": "close", "fd": "t" },
        { "call": "abort", "fd": "t" },
        { "call": "soError", "fd": "t" },
        { "call": "setsockopt", "fd": "t", "option": "SO_LINGER", "value": { "on": true, "seconds": 0 } },
        { "call": "setsockopt", "fd": "t", "option": "SO_RCVTIMEO", "value": "500 ms" },
        { "call": "setsockopt", "fd": "t", "option": "TCP_NODELAY", "value": 1 },
        { "call": "getsockopt", "fd": "t", "option": "TCP_INFO" },
        { "call": "setNonblocking", "fd": "t", "on": true },
        { "call": "getFlags", "fd": "t" },
        { "call": "ioctl", "fd": "t", "request": "SIOCINQ" },
        { "call": "poll", "fds": [{ "fd": "t", "events": "POLLIN|POLLOUT" }], "timeout": "1 s" },
        { "call": "getsockname", "fd": "t" },
        { "call": "getpeername", "fd": "t" },
        { "call": "dup", "fd": "t" },
        { "sleep": "50 ms" },
        { "set": "i", "to": "-(t + 1) * 2 % 3" },
        { "while": "not (i > 0 and errno != EAGAIN) or i == -1", "do": [{ "break": true }] },
        { "repeat": 3, "as": "k", "do": [{ "sleep": 5 }] },
        { "if": "i<0", "do": [{ "exit": true }], "else": [{ "sleep": "1ms" }] },
        { "spawn": [{ "sleep": "1.5 s" }], "as": "serve" },
        { "missing": "close", "fd": "t", "note": { "en": "x", "zh-CN": "x" } },
    ]);
    let deeds = [
        json!({ "type": "call", "host": "A", "call": { "name": "close", "fd": 3 } }),
        json!({ "type": "call", "host": 0, "process": 0, "call": { "name": "socket" } }),
        json!({ "type": "inject", "from": "B", "to": "A", "segment": segment }),
        json!({ "type": "injectIcmp", "from": "10.0.0.9", "to": "A", "icmp": icmp }),
        json!({ "type": "drop" }),
        json!({ "type": "duplicate" }),
        json!({ "type": "hold", "crossing": 3 }),
        json!({ "type": "release" }),
        json!({ "type": "delay", "by": "1 s" }),
        json!({ "type": "corrupt", "bit": 7 }),
        json!({ "type": "addRule", "rule": { "verdict": { "delay": "1 s" } } }),
        json!({ "type": "removeRule", "rule": 0 }),
        json!({ "type": "expire", "host": "A", "timer": "retransmission" }),
        json!({ "type": "sysctl", "host": "A", "name": "net.ipv4.tcp_sack", "value": "0" }),
        json!({ "type": "switch", "host": "A", "switch": "no-rst", "on": true }),
        json!({ "type": "cutCable", "host": "A" }),
        json!({ "type": "restoreCable", "host": "A" }),
        json!({ "type": "kill", "host": "A", "process": "client" }),
        json!({ "type": "powerOff", "host": "A" }),
        json!({ "type": "powerOn", "host": "A" }),
        json!({ "type": "reboot", "host": "A" }),
    ];
    let verdicts = ["deliver", "drop", "duplicate", "hold", "mark"].map(Value::from);
    let verdicts = verdicts
        .into_iter()
        .chain([json!({ "delay": 5 }), json!({ "corrupt": 5 })]);
    let rules: Vec<_> = verdicts
        .map(|verdict| json!({ "verdict": verdict }))
        .collect();
    let acts =
        deeds.map(|deed| json!({ "on": { "sent": "*", "nth": 2, "after": "1 s" }, "do": deed }));
    let rows = [
        with("/hosts/0/processes/0/program", statements),
        with("/acts", json!(acts)),
        with("/rules", json!(rules)),
        with(
            "/hosts/0/sysctls",
            json!({ "net.ipv4.tcp_sack": "0", "/proc/sys/net/ipv4/tcp_rmem": "1 2 3" }),
        ),
        with(
            "/hosts/0/config",
            json!({ "initialWindow": { "segments": 3 }, "r2": "1 min", "mtu": 1400 }),
        ),
    ];
    let judge = Judge::new();
    for scenario in rows {
        assert_eq!(judge.refuses(&scenario), None);
        serde_json::from_value::<Scenario>(scenario).expect("the reader takes it");
    }
}
