//! From notation to a segment.

use core::str::FromStr;

use bytes::Bytes;

use super::{ITEMS, Item, NotationError, pattern};
use crate::wire::{
    Flags, MAX_OPTION_OCTETS, MAX_PAYLOAD_OCTETS, SackBlock, SackBlocks, Segment, SeqNum,
    TcpOption, UNSTATED_WINDOW, UserTimeout,
};

impl FromStr for Segment {
    type Err = NotationError;

    /// Reads `<SEQ=100><ACK=301><CTL=SYN,ACK>`: items in any order, spaces between them, names in either case.
    ///
    /// | item | value |
    /// |---|---|
    /// | `SEQ` `ACK` `WND` `URG` `SPORT` `DPORT` | a decimal number; left out: zero, but [`UNSTATED_WINDOW`] for `WND` |
    /// | `CTL` | control bits joined by commas, the only item required; `<CTL=>` for none |
    /// | `MSS` `WS` | a number |
    /// | `SACKOK` | none |
    /// | `TS` | TSval, colon, TSecr |
    /// | `SACK` | one to four `left:right` joined by commas |
    /// | `UTO` | a number of 15 bits and `s` or `m`: seconds or minutes |
    /// | `OPT` | any other option: kind, colon, data in hexadecimal; may be repeated |
    /// | `DATA` | a number of octets filled by [`pattern`], or `"text"` with `\"` `\\` `\n` `\r` `\t` |
    ///
    /// Options enter the segment in the order of their items, without alignment.
    ///
    /// # Errors
    /// [`NotationError`], with the place in the text; also for a value of `ACK` or `URG` without that bit.
    fn from_str(text: &str) -> Result<Self, NotationError> {
        let mut draft = Draft::default();
        let mut reader = Reader { text, at: 0 };
        while let Some((item, offset)) = reader.next_item()? {
            draft.begin(item, offset, reader.name(offset))?;
            reader.read_value(item, &mut draft)?;
            reader.expect('>', "'>'")?;
        }
        draft.finish(text.len())
    }
}

/// A segment being read.
struct Draft {
    segment: Segment,
    /// Each item read, and where its name stands.
    seen: Vec<(Item, usize)>,
}

impl Default for Draft {
    fn default() -> Self {
        let segment = Segment {
            window: UNSTATED_WINDOW,
            ..Segment::default()
        };
        Self {
            segment,
            seen: Vec::new(),
        }
    }
}

impl Draft {
    fn place_of(&self, item: Item) -> Option<usize> {
        let entry = self.seen.iter().find(|(seen, _)| *seen == item);
        entry.map(|(_, offset)| *offset)
    }

    fn begin(&mut self, item: Item, offset: usize, name: &str) -> Result<(), NotationError> {
        if item != Item::Opt && self.place_of(item).is_some() {
            return Err(NotationError::duplicate(offset, name));
        }
        self.seen.push((item, offset));
        Ok(())
    }

    fn push(&mut self, option: TcpOption<'_>, value: Value<'_>) -> Result<(), NotationError> {
        let pushed = self.segment.options.push(option);
        pushed.map_err(|full| NotationError::options_full(value.at, full))
    }

    fn finish(self, end: usize) -> Result<Segment, NotationError> {
        if self.place_of(Item::Ctl).is_none() {
            return Err(NotationError::NoControl { offset: end });
        }
        for (item, bit, flag) in [
            (Item::Ack, Flags::ACK, "ACK"),
            (Item::Urg, Flags::URG, "URG"),
        ] {
            if let Some(offset) = self.place_of(item)
                && !self.segment.has(bit)
            {
                return Err(NotationError::WithoutFlag { offset, flag });
            }
        }
        Ok(self.segment)
    }
}

