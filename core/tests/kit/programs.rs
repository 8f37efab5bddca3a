//! Programs nobody thought of.

use tcp_lab_core::host::{
    Call, Data, Expression, FdRef, How, MessageFlags, OptionValue, PollEvents, PollFd, ProcessSpec,
    SocketOption, Statement,
};
use tcp_lab_core::lab::WorldSpec;
use tcp_lab_core::time::Duration;

use super::Luck;

/// Blocks within each other.
const MAX_DEPTH: u32 = 4;
/// What a program of luck computes.
const EXPRESSIONS: [&str; 14] = [
    "a",
    "a + 1",
    "a - b",
    "b - 1",
    "a < 3",
    "b > 0 and a < 9",
    "errno == EAGAIN",
    "not a or errno != ECONNRESET",
    "a * a * a",
    "b / a",
    "b % 3 == 0",
    "c",
    "1",
    "never",
];

/// The world of the kit with programs of luck on A and B.
pub(crate) fn world(luck: &mut impl Luck) -> WorldSpec {
    let mut world = super::world();
    for (host, program) in world.hosts.iter_mut().zip([client, server]) {
        let known = program();
        host.processes = (0..=luck.below(2))
            .map(|number| {
                // Values to compute with, mostly; a beginning that gets somewhere, as often as not.
                let mut program = if luck.below(2) == 0 {
                    known.clone()
                } else {
                    Vec::new()
                };
                if luck.below(8) > 0 {
                    program.splice(0..0, values());
                }
                program.extend(block(luck, 0));
                ProcessSpec {
                    name: format!("p{number}"),
                    program,
                    ..ProcessSpec::default()
                }
            })
            .collect();
    }
    world
}

fn client() -> Vec<Statement> {
    read(
        r#"[
        {"sleep": "1 ms"},
        {"repeat": 3, "as": "a", "do": [
            {"call": "socket", "into": "c"},
            {"call": "connect", "fd": "c", "to": "B:80", "into": "b"},
            {"if": "b < 0", "do": [{"break": true}]},
            {"call": "send", "fd": "c", "data": 3000}
        ]}
    ]"#,
    )
}

fn server() -> Vec<Statement> {
    read(
        r#"[
        {"call": "socket", "into": "s"},
        {"call": "bind", "fd": "s", "port": 80},
        {"call": "listen", "fd": "s", "backlog": 2},
        {"spawn": [
            {"while": 1, "do": [
                {"call": "accept", "fd": "s", "into": "c"},
                {"if": "c < 0", "do": [{"break": true}]},
                {"spawn": [
                    {"set": "b", "to": 1},
                    {"while": "b > 0", "do": [{"call": "recv", "fd": "c", "max": 1000, "into": "b"}]},
                    {"if": "c % 2 == 0", "do": [{"call": "close", "fd": "c"}]}
                ]}
            ]}
        ]}
    ]"#,
    )
}

fn values() -> Vec<Statement> {
    read(
        r#"[
        {"set": "a", "to": 0},
        {"set": "b", "to": 2},
        {"set": "c", "to": -1},
        {"set": "s", "to": -1}
    ]"#,
    )
}

fn read(json: &str) -> Vec<Statement> {
    serde_json::from_str(json).expect("it reads")
}

fn block(luck: &mut impl Luck, depth: u32) -> Vec<Statement> {
    (0..=luck.below(5))
        .map(|_| statement(luck, depth))
        .collect()
}

fn statement(luck: &mut impl Luck, depth: u32) -> Statement {
    let choice = luck.below(if depth < MAX_DEPTH { 20 } else { 14 });
    match choice {
        0..=8 => Statement::Call {
            call: call(luck),
            into: pick(luck, &[None, Some("a"), Some("b"), Some("c"), Some("s")])
                .map(str::to_owned),
        },
        9 => Statement::Sleep {
            length: Duration::from_millis(1 + u64::from(luck.below(200))),
        },
        10 => Statement::Set {
            variable: pick(luck, &["a", "b"]).to_owned(),
            to: expression(luck),
        },
        11 => Statement::Break,
        12 if luck.chance(300_000) => Statement::Exit,
        12 | 13 => Statement::Missing {
            call: call(luck),
            note: None,
        },
        14 | 15 => Statement::While {
            condition: expression(luck),
            body: block(luck, depth + 1),
        },
        16 | 17 => Statement::Repeat {
            times: i64::from(luck.below(4)).into(),
            variable: pick(luck, &[None, Some("a")]).map(str::to_owned),
            body: block(luck, depth + 1),
        },
        18 => Statement::If {
            condition: expression(luck),
            then: block(luck, depth + 1),
            otherwise: block(luck, depth + 1),
        },
        _ => Statement::Spawn {
            name: None,
            body: block(luck, depth + 1),
        },
    }
}

fn expression(luck: &mut impl Luck) -> Expression {
    pick(luck, &EXPRESSIONS).parse().expect("it is one")
}

fn call(luck: &mut impl Luck) -> Call {
    let fd = FdRef::Variable(pick(luck, &["c", "c", "s", "a"]).to_owned());
    let flags = pick(luck, &[MessageFlags::empty(), MessageFlags::DONTWAIT]);
    match luck.below(16) {
        0 | 1 => Call::Socket,
        2 => Call::Bind {
            fd,
            port: pick(luck, &[0, 80, 81]),
            address: None,
        },
        3 => Call::Listen {
            fd,
            backlog: luck.below(3),
        },
        4 => Call::Accept { fd },
        5 | 6 => Call::Connect {
            fd,
            to: pick(luck, &["A:80", "B:80", "B:81", "C:9"]).to_owned(),
        },
        7 | 8 => Call::Send {
            fd,
            data: Data::Octets(luck.below(9_000)),
            flags,
        },
        9 | 10 => Call::Recv {
            fd,
            max: luck.below(9_000),
            flags,
        },
        11 => Call::Shutdown {
            fd,
            how: pick(luck, &[How::Read, How::Write, How::Both]),
        },
        12 => Call::Poll {
            fds: vec![PollFd {
                fd,
                events: PollEvents::IN | PollEvents::OUT,
            }],
            timeout: pick(
                luck,
                &[None, Some(Duration::ZERO), Some(Duration::from_millis(30))],
            ),
        },
        13 => Call::Setsockopt {
            fd,
            option: SocketOption::Linger,
            value: OptionValue::Linger {
                on: true,
                seconds: luck.below(2),
            },
        },
        14 => pick(
            luck,
            &[
                Call::Dup { fd: fd.clone() },
                Call::SetNonblocking { fd, on: true },
            ],
        ),
        _ => Call::Close { fd },
    }
}

fn pick<T: Clone>(luck: &mut impl Luck, list: &[T]) -> T {
    list[luck.below(list.len() as u32) as usize].clone()
}
