//! The driver for the stable compiler: the corpus as it is, then mutations of it, all from one seed.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tcp_lab_core::rng::Rng;

use super::Target;
use super::mutate::mutate;

/// Inputs of one target: those of its folder, then those that need no file.
///
/// # Panics
/// When the folder cannot be read.
pub fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let folder = folder(target);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it is listed").path())
        .collect();
    files.sort();
    let read = files
        .iter()
        .map(|file| fs::read(file).expect("it can be read"));
    read.chain((target.seeds)()).collect()
}

fn folder(target: &Target) -> PathBuf {
    let core = env!("CARGO_MANIFEST_DIR").trim_end_matches("/fuzz");
    [core, "fuzz", "corpus", target.name].iter().collect()
}

/// Runs the corpus and then mutations of it for as long as `more` says, given how many ran.
///
/// # Panics
/// With the input in hexadecimal digits, when the target does.
pub fn drive(target: &Target, seed: u64, mut more: impl FnMut(u64) -> bool) -> u64 {
    let mut inputs = corpus(target);
    let mut rng = Rng::new(seed);
    let mut done = 0;
    for input in &inputs {
        one(target, input);
        done += 1;
    }
    while more(done) {
        let parent = pick(&inputs, &mut rng).to_vec();
        let input = mutate(&parent, pick(&inputs, &mut rng), &mut rng);
        one(target, &input);
        done += 1;
        // Without coverage as a guide, some of the changed ones become parents themselves.
        if rng.chance(20_000) && inputs.len() < 4096 {
            inputs.push(input);
        }
    }
    done
}

fn pick<'a>(inputs: &'a [Vec<u8>], rng: &mut Rng) -> &'a [u8] {
    let count = u32::try_from(inputs.len()).unwrap_or(u32::MAX);
    inputs
        .get(rng.below(count) as usize)
        .map_or(&[], Vec::as_slice)
}

fn one(target: &Target, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err() {
        let hex: String = input.iter().map(|octet| format!("{octet:02x}")).collect();
        panic!("{} broke on this input:\n{hex}", target.name);
    }
}
