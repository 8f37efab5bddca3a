use super::{NameError, NameTable};
use crate::host::ids::NameId;

fn table() -> NameTable {
    NameTable::new(vec![
        ("A".into(), "10.0.0.1".parse().unwrap()),
        ("B".into(), "10.0.0.2".parse().unwrap()),
    ])
}

#[test]
fn a_name_and_its_address_lead_to_the_same_peer() {
    let by_name = table().resolve("B:80").unwrap();
    assert_eq!(by_name.name, Some(NameId(1)));
    assert_eq!(by_name, table().resolve("10.0.0.2:80").unwrap());
}

#[test]
fn an_address_without_a_name_is_a_peer() {
    let peer = table().resolve("[fd00::2]:443").unwrap();
    assert_eq!(peer.name, None);
    assert_eq!(peer.address.port(), 443);
}

#[test]
fn what_is_wrong_is_told() {
    let port = NameError::Port { text: "B".into() };
    assert_eq!(table().resolve("B"), Err(port));
    let port = NameError::Port {
        text: "B:65536".into(),
    };
    assert_eq!(table().resolve("B:65536"), Err(port));
    let unknown = NameError::Unknown { name: "C".into() };
    assert_eq!(table().resolve("C:80"), Err(unknown));
}
