//! Types of the engine, read from trees as JavaScript makes them.

use serde::Deserialize;
use tcp_lab_core::host::{Call, FdRef};
use tcp_lab_core::lab::{Command, SavedMoment};
use tcp_lab_core::net::Verdict;
use tcp_lab_core::scenario::Scenario;
use tcp_lab_core::time::Duration;
use tcp_lab_core::wire::Segment;

use super::Tree;

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

fn fields<const N: usize>(fields: [(&str, Tree); N]) -> Tree {
    Tree::Fields(fields.map(|(name, holds)| (text(name), holds)).into())
}

fn list<const N: usize>(items: [Tree; N]) -> Tree {
    Tree::List(items.into())
}

fn refused<'de, T: Deserialize<'de> + std::fmt::Debug>(tree: &'de Tree) -> String {
    T::deserialize(tree)
        .expect_err("it does not fit")
        .to_string()
}

#[test]
fn a_command_is_read_with_everything_in_it() {
    let call = fields([
        ("name", text("connect")),
        ("fd", Tree::Integer(3)),
        ("to", text("B:80")),
    ]);
    let tree = fields([
        ("type", text("call")),
        ("host", Tree::Integer(0)),
        ("process", Tree::Integer(1)),
        ("call", call),
    ]);
    let Ok(Command::Call {
        host,
        process,
        call,
    }) = Command::deserialize(&tree)
    else {
        panic!("{tree:?}");
    };
    assert_eq!((host, process), (0, 1));
    assert!(matches!(call, Call::Connect { fd: FdRef::Number(_), to } if to == "B:80"));
}

#[test]
fn moments_are_numbers_or_fields() {
    let tree = list([Tree::Integer(7), fields([("until", Tree::Integer(5))])]);
    let moments = Vec::<SavedMoment>::deserialize(&tree).expect("two moments");
    assert!(matches!(
        moments[..],
        [SavedMoment::Natural(7), SavedMoment::Until { .. }]
    ));
    assert!(refused::<SavedMoment>(&text("7")).contains("expected a number of moments"));
}

#[test]
fn variants_are_texts_or_hold_one_thing() {
    let delay = Duration::from_nanos(5);
    assert_eq!(Verdict::deserialize(&text("drop")), Ok(Verdict::Drop));
    assert_eq!(
        Verdict::deserialize(&fields([("delay", Tree::Integer(5))])),
        Ok(Verdict::Delay(delay))
    );
    assert!(refused::<Verdict>(&text("delay")).contains("invalid type"));
    assert!(refused::<Verdict>(&fields([])).contains("invalid length 0"));
    assert!(refused::<Verdict>(&Tree::Integer(1)).contains("invalid type: integer `1`"));
}

#[test]
fn a_payload_is_a_text_or_octets() {
    for payload in [text("hi"), list([Tree::Integer(104), Tree::Integer(105)])] {
        let tree = fields([("flags", text("ACK")), ("payload", payload)]);
        let segment = Segment::deserialize(&tree).expect("a segment");
        assert_eq!(&segment.payload[..], b"hi");
    }
}

#[test]
fn null_is_an_absent_option_and_nothing_else() {
    assert_eq!(Option::<u32>::deserialize(&Tree::Null), Ok(None));
    assert_eq!(Option::<u32>::deserialize(&Tree::Integer(1)), Ok(Some(1)));
    assert!(refused::<u32>(&Tree::Null).contains("expected u32"));
}

#[test]
fn numbers_out_of_range_are_refused() {
    assert!(refused::<u32>(&Tree::Integer(-1)).contains("invalid value: integer `-1`"));
    assert!(refused::<u8>(&Tree::Integer(256)).contains("expected u8"));
    let fraction = Tree::Other("number 1.5".to_owned());
    assert_eq!(
        refused::<u32>(&fraction),
        "invalid type: number 1.5, expected u32"
    );
}

#[test]
fn unknown_and_missing_fields_are_named() {
    let tree = fields([("flags", text("SYN")), ("widow", Tree::Integer(1))]);
    assert!(refused::<Segment>(&tree).contains("unknown field `widow`"));
    assert!(refused::<Segment>(&fields([])).contains("missing field `flags`"));
}

#[test]
fn a_mistake_is_told_with_the_way_to_it() {
    let statement = fields([("call", text("recieve"))]);
    let process = fields([("name", text("client")), ("program", list([statement]))]);
    let host = |name: &str, holds: Tree| {
        let first = fields([("name", text("A")), ("address", text("10.0.0.1"))]);
        let mut second = vec![
            (text("name"), text("B")),
            (text("address"), text("10.0.0.2")),
        ];
        second.push((text(name), holds));
        fields([("hosts", list([first, Tree::Fields(second)]))])
    };
    let rows = [
        (
            host("adress", text("10.0.0.3")),
            "hosts[1].adress: unknown field `adress`, expected one of `name`, `address`",
        ),
        (
            host("processes", list([process])),
            "hosts[1].processes[0].program[0].call: unknown variant `recieve`, expected one of `socket`",
        ),
        (
            host("iss", text("many")),
            "hosts[1].iss: invalid type: string \"many\", expected u32",
        ),
        (
            fields([(
                "rules",
                list([fields([("verdict", fields([("delay", text("1"))]))])]),
            )]),
            "rules[0].verdict.delay: \"1\" is no length of time",
        ),
        (fields([]), "missing field `id`"),
    ];
    for (tree, message) in rows {
        let told = refused::<Scenario>(&tree);
        assert!(told.starts_with(message), "{told}");
    }
}
