//! When are two ends the same for all that can follow?
//!
//! The engine counts things without end. With the knobs of these worlds nothing asks for the counts, or only whether they are
//! zero; kept apart they would make infinitely many ends of a few. So ends are compared by all that `Debug` shows of them, and that is every
//! field there is, without what is listed here. A field that is new in the engine counts as different until it is listed.

use super::end::End;

/// Nothing asks for these: congestion control, fast retransmit, RACK, PRR, F-RTO, undoing and quick ACKs are off, the RTO has one value,
/// and challenge ACKs are refilled at once.
const NO_MATTER: [&str; 20] = [
    "pace",
    "counters",
    "touched",
    "losses",
    "order",
    "sendings",
    "serial",
    "congestion",
    "rack",
    "probe",
    "prr",
    "undo",
    "assumed",
    "timeouts",
    "total_repeats",
    "reported_duplicates",
    "rto",
    "challenge",
    "heard_at",
    "window_probes",
];

/// Only whether they are zero: a repeated segment gives no sample (Karn), and R1 and R2 are off.
const ZERO_OR_NOT: [&str; 3] = ["repeats", "duplicates", "syn_losses"];

/// All of an end that can make a difference, as text.
pub(crate) fn essence(end: &End) -> String {
    let shown = format!("{end:?}");
    let mut essence = String::with_capacity(shown.len());
    let mut rest = shown.as_str();
    while let Some((before, after)) = rest.split_once(": ") {
        essence.push_str(before);
        let field = before.rsplit([' ', '{', '(']).next().unwrap_or_default();
        let (value, next) = after.split_at(length_of_value(after));
        if ZERO_OR_NOT.contains(&field) {
            essence.push_str(if value == "0" { "=0" } else { "=some" });
            rest = next;
        } else if NO_MATTER.contains(&field) {
            rest = next;
        } else {
            essence.push_str(": ");
            rest = after;
        }
    }
    essence + rest
}

/// Up to the comma or bracket that ends the value.
fn length_of_value(text: &str) -> usize {
    let mut depth = 0_u32;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' | ',' if depth == 0 => return at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
