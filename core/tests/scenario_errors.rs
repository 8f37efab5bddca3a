//! Whatever is wrong with a file of a scenario: file, line, column, the way there, what is wrong, what is allowed.
//!
//! `INSTA_UPDATE=always cargo test -p tcp-lab-core --test scenario_errors` writes the messages anew; they are for reading.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

#[path = "../examples/scenario/reading.rs"]
mod reading;

use std::fmt::Write as _;

use reading::of_text;

/// A file with nothing wrong.
const GOOD: &str = r#"id = "mine"
title = { en = "Mine", "zh-CN" = "我的" }
question = { en = "What?", "zh-CN" = "什么?" }
ends = "2 s"
links = [{ between = ["A", "B"], latency = "50 ms" }]
rules = [{ from = "A", flags = "SYN", times = 1, verdict = "drop" }]

[[hosts]]
name = "A"
address = "10.0.0.1"
sysctls = { "net.ipv4.tcp_syn_retries" = "3" }

[[hosts.processes]]
name = "client"
program = [
    { call = "socket", into = "s" },
    { call = "connect", fd = "s", to = "B:80" },
    { while = "n > 0", do = [{ call = "recv", fd = "s", max = 10, into = "n" }] },
]

[[hosts]]
name = "B"
address = "10.0.0.2"

[[acts]]
on = { sent = "SYN", from = "A" }
do = { type = "cutCable", host = "B" }

[[story]]
on = { host = "A", state = "SYN-SENT" }
text = { en = "A calls.", "zh-CN" = "A 呼叫。" }

[[variations]]
id = "slow"
title = { en = "Slow", "zh-CN" = "慢" }
text = { en = "Slower.", "zh-CN" = "更慢。" }
change.links = [{ between = ["A", "B"], latency = "1 s" }]

[[checkpoints.segments]]
segment = 0
flags = "SYN"
seq = "A.ISS"

[[checkpoints.calls]]
host = "A"
call = "connect"
fails = "ETIMEDOUT"
"#;

