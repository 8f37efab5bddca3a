//! The ladder's arrows: what is known of each crossing of the network, from the rows of the log.

use serde::Serialize;

use super::event::{Fact, Row};
use super::script::Brief;
use crate::net::{NetNote, Progress};
use crate::rule::Rule;
use crate::time::Instant;
use crate::wire::{Content, Icmp, Packet, Segment};

/// One crossing as the timeline keeps it: how it began and, once known, how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Flight {
    /// As it was put on the wire.
    pub packet: Packet,
    /// The host whose address is the source.
    pub from: Option<u32>,
    /// The host whose address is the destination.
    pub to: Option<u32>,
    /// When it was sent.
    pub sent_at: Instant,
    /// The row that sent it.
    pub sent: u32,
    /// It carries numbers that were sent before.
    pub retransmission: bool,
    /// It came from outside, whatever its source claims.
    pub forged: bool,
    /// The crossing it is a copy of.
    pub copy_of: Option<u32>,
    corrupted: Option<u32>,
    end: Option<(u32, End)>,
}

/// How a crossing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    at: Instant,
    lost_by: Option<Rule>,
}

impl Flight {
    /// A crossing that begins with row `sent`.
    #[must_use]
    pub const fn new(packet: Packet, sent: u32, sent_at: Instant) -> Self {
        Self {
            packet,
            from: None,
            to: None,
            sent_at,
            sent,
            retransmission: false,
            forged: false,
            copy_of: None,
            corrupted: None,
            end: None,
        }
    }

    /// Takes note of row `id` of the log, which is about this crossing.
    pub fn learn(&mut self, id: u32, row: &Row) {
        let ended = |lost_by| {
            Some((
                id,
                End {
                    at: row.at,
                    lost_by,
                },
            ))
        };
        match row.fact {
            Fact::Arrived => self.end = ended(None),
            Fact::Net(NetNote::Lost) => self.end = ended(Some(row.rule)),
            Fact::Net(NetNote::Corrupted { .. }) => self.corrupted = Some(id),
            Fact::Net(_)
            | Fact::Sent { .. }
            | Fact::Injected
            | Fact::Tcp(_)
            | Fact::Signal(_)
            | Fact::Host(_)
            | Fact::Act(_)
            | Fact::Refused(_) => {}
        }
    }

    /// The last row from which something was learnt after the beginning.
    #[must_use]
    pub fn latest(&self) -> Option<u32> {
        self.corrupted.max(self.end.map(|(row, _)| row))
    }

    /// Forgets what was learnt from row `events` on.
    pub fn forget_from(&mut self, events: u32) {
        self.corrupted = self.corrupted.filter(|row| *row < events);
        self.end = self.end.filter(|(row, _)| *row < events);
    }

    /// When it arrived, if that is how it ended.
    #[must_use]
    pub fn arrival(&self) -> Option<(u32, Instant)> {
        let (row, end) = self.end?;
        end.lost_by.is_none().then_some((row, end.at))
    }

    /// When and by what it was lost, if that is how it ended.
    #[must_use]
    pub fn loss(&self) -> Option<(u32, Instant, Rule)> {
        let (row, end) = self.end?;
        Some((row, end.at, end.lost_by?))
    }

    /// The segment as it was sent; empty for what is none.
    #[must_use]
    pub fn segment(&self) -> Segment {
        match self.packet.clone().open() {
            Ok(Content::Segment(segment)) => segment,
            Ok(Content::Icmp(_)) | Err(_) => Segment::default(),
        }
    }

    /// What a scenario may want to know of it.
    #[must_use]
    pub fn brief(&self) -> Brief {
        let segment = self.segment();
        Brief {
            from: self.from,
            to: self.to,
            flags: segment.flags,
            payload: !segment.payload.is_empty(),
            again: self.retransmission,
            seq: segment.seq.raw(),
            ports: (segment.src_port, segment.dst_port),
        }
    }

