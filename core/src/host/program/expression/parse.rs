//! From text to expression: operators by rank, each binding to the left.

use std::str::FromStr;

use super::{COMPARISON, Expression, MAX_EXPRESSION_OCTETS, MAX_NUMBER, NOT, Node, Operator, SIGN};
use crate::host::errno::Errno;

/// Parentheses, `not` and signs within each other.
const MAX_DEPTH: u32 = 16;
/// Octets of a name.
pub(in crate::host::program) const MAX_NAME_OCTETS: usize = 32;

/// Why a text is no expression. Columns count characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// Neither a number nor a text.
    #[error("expected a whole number or an expression in quotes")]
    Kind,
    /// Too large a number.
    #[error("a number is at most {MAX_NUMBER}")]
    Number,
    /// Too long.
    #[error("an expression has at most {MAX_EXPRESSION_OCTETS} octets, this one has {octets}")]
    Length {
        /// How long it is.
        octets: usize,
    },
    /// Something else belongs there.
    #[error("{text:?}, column {column}: expected {expected}")]
    Unexpected {
        /// The whole expression.
        text: String,
        /// Where.
        column: usize,
        /// What belongs there.
        expected: &'static str,
    },
}

impl FromStr for Expression {
    type Err = ExpressionError;

    fn from_str(text: &str) -> Result<Self, ExpressionError> {
        if text.len() > MAX_EXPRESSION_OCTETS {
            let octets = text.len();
            return Err(ExpressionError::Length { octets });
        }
        let mut reader = Reader { text, left: text };
        let node = reader.part(0, MAX_DEPTH)?;
        if !reader.rest().is_empty() {
            return Err(reader.expected("an operator"));
        }
        Ok(Self(node))
    }
}

/// Whether a variable may have this name.
pub(in crate::host::program) fn is_name(text: &str) -> bool {
    let first = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let reserved = ["and", "or", "not"].contains(&text) || error(text).is_some();
    first && text.chars().all(in_name) && text.len() <= MAX_NAME_OCTETS && !reserved
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn error(name: &str) -> Option<Errno> {
    let mut all = Errno::ALL.iter();
    all.find(|errno| errno.name() == name).copied()
}

struct Reader<'a> {
    text: &'a str,
    left: &'a str,
}

impl<'a> Reader<'a> {
    /// What is left behind the blanks.
    fn rest(&mut self) -> &'a str {
        self.left = self.left.trim_start();
        self.left
    }

    fn take(&mut self, octets: usize) -> &'a str {
        let (taken, left) = self
            .left
            .split_at_checked(octets)
            .unwrap_or(("", self.left));
        self.left = left;
        taken
    }

    fn expected(&mut self, expected: &'static str) -> ExpressionError {
        let left = self.rest().chars().count();
        ExpressionError::Unexpected {
            text: self.text.to_owned(),
            column: self.text.chars().count() - left + 1,
            expected,
        }
    }

    /// Operands joined by operators of at least this rank.
    fn part(&mut self, rank: u8, depth: u32) -> Result<Node, ExpressionError> {
        let mut left = self.operand(rank, depth)?;
        while let Some((octets, operator)) = self.operator().filter(|(_, op)| op.rank() >= rank) {
            self.take(octets);
            let right = self.part(operator.rank() + 1, depth)?;
            left = Node::Two(Box::new(left), operator, Box::new(right));
            let next = self.operator().map(|(_, next)| next.rank());
            if operator.rank() == COMPARISON && next == Some(COMPARISON) {
                return Err(self.expected("`and` between two comparisons"));
            }
        }
        Ok(left)
    }

    fn operator(&mut self) -> Option<(usize, Operator)> {
        let rest = self.rest();
        let (text, operator) = Operator::ALL.iter().find(|(text, _)| {
            let behind = rest.strip_prefix(text);
            let is_word = text.starts_with(in_name);
            behind.is_some_and(|behind| !is_word || !behind.starts_with(in_name))
        })?;
        Some((text.len(), *operator))
    }

    fn operand(&mut self, rank: u8, depth: u32) -> Result<Node, ExpressionError> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(self.expected("less deep nesting"));
        };
        let rest = self.rest();
        if rest.starts_with('(') {
            self.take(1);
            let inner = self.part(0, depth)?;
            if !self.rest().starts_with(')') {
                return Err(self.expected("`)`"));
            }
            self.take(1);
            return Ok(inner);
        }
        if rest.starts_with('-') {
            self.take(1);
            return Ok(Node::Minus(Box::new(self.part(SIGN, depth)?)));
        }
        let word = rest.len() - rest.trim_start_matches(in_name).len();
        let digit = rest.starts_with(|c: char| c.is_ascii_digit());
        match rest.get(..word).unwrap_or_default() {
            "not" if rank <= NOT => {
                self.take(word);
                Ok(Node::Not(Box::new(self.part(NOT, depth)?)))
            }
            number if digit => {
                let value = number.parse().ok().filter(|value| *value <= MAX_NUMBER);
                let value = value.ok_or_else(|| self.expected("a whole number below 2^53"))?;
                self.take(word);
                Ok(Node::Number(value))
            }
            name => self.named(name),
        }
    }

    fn named(&mut self, name: &str) -> Result<Node, ExpressionError> {
        if let Some(errno) = error(name) {
            self.take(name.len());
            return Ok(Node::Error(errno));
        }
        if !is_name(name) {
            return Err(self.expected("a number, a variable or `(`"));
        }
        self.take(name.len());
        Ok(Node::Variable(name.to_owned()))
    }
}
