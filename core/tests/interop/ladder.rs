//! A run as lines that can be compared: numbers relative to both ISNs, no times, no sizes that systems choose freely.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use tcp_lab_core::wire::{Ecn, Flags, Segment, SeqNum};

use super::line::Line;
use super::mischief::{Fate, Way};
use super::words::{options, relative};

/// How much of a run is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Every segment.
    Segments,
    /// SYN, FIN and RST only: where chance and time decide over the rest.
    Control,
    /// The same without numbers: where the sizes of buffers decide how much there is.
    Unnumbered,
}

/// The ISNs of the connections seen so far, by the engine's port and the peer's end.
#[derive(Debug, Default)]
pub(crate) struct Ladder {
    first: BTreeMap<(u16, SocketAddr), Isns>,
    text: Vec<String>,
}

/// The ISNs that either side has used between two ends, one after the other.
#[derive(Clone, Debug, Default)]
struct Isns {
    engine: Vec<SeqNum>,
    peer: Vec<SeqNum>,
}

impl Ladder {
    /// The lines so far.
    pub(crate) fn lines(&self) -> &[String] {
        &self.text
    }

    /// A remark between segments: a checkpoint.
    pub(crate) fn remark(&mut self, remark: &str) {
        self.text.push(format!("# {remark}"));
    }

    /// A segment.
    pub(crate) fn segment(&mut self, line: &Line, detail: Detail) {
        let relative = self.relative(line);
        let control = Flags::SYN | Flags::FIN | Flags::RST;
        if detail != Detail::Segments && !line.segment.flags.intersects(control) {
            return;
        }
        let arrow = match line.way {
            Way::Out => ">",
            Way::In => "<",
        };
        let lost = match line.fate {
            Fate::Lost => " lost",
            Fate::Late => " held",
            Fate::Passes | Fate::Doubled => "",
        };
        let window = if closes_window(&line.segment) {
            "<WND=0>"
        } else {
            ""
        };
        let numbers = match detail {
            Detail::Segments | Detail::Control => relative.to_string(),
            Detail::Unnumbered => format!("<CTL={}>", relative.flags),
        };
        let options = options(&line.segment);
        let ecn = match line.ecn {
            Ecn::NotEct => "",
            Ecn::Ect0 | Ecn::Ect1 => " ect",
            Ecn::Ce => " ce",
        };
        let state = line.state.name();
        self.text.push(format!(
            "{arrow} {numbers}{window}{options}{ecn}{lost} {state}"
        ));
    }

    /// The segment with its numbers counted from the ISNs; those of a stranger stay as they are.
    fn relative(&mut self, line: &Line) -> Segment {
        let segment = &line.segment;
        let port = match line.way {
            Way::Out => segment.src_port,
            Way::In => segment.dst_port,
        };
        let isns = self.first.entry((port, line.peer)).or_default();
        let (own, other) = match line.way {
            Way::Out => (&mut isns.engine, &isns.peer),
            Way::In => (&mut isns.peer, &isns.engine),
        };
        if segment.has(Flags::SYN) && own.last() != Some(&segment.seq) {
            own.push(segment.seq);
        }
        Segment {
            seq: relative(segment.seq, own),
            ack: relative(segment.ack, other),
            ..segment.clone()
        }
    }
}

/// A RST has no window to offer (what it carries is never read).
pub(crate) fn closes_window(segment: &Segment) -> bool {
    segment.window == 0 && !segment.has(Flags::RST)
}
