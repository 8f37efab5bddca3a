//! The language: what a script says, and where one goes wrong.

use super::ast::{Action, BodyLine, EcnLine, Expr, OptionLine, OptionsLine, TcpLine, Time};
use super::{Defines, Failure, Script, Settings, Strictness, Verdict, parse, play, run};
use crate::host::Profile;
use crate::time::Duration;
use crate::wire::Flags;

fn script(text: &str) -> Script {
    parse(text, &Defines::new()).unwrap()
}

#[track_caller]
fn tcp(line: &str) -> TcpLine {
    let script = script(&format!("+0 {line}"));
    let (Action::Inbound(packet) | Action::Outbound(packet)) = &script.events[0].action else {
        panic!("no packet");
    };
    let BodyLine::Tcp(tcp) = &packet.body else {
        panic!("no segment");
    };
    tcp.clone()
}

/// `line:column: expected … found …`
fn error(text: &str) -> String {
    parse(text, &Defines::new()).unwrap_err().to_string()
}

fn verdict(text: &str) -> Verdict {
    let settings = Settings {
        strictness: Strictness::Layout,
        ..Settings::default()
    };
    run(&script(text), &settings).verdict
}

fn failure(text: &str) -> Failure {
    let verdict = verdict(text);
    let Verdict::Fail(failure) = verdict else {
        panic!("{verdict:?}");
    };
    failure
}

#[test]
fn a_segment_is_read_field_by_field() {
    let line = tcp(
        "> PU. 1:11(10) ack 5 win 100 urg 3 <mss 1460,nop, wscale 7,sack 1:2 4:5,TS val 1 ecr 2>",
    );
    assert_eq!(line.flags, Flags::PSH | Flags::URG | Flags::ACK);
    assert_eq!((line.seq, line.octets), (Some(1), 10));
    assert_eq!(
        (line.ack, line.window, line.urgent),
        (Some(5), Some(100), Some(3))
    );
    let options = vec![
        OptionLine::Mss(1460),
        OptionLine::NoOp,
        OptionLine::WindowScale(7),
        OptionLine::Sack(vec![(1, 2), (4, 5)]),
        OptionLine::Timestamps { value: 1, echo: 2 },
    ];
    assert_eq!(line.options, OptionsLine::List(options));
}

#[test]
fn flags_are_letters_a_dot_or_a_dash() {
    for (text, flags) in [
        (".", Flags::ACK),
        ("-", Flags::empty()),
        ("S", Flags::SYN),
        ("SEW.", Flags::SYN | Flags::ECE | Flags::CWR | Flags::ACK),
        ("F .", Flags::FIN | Flags::ACK),
        ("S.5", Flags::SYN | Flags::ACK | Flags::AE | Flags::ECE),
    ] {
        assert_eq!(tcp(&format!("< {text} 0:0(0)")).flags, flags, "{text}");
    }
}

#[test]
fn numbers_may_be_anything_or_absolute() {
    assert_eq!(tcp("> S. ...(0) ack 1").seq, None);
    assert!(tcp("> R. 0:0(0)! ack 2").absolute);
    assert_eq!(tcp("> . 1:1(0) <...>").options, OptionsLine::Any);
}

#[test]
fn a_sequence_range_is_no_address() {
    assert_eq!(tcp("< . 1:1(0)").seq, Some(1));
    let script = script("--local_ip=fd3d:a0b:17d6::1\n+0 < . 4294967295:4294967295(0)");
    assert_eq!(script.options[0].value, "fd3d:a0b:17d6::1");
}

#[test]
fn the_codepoint_of_ecn_stands_before_the_flags() {
    let script = script("+0 > [ect0] P. 1:2(1) ack 1");
    let Action::Outbound(packet) = &script.events[0].action else {
        panic!("no packet");
    };
    assert_eq!(packet.ip.ecn, Some(EcnLine::Ect0));
}

#[test]
fn times_are_relative_absolute_ranges_or_any() {
    let text = "0 `a`\n+.1 `b`\n+.01~+0.2 > . 1:1(0)\n1~2 > . 1:1(0)\n* > . 1:1(0)";
    let times: Vec<Time> = script(text).events.iter().map(|event| event.time).collect();
    let millis = Duration::from_millis;
    let expected = [
        Time::Absolute(Duration::ZERO),
        Time::Relative(millis(100)),
        Time::RelativeRange(millis(10), millis(200)),
        Time::AbsoluteRange(millis(1000), millis(2000)),
        Time::Any,
    ];
    assert_eq!(times, expected);
}

#[test]
fn a_call_has_arguments_a_result_an_error_and_an_end() {
    let script =
        script("+0...0.2 poll([{fd=4, events=POLLIN|POLLOUT}], 1, -1) = -1 EINTR (Interrupted)");
    let Action::Call(call) = &script.events[0].action else {
        panic!("no call");
    };
    assert_eq!(call.until, Some(Duration::from_millis(200)));
    assert_eq!(call.arguments[2], Expr::Number(-1));
    assert_eq!(call.errno.as_deref(), Some("EINTR"));
    let Expr::List(polled) = &call.arguments[0] else {
        panic!("no list");
    };
    assert!(matches!(&polled[0], Expr::Record(fields) if fields.len() == 2));
}

#[test]
fn comments_vanish_and_shell_keeps_its_lines() {
    let script = script("// one\n/* two\n */ `a\nb`\n+0 `c` // three");
    let texts: Vec<&str> = script
        .events
        .iter()
        .map(|event| event.text.as_str())
        .collect();
    assert_eq!(texts, ["`a\nb`", "+0 `c`"]);
}

