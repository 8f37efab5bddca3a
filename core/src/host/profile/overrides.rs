//! Knobs set over those of a profile.

use serde::{Deserialize, Serialize};

use super::{Profile, ResetAfterFin, Sysctls};
use crate::tcp::mechanism::congestion::{Algorithm, Counting, IdleRestart, InitialWindow};
use crate::tcp::mechanism::ecn::EcnMode;
use crate::tcp::mechanism::recovery::RateReduction;
use crate::tcp::mechanism::recovery::prr::Bound;
use crate::tcp::{AbortForm, Config, IcmpPolicy, Reopening, TimeWaitRule};
use crate::time::Duration;

/// Declares [`ConfigOverrides`]: one optional knob for each that may be changed.
macro_rules! overrides {
    (
        config { $( $knob:ident: $kind:ty, )+ }
        optional { $( $option:ident: $option_kind:ty, )+ }
        sysctls { $( $sysctl:ident: $sysctl_kind:ty, )+ }
    ) => {
        /// Knobs set over those of the profile; absent ones stay. Named as in [`Config`] and [`Sysctls`].
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = described))]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct ConfigOverrides {
            $( #[doc = concat!("[`Config::", stringify!($knob), "`]")]
               #[serde(skip_serializing_if = "Option::is_none")] pub $knob: Option<$kind>, )+
            $( #[doc = concat!("[`Config::", stringify!($option), "`]. Zero turns it off.")]
               #[serde(skip_serializing_if = "Option::is_none")] pub $option: Option<$option_kind>, )+
            $( #[doc = concat!("[`Sysctls::", stringify!($sysctl), "`]")]
               #[serde(skip_serializing_if = "Option::is_none")] pub $sysctl: Option<$sysctl_kind>, )+
        }

        impl ConfigOverrides {
            /// These with those of `over` set over them.
            #[must_use]
            pub fn with(&self, over: &Self) -> Self {
                Self {
                    $( $knob: over.$knob.or(self.$knob), )+
                    $( $option: over.$option.or(self.$option), )+
                    $( $sysctl: over.$sysctl.or(self.$sysctl), )+
                }
            }

            /// The knobs of `profile` with these set.
            #[must_use]
            pub fn over(&self, profile: Profile) -> (Config, Sysctls) {
                let (mut config, mut sysctls) = (profile.config(), profile.sysctls());
                $( if let Some(value) = self.$knob { config.$knob = value; } )+
                $( if let Some(value) = self.$option {
                    config.$option = (value != Duration::ZERO).then_some(value);
                } )+
                $( if let Some(value) = self.$sysctl { sysctls.$sysctl = value; } )+
                (config, sysctls)
            }
        }
    };
}

overrides! {
    config {
        mtu: u16,
        mss: u16,
        default_mss: u16,
        default_mss_v6: u16,
        syn_plain_from: u32,
        mss_announced: bool,
        window_scaling: bool,
        timestamps: bool,
        timestamp_offset: bool,
        timestamp_clock: u32,
        paws: bool,
        rtt_gains_scaled: bool,
        missing_timestamps_tolerated: bool,
        sack: bool,
        dsack: bool,
        receive_buffer: u32,
        max_receive_buffer: u32,
        send_buffer: u32,
        time_wait: Duration,
        rto_initial: Duration,
        rto_min: Duration,
        rto_max: Duration,
        rto_granularity: Duration,
        rto_after_syn_loss: Duration,
        syn_linear_timeouts: u32,
        syn_retries: u32,
        synack_retries: u32,
        synack_for_syn: bool,
        nagle: bool,
        minshall: bool,
        cork: bool,
        override_timeout: Duration,
        probe_below_window: bool,
        congestion: Algorithm,
        counting: Counting,
        byte_counting: bool,
        initial_window: InitialWindow,
        syn_losses_forgiven: u32,
        offload_segments: u32,
        hystart: bool,
        idle_restart: IdleRestart,
        reduce_from_window: bool,
        rate_reduction: RateReduction,
        prr_bound: Bound,
        rack: bool,
        tail_loss_probe: bool,
        probe_ack_delay: Duration,
        frto: bool,
        undo: bool,
        max_reordering: u32,
        reordering: u32,
        limited_transmit: bool,
        challenge_limit: u32,
        challenge_interval: Duration,
        keepalive: bool,
        keepalive_idle: Duration,
        keepalive_interval: Duration,
        keepalive_probes: u32,
        user_timeout_probes: bool,
        user_timeout_option: bool,
        uto_changeable: bool,
        uto_upper_limit: Duration,
        uto_lower_limit: Duration,
        ecn: EcnMode,
        ecn_retries: u32,
        path_mtu_discovery: bool,
        min_path_mtu: u16,
        icmp: IcmpPolicy,
        urgent_pointer_at_last: bool,
        insecure_rst: bool,
        insecure_syn: bool,
        listen_drops_fin: bool,
        listen_drops_syn_ack: bool,
        fin_repeated: bool,
        syn_fin_ignored: bool,
        repetition_counts: bool,
        abort_form: AbortForm,
        time_wait_rule: TimeWaitRule,
        time_wait_reopening: Reopening,
        rfc1337: bool,
        fin_wait_2_refused: bool,
    }
    optional {
        r2: Duration,
        user_timeout: Duration,
        adv_uto: Duration,
        delayed_ack: Duration,
        fin_wait_2: Duration,
        orphan_r2: Duration,
    }
    sysctls {
        port_first: u16,
        port_last: u16,
        somaxconn: u32,
        nofile: u32,
        file_max: u64,
        abort_on_overflow: bool,
        syncookies: u32,
        max_syn_backlog: u32,
        max_tw_buckets: u32,
        tw_reuse: u32,
        tw_reuse_delay: Duration,
        tw_recycle: bool,
        max_orphans: u32,
        close_waits: bool,
        rmem_max: u32,
        wmem_max: u32,
        sends_in_pieces: bool,
        not_sent_low_water: u32,
        icmp_refuses: bool,
        reset_after_fin: ResetAfterFin,
        reset_refuses: bool,
        drop_synfin: bool,
    }
}

/// The knobs are described where they are declared.
#[cfg(feature = "schema")]
fn described(schema: &mut schemars::Schema) {
    let of = |knobs: schemars::Schema| knobs.get("properties").cloned().unwrap_or_default();
    let declared = [
        of(schemars::SchemaGenerator::default().root_schema_for::<Config>()),
        of(schemars::SchemaGenerator::default().root_schema_for::<Sysctls>()),
    ];
    let Some(knobs) = schema
        .get_mut("properties")
        .and_then(serde_json::Value::as_object_mut)
    else {
        return;
    };
    for (name, knob) in knobs {
        let mut found = declared
            .iter()
            .filter_map(|knobs| knobs.get(name)?.get("description")?.as_str());
        let (Some(words), Some(knob)) = (found.next(), knob.as_object_mut()) else {
            continue;
        };
        let before = knob
            .get("description")
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default();
        let rest = before.split_once("`]. ").map_or("", |(_, rest)| rest);
        knob.insert(
            "description".to_owned(),
            format!("{words} {rest}").trim().into(),
        );
    }
}
