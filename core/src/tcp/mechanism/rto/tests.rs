use super::Rto;
use crate::tcp::config::Config;
use crate::time::Duration;

fn millis(n: u64) -> Duration {
    Duration::from_millis(n)
}

fn config() -> Config {
    Config {
        rto_min: millis(1),
        ..Config::default()
    }
}

#[test]
fn the_first_sample_sets_srtt_to_r_and_rttvar_to_half_of_it() {
    let mut rto = Rto::new(&config());
    assert_eq!(rto.current, Duration::from_secs(1));
    rto.sample(millis(100), &config());
    assert_eq!(rto.srtt, Some(millis(100)));
    assert_eq!(rto.rttvar, millis(50));
    assert_eq!(rto.current, millis(300));
}

#[test]
fn later_samples_weigh_one_eighth_and_one_quarter() {
    let mut rto = Rto::new(&config());
    rto.sample(millis(100), &config());
    rto.sample(millis(180), &config());
    // RTTVAR = (3*50 + 80)/4 = 57.5; SRTT = (7*100 + 180)/8 = 110
    assert_eq!(rto.rttvar, Duration::from_micros(57_500));
    assert_eq!(rto.srtt, Some(millis(110)));
    assert_eq!(rto.current, millis(110 + 230));
}

#[test]
fn the_floor_of_one_second_holds_for_short_paths() {
    let mut rto = Rto::new(&Config::default());
    rto.sample(millis(10), &Config::default());
    assert_eq!(rto.current, Duration::from_secs(1));
}

#[test]
fn back_off_doubles_up_to_the_ceiling_and_a_sample_ends_it() {
    let mut rto = Rto::new(&config());
    for _ in 0..10 {
        rto.back_off(&config());
    }
    assert_eq!(rto.current, Duration::from_secs(60));
    rto.sample(millis(100), &config());
    assert_eq!(rto.current, millis(300));
}

#[test]
fn a_steady_path_keeps_at_least_the_granularity_as_margin() {
    let mut rto = Rto::new(&config());
    for _ in 0..200 {
        rto.sample(millis(100), &config());
    }
    assert_eq!(rto.current, millis(101));
}

#[test]
fn many_samples_of_one_round_trip_weigh_as_much_as_one() {
    // 7323-14: with 8 expected samples each has an eighth of the gains.
    let config = Config::default();
    let millis = Duration::from_millis;
    let after = |expected: u32, times: usize| {
        let mut rto = Rto::new(&config);
        rto.sample(millis(100), &config);
        for _ in 0..times {
            rto.sample_among(millis(180), expected, &config);
        }
        rto.srtt.expect("a sample").as_nanos() / 1_000_000
    };
    assert_eq!([after(1, 1), after(8, 8), after(1, 8)], [110, 109, 152]);
}
