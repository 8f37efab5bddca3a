//! Runs statements over the names that a script knows.

use std::collections::BTreeMap;

use super::{Binary, Comparison, Function, Statement, Unary, Value};

/// The names that a script has assigned.
pub(in crate::packetdrill) type Names = BTreeMap<String, Worth>;

/// Names that one script may assign.
const MAX_NAMES: usize = 1024;

/// Why a piece of code went no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::packetdrill) enum Stopped {
    /// The assertion does not hold; its text, and the values of the names in it.
    Failed(String),
    /// A name that nobody knows.
    Unknown(String),
    /// Something that has no value: a division by zero, a text in a sum.
    Senseless(String),
}

/// A value that has been worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::packetdrill) enum Worth {
    /// A fraction in lowest terms, its denominator above zero.
    Number(i128, i128),
    Text(String),
    Tuple(Vec<Self>),
}

/// Runs `statements`; `look_up` knows the names that the script did not assign.
pub(in crate::packetdrill) fn run(
    statements: &[Statement],
    names: &mut Names,
    look_up: &dyn Fn(&str) -> Option<i128>,
) -> Result<(), Stopped> {
    for statement in statements {
        let scope = Scope { names, look_up };
        match statement {
            Statement::Print => {}
            Statement::Assert { condition, text } => {
                if !scope.value(condition)?.is_true() {
                    return Err(Stopped::Failed(scope.explain(condition, text)));
                }
            }
            Statement::Assign { name, value } => {
                let value = scope.value(value)?;
                if names.len() < MAX_NAMES {
                    names.insert(name.clone(), value);
                }
            }
        }
    }
    Ok(())
}

struct Scope<'a> {
    names: &'a Names,
    look_up: &'a dyn Fn(&str) -> Option<i128>,
}

impl Scope<'_> {
    /// The text of a condition with the values of its names: `tcpi_snd_cwnd == 10 (tcpi_snd_cwnd = 9)`.
    fn explain(&self, condition: &Value, text: &str) -> String {
        let mut mentioned = Vec::new();
        mention(condition, &mut mentioned);
        let values: Vec<String> = mentioned
            .into_iter()
            .filter(|name| name.starts_with("tcpi_") || self.names.contains_key(*name))
            .filter_map(|name| Some(format!("{name} = {}", self.name(name).ok()?)))
            .collect();
        format!("{text} ({})", values.join(", "))
    }

    fn name(&self, name: &str) -> Result<Worth, Stopped> {
        if let Some(value) = self.names.get(name) {
            return Ok(value.clone());
        }
        let value = (self.look_up)(name).ok_or_else(|| Stopped::Unknown(name.to_owned()))?;
        Ok(Worth::Number(value, 1))
    }

    fn value(&self, value: &Value) -> Result<Worth, Stopped> {
        match value {
            Value::Number(parts, whole) => fraction(*parts, *whole),
            Value::Name(name) => self.name(name),
            Value::Text(text) => Ok(Worth::Text(text.clone())),
            Value::Unary(unary, operand) => self.unary(*unary, operand),
            Value::Binary(left, operator, right) => {
                binary(self.value(left)?, *operator, &self.value(right)?)
            }
            Value::Chain(first, rest) => self.chain(first, rest),
            Value::And(left, right) => {
                let left = self.value(left)?;
                if left.is_true() {
                    self.value(right)
                } else {
                    Ok(left)
                }
            }
            Value::Or(left, right) => {
                let left = self.value(left)?;
                if left.is_true() {
                    Ok(left)
                } else {
                    self.value(right)
                }
            }
            Value::Apply(function, arguments) => self.apply(*function, arguments),
            Value::Tuple(items) => {
                let items: Result<_, _> = items.iter().map(|item| self.value(item)).collect();
                Ok(Worth::Tuple(items?))
            }
        }
    }

    fn unary(&self, unary: Unary, operand: &Value) -> Result<Worth, Stopped> {
        let value = self.value(operand)?;
        match unary {
            Unary::Not => Ok(truth(!value.is_true())),
            Unary::Minus => {
                let (parts, whole) = value.number()?;
                fraction(-parts, whole)
            }
            Unary::Invert => Ok(Worth::Number(!value.integer()?, 1)),
        }
    }

    fn chain(&self, first: &Value, rest: &[(Comparison, Value)]) -> Result<Worth, Stopped> {
        let mut left = self.value(first)?;
        for (comparison, right) in rest {
            let right = self.value(right)?;
            if !compare(&left, *comparison, &right)? {
                return Ok(truth(false));
            }
            left = right;
        }
        Ok(truth(true))
    }

    fn apply(&self, function: Function, arguments: &[Value]) -> Result<Worth, Stopped> {
        let values: Result<Vec<_>, _> = arguments.iter().map(|value| self.value(value)).collect();
        let values = values?;
        let nothing = || Stopped::Senseless("a function of nothing".to_owned());
        let mut best = values.first().cloned().ok_or_else(nothing)?;
        let (parts, whole) = best.number()?;
        match function {
            Function::Abs => fraction(parts.saturating_abs(), whole),
            Function::Int => fraction(parts / whole, 1),
            Function::Min | Function::Max => {
                let better = if function == Function::Min {
                    Comparison::Less
                } else {
                    Comparison::Greater
                };
                for value in values {
                    if compare(&value, better, &best)? {
                        best = value;
                    }
                }
                Ok(best)
            }
        }
    }
}

