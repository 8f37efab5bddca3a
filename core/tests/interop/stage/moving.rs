//! Data from one side to the other, byte for byte.

use super::{Ends, Outcome, PATIENCE, PULSE, SETTLE, Side, Stage};
use crate::ask::Ask;

/// Octets of one `send` or `recv`.
const PIECE: usize = 32_768;

/// Octets on their way from one side to the other.
#[derive(Debug)]
pub(crate) struct Flow {
    from: Side,
    text: String,
    sent: usize,
    received: Vec<u8>,
}

impl Flow {
    /// `text`, sent by `from`.
    pub(crate) const fn new(from: Side, text: String) -> Self {
        Self {
            from,
            text,
            sent: 0,
            received: Vec::new(),
        }
    }

    /// `text`, which `from` has sent already.
    pub(crate) const fn sent(from: Side, text: String) -> Self {
        Self {
            from,
            sent: text.len(),
            text,
            received: Vec::new(),
        }
    }

    fn arrived(&self) -> bool {
        self.received.len() >= self.text.len()
    }

    /// Byte for byte what was sent, and nothing else.
    fn verdict(&self) -> Outcome {
        let sent = self.text.as_bytes();
        if self.received == sent {
            return Ok(());
        }
        let same = sent
            .iter()
            .zip(&self.received)
            .take_while(|(sent, received)| sent == received);
        let (at, from) = (same.count(), self.from);
        Err(format!("what {from:?} sent differs from octet {at} on"))
    }
}

impl Stage {
    /// Everything is sent, and taken at the other side byte for byte.
    pub(crate) fn transfer(&mut self, ends: Ends, mut flows: Vec<Flow>) -> Outcome {
        let mut deadline = self.now() + PATIENCE;
        while !flows.iter().all(Flow::arrived) {
            let mut moved = false;
            for flow in &mut flows {
                moved |= self.push(ends, flow)?;
                moved |= self.pull(ends, flow)?;
            }
            if moved {
                deadline = self.now() + PATIENCE;
            } else if self.now() >= deadline {
                let counts: Vec<_> = flows
                    .iter()
                    .map(|flow| (flow.sent, flow.received.len()))
                    .collect();
                return Err(format!(
                    "nothing moves any more: {counts:?} sent and received"
                ));
            }
            self.turn(self.now() + PULSE)?;
        }
        flows.iter().try_for_each(Flow::verdict)
    }

    /// Sends what the send buffer takes.
    fn push(&mut self, ends: Ends, flow: &mut Flow) -> Outcome<bool> {
        let end = flow.text.len().min(flow.sent + PIECE);
        let piece = flow.text.get(flow.sent..end).unwrap_or_default();
        if piece.is_empty() {
            return Ok(false);
        }
        let fd = ends.of(flow.from);
        let answer = self.ask(flow.from, &Ask::Send(fd, piece.to_owned()))?;
        let failed = |errno| format!("{:?} cannot send: errno {errno}", flow.from);
        if answer.waits() {
            return Ok(false);
        }
        flow.sent += answer.result.map_err(failed)? as usize;
        Ok(true)
    }

    /// Takes what has arrived.
    fn pull(&mut self, ends: Ends, flow: &mut Flow) -> Outcome<bool> {
        let side = flow.from.other();
        let answer = self.ask(side, &Ask::Recv(ends.of(side), PIECE as u32))?;
        let failed = |errno| format!("{side:?} cannot receive: errno {errno}");
        if answer.waits() || (flow.arrived() && answer.result == Ok(0)) {
            return Ok(false);
        }
        if answer.result.map_err(failed)? == 0 {
            return Err(format!("{side:?} is told the end too early"));
        }
        flow.received.extend_from_slice(&answer.data);
        Ok(true)
    }

    /// One text from one side to the other.
    pub(crate) fn tell(&mut self, ends: Ends, from: Side, text: &str) -> Outcome {
        self.transfer(ends, vec![Flow::new(from, text.to_owned())])
    }

    /// One side reads the end of what the other has sent.
    pub(crate) fn reads_end(&mut self, ends: Ends, side: Side) -> Outcome {
        match self.must(side, &Ask::Recv(ends.of(side), 100))? {
            0 => Ok(()),
            octets => Err(format!("{side:?} reads {octets} octets instead of the end")),
        }
    }

    /// One side sends as much of `text` as both buffers take, and nobody reads. How much that is.
    pub(crate) fn fill(&mut self, ends: Ends, from: Side, text: &str) -> Outcome<usize> {
        let mut flow = Flow::new(from, text.to_owned());
        let mut quiet_since = self.now();
        while self.now().since(quiet_since) < SETTLE {
            if self.push(ends, &mut flow)? {
                quiet_since = self.now();
            }
            self.turn(self.now() + PULSE)?;
        }
        Ok(flow.sent)
    }
}
