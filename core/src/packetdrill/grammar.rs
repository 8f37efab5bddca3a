//! Tokens to a script. Every rule says what it expects, so that an error can say it too.

mod call;
mod options;
mod packet;

use winnow::combinator::{alt, opt, preceded, repeat_till};
use winnow::error::ParserError;
use winnow::prelude::*;
use winnow::stream::{Stream, TokenSlice};
use winnow::token::any;

use super::ast::{Action, Event, Script, Setting, Time};
use super::code;
use super::error::{Lines, Malformed, Place};
use super::lex::{Kind, Token};
use crate::time::Duration;

pub(super) type Tokens<'t, 's> = TokenSlice<'t, Token<'s>>;
pub(super) type Parsed<T> = Result<T, Expected>;

/// What was expected at the farthest token that was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Expected {
    /// How many tokens were left there.
    left: usize,
    what: Vec<&'static str>,
    /// Nothing else can be meant here.
    fatal: bool,
    /// Something else is wrong with what stands there.
    wrong: Option<Malformed>,
}

impl Expected {
    fn at(input: &Tokens<'_, '_>, what: &'static str) -> Self {
        Self {
            left: input.eof_offset(),
            what: vec![what],
            ..Self::default()
        }
    }
}

impl<'t, 's> ParserError<Tokens<'t, 's>> for Expected {
    type Inner = Self;

    fn from_input(input: &Tokens<'t, 's>) -> Self {
        Self {
            left: input.eof_offset(),
            ..Self::default()
        }
    }

    /// The branch that came farther knows better.
    fn or(mut self, other: Self) -> Self {
        if self.fatal || (self.left < other.left && !other.fatal) {
            return self;
        }
        if other.fatal || other.left < self.left {
            return other;
        }
        self.what.extend(other.what);
        self
    }