impl Worth {
    fn is_true(&self) -> bool {
        match self {
            Self::Number(parts, _) => *parts != 0,
            Self::Text(text) => !text.is_empty(),
            Self::Tuple(items) => !items.is_empty(),
        }
    }

    fn number(&self) -> Result<(i128, i128), Stopped> {
        if let Self::Number(parts, whole) = self {
            Ok((*parts, *whole))
        } else {
            Err(Stopped::Senseless(
                "a text where a number is needed".to_owned(),
            ))
        }
    }

    fn integer(&self) -> Result<i128, Stopped> {
        let (parts, whole) = self.number()?;
        if whole == 1 {
            Ok(parts)
        } else {
            Err(Stopped::Senseless(
                "a fraction where an integer is needed".to_owned(),
            ))
        }
    }
}

impl std::fmt::Display for Worth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(parts, 1) => parts.fmt(f),
            Self::Number(parts, whole) => write!(f, "{parts}/{whole}"),
            Self::Text(text) => text.fmt(f),
            Self::Tuple(items) => write!(f, "{} values", items.len()),
        }
    }
}

/// The names in a value, each once.
fn mention<'a>(value: &'a Value, names: &mut Vec<&'a str>) {
    match value {
        Value::Number(..) | Value::Text(_) => {}
        Value::Name(name) => {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        Value::Unary(_, operand) => mention(operand, names),
        Value::Binary(left, _, right) | Value::And(left, right) | Value::Or(left, right) => {
            mention(left, names);
            mention(right, names);
        }
        Value::Chain(first, rest) => {
            mention(first, names);
            rest.iter().for_each(|(_, value)| mention(value, names));
        }
        Value::Apply(_, items) | Value::Tuple(items) => {
            items.iter().for_each(|item| mention(item, names))
        }
    }
}

const fn truth(value: bool) -> Worth {
    Worth::Number(value as i128, 1)
}

/// In lowest terms.
fn fraction(parts: i128, whole: i128) -> Result<Worth, Stopped> {
    let (mut a, mut b) = (parts.unsigned_abs(), whole.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = i128::try_from(a).unwrap_or(1).max(1) * whole.signum();
    if divisor == 0 {
        return Err(Stopped::Senseless("a division by zero".to_owned()));
    }
    Ok(Worth::Number(parts / divisor, whole / divisor))
}

fn compare(left: &Worth, comparison: Comparison, right: &Worth) -> Result<bool, Stopped> {
    if let (Worth::Text(left), Worth::Text(right)) = (left, right) {
        return Ok(match comparison {
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::Greater => left > right,
            Comparison::AtLeast => left >= right,
        });
    }
    let ((a, b), (c, d)) = (left.number()?, right.number()?);
    let (left, right) = (a.saturating_mul(d), c.saturating_mul(b));
    Ok(match comparison {
        Comparison::Equal => left == right,
        Comparison::Unequal => left != right,
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Greater => left > right,
        Comparison::AtLeast => left >= right,
    })
}

fn binary(left: Worth, operator: Binary, right: &Worth) -> Result<Worth, Stopped> {
    // `'%d' % value`: a message, which nobody reads.
    if let (Worth::Text(_), Binary::Modulo) = (&left, operator) {
        return Ok(left);
    }
    let ((a, b), (c, d)) = (left.number()?, right.number()?);
    let times = i128::saturating_mul;
    match operator {
        Binary::Add => fraction(times(a, d).saturating_add(times(c, b)), times(b, d)),
        Binary::Subtract => fraction(times(a, d).saturating_sub(times(c, b)), times(b, d)),
        Binary::Multiply => fraction(times(a, c), times(b, d)),
        Binary::Divide => fraction(times(a, d), times(b, c)),
        Binary::Floor => fraction(floor(times(a, d), times(b, c))?, 1),
        Binary::Modulo => {
            let whole = floor(times(a, d), times(b, c))?;
            fraction(
                times(a, d).saturating_sub(times(whole, times(c, b))),
                times(b, d),
            )
        }
        Binary::And | Binary::Or | Binary::Xor | Binary::Left | Binary::Right => {
            let bits = bitwise(left.integer()?, operator, right.integer()?);
            bits.map(|bits| Worth::Number(bits, 1))
        }
    }
}

/// Towards minus infinity, as Python divides.
fn floor(parts: i128, whole: i128) -> Result<i128, Stopped> {
    let zero = || Stopped::Senseless("a division by zero".to_owned());
    let (parts, whole) = if whole < 0 {
        (parts.saturating_neg(), whole.saturating_neg())
    } else {
        (parts, whole)
    };
    parts.checked_div_euclid(whole).ok_or_else(zero)
}

fn bitwise(left: i128, operator: Binary, right: i128) -> Result<i128, Stopped> {
    let shift = u32::try_from(right).ok().filter(|bits| *bits < 64);
    let far = || Stopped::Senseless("a shift by so many bits".to_owned());
    Ok(match operator {
        Binary::And => left & right,
        Binary::Or => left | right,
        Binary::Xor => left ^ right,
        Binary::Left => left.checked_shl(shift.ok_or_else(far)?).unwrap_or(0),
        Binary::Right => left >> shift.ok_or_else(far)?,
        Binary::Add
        | Binary::Subtract
        | Binary::Multiply
        | Binary::Divide
        | Binary::Floor
        | Binary::Modulo => left,
    })
}
