//! `<mss 1460,nop,wscale 7,sackOK,TS val 100 ecr 0>`

use winnow::combinator::{alt, opt, preceded, repeat};
use winnow::prelude::*;

use super::{Parsed, Tokens, accept, ellipsis, listed, number, sign, word};
use crate::packetdrill::ast::{OptionLine, OptionsLine};
use crate::packetdrill::lex::Kind;

/// Nothing, `<...>` or a list.
pub(super) fn options(input: &mut Tokens<'_, '_>) -> Parsed<OptionsLine> {
    if opt(sign('<')).parse_next(input)?.is_none() {
        return Ok(OptionsLine::None);
    }
    let list = listed(option, ',').map(OptionsLine::List);
    let line = alt((ellipsis.value(OptionsLine::Any), list)).parse_next(input)?;
    sign('>').parse_next(input)?;
    Ok(line)
}

fn option(input: &mut Tokens<'_, '_>) -> Parsed<OptionLine> {
    alt((
        word("nop").value(OptionLine::NoOp),
        word("eol").value(OptionLine::EndOfList),
        preceded(word("mss"), number("0 to 65535")).map(OptionLine::Mss),
        preceded(word("wscale"), number("0 to 255")).map(OptionLine::WindowScale),
        word("sackOK").value(OptionLine::SackPermitted),
        preceded(word("sack"), repeat(1.., block)).map(OptionLine::Sack),
        timestamps,
        rare,
    ))
    .parse_next(input)
}

fn block(input: &mut Tokens<'_, '_>) -> Parsed<(u32, u32)> {
    let edge = || number("a sequence number");
    (edge(), sign(':'), edge())
        .map(|(left, (), right)| (left, right))
        .parse_next(input)
}

fn timestamps(input: &mut Tokens<'_, '_>) -> Parsed<OptionLine> {
    let time = || number("32 bits");
    let value = preceded((word("TS"), word("val")), time());
    (value, preceded(word("ecr"), time()))
        .map(|(value, echo)| OptionLine::Timestamps { value, echo })
        .parse_next(input)
}

fn rare(input: &mut Tokens<'_, '_>) -> Parsed<OptionLine> {
    let cookie = || opt(octets).map(Option::unwrap_or_default);
    let valid = alt((word("valid"), word("invalid"))).value(None);
    let counts = (word("ECN"), repeat::<_, _, (), _, _>(1.., accurate));
    alt((
        preceded(word("md5"), alt((valid, octets.map(Some)))).map(OptionLine::Md5),
        preceded(word("FO"), cookie()).map(OptionLine::FastOpen),
        preceded(word("FOEXP"), cookie()).map(OptionLine::FastOpenExperiment),
        counts.value(OptionLine::AccurateEcn),
        (preceded(word("unknown"), number("a kind")), cookie())
            .map(|(kind, data)| OptionLine::Other(kind, data)),
        preceded(word("exp"), cookie()).map(|data| OptionLine::Other(254, data)),
    ))
    .parse_next(input)
}

fn accurate(input: &mut Tokens<'_, '_>) -> Parsed<u32> {
    let field = alt((word("e0b"), word("e1b"), word("ceb")));
    preceded(field, number("24 bits")).parse_next(input)
}

/// Octets in hexadecimal, which may look like a number: `00`, `0011`, `abcd`.
fn octets(input: &mut Tokens<'_, '_>) -> Parsed<Vec<u8>> {
    accept("octets in hexadecimal", |kind| {
        if let Kind::Word(text) | Kind::Integer(_, text) = kind {
            hexadecimal(text)
        } else {
            None
        }
    })
    .parse_next(input)
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(
        digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |octet, digit| octet << 4 | digit))
            .collect(),
    )
}
