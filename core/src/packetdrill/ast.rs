//! What a script says, free of how it is written.

use std::net::IpAddr;

use super::code::Statement;
use super::error::Place;
use crate::time::Duration;
use crate::wire::Flags;

/// A script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// `--name=value` lines at its head.
    pub options: Vec<Setting>,
    /// What it says, in order. A shell command may stand without a time at the head and at the end.
    pub events: Vec<Event>,
}

/// `--name` or `--name=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Where it stands.
    pub place: Place,
    /// Its name, without the dashes.
    pub name: String,
    /// Its value; empty without one.
    pub value: String,
}

/// Something that happens, or that must happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where it stands.
    pub place: Place,
    /// Its text, for reports.
    pub text: String,
    /// When.
    pub time: Time,
    /// What.
    pub action: Action,
}

/// When an event happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// `+0.1`: after the event before it.
    Relative(Duration),
    /// `0.1`: since the start.
    Absolute(Duration),
    /// `+0.1~+0.2`: between the two, after the event before it.
    RelativeRange(Duration, Duration),
    /// `0.1~0.2`: between the two, since the start.
    AbsoluteRange(Duration, Duration),
    /// `*`: whenever.
    Any,
}

/// What an event is.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// `<`: the network delivers this.
    Inbound(PacketLine),
    /// `>`: the host must send this.
    Outbound(PacketLine),
    /// A system call.
    Call(CallLine),
    /// A shell command, in back quotes.
    Shell(String),
    /// `%{ … }%`: assertions.
    Code(Vec<Statement>),
}

/// A packet as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PacketLine {
    /// Headers around it.
    pub around: Vec<Around>,
    /// What the IP header must say.
    pub ip: IpLine,
    /// What is in it.
    pub body: BodyLine,
}

/// A header around a packet; none of them is modelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Around {
    /// `ipv4 a > b:` or `ipv6 a > b:`
    Ip {
        /// Source.
        src: IpAddr,
        /// Destination.
        dst: IpAddr,
    },
    /// `gre: …`, `gre flags […], …: …`
    Gre,
    /// `mpls (label …) …: …`
    Mpls,
    /// `encap psp spi …`
    Psp,
}

/// `[ect0]`, `(tos 0x20)`, `(ttl 64)` and the like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IpLine {
    /// The ECN codepoint.
    pub ecn: Option<EcnLine>,
    /// The whole octet of type of service, or traffic class.
    pub tos: Option<u8>,
    /// Time to live, or hop limit.
    pub ttl: Option<u8>,
    /// The flow label.
    pub flow_label: Option<u32>,
}

/// An ECN codepoint in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EcnLine {
    /// `[noecn]`
    NotEct,
    /// `[ect0]`
    Ect0,
    /// `[ect1]`
    Ect1,
    /// `[ce]`
    Ce,
    /// `[ect01]`: either of the two.
    Ect01,
}

/// What a packet carries.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyLine {
    /// A TCP segment.
    Tcp(TcpLine),
    /// `udp (1000)`
    Udp {
        /// Octets of payload.
        octets: u32,
    },
    /// An ICMP message.
    Icmp(IcmpLine),
}

/// A TCP segment as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct TcpLine {
    /// `1234 > 80`
    pub ports: Option<(u16, u16)>,
    /// The control bits.
    pub flags: Flags,
    /// `1:1001(1000)`; none for `...(1000)`.
    pub seq: Option<u32>,
    /// `!`: the number stands as it is, counted from no ISN.
    pub absolute: bool,
    /// Octets of payload.
    pub octets: u32,
    /// `ack 1`
    pub ack: Option<u32>,
    /// `win 1000`
    pub window: Option<u16>,
    /// `urg 1`
    pub urgent: Option<u16>,
    /// `<mss 1460,…>`
    pub options: OptionsLine,
    /// `/udp(9811 > 1)`: in UDP, between these ports.
    pub udp: Option<(u16, u16)>,
}

/// The options of a segment as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OptionsLine {
    /// Nothing written: there must be none.
    #[default]
    None,
    /// `<...>`: whatever.
    Any,
    /// A list.
    List(Vec<OptionLine>),
}

/// One option as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionLine {
    /// `nop`
    NoOp,
    /// `eol`
    EndOfList,
    /// `mss 1460`
    Mss(u16),
    /// `wscale 7`
    WindowScale(u8),
    /// `sackOK`
    SackPermitted,
    /// `sack 1:2 4:5`
    Sack(Vec<(u32, u32)>),
    /// `TS val 100 ecr 0`
    Timestamps {
        /// TSval.
        value: u32,
        /// TSecr.
        echo: u32,
    },
    /// `md5 valid` (none), `md5 0011…`
    Md5(Option<Vec<u8>>),
    /// `FO 0011…`
    FastOpen(Vec<u8>),
    /// `FOEXP 0011…`
    FastOpenExperiment(Vec<u8>),
    /// `ECN e0b 1 …`: accurate ECN.
    AccurateEcn,
    /// `unknown 254 0011`, `exp 0011`: kind and data.
    Other(u8, Vec<u8>),
}

/// An ICMP message as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcmpLine {
    /// `unreachable`, or a number.
    pub kind: String,
    /// `host_unreachable`, or a number.
    pub code: Option<String>,
    /// `mtu 1400`
    pub mtu: Option<u32>,
    /// `[1:1461(1460)]`: the segment it speaks of.
    pub about: Option<Echoed>,
}

/// The segment that an ICMP message quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Echoed {
    /// A TCP segment with this number and so many octets.
    Tcp {
        /// Its number.
        seq: u32,
        /// Its payload.
        octets: u32,
        /// `/udp(…)`: it was in UDP.
        udp: bool,
    },
    /// Something else.
    Other,
}

/// A system call as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct CallLine {
    /// `+0...0.1`: it blocks, until then.
    pub until: Option<Duration>,
    /// Which call.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Expr>,
    /// What it must return.
    pub result: Expr,
    /// The error it must leave.
    pub errno: Option<String>,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// `...`
    Ellipsis,
    /// A number.
    Number(i64),
    /// A name, such as `SOCK_STREAM`.
    Name(String),
    /// `"text"`, also several in a row.
    Text(String),
    /// `A | B`
    Or(Vec<Expr>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{a = 1, b = 2}`, `{a, b}`: names are empty where there are none.
    Record(Vec<(String, Expr)>),
    /// `htons(80)`
    Apply(String, Vec<Expr>),
}
