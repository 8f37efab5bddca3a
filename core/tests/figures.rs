//! RFC 9293, figures 6 to 13, on the real engine: the text ladder of each run, without its times.
//!
//! The engine adds what a figure leaves out (PSH on data, MUST-61) and a host that begins every connection with one
//! number uses it again where figure 8 shows another; both are marked where they occur.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use tcp_lab_core::host::{HostSpec, ProcessSpec, Statement};
use tcp_lab_core::lab::{Command, Lab, WorldSpec};
use tcp_lab_core::net::{LinkRule, LinkSpec, NetHost, NetSpec, Verdict};
use tcp_lab_core::time::{Duration, Instant};

const LISTEN_80: &str = r#"
    { call = "socket", into = "l" }, { call = "bind", fd = "l", port = 80 },
    { call = "listen", fd = "l", backlog = 1 }, { call = "accept", fd = "l", into = "c" },
    { call = "close", fd = "l" }"#;

const CONNECT: &str = r#"
    { call = "socket", into = "s" }, { call = "bind", fd = "s", port = 1000 },
    { call = "connect", fd = "s", to = "B:80" }"#;

/// B listens before A asks.
const LATER: &str = r#"{ sleep = "100 ms" }"#;

/// One host: its initial sequence number and its program.
fn host(name: &str, address: &str, iss: u32, program: &str) -> HostSpec {
    #[derive(serde::Deserialize)]
    struct Program {
        program: Vec<Statement>,
    }
    let text = format!("program = [{program}]");
    let Program { program } = toml::from_str(&text).expect("a program");
    HostSpec {
        iss: Some(iss),
        processes: vec![ProcessSpec {
            name: "user".to_owned(),
            program,
            ..ProcessSpec::default()
        }],
        ..HostSpec::new(name, address.parse().expect("an address"))
    }
}

/// Peers A and B, 50 ms apart.
fn lab(a: (u32, &str), b: (u32, &str), rules: Vec<LinkRule>) -> Lab {
    let hosts = vec![
        host("A", "10.0.0.1", a.0, a.1),
        host("B", "10.0.0.2", b.0, b.1),
    ];
    let place = |host: &HostSpec| NetHost::new(&host.name, host.address);
    let net = NetSpec {
        hosts: hosts.iter().map(place).collect(),
        links: vec![LinkSpec::new("A", "B")],
        rules,
        nats: Vec::new(),
    };
    Lab::new(
        &WorldSpec {
            hosts,
            net,
            acts: Vec::new(),
        },
        1,
    )
    .expect("a world")
}

fn until(lab: &mut Lab, millis: u64) {
    let at = Instant::START + Duration::from_millis(millis);
    lab.run_until(at).expect("it runs");
}

/// A segment from outside, from A's port `port` to B's port 80.
fn inject(lab: &mut Lab, port: u16, notation: &str) {
    let mut segment: tcp_lab_core::wire::Segment = notation.parse().expect("a segment");
    segment.src_port = port;
    segment.dst_port = 80;
    let (from, to) = ("A".to_owned(), "B".to_owned());
    lab.act(Command::Inject { from, to, segment })
        .expect("it is sent");
}

/// B is ESTABLISHED with `<SEQ=300>`, A knows nothing of it (any more): lines 1 of figures 9 and 10.
fn rebooted(a: (u32, &str), b: &str) -> Lab {
    let mut lab = lab(a, (299, b), Vec::new());
    until(&mut lab, 1);
    lab.act(Command::CutCable { host: 0 }).expect("cut");
    inject(&mut lab, 1000, "<SEQ=99><CTL=SYN>");
    until(&mut lab, 60);
    inject(&mut lab, 1000, "<SEQ=100><ACK=300><CTL=ACK>");
    until(&mut lab, 150);
    lab.act(Command::RestoreCable { host: 0 })
        .expect("restored");
    lab
}

