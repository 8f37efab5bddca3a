//! Windows 10 and 11: `Get-NetTCPSetting` (template Internet) and `netsh int tcp show global` as Microsoft documents
//! them, and the registry values of `Tcpip\\Parameters`.

use super::{ResetAfterFin, Sysctls, rfc9293};
use crate::host::errno::ErrorTable;
use crate::tcp::mechanism::congestion::{Algorithm, InitialWindow};
use crate::tcp::mechanism::recovery::RateReduction;
use crate::tcp::mechanism::{quick_ack::AckPolicy, syn_layout};
use crate::tcp::{AbortForm, Config, UrgentDelivery};
use crate::time::Duration;

/// The knobs of its connections.
pub(super) fn config() -> Config {
    Config {
        syn_layout: syn_layout::WINDOWS,
        // Scaling (by 8) and SACK are offered, timestamps are not (`Timestamps`: disabled).
        window_scaling: true,
        sack: true,
        receive_buffer: 65_535,
        max_receive_buffer: 16_776_960,
        send_buffer: 65_536,
        // `TcpTimedWaitDelay`: 120 s when the registry says nothing, 30 s at least.
        time_wait: Duration::from_secs(120),
        // `InitialRto` 1000 ms (3000 before Windows 10 1709), `MinRto` 300 ms.
        rto_initial: Duration::from_secs(1),
        rto_min: Duration::from_millis(300),
        rto_max: Duration::from_secs(60),
        // `MaxSynRetransmissions` 2: `connect` fails with 10060.
        syn_retries: 2,
        synack_retries: 2,
        // `TcpMaxDataRetransmissions` 5 counts repetitions; as a time, from the least RTO: 0.3 s * (2^6 - 1).
        r2: Some(Duration::from_millis(18_900)),
        user_timeout: None,
        // `CongestionProvider`: CUBIC since Windows 10 1709; HyStart, PRR, RACK and probes for lost tails since 11.
        congestion: Algorithm::Cubic,
        hystart: true,
        rate_reduction: RateReduction::Proportional,
        rack: true,
        tail_loss_probe: true,
        // `KeepAliveTime` 7200 s, `KeepAliveInterval` 1 s, ten probes.
        keepalive_interval: Duration::from_secs(1),
        keepalive_probes: 10,
        // `InitialCongestionWindow` 10
        initial_window: InitialWindow::Rfc6928,
        // `DelayedAckTimeout` 40 ms (200 ms in older ones), `DelayedAckFrequency` 2.
        delayed_ack: Some(Duration::from_millis(40)),
        abort_form: AbortForm::Acknowledging,
        ack_policy: AckPolicy::EverySecond,
        // Berkeley's sockets leave the urgent octet out of the stream.
        urgent_delivery: UrgentDelivery::OutOfBand,
        ..rfc9293::config()
    }
}

/// The knobs of its host.
pub(super) const SYSCTLS: Sysctls = Sysctls {
    // `netsh int ipv4 show dynamicport tcp`: 16384 ports from 49152 on.
    port_first: 49_152,
    port_last: 65_535,
    // `SOMAXCONN` of a server edition.
    somaxconn: 200,
    // closesocket() ends the calls that wait.
    close_waits: false,
    reset_after_fin: ResetAfterFin::Aborted,
    reset_refuses: true,
    errors: ErrorTable::Winsock,
    ..rfc9293::SYSCTLS
};