/// What is written instead of what.
const TOML: &[(&str, &str)] = &[
    // Syntax.
    ("ends = \"2 s\"", "ends = "),
    ("ends = \"2 s\"", "ends = \"2 s\"\nends = \"3 s\""),
    // Fields.
    ("address = \"10.0.0.1\"", "adress = \"10.0.0.1\""),
    ("address = \"10.0.0.1\"", ""),
    ("ends = \"2 s\"", ""),
    ("times = 1", "time = 1"),
    ("max = 10", "maximum = 10"),
    ("latency = \"1 s\"", "latensy = \"1 s\""),
    // Words.
    ("name = \"B\"\n", "name = \"B\"\nprofile = \"linux\"\n"),
    ("verdict = \"drop\"", "verdict = \"lose\""),
    ("call = \"recv\"", "call = \"receive\""),
    ("state = \"SYN-SENT\"", "state = \"SYN_SENT\""),
    ("fails = \"ETIMEDOUT\"", "fails = \"TIMEOUT\""),
    ("state = \"SYN-SENT\"", "rule = \"reset-chalenged\""),
    ("state = \"SYN-SENT\"", "kind = \"segment-send\""),
    ("type = \"cutCable\"", "type = \"cut\""),
    (
        "name = \"B\"\n",
        "name = \"B\"\nconfig = { synRetrys = 3 }\n",
    ),
    (
        "name = \"B\"\n",
        "name = \"B\"\nconfig = { congestion = \"bbr\" }\n",
    ),
    // Types and ranges.
    ("ends = \"2 s\"", "ends = 2.5"),
    ("times = 1", "times = \"once\""),
    ("times = 1", "times = -1"),
    ("links = [", "links = 3 #"),
    ("{ en = \"Slow\", \"zh-CN\" = \"慢\" }", "\"Slow\""),
    // Texts with a syntax of their own.
    ("latency = \"50 ms\"", "latency = \"50 msec\""),
    ("flags = \"SYN\",", "flags = \"SYN+ACK\","),
    ("address = \"10.0.0.1\"", "address = \"10.0.0\""),
    ("while = \"n > 0\"", "while = \"n >\""),
    ("while = \"n > 0\"", "while = \"n = 0\""),
    ("into = \"n\"", "into = \"1n\""),
    ("seq = \"A.ISS\"", "seq = \"A.IS\""),
    ("max = 10", "max = 10, flags = \"MSG_PEAK\""),
    // Statements and commands that are none.
    (
        "{ call = \"socket\", into = \"s\" }",
        "{ call = \"socket\", sleep = \"1 s\" }",
    ),
    ("{ call = \"socket\", into = \"s\" }", "{ into = \"s\" }"),
    (", to = \"B:80\"", ""),
    ("to = \"B:80\"", "to = \"B:80\", port = 80"),
    (
        "do = [{ call = \"recv\", fd = \"s\", max = 10, into = \"n\" }]",
        "do = []",
    ),
    (", host = \"B\" }", " }"),
    // What the whole refuses.
    ("id = \"mine\"", "id = \"My run\""),
    ("from = \"A\", flags", "from = \"C\", flags"),
    (
        "between = [\"A\", \"B\"], latency = \"1 s\"",
        "between = [\"A\", \"Z\"], latency = \"1 s\"",
    ),
    (
        "sent = \"SYN\", from = \"A\"",
        "sent = \"SYN\", from = \"a\"",
    ),
    (
        "type = \"cutCable\", host = \"B\"",
        "type = \"cutCable\", host = \"server\"",
    ),
    ("seq = \"A.ISS\"", "seq = \"C.ISS\""),
    ("fails = \"ETIMEDOUT\"", "at = \"3 s\""),
    ("while = \"n > 0\"", "while = \"m > 0\""),
    ("en = \"A calls.\"", "en = \"\""),
    ("{ call = \"socket\", into = \"s\" }", "{ break = true }"),
    // What the world refuses.
    ("name = \"B\"", "name = \"A\""),
    ("net.ipv4.tcp_syn_retries", "net.ipv4.tcp_sin_retries"),
    (
        "\"net.ipv4.tcp_syn_retries\" = \"3\"",
        "\"net.ipv4.tcp_syn_retries\" = \"many\"",
    ),
];

/// The same of the same scenario as JSON.
const JSON: &[(&str, &str)] = &[
    ("\"ends\": \"2 s\",", "\"ends\": \"2 s\""),
    ("\"ends\": \"2 s\",", "\"ends\": ,"),
    ("\"address\": \"10.0.0.1\"", "\"adress\": \"10.0.0.1\""),
    ("\"verdict\": \"drop\"", "\"verdict\": \"lose\""),
    ("\"times\": 1", "\"times\": 5000000000"),
    ("\"latency\": \"50 ms\"", "\"latency\": \"50 msec\""),
    ("\"max\": 10", "\"max\": 10, \"port\": 1"),
    ("\"while\": \"n > 0\"", "\"while\": \"n >\""),
    ("\"while\": \"n > 0\"", "\"while\": \"m > 0\""),
    ("\"from\": \"A\"", "\"from\": \"C\""),
    ("\"name\": \"B\"", "\"name\": \"A\""),
];

/// Every message, one after the other.
fn messages(name: &str, good: &str, rows: &[(&str, &str)]) -> String {
    of_text(name, good).expect("nothing is wrong with it");
    let mut page = String::new();
    for (old, new) in rows {
        assert!(good.contains(old), "{old}");
        let bent = good.replacen(old, new, 1);
        let message = of_text(name, &bent).expect_err(new);
        assert!(message.starts_with(&format!("{name}:")), "{message}");
        // Writing to a String cannot fail.
        let _ = writeln!(page, "{message}\n");
    }
    page
}

#[test]
fn mistakes_in_toml_are_told_with_their_places() {
    insta::assert_snapshot!(messages("my.toml", GOOD, TOML));
}

#[test]
fn mistakes_in_json_are_told_with_their_places() {
    let value: serde_json::Value = toml::from_str(GOOD).expect("it is TOML");
    let good = serde_json::to_string_pretty(&value).expect("it is JSON");
    insta::assert_snapshot!(messages("my.json", &good, JSON));
}
