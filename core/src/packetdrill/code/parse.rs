//! The text of a piece of code to statements.

use winnow::ascii::{digit1, hex_digit1};
use winnow::combinator::{
    alt, cut_err, delimited, eof, not, opt, peek, preceded, repeat, separated, terminated,
};
use winnow::error::{ContextError, ErrMode, StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{none_of, one_of, take_till, take_while};

use super::{Binary, Comparison, Function, Statement, Unary, Value};
use crate::packetdrill::error::{Malformed, Place};

type Input<'s> = LocatingSlice<&'s str>;

/// How deep parentheses may be nested.
const MAX_DEPTH: usize = 24;

/// What is wrong, and at which octet of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::packetdrill) struct Wrong {
    at: usize,
    expected: String,
}

impl Wrong {
    /// As an error of the script `text`, in which the code begins at octet `start`.
    pub(in crate::packetdrill) fn inside(self, text: &str, start: usize) -> Malformed {
        let at = start + self.at;
        let rest = text.get(at..).unwrap_or_default();
        let found = rest
            .split_whitespace()
            .next()
            .unwrap_or("the end of the file");
        Malformed::new(Place::of(text, at), &self.expected, &format!("`{found}`"))
    }
}

/// Reads a piece of code.
pub(in crate::packetdrill) fn parse(source: &str) -> Result<Vec<Statement>, Wrong> {
    let mut input = LocatingSlice::new(source);
    let mut statements = Vec::new();
    loop {
        let _: Result<(), ErrMode<ContextError>> = between.parse_next(&mut input);
        if input.is_empty() {
            return Ok(statements);
        }
        match terminated(statement, cut_err(end)).parse_next(&mut input) {
            Ok(statement) => statements.push(statement),
            Err(error) => return Err(wrong(&input, error)),
        }
    }
}

fn wrong(input: &Input<'_>, error: ErrMode<ContextError>) -> Wrong {
    let context = error.into_inner().unwrap_or_default();
    let expected = context.context().find_map(|context| {
        if let StrContext::Expected(StrContextValue::Description(what)) = context {
            Some(*what)
        } else {
            None
        }
    });
    Wrong {
        at: input.current_token_start(),
        expected: expected
            .unwrap_or("an assertion, an assignment or print")
            .to_owned(),
    }
}

const fn expected(what: &'static str) -> StrContext {
    StrContext::Expected(StrContextValue::Description(what))
}

/// Blanks, semicolons, comments and line ends between two statements.
fn between(input: &mut Input<'_>) -> ModalResult<()> {
    let space = take_while(1.., |c: char| c.is_whitespace() || c == ';' || c == '\\').void();
    let comment = ('#', take_till(0.., '\n')).void();
    repeat(0.., alt((space, comment))).parse_next(input)
}

/// Blanks inside a statement; a backslash joins lines.
fn blank(input: &mut Input<'_>) -> ModalResult<()> {
    let space = one_of([' ', '\t', '\r']).void();
    repeat(0.., alt((space, "\\\n".void(), "\\\r\n".void()))).parse_next(input)
}

fn end(input: &mut Input<'_>) -> ModalResult<()> {
    blank.parse_next(input)?;
    alt((eof.void(), one_of([';', '\n']).void(), peek('#').void()))
        .context(expected("an operator or the end of the statement"))
        .parse_next(input)
}

fn statement(input: &mut Input<'_>) -> ModalResult<Statement> {
    alt((assertion, print, assignment)).parse_next(input)
}

fn assertion(input: &mut Input<'_>) -> ModalResult<Statement> {
    keyword("assert").parse_next(input)?;
    blank.parse_next(input)?;
    let (claim, text) = cut_err(condition(0).with_taken()).parse_next(input)?;
    opt(preceded(punct(","), cut_err(condition(0)))).parse_next(input)?;
    Ok(Statement::Assert {
        condition: claim,
        text: text.trim().to_owned(),
    })
}

