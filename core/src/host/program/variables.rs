//! The variables of a thread. All of them are known before it begins: only their values are its own.

use std::sync::Arc;

use super::Statement;
use super::check::set_in;
use super::expression::ERRNO;

/// Variables by name, in the order of the names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::host) struct Variables {
    names: Arc<[String]>,
    values: Vec<Option<i64>>,
}

impl Variables {
    /// The variables of a program, none with a value.
    pub(in crate::host) fn of(program: &[Statement]) -> Self {
        let mut names = vec![ERRNO];
        set_in(program, &mut names);
        names.sort_unstable();
        Self {
            values: vec![None; names.len()],
            names: names.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Its value, if it has one.
    pub(in crate::host) fn get(&self, name: &str) -> Option<i64> {
        *self.values.get(self.place(name)?)?
    }

    /// Gives it a value. One that the program does not know has none.
    pub(in crate::host) fn set(&mut self, name: &str, value: i64) {
        if let Some(place) = self
            .place(name)
            .and_then(|place| self.values.get_mut(place))
        {
            *place = Some(value);
        }
    }

    /// Those that have a value.
    pub(in crate::host) fn iter(&self) -> impl Iterator<Item = (&str, i64)> {
        let all = self.names.iter().zip(&self.values);
        all.filter_map(|(name, value)| Some((name.as_str(), (*value)?)))
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names
            .binary_search_by(|known| known.as_str().cmp(name))
            .ok()
    }
}
