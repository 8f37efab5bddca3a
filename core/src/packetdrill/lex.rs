//! Text to tokens: numbers, words, texts, shell, code, options, directives. Comments and blanks vanish.

use std::ops::Range;

use winnow::ascii::{digit0, digit1, hex_digit1};
use winnow::combinator::{alt, delimited, not, opt, preceded, repeat, terminated};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any, none_of, one_of, rest, take_till, take_until, take_while};

use super::error::{Malformed, Place};

type Input<'s> = LocatingSlice<&'s str>;
type Lexed<T> = Result<T, EmptyError>;

/// Tokens of one script; beyond it the script is refused.
pub(super) const MAX_TOKENS: usize = 1_000_000;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'s> {
    /// Letters, digits and `_` that are no number.
    Word(&'s str),
    /// `12`, `-1`, with its digits.
    Integer(i64, &'s str),
    /// `0x1f`.
    Hex(i64),
    /// `.01`, `1.5`: the text, since it may be a time or anything else.
    Decimal(&'s str),
    /// `"…"`, without the quotes.
    Text(&'s str),
    /// `` `…` ``, without the quotes.
    Shell(&'s str),
    /// `%{ … }%`, without the brackets.
    Code(&'s str),
    /// `--name` or `--name=value`.
    Option(&'s str, Option<&'s str>),
    /// `#ifdef NAME` and its kin, without the `#`.
    Directive(&'s str),
    /// An IPv4 or IPv6 address.
    Address(&'s str),
    /// `...`
    Ellipsis,
    /// Any other character.
    Sign(char),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'s> {
    pub(super) kind: Kind<'s>,
    /// Octets of the text.
    pub(super) span: Range<usize>,
}

impl Location for Token<'_> {
    fn previous_token_end(&self) -> usize {
        self.span.end
    }

    fn current_token_start(&self) -> usize {
        self.span.start
    }
}

/// Splits a text into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Malformed> {
    let mut input = LocatingSlice::new(text);
    let mut found = Vec::new();
    loop {
        let unclosed = |at| {
            Malformed::new(
                Place::of(text, at),
                "the end of the comment",
                "the end of the file",
            )
        };
        blank(&mut input).map_err(|_| unclosed(input.current_token_start()))?;
        let at = input.current_token_start();
        if at == text.len() {
            return Ok(found);
        }
        if found.len() >= MAX_TOKENS {
            let limit = format!("at most {MAX_TOKENS} tokens");
            return Err(Malformed::new(Place::of(text, at), &limit, "more"));
        }
        let fresh = text.get(..at).is_none_or(|before| {
            before.trim_end_matches([' ', '\t']).ends_with('\n') || before.trim().is_empty()
        });
        let (kind, span) = token(&mut input, fresh).map_err(|closing| {
            Malformed::new(Place::of(text, at), closing, "the end of the file")
        })?;
        found.push(Token { kind, span });
    }
}

/// Blanks and comments. The error: a comment that does not end.
fn blank(input: &mut Input<'_>) -> Lexed<()> {
    let space = take_while(1.., |c: char| c.is_whitespace()).void();
    let line = ("//", take_till(0.., '\n')).void();
    let block = ("/*", take_until(0.., "*/"), "*/").void();
    let _: () = repeat(0.., alt((space, line, block))).parse_next(input)?;
    not("/*").parse_next(input)
}

/// One token; `fresh` when nothing but blanks stands before it on its line. The error: what would have closed it.
fn token<'s>(input: &mut Input<'s>, fresh: bool) -> Result<(Kind<'s>, Range<usize>), &'static str> {
    let open = [("\"", "\""), ("`", "`"), ("%{", "}%")];
    let closing = open.iter().find(|(open, _)| input.starts_with(open));
    if fresh && let Ok(found) = directive.with_span().parse_next(input) {
        return Ok(found);
    }
    let found: Lexed<_> = alt((quoted, option, ellipsis, address, number, word, sign))
        .with_span()
        .parse_next(input);
    match (found, closing) {
        (Ok((Kind::Sign('"' | '`'), _)), Some((_, closing))) => Err(closing),
        (Ok((Kind::Sign('%'), _)), Some((_, closing))) => Err(closing),
        (Ok(found), _) => Ok(found),
        (Err(_), _) => Err("a token"),
    }
}

/// `#…`, the rest of its line.
fn directive<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let line = take_till(0.., '\n').map(str::trim);
    preceded('#', line).map(Kind::Directive).parse_next(input)
}

fn quoted<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    alt((
        delimited('"', escaped('"'), '"').map(Kind::Text),
        delimited('`', escaped('`'), '`').map(Kind::Shell),
        delimited("%{", take_until(0.., "}%"), "}%").map(Kind::Code),
    ))
    .parse_next(input)
}

/// Everything up to `quote`; a backslash keeps the character after it.
fn escaped<'s>(quote: char) -> impl Parser<Input<'s>, &'s str, EmptyError> {
    let kept = preceded('\\', any).void();
    let plain = none_of([quote, '\\']).void();
    repeat::<_, _, (), _, _>(0.., alt((kept, plain))).take()
}

/// `--name`, `--name=value`; a value ends at a blank, unless it is quoted.
fn option<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let name = take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_');
    let quoted = alt((
        delimited('"', escaped('"'), '"'),
        delimited('`', escaped('`'), '`'),
    ));
    let plain = none_of([' ', '\t', '\r', '\n', '"', '`']).void();
    let value = repeat::<_, _, (), _, _>(0.., alt((quoted.void(), plain))).take();
    preceded("--", (name, opt(preceded('=', value))))
        .map(|(name, value)| Kind::Option(name, value))
        .parse_next(input)
}

fn ellipsis<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    "...".value(Kind::Ellipsis).parse_next(input)
}

