//! The text ladder and the suggestions.

use super::*;
use crate::wire::Flags;

#[test]
fn the_ladder_reads_like_the_figures_of_the_rfc() {
    let mut lab = lab();
    lab.run_until(at(100)).expect("there is room");
    let expected = "\
A                                                               B
  1.         0 s  CLOSED                                                          LISTEN
  2.      0.05 s  SYN-SENT     --> <SEQ=100><CTL=SYN>                         --> SYN-RECEIVED
  3.       0.1 s  ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK>            <-- SYN-RECEIVED
  4.       0.1 s  ESTABLISHED  --> <SEQ=101><ACK=301><CTL=ACK>                ...
  5.       0.1 s  ESTABLISHED  --> <SEQ=101><ACK=301><CTL=PSH,ACK><DATA=300>  ...
  6.       0.1 s  FIN-WAIT-1   --> <SEQ=401><ACK=301><CTL=FIN,ACK>            ...
";
    assert_eq!(lab.ladder().trim_start(), expected);
}

#[test]
fn a_loss_is_drawn_as_one() {
    let mut lab = lab();
    lab.run_until(at(10)).expect("there is room");
    lab.act(Command::Drop { crossing: 0 })
        .expect("it is under way");
    let ladder = lab.ladder();
    let last = ladder.lines().last().expect("there are lines");
    assert_eq!(
        last,
        "  3.      0.01 s               ... <SEQ=100><CTL=SYN>                         X"
    );
}

#[test]
fn a_lab_in_which_nothing_happened_has_a_ladder_too() {
    let empty = Lab::new(&WorldSpec::default(), 1).expect("it is sound");
    assert_eq!(empty.ladder().lines().count(), 2);
}

#[test]
fn the_suggestion_is_what_the_endpoint_would_send_next() {
    let mut lab = lab();
    let syn = lab.suggest(0, None).expect("it is a host");
    assert_eq!((syn.from.as_str(), syn.to.as_str()), ("A", "B"));
    assert_eq!(syn.segment.flags, Flags::SYN);
    lab.run_until(at(160)).expect("there is room");
    let next = lab.suggest(0, None).expect("it is a host");
    assert_eq!(next.segment.to_string(), "<SEQ=402><ACK=301><CTL=ACK>");
    let connection = &lab.snapshot().hosts[0].connections[0];
    assert_eq!(
        format!("10.0.0.1:{}", next.segment.src_port),
        connection.local
    );
    let from_b = lab.suggest(1, Some(1)).expect("it is a socket");
    assert_eq!((from_b.from.as_str(), from_b.to.as_str()), ("B", "A"));
    let code = |error: LabError| error.code();
    assert_eq!(lab.suggest(2, None).map_err(code), Err("unknown-host"));
    assert_eq!(lab.suggest(0, Some(9)).map_err(code), Err("unknown-socket"));
}
