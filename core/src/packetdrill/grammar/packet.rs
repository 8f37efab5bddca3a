//! `< [ect0] P. 1:1001(1000) ack 1 win 100 urg 1 <options>` and its kin.

use std::net::IpAddr;

use winnow::combinator::{alt, opt, preceded, repeat};
use winnow::prelude::*;

use super::options;
use super::{
    Expected, Parsed, Tokens, accept, ellipsis, listed, must, name, number, sign, skip_to, word,
};
use crate::packetdrill::ast::{
    Action, Around, BodyLine, Echoed, EcnLine, IcmpLine, IpLine, PacketLine, TcpLine,
};
use crate::packetdrill::lex::Kind;
use crate::wire::Flags;

/// `<` or `>`, and what follows.
pub(super) fn packet(input: &mut Tokens<'_, '_>) -> Parsed<Action> {
    let inbound = alt((sign('<').value(true), sign('>').value(false))).parse_next(input)?;
    let around = repeat(0.., around).parse_next(input)?;
    let ip = opt(ip_info).parse_next(input)?.unwrap_or_default();
    let (encap, body) = (opt(encap), alt((udp, icmp, tcp))).parse_next(input)?;
    let mut around: Vec<Around> = around;
    around.extend(encap);
    let line = PacketLine { around, ip, body };
    Ok(if inbound {
        Action::Inbound(line)
    } else {
        Action::Outbound(line)
    })
}

fn around(input: &mut Tokens<'_, '_>) -> Parsed<Around> {
    let ip = (alt((word("ipv4"), word("ipv6"))), opt(ip_info));
    let between = (address, sign('>'), address, sign(':'));
    alt((
        preceded(ip, between).map(|(src, (), dst, ())| Around::Ip { src, dst }),
        (alt((word("gre"), word("GREv0"))), skip_to(':')).value(Around::Gre),
        (word("mpls"), skip_to(':')).value(Around::Mpls),
    ))
    .parse_next(input)
}

fn encap(input: &mut Tokens<'_, '_>) -> Parsed<Around> {
    (
        word("encap"),
        word("psp"),
        word("spi"),
        number::<u32>("an index"),
    )
        .value(Around::Psp)
        .parse_next(input)
}

fn address(input: &mut Tokens<'_, '_>) -> Parsed<IpAddr> {
    accept("an address", |kind| {
        if let Kind::Address(text) = kind {
            text.parse().ok()
        } else {
            None
        }
    })
    .parse_next(input)
}

/// `(tos 0x20)`, `[ect0]`, several with commas.
fn ip_info(input: &mut Tokens<'_, '_>) -> Parsed<IpLine> {
    let closing = alt((sign('(').value(')'), sign('[').value(']'))).parse_next(input)?;
    let items = listed(ip_item, ',').parse_next(input)?;
    sign(closing).parse_next(input)?;
    let mut line = IpLine::default();
    for item in items {
        line = IpLine {
            ecn: item.ecn.or(line.ecn),
            tos: item.tos.or(line.tos),
            ttl: item.ttl.or(line.ttl),
            flow_label: item.flow_label.or(line.flow_label),
        };
    }
    Ok(line)
}

fn ip_item(input: &mut Tokens<'_, '_>) -> Parsed<IpLine> {
    let octet = || number::<u8>("0 to 255");
    let ecn = alt((
        word("noecn").value(EcnLine::NotEct),
        word("ect0").value(EcnLine::Ect0),
        word("ect1").value(EcnLine::Ect1),
        word("ect01").value(EcnLine::Ect01),
        word("ce").value(EcnLine::Ce),
    ));
    let line = IpLine::default();
    alt((
        ecn.map(|ecn| IpLine {
            ecn: Some(ecn),
            ..line
        }),
        preceded(alt((word("tos"), word("class"))), octet()).map(|tos| IpLine {
            tos: Some(tos),
            ..line
        }),
        preceded(alt((word("ttl"), word("hlim"))), octet()).map(|ttl| IpLine {
            ttl: Some(ttl),
            ..line
        }),
        preceded(word("flowlabel"), number("20 bits")).map(|label| IpLine {
            flow_label: Some(label),
            ..line
        }),
    ))
    .parse_next(input)
}

fn udp(input: &mut Tokens<'_, '_>) -> Parsed<BodyLine> {
    let octets = preceded(sign('('), number("octets"));
    (word("udp"), opt(ports), octets, sign(')'))
        .map(|((), _, octets, ())| BodyLine::Udp { octets })
        .parse_next(input)
}

fn icmp(input: &mut Tokens<'_, '_>) -> Parsed<BodyLine> {
    word("icmp").parse_next(input)?;
    let kind = icmp_word.parse_next(input)?;
    let code = opt(code_word).parse_next(input)?;
    let mtu = opt(preceded(word("mtu"), number("octets"))).parse_next(input)?;
    opt(preceded(word("id"), number::<u16>("a number"))).parse_next(input)?;
    let about = opt(echoed).parse_next(input)?;
    Ok(BodyLine::Icmp(IcmpLine {
        kind,
        code,
        mtu,
        about,
    }))
}

/// A name, or a number.
fn icmp_word(input: &mut Tokens<'_, '_>) -> Parsed<String> {
    alt((name, number("a type").map(|value: u8| value.to_string()))).parse_next(input)
}

