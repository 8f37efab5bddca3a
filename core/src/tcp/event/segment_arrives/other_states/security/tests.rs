use crate::tcp::tests::kit::check_rows;

#[test]
fn every_segment_matches_for_the_lab_carries_no_compartments() {
    check_rows(
        "
the step lets everything pass
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  text-accepted
",
    );
}
