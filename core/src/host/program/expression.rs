//! Expressions of programs: whole numbers, variables, arithmetic, comparisons.
//!
//! Written as in Python: `i + 1`, `n < 0 and errno == EAGAIN`, `not (a or b)`. A comparison is 1 or 0, and what is
//! not 0 is true. `/` and `%` cut toward zero, as in C. Names of errors (`EAGAIN`) are their numbers on Linux,
//! and so is the variable `errno`.

mod parse;
mod print;

use serde::{Deserialize, Serialize};

pub use self::parse::ExpressionError;
pub(super) use self::parse::is_name;
pub(super) use self::print::Dialect;
use super::{Fault, Variables};
use crate::host::errno::Errno;
use crate::loose::Loose;
use crate::schema::schema;

/// Octets of one expression.
pub const MAX_EXPRESSION_OCTETS: usize = 256;

/// The largest number that can be written, either way: JavaScript knows no larger one exactly.
pub const MAX_NUMBER: i64 = (1 << 53) - 1;

/// The variable with the number of the last error.
pub const ERRNO: &str = "errno";

/// An expression; in JSON a text, or a number alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Loose")]
pub struct Expression(Node);

/// An expression as JSON has it.
#[derive(Serialize)]
#[serde(untagged)]
enum Written {
    Number(i64),
    Text(String),
}

schema! { Expression {
    "description": "A whole number, or an expression as in Python: `n > 0`, `i + 1`, `n < 0 and errno == EAGAIN`.",
    "type": ["string", "integer"],
    "maxLength": MAX_EXPRESSION_OCTETS,
    // Operands, each behind signs, `not` and parentheses, with operators between them.
    "pattern": r"^(\s*(-|\(|not\b))*\s*\w+[\s)]*((and\b|or\b|[=!<>]=|[<>+*/%-])(\s*(-|\(|not\b))*\s*\w+[\s)]*)*$",
    "minimum": -MAX_NUMBER,
    "maximum": MAX_NUMBER,
    "examples": ["n > 0", "i + 1", "n < 0 and errno == EAGAIN"],
} }

/// A part of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Number(i64),
    Variable(String),
    Error(Errno),
    Minus(Box<Self>),
    Not(Box<Self>),
    Two(Box<Self>, Operator, Box<Self>),
}

/// What stands between two operands, the loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
    Modulo,
}

impl Expression {
    /// Its value. `and` and `or` look at the right only when the left does not decide.
    pub(in crate::host) fn value(&self, variables: &Variables) -> Result<i64, Fault> {
        self.value_where(&|name| variables.get(name))
    }

    /// Its value where `known` tells the variables: for whoever runs programs on another host than the lab's.
    ///
    /// # Errors
    /// The [`Fault`] that would stop the program there.
    pub fn value_where(&self, known: &dyn Fn(&str) -> Option<i64>) -> Result<i64, Fault> {
        self.0.value(known)
    }

    /// The number that it is, if it is nothing else.
    pub(super) const fn number(&self) -> Option<i64> {
        if let Node::Number(number) = self.0 {
            Some(number)
        } else {
            None
        }
    }

    /// Every variable in it, in the order of reading.
    pub(super) fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.0.names(&mut names);
        names
    }
}

impl From<i64> for Expression {
    fn from(number: i64) -> Self {
        Self(Node::Number(number))
    }
}

impl TryFrom<Loose> for Expression {
    type Error = ExpressionError;

    fn try_from(value: Loose) -> Result<Self, ExpressionError> {
        match value {
            Loose::Number(number) if number.unsigned_abs() > MAX_NUMBER.unsigned_abs() => {
                Err(ExpressionError::Number)
            }
            Loose::Number(number) => Ok(number.into()),
            Loose::Text(text) => text.parse(),
            Loose::Fields(_) => Err(ExpressionError::Kind),
        }
    }
}

impl From<Expression> for Written {
    fn from(expression: Expression) -> Self {
        match expression.number() {
            Some(number) => Self::Number(number),
            None => Self::Text(expression.to_string()),
        }
    }
}

impl Node {
    fn value(&self, known: &dyn Fn(&str) -> Option<i64>) -> Result<i64, Fault> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Error(errno) => Ok(errno.number().into()),
            Self::Variable(name) => match known(name) {
                Some(value) => Ok(value),
                None if name == ERRNO => Ok(0),
                None => Err(Fault::NoValue),
            },
            Self::Minus(node) => {
                let value = node.value(known)?;
                value.checked_neg().ok_or(Fault::Overflow)
            }
            Self::Not(node) => Ok((node.value(known)? == 0).into()),
            Self::Two(left, operator, right) => {
                let left = left.value(known)?;
                if *operator == Operator::Or && left != 0 {
                    return Ok(1);
                }
                if *operator == Operator::And && left == 0 {
                    return Ok(0);
                }
                operator.apply(left, right.value(known)?)
            }
        }
    }

    fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) | Self::Error(_) => {}
            Self::Variable(name) => names.push(name),
            Self::Minus(node) | Self::Not(node) => node.names(names),
            Self::Two(left, _, right) => {
                left.names(names);
                right.names(names);
            }
        }
    }
}

impl Operator {
    /// Every operator as it is written; what begins like another one comes before it.
    const ALL: [(&'static str, Self); 13] = [
        ("or", Self::Or),
        ("and", Self::And),
        ("==", Self::Equal),
        ("!=", Self::Unequal),
        ("<=", Self::AtMost),
        ("<", Self::Less),
        (">=", Self::AtLeast),
        (">", Self::Greater),
        ("+", Self::Plus),
        ("-", Self::Minus),
        ("*", Self::Times),
        ("/", Self::Over),
        ("%", Self::Modulo),
    ];

    /// How tightly it binds.
    const fn rank(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal
            | Self::Unequal
            | Self::Less
            | Self::AtMost
            | Self::Greater
            | Self::AtLeast => COMPARISON,
            Self::Plus | Self::Minus => 5,
            Self::Times | Self::Over | Self::Modulo => 6,
        }
    }

    fn apply(self, left: i64, right: i64) -> Result<i64, Fault> {
        let exact = |value: Option<i64>| value.ok_or(Fault::Overflow);
        let nonzero = |right: i64| Some(right).filter(|right| *right != 0);
        let divisor = || nonzero(right).ok_or(Fault::DividedByZero);
        match self {
            Self::Or | Self::And => Ok((right != 0).into()),
            Self::Equal => Ok((left == right).into()),
            Self::Unequal => Ok((left != right).into()),
            Self::Less => Ok((left < right).into()),
            Self::AtMost => Ok((left <= right).into()),
            Self::Greater => Ok((left > right).into()),
            Self::AtLeast => Ok((left >= right).into()),
            Self::Plus => exact(left.checked_add(right)),
            Self::Minus => exact(left.checked_sub(right)),
            Self::Times => exact(left.checked_mul(right)),
            Self::Over => exact(left.checked_div(divisor()?)),
            Self::Modulo => exact(left.checked_rem(divisor()?)),
        }
    }
}

/// The rank of comparisons, which do not chain.
const COMPARISON: u8 = 4;
/// What `not` stands before: a comparison and whatever binds tighter.
const NOT: u8 = 3;
/// What a sign stands before: one operand.
const SIGN: u8 = 7;

#[cfg(test)]
mod tests;
