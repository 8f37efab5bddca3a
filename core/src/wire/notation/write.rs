//! From a segment to its notation.

use core::fmt;

use crate::wire::{Flags, Options, SackBlocks, Segment, TcpOption};

/// A segment's notation with window and options, from [`Segment::full`].
#[derive(Clone, Copy, Debug)]
pub struct Full<'a>(&'a Segment);

impl Segment {
    /// The notation with everything a receiver acts on: `<WND=…>` and the options as well.
    ///
    /// Left out are the ports, alignment (no-operation, end of list), and the payload's octets, of which only
    /// the number is shown.
    pub const fn full(&self) -> Full<'_> {
        Full(self)
    }

    fn write_head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<SEQ={}>", self.seq)?;
        if self.has(Flags::ACK) {
            write!(f, "<ACK={}>", self.ack)?;
        }
        write!(f, "<CTL={}>", self.flags)
    }

    fn write_tail(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.has(Flags::URG) {
            write!(f, "<URG={}>", self.urgent)?;
        }
        if !self.payload.is_empty() {
            write!(f, "<DATA={}>", self.payload.len())?;
        }
        Ok(())
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_head(f)?;
        self.write_tail(f)
    }
}

impl fmt::Display for Full<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(segment) = self;
        segment.write_head(f)?;
        write!(f, "<WND={}>", segment.window)?;
        write_options(&segment.options, f)?;
        segment.write_tail(f)
    }
}

fn write_options(options: &Options, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for option in options.iter() {
        match option {
            TcpOption::EndOfList | TcpOption::NoOp => {}
            TcpOption::Mss(octets) => write!(f, "<MSS={octets}>")?,
            TcpOption::WindowScale(shift) => write!(f, "<WS={shift}>")?,
            TcpOption::SackPermitted => f.write_str("<SACKOK>")?,
            TcpOption::Timestamps { value, echo } => write!(f, "<TS={value}:{echo}>")?,
            TcpOption::Sack(blocks) => write_blocks(&blocks, f)?,
            TcpOption::UserTimeout(time) => write!(f, "<UTO={time}>")?,
            TcpOption::Unknown { kind, data } => write_unknown(kind, data, f)?,
        }
    }
    Ok(())
}

fn write_blocks(blocks: &SackBlocks, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut separator = "<SACK=";
    for block in blocks.iter() {
        write!(f, "{separator}{}:{}", block.left, block.right)?;
        separator = ",";
    }
    f.write_str(">")
}

fn write_unknown(kind: u8, data: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "<OPT={kind}:")?;
    for octet in data {
        write!(f, "{octet:02x}")?;
    }
    f.write_str(">")
}
