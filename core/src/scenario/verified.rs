//! What a real kernel did when the library was staged on it (`core/examples/stage`): data, in
//! `library::verified`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Text;

/// A staging of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verified {
    /// The release of the kernel.
    pub kernel: String,
    /// The day, as 2026-11-27.
    pub date: String,
    /// What became of each run, by its address: `handshake`, `handshake/data-follows`.
    pub runs: BTreeMap<String, Mark>,
}

/// What became of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mark {
    /// How many checkpoints it had then.
    pub checkpoints: u32,
    /// How many of them the kernel can show.
    #[serde(default)]
    pub of: u32,
    /// How many of those it showed.
    #[serde(default)]
    pub passed: u32,
    /// Segments that the kernel sent as the simulated Linux does.
    #[serde(default)]
    pub same: u32,
    /// Segments of the simulated Linux.
    #[serde(default)]
    pub simulated: u32,
    /// Segments on the wire between real kernels.
    #[serde(default)]
    pub real: u32,
    /// What the kernel does differently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// Why it cannot be staged, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_staged: Option<Text>,
}

/// Something that the kernel does differently, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Which checkpoint: `segments[2]`; absent for segments that no checkpoint is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<String>,
    /// The reason in English.
    pub en: String,
    /// The reason in Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}
