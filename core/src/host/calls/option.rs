//! Options of a socket: their names, what each may be, and their values.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::loose::{Loose, Misfit};
use crate::schema::schema;
use crate::time::Duration;

/// Longest name of a congestion control (`TCP_CA_NAME_MAX`).
pub(super) const MAX_OPTION_TEXT: usize = 16;

/// What an option may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::host) enum Shape {
    /// On or off: every number but zero is on.
    Flag,
    /// A number from here to there, both included; others are `EINVAL`.
    Number(i32, i32),
    /// `struct linger`
    Linger,
    /// `struct timeval`
    Time,
    /// A name.
    Text,
    /// It can only be asked for.
    ReadOnly,
}

/// Declares [`SocketOption`] with its names and shapes in one place.
macro_rules! options {
    ($( $name:ident $text:literal $shape:expr; )+) => {
        /// An option of `setsockopt(2)` and `getsockopt(2)`, by its name in C.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum SocketOption { $( #[doc = concat!("`", $text, "`")] #[serde(rename = $text)] $name, )+ }

        impl SocketOption {
            /// Every option.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The name in C.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            pub(in crate::host) const fn shape(self) -> Shape {
                match self { $( Self::$name => $shape, )+ }
            }
        }
    };
}

options! {
    // SOL_SOCKET
    ReuseAddress "SO_REUSEADDR" Shape::Flag;
    ReusePort "SO_REUSEPORT" Shape::Flag;
    KeepAlive "SO_KEEPALIVE" Shape::Flag;
    OobInline "SO_OOBINLINE" Shape::Flag;
    Linger "SO_LINGER" Shape::Linger;
    ReceiveBuffer "SO_RCVBUF" Shape::Number(i32::MIN, i32::MAX);
    SendBuffer "SO_SNDBUF" Shape::Number(i32::MIN, i32::MAX);
    ReceiveLowWater "SO_RCVLOWAT" Shape::Number(i32::MIN, i32::MAX);
    SendLowWater "SO_SNDLOWAT" Shape::ReadOnly;
    ReceiveTimeout "SO_RCVTIMEO" Shape::Time;
    SendTimeout "SO_SNDTIMEO" Shape::Time;
    Error "SO_ERROR" Shape::ReadOnly;
    Type "SO_TYPE" Shape::ReadOnly;
    Domain "SO_DOMAIN" Shape::ReadOnly;
    Protocol "SO_PROTOCOL" Shape::ReadOnly;
    AcceptConnections "SO_ACCEPTCONN" Shape::ReadOnly;
    Priority "SO_PRIORITY" Shape::Number(i32::MIN, i32::MAX);
    Mark "SO_MARK" Shape::Number(i32::MIN, i32::MAX);
    ZeroCopy "SO_ZEROCOPY" Shape::Number(0, 1);
    // IPPROTO_TCP
    NoDelay "TCP_NODELAY" Shape::Flag;
    Cork "TCP_CORK" Shape::Flag;
    NoPush "TCP_NOPUSH" Shape::Flag;
    NoOptions "TCP_NOOPT" Shape::Flag;
    MaxSegment "TCP_MAXSEG" Shape::Number(0, i32::MAX);
    KeepIdle "TCP_KEEPIDLE" Shape::Number(1, 32_767);
    KeepInterval "TCP_KEEPINTVL" Shape::Number(1, 32_767);
    KeepCount "TCP_KEEPCNT" Shape::Number(1, 127);
    KeepInit "TCP_KEEPINIT" Shape::Number(1, i32::MAX);
    SynCount "TCP_SYNCNT" Shape::Number(1, 127);
    Linger2 "TCP_LINGER2" Shape::Number(i32::MIN, i32::MAX);
    DeferAccept "TCP_DEFER_ACCEPT" Shape::Number(i32::MIN, i32::MAX);
    WindowClamp "TCP_WINDOW_CLAMP" Shape::Number(i32::MIN, i32::MAX);
    QuickAck "TCP_QUICKACK" Shape::Flag;
    UserTimeout "TCP_USER_TIMEOUT" Shape::Number(0, i32::MAX);
    Congestion "TCP_CONGESTION" Shape::Text;
    NotSentLowWater "TCP_NOTSENT_LOWAT" Shape::Number(i32::MIN, i32::MAX);
    Inq "TCP_INQ" Shape::Number(0, 1);
    Timestamp "TCP_TIMESTAMP" Shape::ReadOnly;
    Info "TCP_INFO" Shape::ReadOnly;
    // IPPROTO_IP and IPPROTO_IPV6
    TypeOfService "IP_TOS" Shape::Number(0, 255);
    TimeToLive "IP_TTL" Shape::Number(-1, 255);
    MtuDiscover "IP_MTU_DISCOVER" Shape::Number(0, 5);
    Mtu "IP_MTU" Shape::ReadOnly;
    FreeBind "IP_FREEBIND" Shape::Flag;
    BindAddressNoPort "IP_BIND_ADDRESS_NO_PORT" Shape::Flag;
    ReceiveErrors "IP_RECVERR" Shape::Flag;
    TrafficClass "IPV6_TCLASS" Shape::Number(-1, 255);
    HopLimit "IPV6_UNICAST_HOPS" Shape::Number(-1, 255);
    OnlyV6 "IPV6_V6ONLY" Shape::Flag;
}

