//! What a failed call leaves behind: one set of errors, by the names and numbers that each system gives them.

mod messages;

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whose names and numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorTable {
    /// Linux (x86, Arm, RISC-V: the generic table).
    #[default]
    Linux,
    /// FreeBSD, and with it macOS.
    FreeBsd,
    /// Winsock, by its closest code (Windows Sockets Error Codes).
    Winsock,
}

/// Declares [`Errno`] with its names and numbers in one place: POSIX name, Linux, FreeBSD, Winsock and its name.
macro_rules! errnos {
    ($( $name:ident $linux:literal $freebsd:literal $code:literal $winsock:literal $text:literal; )+) => {
        /// An error of a system call, by the name that POSIX and Linux give it. Ordered by Linux's number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Errno { $( #[doc = $text] $name, )+ }

        impl Errno {
            /// Every error, in the order of the numbers.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The name, such as `ECONNRESET`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => stringify!($name), )+ }
            }

            /// The number and the name by which programs of a system know it.
            #[must_use]
            pub const fn told(self, by: ErrorTable) -> (u32, &'static str) {
                // From references the compiler makes a table.
                let (linux, freebsd, code, winsock) = *match self {
                    $( Self::$name => &($linux, $freebsd, $code, $winsock), )+
                };
                match by {
                    ErrorTable::Linux => (linux, self.name()),
                    ErrorTable::FreeBsd => (freebsd, self.name()),
                    ErrorTable::Winsock => (code, winsock),
                }
            }
        }
    };
}

errnos! {
    EPERM 1 1 10013 "WSAEACCES" "It is not permitted.";
    ENOENT 2 2 10022 "WSAEINVAL" "Nothing has this name.";
    EBADF 9 9 10038 "WSAENOTSOCK" "No such descriptor.";
    EAGAIN 11 35 10035 "WSAEWOULDBLOCK" "It would block, and the socket is non-blocking.";
    EACCES 13 13 10013 "WSAEACCES" "It is not allowed.";
    EFAULT 14 14 10014 "WSAEFAULT" "No memory is at this address.";
    EINVAL 22 22 10022 "WSAEINVAL" "The call does not fit the socket's condition, or an argument is out of range.";
    ENFILE 23 23 10055 "WSAENOBUFS" "The host has no room for another socket.";
    EMFILE 24 24 10024 "WSAEMFILE" "The process has no free descriptor.";
    EPIPE 32 32 10053 "WSAECONNABORTED" "This direction of the connection is closed.";
    EDOM 33 33 10022 "WSAEINVAL" "The number is out of its domain.";
    ENONET 64 65 10065 "WSAEHOSTUNREACH" "The host is not on the network.";
    EPROTO 71 92 10043 "WSAEPROTONOSUPPORT" "A protocol error.";
    ENOTSOCK 88 38 10038 "WSAENOTSOCK" "The descriptor is no socket.";
    EDESTADDRREQ 89 39 10039 "WSAEDESTADDRREQ" "A destination is required.";
    EMSGSIZE 90 40 10040 "WSAEMSGSIZE" "It is too long.";
    ENOPROTOOPT 92 42 10042 "WSAENOPROTOOPT" "There is no such option or protocol, or it is not to be set.";
    EOPNOTSUPP 95 45 10045 "WSAEOPNOTSUPP" "This socket cannot do that.";
    EAFNOSUPPORT 97 47 10047 "WSAEAFNOSUPPORT" "The address is of another family.";
    EADDRINUSE 98 48 10048 "WSAEADDRINUSE" "The port is taken.";
    EADDRNOTAVAIL 99 49 10049 "WSAEADDRNOTAVAIL" "No such address here, or no free port left.";
    ENETUNREACH 101 51 10051 "WSAENETUNREACH" "The address cannot be a peer.";
    ECONNABORTED 103 53 10053 "WSAECONNABORTED" "The connection was given up on this side.";
    ECONNRESET 104 54 10054 "WSAECONNRESET" "The peer reset the connection.";
    ENOBUFS 105 55 10055 "WSAENOBUFS" "No memory for it.";
    EISCONN 106 56 10056 "WSAEISCONN" "The socket is connected already.";
    ENOTCONN 107 57 10057 "WSAENOTCONN" "The socket is not connected.";
    ETIMEDOUT 110 60 10060 "WSAETIMEDOUT" "The peer did not answer in time.";
    ECONNREFUSED 111 61 10061 "WSAECONNREFUSED" "The peer refused the connection.";
    EHOSTDOWN 112 64 10064 "WSAEHOSTDOWN" "The host is down.";
    EHOSTUNREACH 113 65 10065 "WSAEHOSTUNREACH" "No way to the peer.";
    EALREADY 114 37 10037 "WSAEALREADY" "A connect is under way already.";
    EINPROGRESS 115 36 10035 "WSAEWOULDBLOCK" "The connect has begun and goes on by itself.";
}

impl Errno {
    /// The number on Linux.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.told(ErrorTable::Linux).0
    }
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl std::error::Error for Errno {}

#[cfg(test)]
mod tests;
