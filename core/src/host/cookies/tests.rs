use super::{Cookies, Kept, SIZES_V4};
use crate::tcp::Pair;
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

const COOKIES: Cookies = Cookies::new((3, 4));

fn pair(port: u16) -> Pair {
    Pair {
        local: "10.0.0.2:80".parse().unwrap(),
        remote: format!("10.0.0.1:{port}").parse().unwrap(),
    }
}

fn at(secs: u64) -> Instant {
    Instant::START + Duration::from_secs(secs)
}

#[test]
fn a_cookie_tells_the_nearest_mss_below_and_nothing_to_others() {
    let seq = SeqNum::new(77);
    for (mss, told) in [
        (100, 536),
        (536, 536),
        (1299, 536),
        (1459, 1440),
        (9000, 1460),
    ] {
        let (cookie, size) = COOKIES.make(&pair(9), seq, mss, at(5));
        assert_eq!(size, told);
        assert_eq!(COOKIES.read(&pair(9), seq, cookie, at(5)), Some(told));
        assert_eq!(COOKIES.read(&pair(10), seq, cookie, at(5)), None);
        assert_eq!(COOKIES.read(&pair(9), seq, cookie + 9, at(5)), None);
        let another = Cookies::new((3, 5));
        assert_eq!(another.read(&pair(9), seq, cookie, at(5)), None);
    }
    assert_eq!(SIZES_V4[3], 1460);
}

#[test]
fn a_cookie_is_good_for_one_to_two_minutes() {
    let seq = SeqNum::new(u32::MAX);
    let (cookie, _) = COOKIES.make(&pair(9), seq, 1460, at(59));
    for (secs, good) in [(59, true), (60, true), (119, true), (120, false)] {
        let read = COOKIES.read(&pair(9), seq, cookie, at(secs));
        assert_eq!(read.is_some(), good, "{secs}");
    }
}

#[test]
fn the_low_bits_of_a_timestamp_tell_the_options_and_it_never_runs_ahead() {
    for clock in [64, 65, 100, 1_000_000, u32::MAX] {
        for scale in [None, Some(0), Some(7), Some(14)] {
            for (sack, ecn) in [(false, false), (true, false), (true, true)] {
                let kept = Kept { scale, sack, ecn };
                let lag = kept.lag(clock);
                assert!(lag < 64, "{clock} {kept:?}");
                assert_eq!(Kept::echoed(clock - lag), kept);
            }
        }
    }
}