fn print(input: &mut Input<'_>) -> ModalResult<Statement> {
    keyword("print").parse_next(input)?;
    cut_err(delimited(punct("("), arguments(0), punct(")")))
        .value(Statement::Print)
        .parse_next(input)
}

/// `a = b`, `a += b`
fn assignment(input: &mut Input<'_>) -> ModalResult<Statement> {
    let name = identifier.parse_next(input)?;
    let operator = alt((
        punct("+=").value(Some(Binary::Add)),
        punct("-=").value(Some(Binary::Subtract)),
        punct("*=").value(Some(Binary::Multiply)),
        punct("//=").value(Some(Binary::Floor)),
        (punct("="), not('=')).value(None),
    ))
    .context(expected("an assertion, an assignment or print"))
    .parse_next(input)?;
    let value = cut_err(condition(0)).parse_next(input)?;
    let value = match operator {
        None => value,
        Some(operator) => Value::Binary(
            Box::new(Value::Name(name.clone())),
            operator,
            Box::new(value),
        ),
    };
    Ok(Statement::Assign { name, value })
}

/// Blanks and then this.
fn punct<'s>(wanted: &'static str) -> impl ModalParser<Input<'s>, (), ContextError> {
    (blank, wanted).void()
}

fn keyword<'s>(wanted: &'static str) -> impl ModalParser<Input<'s>, (), ContextError> {
    let more = one_of(|c: char| c.is_ascii_alphanumeric() || c == '_');
    (blank, wanted, not(more)).void()
}

fn identifier(input: &mut Input<'_>) -> ModalResult<String> {
    let first = one_of(|c: char| c.is_ascii_alphabetic() || c == '_');
    let more = take_while(0.., |c: char| c.is_ascii_alphanumeric() || c == '_');
    preceded(blank, (first, more).take())
        .map(str::to_owned)
        .parse_next(input)
}

fn arguments<'s>(depth: usize) -> impl ModalParser<Input<'s>, Vec<Value>, ContextError> {
    separated(0.., condition(depth), punct(","))
}

/// `or`, the loosest.
fn condition<'s>(depth: usize) -> impl ModalParser<Input<'s>, Value, ContextError> {
    move |input: &mut Input<'s>| {
        let mut left = both(depth, input)?;
        while opt(keyword("or")).parse_next(input)?.is_some() {
            left = Value::Or(Box::new(left), Box::new(both(depth, input)?));
        }
        Ok(left)
    }
}

fn both(depth: usize, input: &mut Input<'_>) -> ModalResult<Value> {
    let mut left = negated(depth, input)?;
    while opt(keyword("and")).parse_next(input)?.is_some() {
        left = Value::And(Box::new(left), Box::new(negated(depth, input)?));
    }
    Ok(left)
}

fn negated(depth: usize, input: &mut Input<'_>) -> ModalResult<Value> {
    if depth > MAX_DEPTH {
        return cut_err(not("").context(expected("less deep nesting")))
            .value(Value::Tuple(Vec::new()))
            .parse_next(input);
    }
    if opt(keyword("not")).parse_next(input)?.is_some() {
        let operand = negated(depth + 1, input)?;
        return Ok(Value::Unary(Unary::Not, Box::new(operand)));
    }
    let first = sum(0, depth, input)?;
    let mut rest = Vec::new();
    while let Some(comparison) = opt(comparison).parse_next(input)? {
        rest.push((comparison, sum(0, depth, input)?));
    }
    Ok(if rest.is_empty() {
        first
    } else {
        Value::Chain(Box::new(first), rest)
    })
}

fn comparison(input: &mut Input<'_>) -> ModalResult<Comparison> {
    alt((
        punct("==").value(Comparison::Equal),
        punct("!=").value(Comparison::Unequal),
        punct("<=").value(Comparison::AtMost),
        punct(">=").value(Comparison::AtLeast),
        (punct("<"), not('<')).value(Comparison::Less),
        (punct(">"), not('>')).value(Comparison::Greater),
    ))
    .parse_next(input)
}