/// A position in the text.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The name that begins at `offset`.
    fn name(&self, offset: usize) -> &'a str {
        self.text.get(offset..self.at).unwrap_or_default()
    }

    /// Steps over spaces, `<` and a name; none at the end of the text.
    fn next_item(&mut self) -> Result<Option<(Item, usize)>, NotationError> {
        self.at = self.text.len() - self.rest().trim_start().len();
        if self.rest().is_empty() {
            return Ok(None);
        }
        self.expect('<', "'<'")?;
        let offset = self.at;
        let rest = self.rest();
        self.at += rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let name = self.name(offset);
        let found = ITEMS
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        match found {
            Some((item, _)) => Ok(Some((*item, offset))),
            None => Err(NotationError::unknown_item(offset, name)),
        }
    }

    fn expect(&mut self, mark: char, expected: &'static str) -> Result<(), NotationError> {
        if !self.rest().starts_with(mark) {
            return Err(NotationError::expected(self.at, self.rest(), expected));
        }
        self.at += mark.len_utf8();
        Ok(())
    }

    fn read_value(&mut self, item: Item, draft: &mut Draft) -> Result<(), NotationError> {
        if item == Item::SackOk {
            return Value {
                text: "",
                at: self.at,
            }
            .store(item, draft);
        }
        self.expect('=', "'='")?;
        if item == Item::Data && self.rest().starts_with('"') {
            draft.segment.payload = self.quoted()?;
            return Ok(());
        }
        let rest = self.rest();
        let len = rest.find('>').unwrap_or(rest.len());
        let value = Value {
            text: rest.get(..len).unwrap_or_default(),
            at: self.at,
        };
        self.at += len;
        value.store(item, draft)
    }

    /// Reads a text in quotation marks.
    fn quoted(&mut self) -> Result<Bytes, NotationError> {
        let start = self.at;
        self.expect('"', "'\"'")?;
        let mut octets = Vec::new();
        loop {
            let mut chars = self.rest().chars();
            let (plain, length) = match (chars.next(), chars.next()) {
                (Some('"'), _) => break,
                (Some('\\'), escaped) => (self.escape(escaped)?, 2),
                (Some(plain), _) => (plain, plain.len_utf8()),
                (None, _) => return Err(NotationError::expected(self.at, "", "'\"'")),
            };
            octets.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
            self.at += length;
        }
        self.at += 1;
        if octets.len() > MAX_PAYLOAD_OCTETS {
            return Err(NotationError::PayloadTooLong {
                offset: start,
                length: octets.len(),
            });
        }
        Ok(octets.into())
    }

    fn escape(&self, escaped: Option<char>) -> Result<char, NotationError> {
        match escaped {
            Some(same @ ('"' | '\\')) => Ok(same),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            _ => Err(NotationError::expected(
                self.at,
                self.rest(),
                r#"\", \\, \n, \r or \t"#,
            )),
        }
    }
}

