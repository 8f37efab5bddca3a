use std::collections::BTreeSet;

use super::*;

#[test]
fn every_counter_has_a_name_that_nstat_knows_and_none_twice() {
    let names: BTreeSet<_> = Counter::ALL.iter().map(|one| one.name()).collect();
    assert_eq!(names.len(), Counter::ALL.len());
    assert!(names.iter().all(|name| name.starts_with("Tcp")));
}

/// The kernel of this machine has a counter of each of these names.
#[test]
#[cfg(target_os = "linux")]
fn the_names_are_those_of_the_kernel() {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    let (snmp, netstat) = (read("/proc/net/snmp"), read("/proc/net/netstat"));
    let known: BTreeSet<String> = [("Tcp", &snmp), ("TcpExt", &netstat)]
        .iter()
        .flat_map(|(group, text)| {
            let lines = text.lines().filter(move |line| {
                line.strip_prefix(group)
                    .is_some_and(|rest| rest.starts_with(':'))
            });
            lines
                .flat_map(str::split_whitespace)
                .map(move |word| format!("{group}{word}"))
        })
        .collect();
    // A sandbox may have neither file; an old kernel may lack what is new.
    if known.contains("TcpExtTCPPLBRehash") {
        // It went with tcp_tw_recycle.
        let here = |counter: &&Counter| **counter != Counter::PawsPassive;
        for counter in Counter::ALL.iter().filter(here) {
            assert!(known.contains(counter.name()), "{}", counter.name());
        }
    }
}
