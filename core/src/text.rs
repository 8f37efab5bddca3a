//! A text in the languages of the page.

use serde::{Deserialize, Serialize};

/// A text in the languages of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "`en` and `zh-CN`, a text in both languages"
)]
pub struct Text {
    /// English.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub zh_cn: String,
}

/// How many names an error proposes.
const PROPOSALS: usize = 3;

/// The names that share most words with this one, and then those that begin alike.
pub(crate) fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(['.', '_', '-']).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let asked = words(name);
    let shared = |known: &str| {
        words(known)
            .iter()
            .filter(|word| asked.contains(word))
            .count()
    };
    let begins = |known: &str| {
        let pairs = known.bytes().zip(name.bytes());
        pairs.take_while(|(one, other)| one == other).count()
    };
    let mut near: Vec<_> = known.collect();
    // Stable: among equals the order of the table.
    near.sort_by_key(|known| std::cmp::Reverse((shared(known), begins(known))));
    near.truncate(PROPOSALS);
    near
}
