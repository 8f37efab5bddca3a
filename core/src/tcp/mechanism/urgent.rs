//! Urgent data as its reader meets it (3.8.5, RFC 6093).
//!
//! RCV.UP names the octet after the urgent data. The user of RFC 9293 is told of that mark and reads up to it. Sockets
//! know one urgent octet, the last before the mark: in the stream (`SO_OOBINLINE`), or apart from it (`MSG_OOB`).

use bytes::Bytes;

use crate::tcp::Tcb;

/// What RECEIVE makes of urgent data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UrgentDelivery {
    /// RECEIVE ends at the mark, behind the urgent data (3.9.1.3).
    #[default]
    ToTheMark,
    /// The urgent octet stays in the stream, RECEIVE ends before it (RFC 6093 4: what applications should ask for).
    InLine,
    /// RECEIVE ends before the urgent octet and then leaves it out: it is asked for apart (RFC 6093 2.2).
    OutOfBand,
}

/// The urgent octet, for who asks for it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrgentOctet {
    /// None is ahead, it was taken already, or it is in the stream.
    None,
    /// It is announced and has not come.
    Awaited,
    /// It has come.
    Here(u8),
}

impl Tcb {
    /// Octets from the reader to where RECEIVE ends for the sake of urgent data, if some is ahead.
    #[must_use]
    pub fn until_mark(&self) -> Option<u32> {
        let end = match self.config.urgent_delivery {
            UrgentDelivery::ToTheMark => self.rcv.up,
            UrgentDelivery::InLine | UrgentDelivery::OutOfBand => self.rcv.up - 1,
        };
        self.urgent_ahead().then(|| end.since(self.consumed()))
    }

    /// Octets from the reader to the urgent one, if it is not to be in the stream.
    #[must_use]
    pub fn until_left_out(&self) -> Option<u32> {
        let apart = self.config.urgent_delivery == UrgentDelivery::OutOfBand;
        self.until_mark().filter(|_| apart)
    }

    /// The reader has come to where RECEIVE ends for the sake of urgent data.
    #[must_use]
    pub fn at_mark(&self) -> bool {
        self.until_mark() == Some(0)
    }

    /// The urgent octet has come, and was not taken apart from the stream.
    #[must_use]
    pub fn urgent_waits(&self) -> bool {
        !self.urgent_taken && self.urgent_octet().is_some()
    }

    /// Octets that the next RECEIVE would hand over at most.
    #[must_use]
    pub fn in_reach(&self) -> u32 {
        match self.until_mark() {
            None | Some(0) => self.left_to_read(),
            Some(octets) => self.unread().min(octets),
        }
    }

    /// Octets in order that are left to the reader, without an urgent one that the next RECEIVE leaves out.
    #[must_use]
    pub fn left_to_read(&self) -> u32 {
        self.unread() - self.left_out_now()
    }

    /// What the next RECEIVE of up to `max` octets would hand over.
    #[must_use]
    pub fn peek(&self, max: u32) -> Vec<Bytes> {
        let mut copy = self.reassembly.clone();
        let _left_out = copy.read(self.left_out_now());
        copy.read(max.min(self.in_reach()))
    }

    /// All that RECEIVE would hand over in the end.
    #[must_use]
    pub fn remainder(&self) -> Vec<Bytes> {
        let mut copy = self.reassembly.clone();
        let Some(before) = self.until_left_out() else {
            return copy.read(u32::MAX);
        };
        let mut chunks = copy.read(before);
        let _left_out = copy.read(1);
        chunks.extend(copy.read(u32::MAX));
        chunks
    }

    /// Octets that the next RECEIVE leaves out: the urgent one, where the reader has come to it.
    fn left_out_now(&self) -> u32 {
        u32::from(self.until_left_out() == Some(0) && self.unread() > 0)
    }

    /// The urgent octet as far as it has come, whether or not it was taken.
    fn urgent_octet(&self) -> Option<u8> {
        let ahead = self.urgent_ahead();
        let octet = self.reassembly.octet(self.consumed(), self.rcv.up - 1);
        octet.filter(|_| ahead)
    }

    /// Leaves the urgent octet out of the stream where the reader has come to it.
    pub(in crate::tcp) fn pass_urgent(&mut self) {
        let _left_out = self.reassembly.read(self.left_out_now());
    }

    /// The urgent octet apart from the stream. It can be had once, but `keep` leaves it there.
    pub(in crate::tcp) fn take_urgent(&mut self, keep: bool) -> UrgentOctet {
        if self.urgent_taken || self.until_left_out().is_none() {
            return UrgentOctet::None;
        }
        match self.urgent_octet() {
            None => UrgentOctet::Awaited,
            Some(octet) => {
                self.urgent_taken = !keep;
                UrgentOctet::Here(octet)
            }
        }
    }
}
