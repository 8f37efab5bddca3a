//! What `strerror` says of each error, and `FormatMessage` on Windows.

use super::{Errno, ErrorTable};

/// glibc; FreeBSD's words differ for `ETIMEDOUT` only among those that matter here.
const POSIX: [(Errno, &str); 33] = [
    (Errno::EPERM, "Operation not permitted"),
    (Errno::ENOENT, "No such file or directory"),
    (Errno::EBADF, "Bad file descriptor"),
    (Errno::EAGAIN, "Resource temporarily unavailable"),
    (Errno::EACCES, "Permission denied"),
    (Errno::EFAULT, "Bad address"),
    (Errno::EINVAL, "Invalid argument"),
    (Errno::ENFILE, "Too many open files in system"),
    (Errno::EMFILE, "Too many open files"),
    (Errno::EPIPE, "Broken pipe"),
    (Errno::EDOM, "Numerical argument out of domain"),
    (Errno::ENONET, "Machine is not on the network"),
    (Errno::EPROTO, "Protocol error"),
    (Errno::ENOTSOCK, "Socket operation on non-socket"),
    (Errno::EDESTADDRREQ, "Destination address required"),
    (Errno::EMSGSIZE, "Message too long"),
    (Errno::ENOPROTOOPT, "Protocol not available"),
    (Errno::EOPNOTSUPP, "Operation not supported"),
    (
        Errno::EAFNOSUPPORT,
        "Address family not supported by protocol",
    ),
    (Errno::EADDRINUSE, "Address already in use"),
    (Errno::EADDRNOTAVAIL, "Cannot assign requested address"),
    (Errno::ENETUNREACH, "Network is unreachable"),
    (Errno::ECONNABORTED, "Software caused connection abort"),
    (Errno::ECONNRESET, "Connection reset by peer"),
    (Errno::ENOBUFS, "No buffer space available"),
    (Errno::EISCONN, "Transport endpoint is already connected"),
    (Errno::ENOTCONN, "Transport endpoint is not connected"),
    (Errno::ETIMEDOUT, "Connection timed out"),
    (Errno::ECONNREFUSED, "Connection refused"),
    (Errno::EHOSTDOWN, "Host is down"),
    (Errno::EHOSTUNREACH, "No route to host"),
    (Errno::EALREADY, "Operation already in progress"),
    (Errno::EINPROGRESS, "Operation now in progress"),
];

/// By the number. Without the full stop at the end.
const WINSOCK: [(u32, &str); 25] = [
    (
        10_013,
        "An attempt was made to access a socket in a way forbidden by its access permissions",
    ),
    (
        10_014,
        "The system detected an invalid pointer address in attempting to use a pointer argument in a call",
    ),
    (10_022, "An invalid argument was supplied"),
    (10_024, "Too many open sockets"),
    (
        10_035,
        "A non-blocking socket operation could not be completed immediately",
    ),
    (
        10_037,
        "An operation was attempted on a non-blocking socket that already had an operation in progress",
    ),
    (
        10_038,
        "An operation was attempted on something that is not a socket",
    ),
    (
        10_039,
        "A required address was omitted from an operation on a socket",
    ),
    (
        10_040,
        "A message sent on a datagram socket was larger than the internal message buffer or some other network limit",
    ),
    (
        10_042,
        "An unknown, invalid, or unsupported option or level was specified in a getsockopt or setsockopt call",
    ),
    (
        10_043,
        "The requested protocol has not been configured into the system, or no implementation for it exists",
    ),
    (
        10_045,
        "The attempted operation is not supported for the type of object referenced",
    ),
    (
        10_047,
        "An address incompatible with the requested protocol was used",
    ),
    (
        10_048,
        "Only one usage of each socket address (protocol/network address/port) is normally permitted",
    ),
    (10_049, "The requested address is not valid in its context"),
    (
        10_051,
        "A socket operation was attempted to an unreachable network",
    ),
    (
        10_053,
        "An established connection was aborted by the software in your host machine",
    ),
    (
        10_054,
        "An existing connection was forcibly closed by the remote host",
    ),
    (
        10_055,
        "An operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full",
    ),
    (
        10_056,
        "A connect request was made on an already connected socket",
    ),
    (
        10_057,
        "A request to send or receive data was disallowed because the socket is not connected",
    ),
    (
        10_060,
        "A connection attempt failed because the connected party did not properly respond after a period of time",
    ),
    (
        10_061,
        "No connection could be made because the target machine actively refused it",
    ),
    (
        10_064,
        "A socket operation failed because the destination host was down",
    ),
    (
        10_065,
        "A socket operation was attempted to an unreachable host",
    ),
];

impl Errno {
    /// What the system says of it: `Connection reset by peer`.
    #[must_use]
    pub fn message(self, by: ErrorTable) -> &'static str {
        match by {
            ErrorTable::FreeBsd if self == Self::ETIMEDOUT => "Operation timed out",
            ErrorTable::Linux | ErrorTable::FreeBsd => {
                let found = POSIX.iter().find(|(errno, _)| *errno == self);
                found.map_or("", |(_, text)| text)
            }
            ErrorTable::Winsock => {
                let (code, _) = self.told(by);
                let found = WINSOCK.iter().find(|(known, _)| *known == code);
                found.map_or("", |(_, text)| text)
            }
        }
    }

    /// Name, number and message: `ECONNRESET (104: Connection reset by peer)`.
    #[must_use]
    pub fn in_full(self, by: ErrorTable) -> String {
        let (number, name) = self.told(by);
        format!("{name} ({number}: {})", self.message(by))
    }
}
