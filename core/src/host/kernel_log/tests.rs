use super::*;
use crate::host::tests::kit::spec;
use crate::host::{HostOutput, HostSink, NameTable};

const FLOODED: KernelLine = KernelLine::SynFlooding {
    address: IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED),
    port: 80,
    cookies: true,
};

fn host(profile: Profile) -> Host {
    let mut spec = spec("A", "10.0.0.1");
    spec.profile = profile;
    Host::new(spec, (1, 2), &NameTable::default())
}

fn log(host: &mut Host, line: KernelLine, at: Instant) -> usize {
    let mut sink = HostSink::default();
    let mut cx = HostCx {
        now: at,
        sink: &mut sink,
    };
    host.log(line, None, &mut cx);
    let outputs = sink.outputs.iter();
    let logged = outputs.filter(|output| matches!(output, HostOutput::Note(note) if matches!(note.what, HostWhat::KernelLogged { .. })));
    logged.count()
}

fn lines(host: &Host) -> Vec<String> {
    host.kernel_log().map(ToString::to_string).collect()
}

#[test]
fn a_line_is_written_as_dmesg_prints_it() {
    let mut host = host(Profile::Linux6);
    log(&mut host, FLOODED, Instant::from_nanos(12_345_678_901));
    let expected = "[   12.345678] TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:80. Sending cookies.";
    assert_eq!(lines(&host), [expected]);
}

#[test]
fn an_old_kernel_has_words_of_its_own() {
    let mut host = host(Profile::Linux26);
    log(&mut host, FLOODED, Instant::START);
    log(&mut host, KernelLine::TimeWaitOverflow, Instant::START);
    let expected = [
        "[    0.000000] possible SYN flooding on port 80. Sending cookies.",
        "[    0.000000] TCP: time wait bucket table overflow",
    ];
    assert_eq!(lines(&host), expected);
}

#[test]
fn a_kernel_of_today_only_counts_the_overflow_of_time_wait() {
    let mut host = host(Profile::Linux6);
    assert_eq!(
        log(&mut host, KernelLine::TimeWaitOverflow, Instant::START),
        0
    );
    assert!(lines(&host).is_empty());
}

#[test]
fn windows_writes_no_such_line() {
    let mut host = host(Profile::Windows);
    assert_eq!(log(&mut host, FLOODED, Instant::START), 0);
}

#[test]
fn the_address_of_ipv6_stands_in_brackets() {
    let line = KernelLine::SynFlooding {
        address: IpAddr::V6(std::net::Ipv6Addr::UNSPECIFIED),
        port: 8080,
        cookies: false,
    };
    let expected =
        "TCP: request_sock_TCPv6: Possible SYN flooding on port [::]:8080. Dropping request.";
    assert_eq!(line.text(Release::Linux6), expected);
}

#[test]
fn ten_lines_in_five_seconds_and_then_how_many_were_not_written() {
    let mut host = host(Profile::Linux6);
    let written: usize = (0..15)
        .map(|_| log(&mut host, KernelLine::OutOfMemory, Instant::START))
        .sum();
    assert_eq!(written, 10);
    let later = Instant::START + Duration::from_secs(6);
    assert_eq!(log(&mut host, KernelLine::TooManyOrphans, later), 2);
    let end = lines(&host).split_off(10);
    let expected = [
        "[    6.000000] net_ratelimit: 5 callbacks suppressed",
        "[    6.000000] TCP: too many orphaned sockets",
    ];
    assert_eq!(end, expected);
}

#[test]
fn the_log_is_bounded() {
    let mut host = host(Profile::Linux6);
    for second in 0..2_000 {
        let at = Instant::START + Duration::from_secs(second);
        log(&mut host, KernelLine::OutOfMemory, at);
    }
    assert_eq!(host.kernel_log().count(), MAX_KERNEL_LINES);
}
