//! From expression to text, in the words of a language.

use std::fmt;

use super::{COMPARISON, Expression, NOT, Node, Operator, SIGN};

/// A language that expressions are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::host::program) enum Dialect {
    /// As they are written in a scenario.
    Own,
    /// C.
    C,
    /// Python.
    Python,
}

impl Expression {
    /// The text in a language.
    pub(in crate::host::program) fn text(&self, dialect: Dialect) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = self.0.write(dialect, 0, &mut text);
        text
    }

    /// The text of a condition: in Python a number is `True` or `False`.
    pub(in crate::host::program) fn condition(&self, dialect: Dialect) -> String {
        match (dialect, &self.0) {
            (Dialect::Python, Node::Number(0)) => "False".to_owned(),
            (Dialect::Python, Node::Number(_)) => "True".to_owned(),
            (Dialect::Own | Dialect::C | Dialect::Python, _) => self.text(dialect),
        }
    }

    /// The text where only what binds tighter than a comparison may stand without parentheses.
    pub(in crate::host::program) fn operand(&self, dialect: Dialect) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = self.0.write(dialect, COMPARISON + 1, &mut text);
        text
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(Dialect::Own, 0, f)
    }
}

impl Node {
    /// In parentheses where something of at least this rank belongs.
    fn write(&self, dialect: Dialect, rank: u8, out: &mut impl fmt::Write) -> fmt::Result {
        let own = self.rank(dialect);
        if own < rank {
            out.write_char('(')?;
            self.write(dialect, 0, out)?;
            return out.write_char(')');
        }
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Variable(name) => out.write_str(name),
            Self::Error(errno) if dialect == Dialect::Python => write!(out, "errno.{errno}"),
            Self::Error(errno) => write!(out, "{errno}"),
            Self::Minus(node) => {
                out.write_char('-')?;
                node.write(dialect, SIGN + 1, out)
            }
            Self::Not(node) if dialect == Dialect::C => {
                out.write_char('!')?;
                node.write(dialect, SIGN, out)
            }
            Self::Not(node) => {
                out.write_str("not ")?;
                node.write(dialect, NOT, out)
            }
            Self::Two(left, operator, right) => {
                // Comparisons do not chain: both sides bind tighter.
                let comparison = u8::from(own == COMPARISON);
                left.write(dialect, own + comparison, out)?;
                write!(out, " {} ", operator.word(dialect))?;
                right.write(dialect, own + 1, out)
            }
        }
    }

    const fn rank(&self, dialect: Dialect) -> u8 {
        match self {
            Self::Number(_) | Self::Variable(_) | Self::Error(_) => SIGN + 1,
            Self::Minus(_) => SIGN,
            Self::Not(_) => match dialect {
                Dialect::C => SIGN,
                Dialect::Own | Dialect::Python => NOT,
            },
            Self::Two(_, operator, _) => operator.rank(),
        }
    }
}

impl Operator {
    fn word(self, dialect: Dialect) -> &'static str {
        match (dialect, self) {
            (Dialect::C, Self::Or) => "||",
            (Dialect::C, Self::And) => "&&",
            (Dialect::Python, Self::Over) => "//",
            (Dialect::Own | Dialect::C | Dialect::Python, operator) => {
                let mut all = Self::ALL.iter();
                all.find(|(_, known)| *known == operator)
                    .map_or("", |(text, _)| text)
            }
        }
    }
}