#[test]
fn conditions_choose_by_what_is_defined() {
    let text =
        "#ifdef A\n+0 `a`\n#else\n+0 `b`\n#endif\n#if !defined(B)\n+0 `c`\n#elif B\n+0 `d`\n#endif";
    let chosen = |defines: &[(&str, &str)]| -> Vec<String> {
        let defines = defines
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let script = parse(text, &defines.collect()).unwrap();
        script.events.into_iter().map(|event| event.text).collect()
    };
    assert_eq!(chosen(&[]), ["+0 `b`", "+0 `c`"]);
    assert_eq!(chosen(&[("A", ""), ("B", "1")]), ["+0 `a`", "+0 `d`"]);
}

#[test]
fn a_defined_name_stands_for_its_value() {
    let defines = vec![("LEN".to_owned(), "10".to_owned())];
    let script = parse("+0 write(3, ..., LEN) = LEN", &defines).unwrap();
    let Action::Call(call) = &script.events[0].action else {
        panic!("no call");
    };
    assert_eq!(call.result, Expr::Number(10));
}

#[test]
fn an_error_tells_where_what_was_expected_and_what_stands_there() {
    assert_eq!(
        error("+0 < S 0:0(0) win x"),
        "1:19: expected 0 to 65535, found `x`"
    );
    assert_eq!(
        error("+0 > . 1:5(3)"),
        "1:11: expected a length that leads from one number to the other, found `(`"
    );
    assert_eq!(
        error("+0 close(3)"),
        "1:12: expected `=`, found the end of the file"
    );
    assert_eq!(
        error("\n+0 `a"),
        "2:4: expected `, found the end of the file"
    );
    assert_eq!(
        error("#ifdef A\n"),
        "1:1: expected `#endif` for this condition, found the end of the file"
    );
    assert_eq!(
        error("+0 %{ assert 1 + }%"),
        "1:18: expected a value, found `}%`"
    );
}

#[test]
fn what_is_not_sent_is_told_with_the_line_that_wanted_it() {
    let failure = failure(
        "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 bind(3, ..., ...) = 0\n+0 listen(3, 1) = 0\n+0 < R 0:0(0) win 0\n+0 > . 1:1(0)",
    );
    assert_eq!((failure.place.line, failure.what.as_str()), (5, "packet"));
    assert_eq!(
        (failure.expected.as_str(), failure.seen.as_str()),
        ("> . 1:1(0)", "nothing")
    );
}

#[test]
fn both_sides_of_a_difference_stand_below_each_other() {
    let failure = failure("0 < S 5:5(0) win 10\n+0 > R. 0:0(0) ack 7 win 0");
    let shown = "2:1 acknowledgment number, at 0 s\n  expected  > R. 0:0(0) ack 7 win 0\n  seen      > R. 0:0(0) ack 1 win 0";
    assert_eq!(failure.side_by_side(), shown);
}

#[test]
fn what_is_not_modelled_has_a_name() {
    for (text, construct) in [
        (
            "0 socket(..., SOCK_DGRAM, IPPROTO_UDP) = 3",
            "SOCK_DGRAM in socket",
        ),
        ("0 epoll_create(1) = 3", "call epoll_create"),
        ("0 `reboot`", "shell: reboot"),
        ("0 `sysctl -w net.no.such=1`", "sysctl net.no.such"),
        ("--wings=2\n0 `nstat`", "option --wings=2"),
    ] {
        let verdict = verdict(text);
        let Verdict::Unsupported {
            construct: told, ..
        } = verdict
        else {
            panic!("{text}: {verdict:?}");
        };
        assert_eq!(told, construct);
    }
}

#[test]
fn the_sysctls_of_a_script_choose_the_profile() {
    let profile = |text| super::profile_of(&script(text));
    assert_eq!(
        profile("0 `sysctl -q net.ipv4.tcp_sack=1`"),
        Profile::Linux6
    );
    assert_eq!(profile("0 `../common/defaults.sh`"), Profile::Linux6);
    assert_eq!(
        profile("0 `sysctl -w net.inet.tcp.sack.enable=1`"),
        Profile::FreeBsd
    );
    assert_eq!(profile("0 `nstat`"), Profile::Rfc9293);
}

#[test]
fn a_script_written_for_a_version_of_ip_runs_with_it() {
    let text = "0 < S 0:0(0) win 10\n+0 > R. 0:0(0) ack 1";
    for name in ["a-ipv4.pkt", "a-ipv6.pkt", "a.pkt"] {
        let report = play(text, name, &Settings::default(), &Defines::new()).unwrap();
        assert_eq!(report.verdict, Verdict::Pass, "{name}");
    }
}

#[test]
fn a_script_without_end_comes_to_an_end() {
    let text = "0 `nstat`\n".repeat(super::MAX_EVENTS + 1);
    assert!(matches!(verdict(&text), Verdict::Unsupported { .. }));
    assert!(matches!(
        verdict("1000000 `nstat`"),
        Verdict::Unsupported { .. }
    ));
    assert!(parse(&" ".repeat(super::MAX_SCRIPT_OCTETS + 1), &Defines::new()).is_err());
    let deep = format!("+0 f({}1{}) = 0", "[".repeat(1000), "]".repeat(1000));
    assert!(error(&deep).contains("less deep nesting"));
}
