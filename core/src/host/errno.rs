//! What a failed call leaves behind: the codes of Linux (`errno(3)`).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares [`Errno`] with its numbers in one place.
macro_rules! errnos {
    ($( $name:ident $number:literal $text:literal; )+) => {
        /// An error of a system call, by the name that POSIX and Linux give it. Ordered by number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Errno { $( #[doc = $text] $name, )+ }

        impl Errno {
            /// Every error, in the order of the numbers.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The name, such as `ECONNRESET`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => stringify!($name), )+ }
            }

            /// The number on Linux (x86, Arm, RISC-V: the generic table).
            #[must_use]
            pub const fn number(self) -> u32 {
                match self { $( Self::$name => $number, )+ }
            }
        }
    };
}

errnos! {
    EPERM 1 "It is not permitted.";
    ENOENT 2 "Nothing has this name.";
    EBADF 9 "No such descriptor.";
    EAGAIN 11 "It would block, and the socket is non-blocking.";
    EFAULT 14 "No memory is at this address.";
    EINVAL 22 "The call does not fit the socket's condition, or an argument is out of range.";
    ENFILE 23 "The host has no room for another socket.";
    EMFILE 24 "The process has no free descriptor.";
    EPIPE 32 "This direction of the connection is closed.";
    EDOM 33 "The number is out of its domain.";
    ENOTSOCK 88 "The descriptor is no socket.";
    EDESTADDRREQ 89 "A destination is required.";
    ENOPROTOOPT 92 "There is no such option, or not to be set.";
    EOPNOTSUPP 95 "This socket cannot do that.";
    EAFNOSUPPORT 97 "The address is of another family.";
    EADDRINUSE 98 "The port is taken.";
    EADDRNOTAVAIL 99 "No such address here, or no free port left.";
    ENETUNREACH 101 "The address cannot be a peer.";
    ECONNABORTED 103 "The connection was given up on this side.";
    ECONNRESET 104 "The peer reset the connection.";
    ENOBUFS 105 "No memory for it.";
    EISCONN 106 "The socket is connected already.";
    ENOTCONN 107 "The socket is not connected.";
    ETIMEDOUT 110 "The peer did not answer in time.";
    ECONNREFUSED 111 "The peer refused the connection.";
    EHOSTUNREACH 113 "No way to the peer.";
    EALREADY 114 "A connect is under way already.";
    EINPROGRESS 115 "The connect has begun and goes on by itself.";
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl std::error::Error for Errno {}

#[cfg(test)]
mod tests;
