//! Chance that repeats: the same seed and list name always draw the same values.

/// A stream of draws (splitmix64).
pub(super) struct Random(u64);

impl Random {
    /// The stream of one list, apart from that of every other list.
    pub(super) fn new(seed: u64, list: &str) -> Self {
        // FNV-1a spreads names that differ in one letter far apart.
        let named = list.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let mut random = Self(seed ^ named);
        random.0 ^= random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number under `end`; 0 when `end` is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        let scaled = (u128::from(self.next()) * u128::from(end)) >> 64;
        usize::try_from(scaled).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(1);
        low.saturating_add(i32::try_from(self.below(width)).unwrap_or(0))
    }

    /// Whether something that happens this often in a thousand happens now.
    pub(super) fn chance(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    /// One of the items, each as often as the number beside it says.
    pub(super) fn weighted<T: Copy + Default>(&mut self, items: &[(usize, T)]) -> T {
        let mut left = self.below(items.iter().map(|(weight, _)| weight).sum());
        for (weight, item) in items {
            if left < *weight {
                return *item;
            }
            left -= weight;
        }
        T::default()
    }

    /// Puts the items into another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }

    /// As many answers as `length`, of which exactly the share in a thousand is yes.
    pub(super) fn mask(&mut self, length: usize, per_mille: usize) -> Vec<bool> {
        let yes = share(length, per_mille);
        let mut mask: Vec<bool> = (0..length).map(|place| place < yes).collect();
        self.shuffle(&mut mask);
        mask
    }

    /// As many answers as items, of which exactly `wanted` are yes, all among those that may be.
    ///
    /// Where fewer may be than are wanted, all of them are.
    pub(super) fn chosen<T>(
        &mut self,
        items: &[T],
        wanted: usize,
        may: impl Fn(&T) -> bool,
    ) -> Vec<bool> {
        let able = items.iter().filter(|item| may(item)).count();
        let mut drawn: Vec<bool> = (0..able).map(|place| place < wanted).collect();
        self.shuffle(&mut drawn);
        let mut drawn = drawn.into_iter();
        items
            .iter()
            .map(|item| may(item) && drawn.next().unwrap_or(false))
            .collect()
    }

    /// Numbers from `low` to `high`, each equally often, in any order: their mean is the middle.
    pub(super) fn spread(&mut self, length: usize, low: i32, high: i32) -> Vec<i32> {
        let mut values: Vec<i32> = (low..=high).cycle().take(length).collect();
        self.shuffle(&mut values);
        values
    }
}

/// A share in a thousand of a number, to the nearest whole one.
pub(super) fn share(of: usize, per_mille: usize) -> usize {
    (of * per_mille + 500) / 1000
}

#[cfg(test)]
mod tests {
    use super::{Random, share};

    #[test]
    fn a_mask_holds_exactly_its_share_at_any_length() {
        let mut random = Random::new(1, "masks");
        for length in [0, 1, 7, 10, 999, 1500] {
            let mask = random.mask(length, 820);
            assert_eq!(mask.len(), length);
            assert_eq!(mask.iter().filter(|yes| **yes).count(), share(length, 820));
        }
        assert_eq!([share(50, 820), share(12, 500), share(3, 920)], [41, 6, 3]);
    }

    #[test]
    fn only_what_may_be_chosen_is_chosen() {
        let items: Vec<u32> = (0..20).collect();
        let chosen = Random::new(2, "choice").chosen(&items, 4, |item| *item >= 10);
        assert_eq!(chosen.iter().filter(|yes| **yes).count(), 4);
        assert!(chosen.iter().take(10).all(|yes| !yes));
        let all = Random::new(2, "choice").chosen(&items, 40, |item| *item >= 10);
        assert_eq!(all.iter().filter(|yes| **yes).count(), 10);
    }

    #[test]
    fn draws_stay_within_their_ends_and_reach_both() {
        let mut random = Random::new(3, "ends");
        let drawn: Vec<i32> = (0..500).map(|_| random.between(-2, 3)).collect();
        assert_eq!(
            (drawn.iter().min(), drawn.iter().max()),
            (Some(&-2), Some(&3))
        );
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn lists_draw_apart_and_seeds_differ() {
        let ten = |seed, list| {
            let mut random = Random::new(seed, list);
            (0..10).map(|_| random.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(ten(7, "visits"), ten(7, "visits"));
        assert_ne!(ten(7, "visits"), ten(7, "visitt"));
        assert_ne!(ten(7, "visits"), ten(8, "visits"));
    }
}