/// The lines of the ladder from the first one that contains `from`, without number, time and filling.
fn lines(lab: &Lab, from: &str) -> Vec<String> {
    let ladder = lab.ladder();
    let line = |line: &str| -> String {
        let words: Vec<_> = line.split_whitespace().skip(3).collect();
        words.join(" ")
    };
    let all = ladder.lines().skip(1).map(line);
    all.skip_while(|line| !line.contains(from)).collect()
}

#[track_caller]
fn assert_figure(lab: &Lab, from: &str, expected: &[&str]) {
    let found = lines(lab, from);
    assert_eq!(found, expected, "\n{}", lab.ladder());
}

#[test]
fn figure_6_basic_three_way_handshake() {
    let client = format!(
        r#"{LATER}, {CONNECT}, {{ sleep = "50 ms" }}, {{ call = "send", fd = "s", data = 10 }}"#
    );
    let mut lab = lab((100, &client), (300, LISTEN_80), Vec::new());
    until(&mut lab, 300);
    assert_figure(
        &lab,
        "CLOSED",
        &[
            "CLOSED LISTEN",
            "SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
            "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
            "ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> --> ESTABLISHED",
            "ESTABLISHED --> <SEQ=101><ACK=301><CTL=PSH,ACK><DATA=10> --> ESTABLISHED",
        ],
    );
}

/// A's segments take longer, so that the lines come in the figure's order; line 5 begins before line 4 ends.
#[test]
fn figure_7_simultaneous_connection_synchronization() {
    let slow = |flags: &str, millis| LinkRule {
        from: Some("A".to_owned()),
        flags: Some(flags.parse().expect("flags")),
        ..LinkRule::always(Verdict::Delay(Duration::from_millis(millis)))
    };
    let b = r#"{ call = "socket", into = "s" }, { call = "bind", fd = "s", port = 80 },
        { call = "connect", fd = "s", to = "A:1000" }"#;
    let rules = vec![slow("SYN,ACK", 60), slow("SYN", 30)];
    let mut lab = lab((100, CONNECT), (300, b), rules);
    until(&mut lab, 1000);
    assert_figure(
        &lab,
        "CLOSED",
        &[
            "CLOSED CLOSED",
            "SYN-SENT --> <SEQ=100><CTL=SYN> ...",
            "SYN-RECEIVED <-- <SEQ=300><CTL=SYN> <-- SYN-SENT",
            "SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...",
            "... <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
            "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
            "... <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED",
        ],
    );
}

/// B begins with 300 both times, where the figure shows 400 the second time.
#[test]
fn figure_8_recovery_from_old_duplicate_syn() {
    let late = LinkRule {
        from: Some("A".to_owned()),
        times: Some(1),
        ..LinkRule::always(Verdict::Delay(Duration::from_millis(500)))
    };
    let client = format!("{LATER}, {CONNECT}");
    let mut lab = lab((100, &client), (300, LISTEN_80), vec![late]);
    until(&mut lab, 101);
    inject(&mut lab, 1000, "<SEQ=90><CTL=SYN>");
    until(&mut lab, 1500);
    assert_figure(
        &lab,
        "CLOSED",
        &[
            "CLOSED LISTEN",
            "SYN-SENT --> <SEQ=100><CTL=SYN> ...",
            "--> <SEQ=90><CTL=SYN> --> SYN-RECEIVED",
            "SYN-SENT <-- <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED",
            "SYN-SENT --> <SEQ=91><CTL=RST> --> LISTEN",
            "... <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
            "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
            "ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> --> ESTABLISHED",
        ],
    );
}

