//! What a reader does to one crossing. Each act fails without effect when it comes too late.

use super::bounds::bounded;
use super::flight::{Flight, Halted};
use super::{CrossingId, MAX_IN_FLIGHT, Net, NetError, NetNote, NetSink};
use crate::rule::Rule;
use crate::time::{Duration, Instant};

impl Net {
    /// Loses it.
    ///
    /// # Errors
    /// When it is not under way: [`NetError::UnknownCrossing`], [`NetError::AlreadyArrived`],
    /// [`NetError::AlreadyLost`], [`NetError::Ended`].
    pub fn drop_crossing(
        &mut self,
        crossing: CrossingId,
        now: Instant,
        sink: &mut NetSink,
    ) -> Result<(), NetError> {
        if self.flights.take_held(crossing).is_none() {
            self.take(crossing)?;
        }
        self.lose(crossing, Rule::Act, now, sink);
        Ok(())
    }

    /// Copies it. The copy arrives (or is held) with it, right behind it.
    ///
    /// # Errors
    /// As [`drop_crossing`](Self::drop_crossing), and [`NetError::TooManyInFlight`].
    pub fn duplicate(
        &mut self,
        crossing: CrossingId,
        now: Instant,
        sink: &mut NetSink,
    ) -> Result<CrossingId, NetError> {
        let held = self.flights.held(crossing).cloned();
        let original = self.find_mut(crossing)?.clone();
        if self.flights.count() >= MAX_IN_FLIGHT {
            let limit = MAX_IN_FLIGHT;
            return Err(NetError::TooManyInFlight { limit });
        }
        match held {
            Some(halted) => Ok(self.copy_held(halted, now, sink)),
            None => Ok(self.copy(original, Rule::Act, sink)),
        }
    }

    /// Lets it arrive so much later than planned.
    ///
    /// # Errors
    /// As [`drop_crossing`](Self::drop_crossing), [`NetError::IsHeld`], and [`NetError::TooLong`].
    pub fn delay(
        &mut self,
        crossing: CrossingId,
        by: Duration,
        sink: &mut NetSink,
    ) -> Result<(), NetError> {
        bounded(by)?;
        let flight = self.take(crossing)?;
        self.postpone(flight, by, Rule::Act, sink);
        Ok(())
    }

    /// Flips one bit, so that its checksum fails.
    ///
    /// # Errors
    /// As [`drop_crossing`](Self::drop_crossing).
    pub fn corrupt(
        &mut self,
        crossing: CrossingId,
        bit: u32,
        sink: &mut NetSink,
    ) -> Result<(), NetError> {
        self.find_mut(crossing)?.packet.corrupt(bit);
        sink.note(crossing, Rule::Act, NetNote::Corrupted { bit });
        Ok(())
    }

    /// Stops it where it is.
    ///
    /// # Errors
    /// As [`drop_crossing`](Self::drop_crossing), and [`NetError::IsHeld`].
    pub fn hold(
        &mut self,
        crossing: CrossingId,
        now: Instant,
        sink: &mut NetSink,
    ) -> Result<(), NetError> {
        let flight = self.take(crossing)?;
        let left = flight.arrives.since(now);
        self.flights.hold(flight, left);
        sink.note(crossing, Rule::Act, NetNote::Held);
        Ok(())
    }

    /// Lets it go on with the rest of its way.
    ///
    /// # Errors
    /// As [`drop_crossing`](Self::drop_crossing), and [`NetError::NotHeld`].
    pub fn release(
        &mut self,
        crossing: CrossingId,
        now: Instant,
        sink: &mut NetSink,
    ) -> Result<(), NetError> {
        let Some(Halted { mut flight, left }) = self.flights.take_held(crossing) else {
            self.find_mut(crossing)?;
            return Err(NetError::NotHeld { crossing });
        };
        flight.arrives = now + left;
        let until = flight.arrives;
        sink.note(crossing, Rule::Act, NetNote::Released { until });
        self.flights.put_apart(flight);
        Ok(())
    }

    fn copy_held(&mut self, mut twin: Halted, now: Instant, sink: &mut NetSink) -> CrossingId {
        twin.flight.arrives = now + twin.left;
        let copy = self.begin_copy(&twin.flight, Rule::Act, sink);
        twin.flight.crossing = copy;
        sink.note(copy, Rule::Act, NetNote::Held);
        self.flights.hold(twin.flight, twin.left);
        copy
    }

    /// Takes a crossing out of wherever it travels.
    fn take(&mut self, crossing: CrossingId) -> Result<Flight, NetError> {
        if self.flights.held(crossing).is_some() {
            return Err(NetError::IsHeld { crossing });
        }
        let on_link = self.links.iter_mut().find_map(|link| link.take(crossing));
        let taken = on_link.or_else(|| self.flights.take_apart(crossing));
        taken.ok_or_else(|| self.flights.why_not(crossing))
    }

    fn find_mut(&mut self, crossing: CrossingId) -> Result<&mut Flight, NetError> {
        let why_not = self.flights.why_not(crossing);
        let on_link = self
            .links
            .iter_mut()
            .find_map(|link| link.find_mut(crossing));
        let found = on_link.or_else(|| self.flights.find_mut(crossing));
        found.ok_or(why_not)
    }
}
