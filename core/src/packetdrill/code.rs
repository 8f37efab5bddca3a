//! `%{ assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd }%`: the little Python that scripts use.
//!
//! Assertions, assignments and `print` (which does nothing) over integers and fractions; no loops, no functions.

mod eval;
mod parse;

pub(super) use eval::{Names, Stopped, run};
pub(super) use parse::parse;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `assert condition, message`
    Assert {
        /// The condition.
        condition: Value,
        /// Its text, for the report.
        text: String,
    },
    /// `name = value`
    Assign {
        /// The name.
        name: String,
        /// The value.
        value: Value,
    },
    /// `print(…)`: nothing happens.
    Print,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number: so many parts of so many (1.5 is 15 of 10).
    Number(i128, i128),
    /// A name.
    Name(String),
    /// A text; it can only be printed or compared.
    Text(String),
    /// `not a`, `-a`, `~a`
    Unary(Unary, Box<Self>),
    /// `a + b`
    Binary(Box<Self>, Binary, Box<Self>),
    /// `a <= b < c`
    Chain(Box<Self>, Vec<(Comparison, Self)>),
    /// `a and b`
    And(Box<Self>, Box<Self>),
    /// `a or b`
    Or(Box<Self>, Box<Self>),
    /// `min(a, b)`
    Apply(Function, Vec<Self>),
    /// `(a, b)`
    Tuple(Vec<Self>),
}

/// What stands before one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    /// `not`
    Not,
    /// `-`
    Minus,
    /// `~`
    Invert,
}

/// What stands between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`: a fraction.
    Divide,
    /// `//`
    Floor,
    /// `%`
    Modulo,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `<<`
    Left,
    /// `>>`
    Right,
}

/// What compares two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// A function that may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `abs`
    Abs,
    /// `min`
    Min,
    /// `max`
    Max,
    /// `int`: towards zero.
    Int,
}

#[cfg(test)]
mod tests;