/// An address, but not `1:1` or `12:14`, which are sequence numbers.
fn address<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    alt((ipv4, ipv6)).map(Kind::Address).parse_next(input)
}

fn ipv4<'s>(input: &mut Input<'s>) -> Lexed<&'s str> {
    (digit1, '.', digit1, '.', digit1, '.', digit1)
        .take()
        .parse_next(input)
}

/// Eight groups, or fewer around one `::`.
fn ipv6<'s>(input: &mut Input<'s>) -> Lexed<&'s str> {
    let group = || {
        (
            hex_digit1,
            not(one_of(|c: char| c.is_alphanumeric() || c == '_')),
        )
    };
    let groups = |least: usize| repeat::<_, _, (), EmptyError, _>(least.., (':', group()));
    let whole = (
        group(),
        repeat::<_, _, (), EmptyError, _>(7, (':', group())),
    )
        .void();
    let tail = (opt((group(), groups(0))), opt(ipv4)).void();
    let head = (group(), groups(0)).void();
    alt((whole, (opt(head), "::", tail).void()))
        .take()
        .parse_next(input)
}

/// `-1`, `12`, `0x1f`, `1.5`, `.01`; a run with other letters is a word.
fn number<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let end = || not(one_of(|c: char| c.is_ascii_alphanumeric() || c == '_'));
    let decimal = (opt('-'), digit0, '.', digit1, end()).take();
    let hex = delimited("0x", hex_digit1, end())
        .verify_map(|digits| u64::from_str_radix(digits, 16).ok().map(u64::cast_signed));
    let integer = terminated((opt('-'), digit1).take(), end())
        .verify_map(|text: &'s str| Some(Kind::Integer(text.parse().ok()?, text)));
    alt((decimal.map(Kind::Decimal), hex.map(Kind::Hex), integer)).parse_next(input)
}

fn word<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_')
        .map(Kind::Word)
        .parse_next(input)
}

fn sign<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    any.map(Kind::Sign).parse_next(input)
}

/// The tokens of a replacement text (`-D NAME=V`).
pub(super) fn replacement(text: &str) -> Vec<Kind<'_>> {
    tokens(text).map_or_else(
        |_| Vec::new(),
        |tokens| tokens.into_iter().map(|token| token.kind).collect(),
    )
}

impl std::fmt::Display for Kind<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Word(text)
            | Self::Decimal(text)
            | Self::Address(text)
            | Self::Integer(_, text) => write!(f, "`{text}`"),
            Self::Hex(value) => write!(f, "`{value:#x}`"),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Shell(_) => f.write_str("a shell command"),
            Self::Code(_) => f.write_str("a piece of code"),
            Self::Option(name, _) => write!(f, "the option `--{name}`"),
            Self::Directive(text) => write!(f, "`#{text}`"),
            Self::Ellipsis => f.write_str("`...`"),
            Self::Sign(sign) => write!(f, "`{sign}`"),
        }
    }
}

/// Drops what follows a directive's first words: `ifdef NAME // why`.
pub(super) fn directive_words(text: &str) -> Vec<&str> {
    let mut line = text;
    let before: Lexed<&str> = alt((take_until(0.., "//"), rest)).parse_next(&mut line);
    before.unwrap_or(text).split_whitespace().collect()
}