    /// The ICMP message as it was sent, if it was one.
    #[must_use]
    pub fn icmp(&self) -> Option<Icmp> {
        match self.packet.clone().open() {
            Ok(Content::Icmp(message)) => Some(message),
            Ok(Content::Segment(_)) | Err(_) => None,
        }
    }

    /// What was sent, in the RFC's notation.
    #[must_use]
    pub fn notation(&self) -> String {
        let message = self.icmp().map(|message| message.to_string());
        message.unwrap_or_else(|| self.segment().to_string())
    }

    /// The arrow as a reader sees it once `events` rows are written; `progress` is the network's word on what is
    /// still under way.
    #[must_use]
    pub fn view(&self, id: u32, events: u32, progress: Option<Progress>) -> Crossing {
        let mut known = self.clone();
        known.forget_from(events);
        let segment = known.segment();
        let (fate, ends_at) = known.fate(progress);
        Crossing {
            id,
            from: known.from,
            from_address: known.packet.src.to_string(),
            to: known.to,
            to_address: known.packet.dst.to_string(),
            sent_at: known.sent_at,
            ends_at,
            fate,
            lost_by: known.loss().map(|(_, _, rule)| rule.code()),
            retransmission: known.retransmission,
            forged: known.forged,
            corrupted: known.corrupted.is_some(),
            copy_of: known.copy_of,
            len: segment.len(),
            notation: known.notation(),
            icmp: known.icmp(),
            segment,
            sent_event: known.sent,
            end_event: known.end.map(|(row, _)| row),
        }
    }

    fn fate(&self, progress: Option<Progress>) -> (Fate, Option<Instant>) {
        match (self.end, progress) {
            (Some((_, End { at, lost_by: None })), _) => (Fate::Arrived, Some(at)),
            (
                Some((
                    _,
                    End {
                        at,
                        lost_by: Some(Rule::NoHost),
                    },
                )),
                _,
            ) => (Fate::NoHost, Some(at)),
            (
                Some((
                    _,
                    End {
                        at,
                        lost_by: Some(_),
                    },
                )),
                _,
            ) => (Fate::Lost, Some(at)),
            (None, Some(Progress::Arrives(at))) => (Fate::InFlight, Some(at)),
            (None, Some(Progress::Held(_)) | None) => (Fate::Held, None),
        }
    }
}

/// What has become of a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// On its way.
    InFlight,
    /// Stopped by the reader or a rule.
    Held,
    /// At its destination.
    Arrived,
    /// Gone.
    Lost,
    /// Gone: nobody has this address.
    NoHost,
}

/// One arrow of the ladder, for the reader. Times in nanoseconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Crossing {
    /// Its number.
    pub id: u32,
    /// Lane of the sender.
    pub from: Option<u32>,
    /// Source address.
    pub from_address: String,
    /// Lane of the receiver.
    pub to: Option<u32>,
    /// Destination address.
    pub to_address: String,
    /// When it was sent.
    pub sent_at: Instant,
    /// When it arrived, will arrive, or was lost; none while held.
    pub ends_at: Option<Instant>,
    /// What has become of it.
    pub fate: Fate,
    /// Code of the rule that took it.
    pub lost_by: Option<&'static str>,
    /// It carries numbers that were sent before.
    pub retransmission: bool,
    /// It came from outside.
    pub forged: bool,
    /// A bit of it was flipped.
    pub corrupted: bool,
    /// The crossing it is a copy of.
    pub copy_of: Option<u32>,
    /// As it was sent; empty for an ICMP message.
    pub segment: Segment,
    /// As it was sent, if it is an ICMP message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icmp: Option<Icmp>,
    /// SEG.LEN.
    pub len: u32,
    /// In the RFC's notation.
    pub notation: String,
    /// The row that sent it.
    pub sent_event: u32,
    /// The row that ended it.
    pub end_event: Option<u32>,
}
