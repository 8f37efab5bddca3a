use super::*;
use crate::host::program::Statement;

fn read(text: &str) -> Expression {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The variables of a program that sets `n` and `i`.
fn none() -> Variables {
    let program = ["n", "i"].map(|name| Statement::Set {
        variable: name.to_owned(),
        to: 0.into(),
    });
    Variables::of(&program)
}

fn value(text: &str) -> Result<i64, Fault> {
    let mut variables = none();
    variables.set("n", 5);
    variables.set("i", -2);
    variables.set(ERRNO, Errno::EAGAIN.number().into());
    read(text).value(&variables)
}

#[test]
fn arithmetic_binds_as_in_c() {
    for (text, expected) in [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("-7 / 2", -3),
        ("-7 % 2", -1),
        ("n + i", 3),
        ("- i", 2),
        ("2 - -3", 5),
        ("n > 0 and i < 0", 1),
        ("n == 5 or missing == 1", 1),
        ("n != 5 and missing == 1", 0),
        ("not n == 5", 0),
        ("not 0 and 1", 1),
        ("not (n < 0 or i < 0)", 0),
        ("n < 0 or errno == EAGAIN", 1),
        ("errno != EPIPE", 1),
        ("n >= 5", 1),
        ("n <= 4", 0),
        ("3 or 0", 1),
    ] {
        assert_eq!(value(text), Ok(expected), "{text}");
    }
}

#[test]
fn what_has_no_value_says_why() {
    assert_eq!(
        value("9007199254740991 * 9007199254740991"),
        Err(Fault::Overflow)
    );
    assert_eq!(value("1 / (n - 5)"), Err(Fault::DividedByZero));
    assert_eq!(value("1 % 0"), Err(Fault::DividedByZero));
    assert_eq!(value("missing + 1"), Err(Fault::NoValue));
    assert_eq!(read("errno").value(&none()), Ok(0));
}

#[test]
fn what_is_wrong_with_an_expression_is_said_with_its_place() {
    for (text, column, expected) in [
        ("", 1, "a number, a variable or `(`"),
        ("n +", 4, "a number, a variable or `(`"),
        ("n n", 3, "an operator"),
        ("(n", 3, "`)`"),
        ("a < b < c", 7, "`and` between two comparisons"),
        ("n = 1", 3, "an operator"),
        ("1 + not n", 5, "a number, a variable or `(`"),
        ("99999999999999999999", 1, "a whole number below 2^53"),
        ("n + 9007199254740992", 5, "a whole number below 2^53"),
        ("1n", 1, "a whole number below 2^53"),
        ("n 数", 3, "an operator"),
        ("数", 1, "a number, a variable or `(`"),
    ] {
        let error = text.parse::<Expression>().unwrap_err();
        let wrong = ExpressionError::Unexpected {
            text: text.to_owned(),
            column,
            expected,
        };
        assert_eq!(error, wrong, "{text}");
    }
    let deep = format!("{}1{}", "(".repeat(30), ")".repeat(30));
    assert!(deep.parse::<Expression>().is_err());
    assert!("1+".repeat(200).parse::<Expression>().is_err());
    assert!("n".repeat(33).parse::<Expression>().is_err());
}

#[test]
fn every_language_shows_it_with_the_parentheses_it_needs() {
    for (text, own, c, python) in [
        ("1+(2*3)", "1 + 2 * 3", "1 + 2 * 3", "1 + 2 * 3"),
        ("(1+2)*3", "(1 + 2) * 3", "(1 + 2) * 3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)", "1 - (2 - 3)", "1 - (2 - 3)"),
        ("not n==5", "not n == 5", "!(n == 5)", "not n == 5"),
        ("(not n)==5", "(not n) == 5", "!n == 5", "(not n) == 5"),
        (
            "n<0 and (a or b)",
            "n < 0 and (a or b)",
            "n < 0 && (a || b)",
            "n < 0 and (a or b)",
        ),
        ("(a<b)==1", "(a < b) == 1", "(a < b) == 1", "(a < b) == 1"),
        ("n/2", "n / 2", "n / 2", "n // 2"),
        ("-(-n)", "-(-n)", "-(-n)", "-(-n)"),
        (
            "errno == EAGAIN",
            "errno == EAGAIN",
            "errno == EAGAIN",
            "errno == errno.EAGAIN",
        ),
    ] {
        let read = read(text);
        assert_eq!(read.to_string(), own);
        assert_eq!(read.text(Dialect::C), c);
        assert_eq!(read.text(Dialect::Python), python);
        assert_eq!(own.parse::<Expression>().unwrap(), read);
    }
}

#[test]
fn an_expression_survives_json() {
    for text in ["3", "-3", r#""n - 1""#, r#""not a and b""#, r#""-n""#] {
        let read: Expression = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
    for text in ["{}", "9007199254740992", "-9007199254740992", "1.5"] {
        assert!(serde_json::from_str::<Expression>(text).is_err(), "{text}");
    }
}