#[test]
fn figure_9_half_open_connection_discovery() {
    let client = format!(r#"{{ sleep = "200 ms" }}, {CONNECT}"#);
    let mut lab = rebooted((400, &client), LISTEN_80);
    until(&mut lab, 1220);
    assert_figure(
        &lab,
        "<SEQ=400>",
        &[
            "SYN-SENT --> <SEQ=400><CTL=SYN> --> ESTABLISHED",
            "SYN-SENT <-- <SEQ=300><ACK=100><CTL=ACK> <-- ESTABLISHED",
            "SYN-SENT --> <SEQ=100><CTL=RST> --> CLOSED",
            "SYN-SENT --> <SEQ=400><CTL=SYN> ...",
        ],
    );
}

#[test]
fn figure_10_active_side_causes_half_open_connection_discovery() {
    let server =
        format!(r#"{LISTEN_80}, {{ sleep = "200 ms" }}, {{ call = "send", fd = "c", data = 10 }}"#);
    let mut lab = rebooted((400, ""), &server);
    until(&mut lab, 1000);
    assert_figure(
        &lab,
        "<DATA=10>",
        &[
            "CLOSED <-- <SEQ=300><ACK=100><CTL=PSH,ACK><DATA=10> <-- ESTABLISHED",
            "CLOSED --> <SEQ=100><CTL=RST> --> CLOSED",
        ],
    );
}

/// Z is 1000, X is 300.
#[test]
fn figure_11_old_duplicate_syn_initiates_a_reset_on_two_passive_sockets() {
    let mut lab = lab((100, LISTEN_80), (300, LISTEN_80), Vec::new());
    until(&mut lab, 1);
    inject(&mut lab, 80, "<SEQ=1000><CTL=SYN>");
    until(&mut lab, 1000);
    assert_figure(
        &lab,
        "LISTEN",
        &[
            "LISTEN LISTEN",
            "--> <SEQ=1000><CTL=SYN> --> SYN-RECEIVED",
            "LISTEN <-- <SEQ=300><ACK=1001><CTL=SYN,ACK> <-- SYN-RECEIVED",
            "LISTEN --> <SEQ=1001><CTL=RST> --> LISTEN",
        ],
    );
}

#[test]
fn figure_12_normal_close_sequence() {
    let client = format!(r#"{CONNECT}, {{ sleep = "1 s" }}, {{ call = "close", fd = "s" }}"#);
    let server = format!(
        r#"{LISTEN_80}, {{ call = "recv", fd = "c", max = 1 }}, {{ sleep = "100 ms" }}, {{ call = "close", fd = "c" }}"#
    );
    let mut lab = lab((99, &client), (299, &server), Vec::new());
    until(&mut lab, 300_000);
    assert_figure(
        &lab,
        "FIN",
        &[
            "FIN-WAIT-1 --> <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSE-WAIT",
            "FIN-WAIT-2 <-- <SEQ=300><ACK=101><CTL=ACK> <-- CLOSE-WAIT",
            "TIME-WAIT <-- <SEQ=300><ACK=101><CTL=FIN,ACK> <-- LAST-ACK",
            "TIME-WAIT --> <SEQ=101><ACK=301><CTL=ACK> --> CLOSED",
            "CLOSED CLOSED",
        ],
    );
}

#[test]
fn figure_13_simultaneous_close_sequence() {
    let client = format!(r#"{CONNECT}, {{ sleep = "900 ms" }}, {{ call = "close", fd = "s" }}"#);
    let server = format!(r#"{LISTEN_80}, {{ sleep = "850 ms" }}, {{ call = "close", fd = "c" }}"#);
    let mut lab = lab((99, &client), (299, &server), Vec::new());
    until(&mut lab, 300_000);
    assert_figure(
        &lab,
        "FIN",
        &[
            "FIN-WAIT-1 --> <SEQ=100><ACK=300><CTL=FIN,ACK> ...",
            "... <SEQ=300><ACK=100><CTL=FIN,ACK> <-- FIN-WAIT-1",
            "... <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSING",
            "... <SEQ=301><ACK=101><CTL=ACK> <-- CLOSING",
            "CLOSING <-- <SEQ=300><ACK=100><CTL=FIN,ACK> ...",
            "CLOSING --> <SEQ=101><ACK=301><CTL=ACK> ...",
            "TIME-WAIT <-- <SEQ=301><ACK=101><CTL=ACK> ...",
            "... <SEQ=101><ACK=301><CTL=ACK> --> TIME-WAIT",
            "CLOSED CLOSED",
        ],
    );
}
