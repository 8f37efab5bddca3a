use super::*;

#[test]
fn a_length_reads_as_it_is_written() {
    let rows = [
        ("0 s", 0),
        ("7ns", 7),
        ("250 us", 250_000),
        ("50 ms", 50_000_000),
        (" 1.5 s ", 1_500_000_000),
        ("0.000000001 s", 1),
        ("4 min", 240_000_000_000),
        ("2 h", 7_200_000_000_000),
    ];
    for (text, nanos) in rows {
        assert_eq!(text.parse(), Ok(Duration::from_nanos(nanos)), "{text}");
    }
}

#[test]
fn what_is_no_length_says_what_is_expected() {
    let rows = [
        "",
        "5",
        "s",
        "-1 s",
        "1,5 s",
        "1. s",
        ".5 s",
        "1 sec",
        "1 ms 2 us",
        "1e3 s",
        "+1 s",
        "0.5 ns",
        "99999999999 s",
        "1 µs",
        "1.2.3 s",
        "0.00000000000000000000001 s",
    ];
    for text in rows {
        let error = text.parse::<Duration>().expect_err(text).to_string();
        assert!(error.contains("50 ms"), "{error}");
    }
}

#[test]
fn what_is_shown_reads_back() {
    for nanos in [0, 1, 999, 1_000_000, 50_000_000, 1_000_000_001] {
        let length = Duration::from_nanos(nanos);
        assert_eq!(length.to_string().parse(), Ok(length));
    }
}

#[test]
fn json_takes_nanoseconds_and_texts_and_gives_nanoseconds() {
    let read = |json: &str| serde_json::from_str::<Duration>(json);
    assert_eq!(read("5").unwrap(), Duration::from_nanos(5));
    assert_eq!(read("\"5 s\"").unwrap(), Duration::from_secs(5));
    assert!(read("-1").is_err() && read("1.5").is_err() && read("null").is_err());
    let written = serde_json::to_string(&Duration::from_secs(5)).unwrap();
    assert_eq!(written, "5000000000");
}
