//! `...0.1 write(3, ..., 1000) = -1 EPIPE (Broken pipe)`

use winnow::combinator::{alt, opt, preceded, repeat};
use winnow::prelude::*;

use super::{
    Expected, Parsed, Tokens, accept, ellipsis, listed, name, number, seconds, sign, skip_to,
};
use crate::packetdrill::ast::{Action, CallLine, Expr};
use crate::packetdrill::lex::Kind;

/// How deep expressions may be nested.
const MAX_DEPTH: usize = 32;

/// A system call, what it returns, and until when it may block.
pub(super) fn call(input: &mut Tokens<'_, '_>) -> Parsed<Action> {
    let until = opt(preceded(ellipsis, seconds)).parse_next(input)?;
    let name = name.parse_next(input)?;
    sign('(').parse_next(input)?;
    let arguments = expressions(')', 0).parse_next(input)?;
    let result = preceded(sign('='), expression(0)).parse_next(input)?;
    let errno = opt(super::name).parse_next(input)?;
    opt(preceded(sign('('), skip_to(')'))).parse_next(input)?;
    Ok(Action::Call(CallLine {
        until,
        name,
        arguments,
        result,
        errno,
    }))
}

/// Expressions with commas up to the closing sign, which is taken too.
fn expressions<'t, 's: 't>(
    closing: char,
    depth: usize,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<Vec<Expr>> {
    move |input| {
        if opt(sign(closing)).parse_next(input)?.is_some() {
            return Ok(Vec::new());
        }
        let items = listed(expression(depth), ',').parse_next(input)?;
        sign(closing).parse_next(input)?;
        Ok(items)
    }
}

/// `a`, `a | b`.
fn expression<'t, 's: 't>(depth: usize) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<Expr> {
    move |input| {
        let mut parts = listed(operand(depth), '|').parse_next(input)?;
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Expr::Or(parts),
        })
    }
}

fn operand<'t, 's: 't>(depth: usize) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<Expr> {
    move |input| {
        if depth > MAX_DEPTH {
            return Err(Expected::at(input, "less deep nesting"));
        }
        let depth = depth + 1;
        alt((
            ellipsis.value(Expr::Ellipsis),
            number("a number").map(Expr::Number),
            texts,
            preceded(sign('['), expressions(']', depth)).map(Expr::List),
            preceded(sign('{'), record(depth)).map(Expr::Record),
            named(depth),
            parenthesised,
        ))
        .parse_next(input)
    }
}

/// `"a" "b"`, `"a"...`
fn texts(input: &mut Tokens<'_, '_>) -> Parsed<Expr> {
    let text = || {
        accept("a text", |kind| {
            if let Kind::Text(text) = kind {
                Some(text.to_owned())
            } else {
                None
            }
        })
    };
    let parts: Vec<String> = repeat(1.., text()).parse_next(input)?;
    opt(ellipsis).parse_next(input)?;
    Ok(Expr::Text(parts.concat()))
}

/// `SOCK_STREAM`, `htons(80)`
fn named<'t, 's: 't>(depth: usize) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<Expr> {
    move |input| {
        let name = name(input)?;
        if opt(sign('(')).parse_next(input)?.is_none() {
            return Ok(Expr::Name(name));
        }
        let arguments = expressions(')', depth).parse_next(input)?;
        Ok(Expr::Apply(name, arguments))
    }
}

/// `(label 16, tc 0, [S], ttl 0)`: an MPLS label, which is not modelled.
fn parenthesised(input: &mut Tokens<'_, '_>) -> Parsed<Expr> {
    preceded(sign('('), skip_to(')'))
        .map(|()| Expr::Apply("mpls".to_owned(), Vec::new()))
        .parse_next(input)
}

/// What stands between braces: `fd=4, events=POLLIN`, `..., 40`, `msg_iov(1)=[…]`; names may be missing.
fn record<'t, 's: 't>(
    depth: usize,
) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<Vec<(String, Expr)>> {
    move |input| {
        if opt(sign('}')).parse_next(input)?.is_some() {
            return Ok(Vec::new());
        }
        let fields = listed(field(depth), ',').parse_next(input)?;
        sign('}').parse_next(input)?;
        Ok(fields)
    }
}

fn field<'t, 's: 't>(depth: usize) -> impl FnMut(&mut Tokens<'t, 's>) -> Parsed<(String, Expr)> {
    move |input| {
        let key = opt(key).parse_next(input)?;
        let value = expression(depth).parse_next(input)?;
        Ok((key.unwrap_or_default(), value))
    }
}

/// `fd =`, `msg_iov(1) =`
fn key(input: &mut Tokens<'_, '_>) -> Parsed<String> {
    let name = name(input)?;
    opt(preceded(sign('('), skip_to(')'))).parse_next(input)?;
    sign('=').parse_next(input)?;
    Ok(name)
}
