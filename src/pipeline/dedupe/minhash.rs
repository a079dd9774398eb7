//! MinHash: how much two texts have in common, from a few bytes of each.
//!
//! For each of many hash functions, the least value over a text's sequences of words is kept. Two texts agree in one
//! with the probability that a sequence of either is in both. The values are cut into bands: texts that have most in
//! common agree in all values of some band, others hardly ever do. The recipe is fixed: a run that is gone on with
//! compares with what an earlier one has kept.

/// Hash functions; the estimate is right to some five hundredths.
pub(super) const HASHES: usize = 64;
/// Bands, and the values in each. At four fifths in common, 99 in 100 texts agree in a band; at a third, 5 in 100.
pub(super) const BANDS: usize = 12;
const ROWS: usize = 5;
/// Words in a sequence.
const WORDS: usize = 5;
/// The fewest sequences that make a text comparable.
const FEWEST: usize = 20;

/// What is kept of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature {
    pub bands: [u32; BANDS],
    /// The low byte of each least value.
    pub hashes: [u8; HASHES],
}

impl Signature {
    /// The bands with their numbers.
    pub(super) fn keys(&self) -> impl Iterator<Item = (u8, u32)> {
        (0u8..).zip(self.bands)
    }

    /// In how many values two texts agree.
    pub(super) fn agreeing(&self, hashes: &[u8; HASHES]) -> usize {
        self.hashes.iter().zip(hashes).filter(|(a, b)| a == b).count()
    }
}

/// The signature of a text; `None` where it is too short.
pub(super) fn signature(text: &str) -> Option<Signature> {
    let mut least = [u32::MAX; HASHES];
    let mut window = [0u64; WORDS];
    let mut words = 0;
    each_word(text, |word| {
        window.rotate_left(1);
        window[WORDS - 1] = word;
        words += 1;
        if words >= WORDS {
            let sequence = window.iter().fold(0, |all, &word| mixed(all ^ word));
            let sequence = (sequence >> 32) as u32;
            for (least, (add, multiply)) in least.iter_mut().zip(FUNCTIONS) {
                *least = (*least).min((sequence ^ add).wrapping_mul(multiply));
            }
        }
    });
    if words < WORDS - 1 + FEWEST {
        return None;
    }
    let mut bands = [0; BANDS];
    for (band, values) in bands.iter_mut().zip(least.chunks_exact(ROWS)) {
        *band = (values.iter().fold(0, |all, &value| mixed(all ^ u64::from(value))) >> 32) as u32;
    }
    Some(Signature { bands, hashes: least.map(|value| value as u8) })
}

/// Hashes each word, without case and marks. A character of a script that puts no spaces between words is one.
fn each_word(text: &str, mut each: impl FnMut(u64)) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let mut hash = START;
    for c in text.chars() {
        if !c.is_alphanumeric() || ('\u{2e80}'..='\u{9fff}').contains(&c) {
            if hash != START {
                each(hash);
                hash = START;
            }
            if c.is_alphanumeric() {
                each(mixed(u64::from(c)));
            }
            continue;
        }
        let folded = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
        hash = (hash ^ u64::from(folded)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    if hash != START {
        each(hash);
    }
}

/// Spreads a value over all bits (the finaliser of SplitMix64).
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// What makes each hash function another one.
const FUNCTIONS: [(u32, u32); HASHES] = {
    let mut functions = [(0, 0); HASHES];
    let mut n = 0;
    while n < HASHES {
        let random = mixed(n as u64);
        functions[n] = ((random >> 32) as u32, random as u32 | 1);
        n += 1;
    }
    functions
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_estimates_what_is_in_common() {
        let text = |from: usize, to: usize| (from..to).map(|n| format!("word{n} ")).collect::<String>();
        let whole = signature(&text(0, 1000)).expect("long enough");
        for shared in [900, 700, 500, 200, 0] {
            let other = signature(&text(1000 - shared, 2000 - shared)).expect("long enough");
            let (agreeing, expected) = (other.agreeing(&whole.hashes), HASHES * shared / (2000 - shared));
            assert!(agreeing.abs_diff(expected) <= 12, "{shared} shared: {agreeing}, not about {expected}");
        }
        assert_eq!(signature(&text(0, 23)), None);
    }

    /// Fixed: an earlier run's signatures are compared with those of today.
    #[test]
    fn the_recipe_stays() {
        let text = "Exports climbed 5.9% from a year earlier in November, the customs office said on Monday, as \
            shipments to south-east Asia and Europe made up for a slump in those to the United States. 輸出は増加した。";
        let signature = signature(text).expect("long enough");
        assert_eq!(signature.bands[..3], [1_604_603_124, 647_266_857, 2_060_822_961]);
    }
}
