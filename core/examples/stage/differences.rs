//! Where the kernel and its image part: every difference is named with its reason, in both languages.

use std::collections::BTreeSet;
use std::sync::Mutex;

use tcp_lab_core::scenario::Text;

/// Every run, every checkpoint, or every part of it.
const ANY: &str = "*";
/// The checkpoint of segments that no checkpoint is about.
pub(crate) const SEGMENTS: &str = "segments";

/// A named difference.
struct Named {
    run: String,
    checkpoint: String,
    part: String,
    reason: Text,
}

/// The file of the named differences.
pub(crate) struct Differences {
    named: Vec<Named>,
    used: Mutex<BTreeSet<usize>>,
}

impl Differences {
    /// Reads `differences.tsv`: run, checkpoint, part, English, Chinese.
    pub(crate) fn read() -> Result<Self, String> {
        let rows = include_str!("differences.tsv").lines();
        let rows = rows.filter(|row| !row.is_empty() && !row.starts_with('#'));
        Ok(Self {
            named: rows.map(Named::read).collect::<Result<_, _>>()?,
            used: Mutex::default(),
        })
    }

    /// The reason why a part of a checkpoint differs, if there is one.
    pub(crate) fn reason(&self, run: &str, checkpoint: &str, part: &str) -> Option<&Text> {
        let about = |name: &str, given: &str| {
            name == ANY
                || name == given
                || name
                    .strip_suffix(ANY)
                    .is_some_and(|start| given.starts_with(start))
        };
        let fits = |entry: &Named| {
            about(&entry.run, run)
                && about(&entry.checkpoint, checkpoint)
                && about(&entry.part, part)
        };
        let place = self.named.iter().position(fits)?;
        if let Ok(mut used) = self.used.lock() {
            used.insert(place);
        }
        self.named.get(place).map(|entry| &entry.reason)
    }

    /// Entries that explain nothing (any more).
    pub(crate) fn stale(&self) -> Vec<String> {
        let used = self
            .used
            .lock()
            .map(|used| used.clone())
            .unwrap_or_default();
        let stale = self
            .named
            .iter()
            .enumerate()
            .filter(|(place, _)| !used.contains(place));
        stale
            .map(|(_, entry)| format!("{} {} {}", entry.run, entry.checkpoint, entry.part))
            .collect()
    }
}

impl Named {
    fn read(row: &str) -> Result<Self, String> {
        let columns: Vec<_> = row.split('\t').collect();
        let [run, checkpoint, part, en, zh_cn] = columns.as_slice() else {
            return Err(format!("differences.tsv: not five columns: {row}"));
        };
        Ok(Self {
            run: (*run).to_owned(),
            checkpoint: (*checkpoint).to_owned(),
            part: (*part).to_owned(),
            reason: Text {
                en: (*en).to_owned(),
                zh_cn: (*zh_cn).to_owned(),
            },
        })
    }
}
