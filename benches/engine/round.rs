//! Rivals measured in turn, round after round.

use std::time::{Duration, Instant};

/// One that is measured: its name, and what takes the time of so many runs.
pub struct Rival<'a> {
    name: &'static str,
    time: Box<dyn FnMut(usize) -> Duration + 'a>,
}

impl<'a> Rival<'a> {
    /// One that does the same again and again.
    pub fn new(name: &'static str, mut run: impl FnMut() + 'a) -> Self {
        Self::timed(name, move |times| {
            let start = Instant::now();
            for _ in 0..times {
                run();
            }
            start.elapsed()
        })
    }

    /// One that says itself how long so many runs took, since not all that it does counts.
    pub fn timed(name: &'static str, time: impl FnMut(usize) -> Duration + 'a) -> Self {
        Self { name, time: Box::new(time) }
    }
}

/// What rivals took: nanoseconds a run, by rival and round.
pub struct Measured {
    names: Vec<&'static str>,
    times: Vec<Vec<f64>>,
}

/// Runs of a round take about this long each, in multiplications: long enough for the clock, short enough
/// that a round's rivals find the machine in the same state.
const MULTIPLICATIONS: usize = 200_000;
const LEAST: usize = 4;
/// Rounds that count. Before them, some warm the caches and the processor up.
const ROUNDS: usize = 301;
const WARMING: usize = 20;

/// Measures each of them in each round.
pub fn measure(rivals: &mut [Rival<'_>], multiplications: usize) -> Measured {
    let runs = (MULTIPLICATIONS / multiplications).max(LEAST);
    let mut times = vec![Vec::with_capacity(ROUNDS); rivals.len()];
    for round in 0..WARMING + ROUNDS {
        for (rival, times) in rivals.iter_mut().zip(&mut times) {
            // The first run finds its numbers where the rival before left the caches.
            (rival.time)(1);
            let took = (rival.time)(runs).as_secs_f64() * 1e9 / runs as f64;
            if round >= WARMING {
                times.push(took);
            }
        }
    }
    Measured { names: rivals.iter().map(|rival| rival.name).collect(), times }
}

impl Measured {
    pub fn rounds(&self) -> usize {
        self.times.first().map_or(0, Vec::len)
    }

    /// Each one's median, in nanoseconds.
    pub fn medians(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        self.names.iter().map(|&name| (name, self.median(name)))
    }

    pub fn median(&self, name: &str) -> f64 {
        median(self.of(name).to_vec())
    }

    /// How many times as long one takes as another: the median of that over the rounds.
    pub fn ratio(&self, one: &str, other: &str) -> f64 {
        median(self.of(one).iter().zip(self.of(other)).map(|(one, other)| one / other).collect())
    }

    fn of(&self, name: &str) -> &[f64] {
        let at = self.names.iter().position(|&known| known == name);
        &self.times[at.unwrap_or_else(|| panic!("{name} was not measured"))]
    }
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_unstable_by(f64::total_cmp);
    all[all.len() / 2]
}
