//! `#ifdef`, `#define` and `-D`: which tokens count, and what names stand for.

use super::error::{Malformed, Place};
use super::lex::{self, Kind, Token};

/// Names that stand for something, or merely exist, in the order of their definition.
pub type Defines = Vec<(String, String)>;

/// How deep conditions may be nested.
const MAX_DEPTH: usize = 64;

/// A condition that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    at: usize,
    /// What it says now.
    holds: bool,
    /// One of its branches has held.
    taken: bool,
}

/// The tokens of `text` that count, with names replaced.
pub(super) fn apply<'s>(
    text: &'s str,
    tokens: Vec<Token<'s>>,
    given: &'s Defines,
) -> Result<Vec<Token<'s>>, Malformed> {
    let mut defines: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut open: Vec<Open> = Vec::new();
    let mut kept = Vec::new();
    for token in tokens {
        if let Kind::Directive(line) = token.kind {
            let place = Place::of(text, token.span.start);
            directive(line, token.span.start, &mut open, &mut defines).map_err(
                |(expected, found)| Malformed::new(place, expected, &format!("`{found}`")),
            )?;
        } else if open.iter().all(|condition| condition.holds) {
            replace(token, &defines, &mut kept);
        }
    }
    match open.first() {
        None => Ok(kept),
        Some(condition) => {
            let place = Place::of(text, condition.at);
            Err(Malformed::new(
                place,
                "`#endif` for this condition",
                "the end of the file",
            ))
        }
    }
}

/// Obeys one directive. The error: what was expected, and what stands there.
fn directive<'s>(
    line: &'s str,
    at: usize,
    open: &mut Vec<Open>,
    defines: &mut Vec<(&'s str, &'s str)>,
) -> Result<(), (&'static str, String)> {
    let words = lex::directive_words(line);
    let active = open.iter().all(|condition| condition.holds);
    let found = || line.to_owned();
    if open.len() >= MAX_DEPTH {
        return Err(("conditions less deeply nested", found()));
    }
    let begin = |holds| Open {
        at,
        holds,
        taken: holds,
    };
    match words.as_slice() {
        ["ifdef", name] => open.push(begin(is_defined(defines, name))),
        ["ifndef", name] => open.push(begin(!is_defined(defines, name))),
        ["if", condition @ ..] => {
            let holds =
                holds(condition, defines).ok_or_else(|| (CONDITION, condition.join(" ")))?;
            open.push(begin(holds));
        }
        ["elif", condition @ ..] => {
            let holds =
                holds(condition, defines).ok_or_else(|| (CONDITION, condition.join(" ")))?;
            otherwise(open, holds).ok_or_else(|| ("`#if` before `#elif`", found()))?;
        }
        ["else"] => otherwise(open, true).ok_or_else(|| ("`#if` before `#else`", found()))?,
        ["endif"] => {
            open.pop()
                .ok_or_else(|| ("`#if` before `#endif`", found()))?;
        }
        ["define", name, ..] if active => {
            let value = line.split_once(name).map_or("", |(_, value)| value.trim());
            defines.push((name, value));
        }
        ["undef", name] if active => defines.retain(|(known, _)| known != name),
        ["define" | "undef", ..] => {}
        _ => {
            return Err((
                "`#ifdef`, `#ifndef`, `#if`, `#elif`, `#else`, `#endif`, `#define` or `#undef`",
                format!("#{line}"),
            ));
        }
    }
    Ok(())
}

const CONDITION: &str = "a name, a number, `defined(NAME)`, or one of them behind `!`";

/// The next branch of the innermost condition.
fn otherwise(open: &mut [Open], holds: bool) -> Option<()> {
    let innermost = open.last_mut()?;
    innermost.holds = holds && !innermost.taken;
    innermost.taken |= innermost.holds;
    Some(())
}

fn is_defined(defines: &[(&str, &str)], name: &str) -> bool {
    defines.iter().any(|(known, _)| *known == name)
}

/// `NAME`, `1`, `defined(NAME)`, `!…`.
fn holds(condition: &[&str], defines: &[(&str, &str)]) -> Option<bool> {
    let text = condition.concat();
    if let Some(rest) = text.strip_prefix('!') {
        return holds(&[rest], defines).map(|holds| !holds);
    }
    if let Some(name) = text.strip_prefix("defined") {
        let name = name.trim_start_matches('(').trim_end_matches(')');
        return Some(is_defined(defines, name));
    }
    if let Ok(value) = text.parse::<i64>() {
        return Some(value != 0);
    }
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let value = defines.iter().rev().find(|(known, _)| *known == text);
    plain.then(|| value.is_some_and(|(_, value)| value.is_empty() || value.parse() != Ok(0_i64)))
}

/// A word that stands for something gives way to it.
fn replace<'s>(token: Token<'s>, defines: &[(&'s str, &'s str)], kept: &mut Vec<Token<'s>>) {
    let value = if let Kind::Word(word) = token.kind {
        defines
            .iter()
            .rev()
            .find(|(name, value)| *name == word && !value.is_empty())
    } else {
        None
    };
    match value {
        None => kept.push(token),
        Some((_, value)) => kept.extend(lex::replacement(value).into_iter().map(|kind| Token {
            kind,
            span: token.span.clone(),
        })),
    }
}
