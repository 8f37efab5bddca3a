//! Two clients behind one address.

use super::*;
use crate::net::NatSpec;
use crate::wire::{Flags, Segment};

const OUTSIDE: &str = "203.0.113.7";

/// A and C stand behind the box, B does not.
fn world() -> WorldSpec {
    let mut spec = spec();
    let mut third = host("C", 3, 500, client());
    third.processes[0].program.insert(
        0,
        Statement::Sleep {
            length: Duration::from_millis(10),
        },
    );
    spec.net.hosts.push(NetHost::new("C", third.address));
    spec.net.links.push(LinkSpec::new("C", "B"));
    spec.net.nats.push(NatSpec {
        name: "N".to_owned(),
        address: OUTSIDE.parse().expect("an address"),
        inside: vec!["A".to_owned(), "C".to_owned()],
        timeout: None,
    });
    spec.hosts.push(third);
    spec
}

#[test]
fn two_clients_behind_one_box_are_one_address_to_the_server() {
    let mut lab = Lab::new(&world(), 1).expect("the world is sound");
    lab.run_until(at(170)).expect("there is room");
    let snapshot = lab.snapshot();
    let remotes: Vec<_> = snapshot.hosts[1]
        .connections
        .iter()
        .map(|one| one.remote.clone())
        .collect();
    assert_eq!(remotes.len(), 2);
    assert!(
        remotes.iter().all(|remote| remote.starts_with(OUTSIDE)),
        "{remotes:?}"
    );
    assert_ne!(remotes[0], remotes[1]);
    for client in [0, 2] {
        let own = &snapshot.hosts[client].connections[0];
        assert_eq!(own.remote, "10.0.0.2:80");
    }
    let events = lab.events(0, snapshot.events);
    let rewritten = |side: &'static str| {
        let rows = events.iter().filter(|row| row.kind == "segment-rewritten");
        rows.filter(|row| row.args.get("side") == Some(&Arg::Word(side)))
            .count()
    };
    assert!(rewritten("source") >= 4 && rewritten("destination") >= 2);
    let crossings = lab.crossings(0, snapshot.crossings);
    let lanes = [
        (Some(0), Some(1)),
        (Some(1), Some(0)),
        (Some(2), Some(1)),
        (Some(1), Some(2)),
    ];
    assert!(
        crossings
            .iter()
            .all(|one| lanes.contains(&(one.from, one.to)))
    );
    assert_eq!(lab.world().net().nats()[0].mappings().count(), 2);
}

#[test]
fn what_nobody_inside_has_asked_for_does_not_get_in() {
    let mut lab = Lab::new(&world(), 1).expect("the world is sound");
    let segment = Segment {
        src_port: 80,
        dst_port: 5000,
        flags: Flags::SYN,
        ..Segment::default()
    };
    let inject = Command::Inject {
        from: "B".to_owned(),
        to: OUTSIDE.to_owned(),
        segment,
    };
    lab.act(inject).expect("it can be sent");
    assert_eq!(lab.crossings(0, 1)[0].lost_by, Some("nat-unknown"));
}
