//! RFC 5961 7: challenge ACKs are rationed.

use crate::time::{Duration, Instant};

/// How many challenge ACKs were sent in the present interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChallengeBudget {
    began: Option<Instant>,
    sent: u32,
}

impl ChallengeBudget {
    /// May another one go? Counts it when so.
    pub fn spend(&mut self, now: Instant, limit: u32, interval: Duration) -> bool {
        let fresh = self.began.is_none_or(|began| now.since(began) >= interval);
        if fresh {
            *self = Self {
                began: Some(now),
                sent: 0,
            };
        }
        let allowed = self.sent < limit;
        self.sent += u32::from(allowed);
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::ChallengeBudget;
    use crate::time::{Duration, Instant};

    #[test]
    fn the_budget_is_spent_and_refilled_after_the_interval() {
        let mut budget = ChallengeBudget::default();
        let interval = Duration::from_secs(5);
        let later = Instant::START + interval;
        let spent: Vec<bool> = (0..3)
            .map(|_| budget.spend(Instant::START, 2, interval))
            .collect();
        assert_eq!(spent, [true, true, false]);
        assert!(budget.spend(later, 2, interval));
    }
}
