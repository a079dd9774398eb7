//! What the tests that mutate a corpus share: numbers that are the same in every run, and how to ask for others.

/// A generator of numbers that needs no dependency (xorshift).
pub struct Dice(u64);

impl Dice {
    /// Seeded by an environment variable where it is set.
    pub fn new(variable: &str) -> Self {
        Self(number_of(variable, 2025).max(1))
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// The number in an environment variable.
pub fn number_of(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}