/// The value of an option. In JSON a number, a text, or `{ "on": true, "seconds": 5 }` for `SO_LINGER`; a length of
/// time is a text such as `"500 ms"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose<LingerFields>")]
pub enum OptionValue {
    /// A number, or for a flag 0 or 1.
    Number(i64),
    /// `struct linger`
    Linger {
        /// `close` waits, or resets when there are no seconds.
        on: bool,
        /// How long it waits.
        seconds: u32,
    },
    /// `struct timeval`; zero is for ever.
    #[serde(serialize_with = "as_text")]
    Time(Duration),
    /// A name, such as that of a congestion control.
    Text(String),
}

/// `struct linger` as JSON has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "`on` and `seconds`")]
pub(super) struct LingerFields {
    on: bool,
    seconds: u32,
}

schema! { |generator| OptionValue {
    "description": "A number (1 and 0 for on and off), a name, a length of time, or `on` and `seconds` for `SO_LINGER`.",
    "anyOf": [
        { "type": ["integer", "string"], "maxLength": MAX_OPTION_TEXT },
        generator.subschema_for::<LingerFields>(),
    ],
} }

impl SocketOption {
    /// The option of this name in C. `SOL_TCP` and `IPPROTO_TCP`, or FreeBSD's other names, make no difference.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name {
            "SO_SNDTIMEO_OLD" | "SO_SNDTIMEO_NEW" => "SO_SNDTIMEO",
            "SO_RCVTIMEO_OLD" | "SO_RCVTIMEO_NEW" => "SO_RCVTIMEO",
            other => other,
        };
        Self::ALL
            .iter()
            .copied()
            .find(|option| option.name() == name)
    }
}

impl OptionValue {
    /// A flag as C has it.
    #[must_use]
    pub const fn flag(on: bool) -> Self {
        Self::Number(on as i64)
    }

    /// The number of a value that is one.
    #[must_use]
    pub const fn integer(&self) -> Option<i64> {
        if let Self::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The number that the log keeps: of a number its low 32 bits, of `struct linger` the seconds when it is on, of
    /// a time the milliseconds.
    #[must_use]
    pub fn number(&self) -> u32 {
        let number = match self {
            Self::Number(number) => number & i64::from(u32::MAX),
            Self::Linger { on: true, seconds } => i64::from(*seconds),
            Self::Linger { on: false, .. } | Self::Text(_) => 0,
            Self::Time(time) => i64::try_from(time.as_nanos() / 1_000_000).unwrap_or(i64::MAX),
        };
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

impl TryFrom<Loose<LingerFields>> for OptionValue {
    type Error = Misfit;

    fn try_from(value: Loose<LingerFields>) -> Result<Self, Misfit> {
        Ok(match value {
            Loose::Number(number) => Self::Number(number),
            Loose::Text(text) if text.len() > MAX_OPTION_TEXT => {
                return Err(Misfit("a name of at most 16 letters"));
            }
            Loose::Text(text) => match text.parse() {
                Ok(time) => Self::Time(time),
                Err(_) => Self::Text(text),
            },
            Loose::Fields(LingerFields { on, seconds }) => Self::Linger { on, seconds },
        })
    }
}

impl fmt::Display for SocketOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for OptionValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Linger { on, seconds } => write!(f, "{{{}, {seconds}}}", u8::from(*on)),
            Self::Time(time) => time.fmt(f),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

fn as_text<S: serde::Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(time)
}

#[cfg(test)]
mod tests;
