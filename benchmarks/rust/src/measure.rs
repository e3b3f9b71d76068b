//! Measuring in turns: what is compared runs in the same seconds, so that a busy machine is slow for all of it.

use std::{hint::black_box, time::Instant};

/// How often the turn goes round.
const ROUNDS: usize = 101;
/// How long one turn takes at least, in nanoseconds.
const TURN: f64 = 2_000_000.0;

/// Something that is measured. It says whether it worked; what fails would measure something else.
pub(crate) struct Measured<'a> {
    name: &'static str,
    call: Box<dyn Fn() -> bool + 'a>,
}

impl<'a> Measured<'a> {
    pub(crate) fn new(name: &'static str, call: impl Fn() -> bool + 'a) -> Self {
        assert!(call(), "{name} does not work");
        Self { name, call: Box::new(call) }
    }

    /// Nanoseconds per call, over so many.
    fn time(&self, calls: u32) -> f64 {
        let started = Instant::now();
        for _ in 0..calls {
            black_box((self.call)());
        }
        started.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
    }
}

/// The nanoseconds of each in each round.
pub(crate) struct Times(Vec<Vec<f64>>);

/// Measures all of them in turns, and prints the median of each.
pub(crate) fn measure(measured: &[Measured<'_>]) -> Times {
    measure_in(ROUNDS, measured)
}

/// The same in so many rounds, for what takes long.
pub(crate) fn measure_in(rounds: usize, measured: &[Measured<'_>]) -> Times {
    let calls: Vec<u32> = measured.iter().map(|one| (TURN / one.time(5).max(1.0)) as u32 + 1).collect();
    let mut times = vec![Vec::with_capacity(rounds); measured.len()];
    for _ in 0..rounds {
        for ((one, calls), times) in measured.iter().zip(&calls).zip(&mut times) {
            times.push(one.time(*calls));
        }
    }
    for (one, times) in measured.iter().zip(&times) {
        println!("{} {:.0}", one.name, median(times.clone()));
    }
    Times(times)
}

impl Times {
    /// The median of how many times longer one took than the other in the same round.
    pub(crate) fn paired(&self, one: usize, other: usize) -> f64 {
        median(self.0[one].iter().zip(&self.0[other]).map(|(one, other)| one / other).collect())
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Welch's t of a call on two texts of the same length, which should take the same time: single calls in random turns
/// on one place in memory, without the slowest tenth, which the machine made slow. Between -5 and 5 nothing is found.
pub(crate) fn welch(texts: [&str; 2], call: impl Fn(&str) -> bool) -> f64 {
    let mut samples = [Vec::new(), Vec::new()];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut place = texts[0].to_owned();
    for _ in 0..400_000 {
        // Which turn it is must not follow a pattern that the processor could learn.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let class = usize::from(state & 1 == 1);
        place.clear();
        place.push_str(texts[class]);
        let started = Instant::now();
        black_box(call(black_box(&place)));
        samples[class].push(started.elapsed().as_nanos() as f64);
    }
    let mut all: Vec<f64> = samples.iter().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let limit = all[all.len() * 9 / 10];
    let [one, other] = samples.map(|samples| {
        let kept: Vec<f64> = samples.into_iter().filter(|time| *time <= limit).collect();
        let count = kept.len() as f64;
        let mean = kept.iter().sum::<f64>() / count;
        let variance = kept.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
        (mean, variance / count)
    });
    (one.0 - other.0) / (one.1 + other.1).sqrt()
}
