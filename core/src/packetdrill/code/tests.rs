use super::{Names, Stopped, parse, run};

fn verdict(source: &str) -> Result<(), Stopped> {
    let statements = parse(source).unwrap();
    run(&statements, &mut Names::new(), &|name| {
        (name == "tcpi_snd_cwnd").then_some(10)
    })
}

#[test]
fn an_assertion_that_holds_passes() {
    for source in [
        "assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd",
        " assert 9 <= tcpi_snd_cwnd <= 10, 'cwnd=%d' % tcpi_snd_cwnd ",
        "assert (tcpi_snd_cwnd & 2) != 0 and not tcpi_snd_cwnd == 3",
        "cwnd = 4; cwnd += 6; assert cwnd == tcpi_snd_cwnd",
        "print(tcpi_snd_cwnd); assert 7 / 2 == 3.5",
        "assert 7 // 2 == 3 and -7 // 2 == -4 and -7 % 3 == 2",
        "assert 1 == 1; \\\n  # why\nassert max(1, 2) == 2",
        "assert 3 == 4 or 1 << 3 == 8",
    ] {
        assert_eq!(verdict(source), Ok(()), "{source}");
    }
}

#[test]
fn an_assertion_that_fails_tells_the_values_in_it() {
    let stopped = verdict("assert tcpi_snd_cwnd == 11, tcpi_snd_cwnd").unwrap_err();
    let text = "tcpi_snd_cwnd == 11 (tcpi_snd_cwnd = 10)".to_owned();
    assert_eq!(stopped, Stopped::Failed(text));
}

#[test]
fn a_name_that_nobody_knows_is_named() {
    let unknown = Stopped::Unknown("bbr_bw".to_owned());
    assert_eq!(verdict("assert bbr_bw > 0"), Err(unknown));
}

#[test]
fn what_has_no_value_stops() {
    assert!(matches!(
        verdict("assert 1 / 0"),
        Err(Stopped::Senseless(_))
    ));
    assert!(matches!(
        verdict("assert 'a' + 1"),
        Err(Stopped::Senseless(_))
    ));
}

#[test]
fn an_error_says_what_was_expected() {
    let wrong = parse("assert 1 ==").unwrap_err();
    let malformed = wrong.inside("%{assert 1 ==}%", 2);
    assert_eq!(malformed.expected, "a value");
    assert_eq!(malformed.place.column, 14);
}