/// The code, if what follows is none of the words that may come after it.
fn code_word(input: &mut Tokens<'_, '_>) -> Parsed<String> {
    let text = icmp_word.parse_next(input)?;
    if text == "mtu" || text == "id" {
        return Err(Expected::at(input, "a code"));
    }
    Ok(text)
}

/// `[1:1461(1460)]`, `[0:0(0)/udp(9811 > 1)]`, `[udp (1000)]`, `[raw (1000)]`.
fn echoed(input: &mut Tokens<'_, '_>) -> Parsed<Echoed> {
    let other = (
        alt((word("udp"), word("raw"))),
        sign('('),
        number::<u32>("octets"),
        sign(')'),
    );
    let tcp = (range, opt(in_udp)).map(|((seq, octets), udp)| Echoed::Tcp {
        seq,
        octets,
        udp: udp.is_some(),
    });
    let inside = alt((other.value(Echoed::Other), tcp));
    (sign('['), inside, sign(']'))
        .map(|((), echoed, ())| echoed)
        .parse_next(input)
}

fn tcp(input: &mut Tokens<'_, '_>) -> Parsed<BodyLine> {
    let ports = opt(ports).parse_next(input)?;
    let flags = flags.parse_next(input)?;
    let (seq, octets) =
        alt((range.map(|(seq, octets)| (Some(seq), octets)), any_range)).parse_next(input)?;
    let absolute = opt(sign('!')).parse_next(input)?.is_some();
    let ack = opt(preceded(
        word("ack"),
        must(number("an acknowledgment number")),
    ))
    .parse_next(input)?;
    let window = opt(preceded(word("win"), must(number("0 to 65535")))).parse_next(input)?;
    let urgent = opt(preceded(word("urg"), must(number("0 to 65535")))).parse_next(input)?;
    let options = options::options.parse_next(input)?;
    let udp = opt(in_udp).parse_next(input)?;
    Ok(BodyLine::Tcp(TcpLine {
        ports,
        flags,
        seq,
        absolute,
        octets,
        ack,
        window,
        urgent,
        options,
        udp,
    }))
}

/// `1234 > 80`
fn ports(input: &mut Tokens<'_, '_>) -> Parsed<(u16, u16)> {
    let port = || number("a port");
    (port(), sign('>'), port())
        .map(|(src, (), dst)| (src, dst))
        .parse_next(input)
}

/// `/udp(9811 > 1)`
fn in_udp(input: &mut Tokens<'_, '_>) -> Parsed<(u16, u16)> {
    let open = (sign('/'), word("udp"), sign('('));
    (open, ports, sign(')'))
        .map(|(_, ports, ())| ports)
        .parse_next(input)
}

/// `S.`, `.`, `FP.`, `SEW`, `-`; `S.5` writes the ACE field of RFC 9768 as a number.
fn flags(input: &mut Tokens<'_, '_>) -> Parsed<Flags> {
    let letters = accept("flags", |kind| {
        if let Kind::Word(text) = kind {
            letters(text)
        } else {
            None
        }
    });
    let ace = accept("`.`", |kind| {
        if let Kind::Decimal(text) = kind {
            ace(text)
        } else {
            None
        }
    });
    let mut acked = alt((sign('.').value(Flags::ACK), ace));
    if opt(sign('-')).parse_next(input)?.is_some() {
        return Ok(Flags::empty());
    }
    if let Some(flags) = opt(letters).parse_next(input)? {
        let ack = opt(acked).parse_next(input)?.unwrap_or_default();
        return Ok(flags | ack);
    }
    acked
        .parse_next(input)
        .map_err(|_: Expected| Expected::at(input, "flags"))
}

fn letters(text: &str) -> Option<Flags> {
    let mut flags = Flags::empty();
    for letter in text.chars() {
        flags |= match letter {
            'F' => Flags::FIN,
            'S' => Flags::SYN,
            'R' => Flags::RST,
            'P' => Flags::PSH,
            'U' => Flags::URG,
            'E' => Flags::ECE,
            'W' => Flags::CWR,
            'A' => Flags::AE,
            _ => return None,
        };
    }
    Some(flags)
}

fn ace(text: &str) -> Option<Flags> {
    let value: u8 = text.strip_prefix('.')?.parse().ok()?;
    let bits = [(4, Flags::AE), (2, Flags::CWR), (1, Flags::ECE)];
    let set = bits.iter().filter(|(bit, _)| value & bit != 0);
    (value < 8).then(|| set.fold(Flags::ACK, |flags, (_, flag)| flags | *flag))
}

/// `1:1001(1000)`
fn range(input: &mut Tokens<'_, '_>) -> Parsed<(u32, u32)> {
    let number = || number::<u32>("a sequence number");
    let (from, (), to) = (number(), sign(':'), number()).parse_next(input)?;
    let start = input.clone();
    let octets = payload.parse_next(input)?;
    if from.wrapping_add(octets) != to {
        return Err(Expected::at(
            &start,
            "a length that leads from one number to the other",
        ));
    }
    Ok((from, octets))
}

/// `...(1000)`
fn any_range(input: &mut Tokens<'_, '_>) -> Parsed<(Option<u32>, u32)> {
    preceded(ellipsis, payload)
        .map(|octets| (None, octets))
        .parse_next(input)
}

fn payload(input: &mut Tokens<'_, '_>) -> Parsed<u32> {
    let octets = number::<u16>("octets").map(u32::from);
    (sign('('), octets, sign(')'))
        .map(|((), octets, ())| octets)
        .parse_next(input)
}
