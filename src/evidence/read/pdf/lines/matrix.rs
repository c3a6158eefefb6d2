//! Where on the page: the six numbers by which PDF moves, turns and stretches.

/// A move, a turn and a stretch in one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    /// Where a step along the line leads.
    along: [f64; 2],
    /// Where a step up from the line leads.
    up: [f64; 2],
    /// Where it starts from.
    from: [f64; 2],
}

impl Matrix {
    /// It leaves everything where it is.
    pub(super) const SAME: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The six numbers, in the order of a PDF.
    pub(super) const fn new(six: [f64; 6]) -> Self {
        Self {
            along: [six[0], six[1]],
            up: [six[2], six[3]],
            from: [six[4], six[5]],
        }
    }

    /// A move.
    pub(super) const fn shift(x: f64, y: f64) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one, and then another.
    pub(super) fn then(self, other: Self) -> Self {
        Self {
            along: other.turned(self.along),
            up: other.turned(self.up),
            from: other.point(self.from),
        }
    }

    /// Where a point comes to stand.
    pub(super) fn point(self, at: [f64; 2]) -> [f64; 2] {
        let [x, y] = self.turned(at);
        [x + self.from[0], y + self.from[1]]
    }

    fn turned(self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            x * self.along[0] + y * self.up[0],
            x * self.along[1] + y * self.up[1],
        ]
    }

    /// The way that text runs, one long.
    pub(super) fn direction(self) -> [f64; 2] {
        let [x, y] = self.along;
        let length = x.hypot(y);
        if length > 0.0 {
            [x / length, y / length]
        } else {
            [1.0, 0.0]
        }
    }

    /// How high type of a size comes out.
    pub(super) fn height(self, size: f64) -> f64 {
        let [x, y] = self.up;
        (x.hypot(y) * size).abs()
    }
}