/// What stands behind the equals sign, or a part of it, and where.
#[derive(Clone, Copy)]
struct Value<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Value<'a> {
    fn store(self, item: Item, draft: &mut Draft) -> Result<(), NotationError> {
        let segment = &mut draft.segment;
        match item {
            Item::Seq => segment.seq = self.seq_num()?,
            Item::Ack => segment.ack = self.seq_num()?,
            Item::Ctl => segment.flags = Flags::read(self.text, self.at)?,
            Item::Wnd => segment.window = self.half_word()?,
            Item::Urg => segment.urgent = self.half_word()?,
            Item::SrcPort => segment.src_port = self.half_word()?,
            Item::DstPort => segment.dst_port = self.half_word()?,
            Item::Data => segment.payload = self.octets_of_pattern()?,
            Item::Mss => draft.push(TcpOption::Mss(self.half_word()?), self)?,
            Item::Ws => draft.push(TcpOption::WindowScale(self.octet()?), self)?,
            Item::SackOk => draft.push(TcpOption::SackPermitted, self)?,
            Item::Ts => draft.push(self.timestamps()?, self)?,
            Item::Sack => draft.push(self.sack()?, self)?,
            Item::Uto => draft.push(self.user_timeout()?, self)?,
            Item::Opt => self.push_unknown(draft)?,
        }
        Ok(())
    }

    fn number<T: FromStr>(self, max: u32) -> Result<T, NotationError> {
        let decimal = self.text.bytes().all(|digit| digit.is_ascii_digit());
        let parsed = if decimal {
            self.text.parse().ok()
        } else {
            None
        };
        parsed.ok_or_else(|| NotationError::number(self.at, self.text, max))
    }

    fn octet(self) -> Result<u8, NotationError> {
        self.number(u8::MAX.into())
    }

    fn half_word(self) -> Result<u16, NotationError> {
        self.number(u16::MAX.into())
    }

    fn word(self) -> Result<u32, NotationError> {
        self.number(u32::MAX)
    }

    fn seq_num(self) -> Result<SeqNum, NotationError> {
        self.word().map(SeqNum::new)
    }

    fn octets_of_pattern(self) -> Result<Bytes, NotationError> {
        let length = self.word()? as usize;
        if length > MAX_PAYLOAD_OCTETS {
            return Err(NotationError::PayloadTooLong {
                offset: self.at,
                length,
            });
        }
        Ok(pattern(length))
    }

    fn timestamps(self) -> Result<TcpOption<'static>, NotationError> {
        let (value, echo) = self.split_at_colon("TSval:TSecr")?;
        Ok(TcpOption::Timestamps {
            value: value.word()?,
            echo: echo.word()?,
        })
    }

    fn sack(self) -> Result<TcpOption<'static>, NotationError> {
        let mut blocks = SackBlocks::EMPTY;
        let mut at = self.at;
        for text in self.text.split(',') {
            let (left, right) = Value { text, at }.split_at_colon("left:right")?;
            if !blocks.push(SackBlock::new(left.seq_num()?, right.seq_num()?)) {
                return Err(NotationError::expected(
                    at,
                    text,
                    "at most four SACK blocks",
                ));
            }
            at += text.len() + 1;
        }
        Ok(TcpOption::Sack(blocks))
    }

    fn user_timeout(self) -> Result<TcpOption<'static>, NotationError> {
        const EXPECTED: &str = "a number up to 32767 and 's' or 'm'";
        let wrong = || NotationError::expected(self.at, self.text, EXPECTED);
        let unit = self
            .text
            .chars()
            .next_back()
            .filter(|unit| matches!(unit, 's' | 'm'));
        let minutes = unit.ok_or_else(wrong)? == 'm';
        let text = self.text.trim_end_matches(['s', 'm']);
        let value = Value { text, at: self.at }.half_word()?;
        let time = UserTimeout::new(value, minutes).ok_or_else(wrong)?;
        Ok(TcpOption::UserTimeout(time))
    }

    fn push_unknown(self, draft: &mut Draft) -> Result<(), NotationError> {
        let (kind, hex) = self.split_at_colon("kind:hexadecimal data")?;
        let kind = kind.octet()?;
        let mut data = [0; MAX_OPTION_OCTETS];
        let data = hex.hexadecimal(&mut data)?;
        draft.push(TcpOption::Unknown { kind, data }, self)
    }

    fn hexadecimal(self, room: &mut [u8; MAX_OPTION_OCTETS]) -> Result<&[u8], NotationError> {
        const EXPECTED: &str = "pairs of hexadecimal digits, at most 40";
        let (pairs, odd) = self.text.as_bytes().as_chunks::<2>();
        if !odd.is_empty() || pairs.len() > MAX_OPTION_OCTETS {
            return Err(NotationError::expected(self.at, self.text, EXPECTED));
        }
        for (octet, [high, low]) in room.iter_mut().zip(pairs) {
            let digits = (
                char::from(*high).to_digit(16),
                char::from(*low).to_digit(16),
            );
            let (Some(high), Some(low)) = digits else {
                return Err(NotationError::expected(self.at, self.text, EXPECTED));
            };
            *octet = (high * 16 + low) as u8;
        }
        Ok(room.get(..pairs.len()).unwrap_or_default())
    }

    fn split_at_colon(self, expected: &'static str) -> Result<(Self, Self), NotationError> {
        let Some((before, after)) = self.text.split_once(':') else {
            return Err(NotationError::expected(self.at, self.text, expected));
        };
        let second = Value {
            text: after,
            at: self.at + before.len() + 1,
        };
        Ok((
            Value {
                text: before,
                at: self.at,
            },
            second,
        ))
    }
}
