//! ICMP errors on a host: to the connection whose segment they quote, and as errors of sockets (RFC 9293 3.9.2.2).

use std::net::SocketAddr;

use super::Host;
use super::errno::Errno;
use super::ids::SocketId;
use super::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::tcp::Pair;
use crate::wire::{Icmp, IcmpError};

impl Host {
    /// MUST-54: by the two ends that the message quotes to the connection that sent the segment.
    pub(super) fn icmp_gets(&mut self, message: &Icmp, cx: &mut HostCx<'_>) {
        let quoted = message.quoted;
        let id = self.demux.connection(&Pair {
            local: SocketAddr::new(quoted.src, quoted.src_port),
            remote: SocketAddr::new(quoted.dst, quoted.dst_port),
        });
        let (Some(id), Some(error)) = (id, message.error()) else {
            cx.note(Rule::IcmpStray, id, HostWhat::IcmpStray);
            return;
        };
        self.step(id, cx, |connection, cx| {
            connection.icmp_arrives(error, quoted.seq, cx);
        });
    }

    /// SHLD-25: the user learns of it if the connection is given up.
    pub(super) fn keep_soft_error(&mut self, id: SocketId, error: IcmpError) {
        let errno = self.icmp_errno(error);
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.soft_error = Some(errno);
        }
    }

    /// Given up: for the reason the network gave, if it gave one (Linux: `tcp_write_err`).
    pub(super) fn given_up(&self, id: SocketId) -> Errno {
        let socket = self.sockets.get(&id);
        socket
            .and_then(|socket| socket.soft_error)
            .unwrap_or(Errno::ETIMEDOUT)
    }

    /// The error that an ICMP error is for calls.
    pub(super) const fn icmp_errno(&self, error: IcmpError) -> Errno {
        if self.sysctls.icmp_refuses {
            refusing(error)
        } else {
            telling(error, self.address.is_ipv4())
        }
    }
}

/// Each its own (Linux: `icmp_err_convert`, `tab_unreach`).
const fn telling(error: IcmpError, is_ipv4: bool) -> Errno {
    match error {
        IcmpError::NetUnreachable
        | IcmpError::NetUnknown
        | IcmpError::NetProhibited
        | IcmpError::NetForService => Errno::ENETUNREACH,
        IcmpError::Prohibited if !is_ipv4 => Errno::EACCES,
        IcmpError::HostUnreachable
        | IcmpError::HostProhibited
        | IcmpError::HostForService
        | IcmpError::Prohibited
        | IcmpError::PrecedenceViolation
        | IcmpError::PrecedenceCutoff
        | IcmpError::TimeExceeded
        | IcmpError::ReassemblyTimeExceeded
        | IcmpError::SourceQuench => Errno::EHOSTUNREACH,
        IcmpError::ProtocolUnreachable => Errno::ENOPROTOOPT,
        IcmpError::PortUnreachable => Errno::ECONNREFUSED,
        IcmpError::TooBig { .. } => Errno::EMSGSIZE,
        IcmpError::SourceRouteFailed => Errno::EOPNOTSUPP,
        IcmpError::HostUnknown => Errno::EHOSTDOWN,
        IcmpError::SourceIsolated => Errno::ENONET,
        IcmpError::ParameterProblem | IcmpError::UnknownNextHeader => Errno::EPROTO,
    }
}

/// A refusal, or no way there (FreeBSD: `inetctlerrmap`).
const fn refusing(error: IcmpError) -> Errno {
    match error {
        IcmpError::ProtocolUnreachable
        | IcmpError::PortUnreachable
        | IcmpError::UnknownNextHeader
        | IcmpError::NetProhibited
        | IcmpError::HostProhibited
        | IcmpError::Prohibited => Errno::ECONNREFUSED,
        IcmpError::TooBig { .. } => Errno::EMSGSIZE,
        IcmpError::ParameterProblem => Errno::ENOPROTOOPT,
        IcmpError::NetUnreachable
        | IcmpError::HostUnreachable
        | IcmpError::SourceRouteFailed
        | IcmpError::NetUnknown
        | IcmpError::HostUnknown
        | IcmpError::SourceIsolated
        | IcmpError::NetForService
        | IcmpError::HostForService
        | IcmpError::PrecedenceViolation
        | IcmpError::PrecedenceCutoff
        | IcmpError::TimeExceeded
        | IcmpError::ReassemblyTimeExceeded
        | IcmpError::SourceQuench => Errno::EHOSTUNREACH,
    }
}
