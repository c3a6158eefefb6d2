//! A fast hash with a fixed seed, the same on every machine.
//!
//! Used to tell texts, records and keys apart, never against an attacker. Bytes are taken eight at a
//! time as little-endian numbers. Each step shifts the upper half onto the lower and multiplies by an
//! odd number, twice; neither loses anything, so texts of one length up to eight bytes never hash alike.

use std::hash::{BuildHasherDefault, Hasher};

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FIRST: u64 = 0xd6e8_feb8_6659_fd93;
const SECOND: u64 = 0xa076_1d64_78bd_642f;

/// The hash of a text's bytes.
#[inline]
pub fn of(bytes: &[u8]) -> u64 {
    let mut state = SEED ^ (bytes.len() as u64).wrapping_mul(FIRST);
    let mut rest = bytes;
    while let Some((word, tail)) = rest.split_first_chunk()
        && !tail.is_empty()
    {
        state = mix(state, u64::from_le_bytes(*word));
        rest = tail;
    }
    // The last eight bytes may overlap those before them; fewer than eight are taken from both ends.
    let last = if let Some(last) = bytes.last_chunk() {
        u64::from_le_bytes(*last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        u64::from(first) | u64::from(last) << 32
    } else {
        let byte = |at: usize| bytes.get(at).copied().map_or(0, u64::from);
        byte(0) | byte(1) << 8 | byte(2) << 16
    };
    mix(state, last)
}

/// A hash in the making.
#[derive(Debug, Clone, Copy)]
pub struct FixedHasher(u64);

/// Builds [`FixedHasher`]s for maps.
pub type FixedState = BuildHasherDefault<FixedHasher>;

impl Default for FixedHasher {
    fn default() -> Self {
        Self(SEED)
    }
}

impl FixedHasher {
    /// Takes in a number.
    #[inline]
    pub fn number(&mut self, number: u64) {
        self.0 = mix(self.0, number);
    }

    /// The hash.
    #[inline]
    pub fn value(self) -> u64 {
        self.0
    }
}

impl Hasher for FixedHasher {
    fn finish(&self) -> u64 {
        self.value()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.number(of(bytes));
    }
}

/// Mixes a number in; for one state no two numbers come out alike.
#[inline]
fn mix(state: u64, number: u64) -> u64 {
    let mixed = state ^ number;
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(FIRST);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(SECOND);
    mixed ^ mixed >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_in_length_or_padding_hash_apart() {
        let mut texts: Vec<Vec<u8>> = (0..40).map(|n| vec![0; n]).collect();
        texts.extend((1..40).map(|n| vec![b'a'; n]));
        texts.extend((1..40).map(|n| (0..n).collect()));
        let mut hashes: Vec<u64> = texts.iter().map(|text| of(text)).collect();
        hashes.sort_unstable();
        let all = hashes.len();
        hashes.dedup();
        // One text stands twice: a single zero.
        assert_eq!(hashes.len(), all - 1);
    }

    #[test]
    fn a_million_texts_of_a_kind_hash_apart() {
        for write in [
            |n: u32| n.to_string(),
            |n: u32| format!("record {n}"),
            |n: u32| format!("{n:07}-{:03}", n % 1000),
            |n: u32| format!("{:02}/{:02}/{:04} visit {n}", n % 28, n % 12, n % 3000),
        ] {
            let mut hashes: Vec<u64> = (0..250_000).map(|n| of(write(n).as_bytes())).collect();
            hashes.sort_unstable();
            hashes.dedup();
            assert_eq!(hashes.len(), 250_000);
        }
    }

    #[test]
    fn rows_of_small_numbers_hash_apart() {
        let mut hashes = Vec::new();
        for (a, b, c) in
            (0..60).flat_map(|a| (0..60).flat_map(move |b| (0..60).map(move |c| (a, b, c))))
        {
            let mut row = FixedHasher::default();
            for number in [a, b, c] {
                row.number(number);
            }
            hashes.push(row.value());
        }
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 60 * 60 * 60);
    }

    #[test]
    fn every_byte_counts_at_every_length() {
        for length in 1..50 {
            let plain = vec![7_u8; length];
            for at in 0..length {
                let mut other = plain.clone();
                other[at] = 8;
                assert_ne!(of(&plain), of(&other), "{at} of {length}");
            }
        }
    }

    #[test]
    fn the_value_is_the_same_on_every_machine() {
        // Worked out from the definition in Python's whole numbers.
        assert_eq!(of(b"v-1"), 0x6f46_ecca_820a_63e8);
        assert_eq!(of(b"child 17"), 0xb4da_3a7d_40e7_4ae5);
        assert_eq!(of(b"Child protection visit"), 0xd1b7_c17d_db09_4216);
    }
}