    fn is_backtrack(&self) -> bool {
        !self.fatal
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

/// Reads the tokens of `text`.
pub(super) fn script(text: &str, tokens: &[Token<'_>]) -> Result<Script, Malformed> {
    let lines = Lines::of(text);
    let place = |at: usize| lines.place(at);
    let mut input = Tokens::new(tokens);
    let mut script = Script::default();
    while let Some(Kind::Option(name, value)) = input.first().map(|token| token.kind) {
        let at = input.next_token().map_or(0, |token| token.span.start);
        script.options.push(Setting {
            place: place(at),
            name: name.to_owned(),
            value: value.unwrap_or_default().trim_matches('"').to_owned(),
        });
    }
    while let Some(first) = input.first() {
        let at = first.span.start;
        match event(text, &mut input) {
            Ok((time, action)) => script.events.push(Event {
                place: place(at),
                text: source(text, tokens, at, &input),
                time,
                action,
            }),
            Err(expected) => return Err(expected.into_malformed(text, tokens)),
        }
    }
    Ok(script)
}

/// The text of the event that begins at octet `at` and ends before what is left.
fn source(text: &str, tokens: &[Token<'_>], at: usize, input: &Tokens<'_, '_>) -> String {
    let taken = tokens.len().saturating_sub(input.eof_offset());
    let last = taken.checked_sub(1).and_then(|index| tokens.get(index));
    let end = last.map_or(at, |token| token.span.end);
    text.get(at..end).unwrap_or_default().to_owned()
}

impl Expected {
    fn into_malformed(self, text: &str, tokens: &[Token<'_>]) -> Malformed {
        if let Some(wrong) = self.wrong {
            return wrong;
        }
        let stands = tokens
            .len()
            .checked_sub(self.left)
            .and_then(|index| tokens.get(index));
        let place = Place::of(text, stands.map_or(text.len(), |token| token.span.start));
        let found = stands.map_or_else(
            || "the end of the file".to_owned(),
            |token| token.kind.to_string(),
        );
        let mut what = self.what;
        what.sort_unstable();
        what.dedup();
        let expected = match what.as_slice() {
            [] => "something else".to_owned(),
            [only] => (*only).to_owned(),
            [most @ .., last] => format!("{} or {last}", most.join(", ")),
        };
        Malformed::new(place, &expected, &found)
    }
}

/// `time action`; a shell command may stand without a time.
fn event(text: &str, input: &mut Tokens<'_, '_>) -> Parsed<(Time, Action)> {
    if let Some(Kind::Shell(command)) = input.first().map(|token| token.kind) {
        input.next_token();
        let now = Time::Relative(Duration::ZERO);
        return Ok((now, Action::Shell(command.to_owned())));
    }
    let time = event_time.parse_next(input)?;
    if let Some(Kind::Code(source)) = input.first().map(|token| token.kind) {
        return Ok((time, code_block(text, source, input)?));
    }
    let action = alt((packet::packet, shell, code, call::call)).parse_next(input)?;
    Ok((time, action))
}

/// Where code might stand but does not.
fn code(input: &mut Tokens<'_, '_>) -> Parsed<Action> {
    Err(Expected::at(input, "a piece of code"))
}

fn event_time(input: &mut Tokens<'_, '_>) -> Parsed<Time> {
    alt((
        sign('*').value(Time::Any),
        (
            preceded(sign('+'), seconds),
            opt(preceded((sign('~'), sign('+')), seconds)),
        )
            .map(|(from, to)| to.map_or(Time::Relative(from), |to| Time::RelativeRange(from, to))),
        (seconds, opt(preceded(sign('~'), seconds)))
            .map(|(from, to)| to.map_or(Time::Absolute(from), |to| Time::AbsoluteRange(from, to))),
    ))
    .parse_next(input)
}

/// Seconds with decimals, to the nanosecond.
pub(super) fn seconds(input: &mut Tokens<'_, '_>) -> Parsed<Duration> {
    accept("a time", |kind| {
        if let Kind::Integer(seconds, _) = kind {
            u64::try_from(seconds).ok().map(Duration::from_secs)
        } else if let Kind::Decimal(text) = kind {
            decimal_seconds(text)
        } else {
            None
        }
    })
    .parse_next(input)
}

fn decimal_seconds(text: &str) -> Option<Duration> {
    let (whole, part) = text.split_once('.')?;
    let whole: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let digits: String = part.chars().chain("000000000".chars()).take(9).collect();
    let nanos: u64 = digits.parse().ok()?;
    Some(Duration::from_secs(whole) + Duration::from_nanos(nanos))
}

fn shell(input: &mut Tokens<'_, '_>) -> Parsed<Action> {
    accept("a shell command", |kind| {
        if let Kind::Shell(command) = kind {
            Some(Action::Shell(command.to_owned()))
        } else {
            None
        }
    })
    .parse_next(input)
}

/// Assertions have a grammar of their own.
fn code_block(text: &str, source: &str, input: &mut Tokens<'_, '_>) -> Parsed<Action> {
    let start = input.first().map_or(0, |token| token.span.start) + "%{".len();
    let left = input.eof_offset();
    input.next_token();
    code::parse(source)
        .map(Action::Code)
        .map_err(|wrong| Expected {
            left,
            fatal: true,
            wrong: Some(wrong.inside(text, start)),
            ..Expected::default()
        })
}

/// One token that `take` takes.
pub(super) fn accept<'t, 's: 't, T>(
    what: &'static str,
    take: impl Fn(Kind<'s>) -> Option<T>,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<T> {
    move |input| {
        let taken = input.first().and_then(|token| take(token.kind));
        let taken = taken.ok_or_else(|| Expected::at(input, what))?;
        input.next_token();
        Ok(taken)
    }
}

/// After what came before, nothing but this can be meant.
pub(super) fn must<'t, 's: 't, T>(
    mut parser: impl FnMut(&mut Tokens<'t, 's>) -> Parsed<T>,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<T> {
    move |input| {
        parser(input).map_err(|expected| Expected {
            fatal: true,
            ..expected
        })
    }
}

/// This very character.
pub(super) fn sign<'t, 's: 't>(wanted: char) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<()> {
    let what = match wanted {
        '+' => "`+`",
        '*' => "`*`",
        '~' => "`~`",
        ':' => "`:`",
        ',' => "`,`",
        '(' => "`(`",
        ')' => "`)`",
        '[' => "`[`",
        ']' => "`]`",
        '{' => "`{`",
        '}' => "`}`",
        '<' => "`<`",
        '>' => "`>`",
        '=' => "`=`",
        '|' => "`|`",
        '.' => "`.`",
        '-' => "`-`",
        '!' => "`!`",
        '/' => "`/`",
        _ => "a sign",
    };
    accept(what, move |kind| (kind == Kind::Sign(wanted)).then_some(()))
}

/// This very word.
pub(super) fn word<'t, 's: 't>(
    wanted: &'static str,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<()> {
    accept(wanted, move |kind| {
        (kind == Kind::Word(wanted)).then_some(())
    })
}

/// `...`
pub(super) fn ellipsis(input: &mut Tokens<'_, '_>) -> Parsed<()> {
    accept("`...`", |kind| (kind == Kind::Ellipsis).then_some(())).parse_next(input)
}

/// Any word.
pub(super) fn name(input: &mut Tokens<'_, '_>) -> Parsed<String> {
    accept("a name", |kind| {
        if let Kind::Word(text) = kind {
            Some(text.to_owned())
        } else {
            None
        }
    })
    .parse_next(input)
}

/// A number in the range of `T`, decimal or hexadecimal.
pub(super) fn number<'t, 's: 't, T: TryFrom<i64>>(
    what: &'static str,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<T> {
    accept(what, |kind| {
        if let Kind::Integer(value, _) | Kind::Hex(value) = kind {
            T::try_from(value).ok()
        } else {
            None
        }
    })
}

/// Everything up to the closing sign, which is taken too.
pub(super) fn skip_to<'t, 's: 't>(closing: char) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<()> {
    move |input| {
        repeat_till::<_, _, (), _, _, _, _>(0.., any.void(), sign(closing))
            .void()
            .parse_next(input)
    }
}

/// `a sep a sep a`, at least one.
pub(super) fn listed<'t, 's: 't, T>(
    mut item: impl FnMut(&mut Tokens<'t, 's>) -> Parsed<T>,
    separator: char,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<Vec<T>> {
    move |input| {
        let mut items = vec![item(input)?];
        while opt(sign(separator)).parse_next(input)?.is_some() {
            items.push(item(input)?);
        }
        Ok(items)
    }
}
