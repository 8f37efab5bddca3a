//! Packets as scripts write them.

use super::ast::{
    BodyLine, EcnLine, IcmpLine, IpLine, OptionLine, OptionsLine, PacketLine, TcpLine,
};
use crate::wire::{Flags, Segment, TcpOption};

/// A line of a script, written again in one manner.
pub(super) fn line(line: &PacketLine) -> String {
    let ip = ip(&line.ip);
    match &line.body {
        BodyLine::Tcp(tcp) => format!("{ip}{}", self::tcp(tcp)),
        BodyLine::Udp { octets } => format!("{ip}udp ({octets})"),
        BodyLine::Icmp(message) => format!("{ip}{}", icmp(message)),
    }
}

fn ip(line: &IpLine) -> String {
    let mut parts = Vec::new();
    parts.extend(line.ecn.map(|ecn| ecn_name(ecn).to_owned()));
    parts.extend(line.tos.map(|tos| format!("tos {tos:#x}")));
    parts.extend(line.ttl.map(|ttl| format!("ttl {ttl}")));
    parts.extend(line.flow_label.map(|label| format!("flowlabel {label:#x}")));
    if parts.is_empty() {
        String::new()
    } else {
        format!("[{}] ", parts.join(","))
    }
}

const fn ecn_name(ecn: EcnLine) -> &'static str {
    match ecn {
        EcnLine::NotEct => "noecn",
        EcnLine::Ect0 => "ect0",
        EcnLine::Ect1 => "ect1",
        EcnLine::Ce => "ce",
        EcnLine::Ect01 => "ect01",
    }
}

fn icmp(line: &IcmpLine) -> String {
    let mut text = format!("icmp {}", line.kind);
    text.extend(line.code.iter().flat_map(|code| [" ", code]));
    if let Some(mtu) = line.mtu {
        text += &format!(" mtu {mtu}");
    }
    text
}

fn tcp(line: &TcpLine) -> String {
    let mut text = flags(line.flags);
    let octets = line.octets;
    match line.seq {
        Some(seq) => text += &format!(" {seq}:{}({octets})", seq.wrapping_add(octets)),
        None => text += &format!(" ...({octets})"),
    }
    if line.absolute {
        text.push('!');
    }
    let fields = [
        ("ack", line.ack.map(u64::from)),
        ("win", line.window.map(u64::from)),
        ("urg", line.urgent.map(u64::from)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            text += &format!(" {name} {value}");
        }
    }
    match &line.options {
        OptionsLine::None => {}
        OptionsLine::Any => text += " <...>",
        OptionsLine::List(list) => {
            let list: Vec<String> = list.iter().map(option).collect();
            text += &format!(" <{}>", list.join(","));
        }
    }
    text
}

/// A segment that was sent, in the numbers of the script.
pub(super) fn segment(segment: &Segment) -> String {
    let octets = segment.payload_len();
    let (from, to) = (segment.seq, segment.seq + octets);
    let mut text = format!("{} {from}:{to}({octets})", flags(segment.flags));
    if segment.has(Flags::ACK) {
        text += &format!(" ack {}", segment.ack);
    }
    text += &format!(" win {}", segment.window);
    if segment.has(Flags::URG) {
        text += &format!(" urg {}", segment.urgent);
    }
    let options: Vec<String> = segment
        .options
        .iter()
        .map(|found| option(&option_line(&found)))
        .collect();
    if !options.is_empty() {
        text += &format!(" <{}>", options.join(","));
    }
    text
}

/// The control bits: letters, then a dot for ACK.
pub(super) fn flags(flags: Flags) -> String {
    let letters = [
        (Flags::FIN, 'F'),
        (Flags::SYN, 'S'),
        (Flags::RST, 'R'),
        (Flags::PSH, 'P'),
        (Flags::URG, 'U'),
        (Flags::ECE, 'E'),
        (Flags::CWR, 'W'),
        (Flags::AE, 'A'),
        (Flags::ACK, '.'),
    ];
    let set: String = letters
        .iter()
        .filter(|(flag, _)| flags.contains(*flag))
        .map(|(_, letter)| letter)
        .collect();
    if set.is_empty() { "-".to_owned() } else { set }
}

/// An option found in a segment, as a script would write it.
pub(super) fn option_line(option: &TcpOption<'_>) -> OptionLine {
    match option {
        TcpOption::EndOfList => OptionLine::EndOfList,
        TcpOption::NoOp => OptionLine::NoOp,
        TcpOption::Mss(mss) => OptionLine::Mss(*mss),
        TcpOption::WindowScale(shift) => OptionLine::WindowScale(*shift),
        TcpOption::SackPermitted => OptionLine::SackPermitted,
        TcpOption::Sack(blocks) => OptionLine::Sack(
            blocks
                .iter()
                .map(|block| (block.left.raw(), block.right.raw()))
                .collect(),
        ),
        TcpOption::Timestamps { value, echo } => OptionLine::Timestamps {
            value: *value,
            echo: *echo,
        },
        TcpOption::UserTimeout(time) => OptionLine::Other(28, time.encode().to_vec()),
        TcpOption::Unknown { kind: 34, data } => OptionLine::FastOpen(data.to_vec()),
        TcpOption::Unknown { kind: 19, data } => OptionLine::Md5(Some(data.to_vec())),
        TcpOption::Unknown { kind, data } => OptionLine::Other(*kind, data.to_vec()),
    }
}

fn option(option: &OptionLine) -> String {
    match option {
        OptionLine::NoOp => "nop".to_owned(),
        OptionLine::EndOfList => "eol".to_owned(),
        OptionLine::Mss(mss) => format!("mss {mss}"),
        OptionLine::WindowScale(shift) => format!("wscale {shift}"),
        OptionLine::SackPermitted => "sackOK".to_owned(),
        OptionLine::Sack(blocks) => {
            let blocks: Vec<String> = blocks
                .iter()
                .map(|(left, right)| format!("{left}:{right}"))
                .collect();
            format!("sack {}", blocks.join(" "))
        }
        OptionLine::Timestamps { value, echo } => format!("TS val {value} ecr {echo}"),
        OptionLine::Md5(None) => "md5 valid".to_owned(),
        OptionLine::Md5(Some(digest)) => format!("md5 {}", hexadecimal(digest)),
        OptionLine::FastOpen(cookie) => format!("FO {}", hexadecimal(cookie)).trim_end().to_owned(),
        OptionLine::FastOpenExperiment(cookie) => format!("FOEXP {}", hexadecimal(cookie))
            .trim_end()
            .to_owned(),
        OptionLine::AccurateEcn => "ECN".to_owned(),
        OptionLine::Other(kind, data) => format!("unknown {kind} {}", hexadecimal(data))
            .trim_end()
            .to_owned(),
    }
}

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