/// Operators by rank, the loosest first; each binds to the left.
fn sum(rank: usize, depth: usize, input: &mut Input<'_>) -> ModalResult<Value> {
    if rank == 6 {
        return unary(depth, input);
    }
    let mut left = sum(rank + 1, depth, input)?;
    while let Some(operator) = opt(operator(rank)).parse_next(input)? {
        let right = sum(rank + 1, depth, input)?;
        left = Value::Binary(Box::new(left), operator, Box::new(right));
    }
    Ok(left)
}

fn operator<'s>(rank: usize) -> impl ModalParser<Input<'s>, Binary, ContextError> {
    move |input: &mut Input<'s>| match rank {
        0 => punct("|").value(Binary::Or).parse_next(input),
        1 => punct("^").value(Binary::Xor).parse_next(input),
        2 => punct("&").value(Binary::And).parse_next(input),
        3 => alt((
            punct("<<").value(Binary::Left),
            punct(">>").value(Binary::Right),
        ))
        .parse_next(input),
        4 => alt((
            punct("+").value(Binary::Add),
            punct("-").value(Binary::Subtract),
        ))
        .parse_next(input),
        _ => alt((
            punct("//").value(Binary::Floor),
            punct("*").value(Binary::Multiply),
            punct("/").value(Binary::Divide),
            punct("%").value(Binary::Modulo),
        ))
        .parse_next(input),
    }
}

fn unary(depth: usize, input: &mut Input<'_>) -> ModalResult<Value> {
    let sign = opt(alt((
        punct("-").value(Unary::Minus),
        punct("~").value(Unary::Invert),
    )))
    .parse_next(input)?;
    let operand = atom(depth, input)?;
    Ok(match sign {
        None => operand,
        Some(sign) => Value::Unary(sign, Box::new(operand)),
    })
}

fn atom(depth: usize, input: &mut Input<'_>) -> ModalResult<Value> {
    blank.parse_next(input)?;
    let tuple = delimited("(", (arguments(depth + 1), opt(punct(","))), punct(")"));
    let tuple = tuple.map(|(mut items, comma): (Vec<Value>, Option<()>)| {
        if items.len() == 1 && comma.is_none() {
            items.remove(0)
        } else {
            Value::Tuple(items)
        }
    });
    alt((tuple, literal, applied(depth), identifier.map(Value::Name)))
        .context(expected("a value"))
        .parse_next(input)
}

fn applied<'s>(depth: usize) -> impl ModalParser<Input<'s>, Value, ContextError> {
    let function = alt((
        keyword("abs").value(Function::Abs),
        keyword("min").value(Function::Min),
        keyword("max").value(Function::Max),
        keyword("int").value(Function::Int),
    ));
    let called = delimited(punct("("), arguments(depth + 1), punct(")"));
    (function, called).map(|(function, arguments)| Value::Apply(function, arguments))
}

fn literal(input: &mut Input<'_>) -> ModalResult<Value> {
    let hexadecimal =
        preceded("0x", hex_digit1).verify_map(|digits| i128::from_str_radix(digits, 16).ok());
    let decimal =
        (digit1, opt(preceded('.', digit1))).verify_map(|(whole, part): (&str, Option<&str>)| {
            let part = part.unwrap_or_default();
            let digits: i128 = format!("{whole}{part}").parse().ok()?;
            let scale = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
            Some(Value::Number(digits, scale))
        });
    let single = delimited('\'', take_till(0.., ['\'', '\n']), '\'');
    let double = delimited(
        '"',
        repeat::<_, _, (), _, _>(0.., none_of(['"', '\n'])).take(),
        '"',
    );
    alt((
        hexadecimal.map(|value| Value::Number(value, 1)),
        decimal,
        alt((single, double)).map(|text: &str| Value::Text(text.to_owned())),
    ))
    .parse_next(input)
}
