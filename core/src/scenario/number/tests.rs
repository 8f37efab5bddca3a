use super::*;

fn from_iss(host: &str, offset: u32) -> Number {
    let host = host.to_owned();
    let nth = 1;
    Number::FromIss { host, nth, offset }
}

#[test]
fn a_number_reads_as_it_is_written() {
    let rows = [
        ("7", Number::Plain(7)),
        ("1.5 s", Number::Time(Duration::from_millis(1500))),
        ("A.ISS", from_iss("A", 0)),
        ("A.ISS+1", from_iss("A", 1)),
        (" client.ISS + 2920 ", from_iss("client", 2920)),
    ];
    for (text, number) in rows {
        assert_eq!(text.parse(), Ok(number), "{text}");
    }
}

#[test]
fn what_is_no_number_says_what_is_expected() {
    for text in ["", "A", "A.ISS-1", "A.ISS+", "A.ISS+x", "-1", "A.IRS+1"] {
        let error = text.parse::<Number>().expect_err(text).to_string();
        assert!(error.contains("A.ISS+1"), "{error}");
    }
}

#[test]
fn what_is_shown_reads_back() {
    let time = Number::Time(Duration::from_millis(50));
    for number in [Number::Plain(9), time, from_iss("B", 0), from_iss("B", 3)] {
        assert_eq!(number.to_string().parse(), Ok(number.clone()));
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), number);
    }
}

#[test]
fn counting_from_an_iss_wraps_as_sequence_numbers_do() {
    let iss = |host: &str, _| (host == "A").then_some(u32::MAX);
    assert_eq!(from_iss("A", 2).value(iss), Some(1));
    assert_eq!(from_iss("B", 2).value(iss), None);
}
