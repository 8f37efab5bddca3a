//! The names that scripts have for ICMP's types and codes (RFC 792, RFC 1122 3.2.2.1, RFC 4443).

use super::ast::IcmpLine;

/// A type by name, and its codes by name.
type Kind = (&'static str, u8, &'static [&'static str]);

/// Codes count from 0 in these lists.
const V4: [Kind; 8] = [
    ("echo_reply", 0, &[]),
    (
        "unreachable",
        3,
        &[
            "net_unreachable",
            "host_unreachable",
            "protocol_unreachable",
            "port_unreachable",
            "frag_needed",
            "source_route_failed",
            "net_unknown",
            "host_unknown",
            "source_host_isolated",
            "net_prohibited",
            "host_prohibited",
            "net_unreachable_for_tos",
            "host_unreachable_for_tos",
            "packet_filtered",
            "precedence_violation",
            "precedence_cutoff",
        ],
    ),
    ("source_quench", 4, &[]),
    (
        "redirect",
        5,
        &["net", "host", "net_for_tos", "host_for_tos"],
    ),
    ("echo_request", 8, &[]),
    (
        "time_exceeded",
        11,
        &["ttl_exceeded_in_transit", "frag_reass_exceeded"],
    ),
    ("parameter_problem", 12, &[]),
    ("timestamp_request", 13, &[]),
];

const V6: [Kind; 6] = [
    (
        "unreachable",
        1,
        &[
            "no_route",
            "admin_prohibited",
            "not_neighbour",
            "address_unreachable",
            "port_unreachable",
            "policy_fail",
            "reject_route",
        ],
    ),
    ("packet_too_big", 2, &[]),
    (
        "time_exceeded",
        3,
        &["exceeded_hop_limit", "exceeded_frag_time"],
    ),
    (
        "parameter_problem",
        4,
        &["header_field", "unknown_next_header", "unknown_option"],
    ),
    ("echo_request", 128, &[]),
    ("echo_reply", 129, &[]),
];

/// The type and code of a line; `None` when this version of ICMP has no such names.
pub(super) fn kind_and_code(line: &IcmpLine, is_v4: bool) -> Option<(u8, u8)> {
    let kinds: &[Kind] = if is_v4 { &V4 } else { &V6 };
    let known = kinds.iter().find(|(name, _, _)| *name == line.kind);
    let kind = known
        .map(|(_, kind, _)| *kind)
        .or_else(|| line.kind.parse().ok())?;
    let Some(name) = &line.code else {
        return Some((kind, 0));
    };
    let codes = known.map_or(&[][..], |(_, _, codes)| codes);
    let listed = codes.iter().position(|code| code == name);
    let code = match listed {
        Some(position) => u8::try_from(position).ok()?,
        None => name.strip_prefix("code_").unwrap_or(name).parse().ok()?,
    };
    Some((kind, code))
}

#[cfg(test)]
mod tests {
    use super::kind_and_code;
    use crate::packetdrill::ast::IcmpLine;

    fn of(kind: &str, code: Option<&str>, is_v4: bool) -> Option<(u8, u8)> {
        let line = IcmpLine {
            kind: kind.to_owned(),
            code: code.map(str::to_owned),
            mtu: None,
            about: None,
        };
        kind_and_code(&line, is_v4)
    }

    #[test]
    fn names_and_numbers_mean_the_same() {
        assert_eq!(of("unreachable", Some("frag_needed"), true), Some((3, 4)));
        assert_eq!(of("3", Some("4"), true), Some((3, 4)));
        assert_eq!(of("parameter_problem", Some("code_1"), true), Some((12, 1)));
        assert_eq!(
            of("unreachable", Some("port_unreachable"), false),
            Some((1, 4))
        );
        assert_eq!(of("packet_too_big", None, false), Some((2, 0)));
    }

    #[test]
    fn a_name_of_the_other_version_is_unknown() {
        assert_eq!(of("packet_too_big", None, true), None);
        assert_eq!(of("unreachable", Some("host_unreachable"), false), None);
    }
}
