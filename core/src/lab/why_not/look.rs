//! Finding the rows that tell of something.

use crate::host::{Host, Socket, SocketId};
use crate::lab::event::{Kind, Row};
use crate::lab::position::index;
use crate::lab::{Lab, LabError};

/// Rows looked through, from the present back.
const MAX_LOOKED: u32 = 20_000;

impl Lab {
    /// The last row of this kind about a connection, if it is not too long ago.
    pub(super) fn last_row(&self, host: u32, socket: u32, kinds: &[Kind]) -> Option<(u32, &Row)> {
        let end = self.mark().events;
        let from = end.saturating_sub(MAX_LOOKED);
        let rows = self.branch().rows(from, end).rev();
        let mut rows = (from..end).rev().zip(rows);
        rows.find(|(_, row)| {
            let same = row.host() == Some(host) && row.socket() == Some(socket);
            same && kinds.contains(&row.kind())
        })
    }

    pub(super) fn host_of(&self, host: u32) -> Result<&Host, LabError> {
        let hosts = self.world.hosts();
        hosts.get(index(host)).ok_or(LabError::UnknownHost {
            host,
            hosts: hosts.len(),
        })
    }

    pub(super) fn socket_of(&self, host: u32, socket: u32) -> Result<&Socket, LabError> {
        let found = self.host_of(host)?.socket(SocketId(socket));
        found.ok_or(LabError::UnknownSocket { host, socket })
    }
}
