"""Score intervals of ratios of sums over units, and of their differences and log ratios.

Shapes are (n_outlets, n_items), or broadcast to it. A ratio is r = C / T, of the sums of counts
or scores c and of sizes t (words, sentences) over n units. Its variance is s2 v / T, with v = r
for rates, r (1 - r) for shares, whose counts are parts of their sizes, and 1 for scores. s2 is the
dispersion; at 1 counts vary as if words were independent, and terms that come in bursts have more.

Formula: phi = n / (n - 1) x sum((c - r t)^2) / (v T), and 0 where v is. The mean phi of all
outlets, weighted by v T, is phibar. With z and t_(n-1) the quantiles of the level, and k the units
that hold the item (of a share, or those that hold anything else, if they are fewer; of scores, n),

    s2 = max((t_(n-1) / z)^2 phi, (k phi + 20 phibar) / (k + 20)).

Departs from the textbook, which has phi alone. Where an outlet holds a rare term in a few units,
their residuals say next to nothing of the spread, and most likely too little; where it lacks the
term, nothing at all. docs/limits.md sets these intervals beside those of bootstraps.

Where s2 is 0, as no unit departs from its outlet's ratio in any outlet, nothing says how much
units vary, and an interval without width would claim that they never do. A share then has the
highest s2 there can be, sum(t^2) / T, which is that of units each of one piece, all of the item or
all of anything else (Kish's design effect of whole clusters); a rate has 1, and a score none.

Sources: Cochran, W. G. (1977). Sampling techniques, 3rd ed., section 6.4, for phi; Kish, L.
(1965). Survey sampling, section 5.4. Wiley; Wilson, E. B.
(1927). Probable inference, the law of succession, and statistical inference. Journal of the
American Statistical Association 22(158), 209-212; Zou, G. Y. and Donner, A. (2008). Construction
of confidence limits about effect measures. Statistics in Medicine 27(10), 1693-1702; Donner, A.
and Zou, G. Y. (2012). Closed-form confidence intervals for functions of the normal mean and
standard deviation. Statistical Methods in Medical Research 21(4), 347-359.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit

from crossframe.stats.arrays import Bools, Floats, Ints, rest_of
from crossframe.stats.studentised import residual_squares

# Units' worth of weight that the dispersion of all outlets has beside an outlet's own. In the
# simulations of benchmarks/interval_coverage.py, 10 or 40 in its place moves coverage by 0.01.
SHRINK = 20
# Many terms that few units hold are rarer than they look: they chanced to occur. In the same
# simulations 95 % intervals of rates cover as few as 77 % where 2 or 3 units hold the term and
# 86 % where 4 to 7 do, yet 92 % and more from 8 on; with 8 here, but fewer than 20 in all, 77 %.
FEW_HOLDERS = 8
FEW_HOLDERS_IN_ALL = 20
NOISE = 1e-12  # relative; a sum of squares below it is 0 but for rounding

# What comes of 0 / 0 is missing: sides without units, items that no unit holds.
undefined_is_missing = np.errstate(divide="ignore", invalid="ignore")


class Sums(NamedTuple):
    """Sums over the units of a side that have a size."""

    n: Floats  # units
    holders: Floats  # units that hold the item
    others: Floats  # units that hold anything else; of shares alone
    size: Floats  # sum of t
    size_squares: Floats  # sum of t^2
    total: Floats  # sum of c
    squares: Floats  # sum of c^2
    products: Floats  # sum of c t


class Interval(NamedTuple):
    """Values with the ends of their intervals; an end is missing, or infinite where it is open."""

    value: Floats
    low: Floats
    high: Floats

    def where(self, kept: Bools) -> "Interval":
        """Return the same, with the ends missing where not `kept`."""
        return Interval(self.value, *(np.where(kept, end, np.nan) for end in self[1:]))


@undefined_is_missing
def of_sums(
    sums: Sums, level: float, *, counts: bool, most: float = np.inf
) -> tuple[Interval, Interval]:
    """Return the intervals of every outlet's ratio, and of that of all others: the rest.

    Missing where a side has fewer than two units, where no outlet that has them holds the item,
    and where all units score alike.

    Args:
        sums: Sums of every outlet.
        level: Level of the intervals.
        counts: Whether c are counts, which vary with their rate, or scores.
        most: Most that a ratio of counts can be: 1 for a share, infinite for a rate.
    """
    pooled = _pooled(sums, counts, most)
    here, there = (
        _interval(side, pooled, level, counts, most) for side in (sums, Sums(*map(rest_of, sums)))
    )
    return here, there


def shrunk(own: Floats, pooled: Floats, n: Floats, holders: Floats, level: float) -> Floats:
    """Return the dispersion s2 to reckon with; see the module's top.

    Args:
        own: phi.
        pooled: phibar.
        n: Units.
        holders: k.
        level: Level of the interval.
    """
    by_own = (stdtrit(n - 1, (1 + level) / 2) / _z(level)) ** 2 * own
    return np.maximum(by_own, (holders * own + SHRINK * pooled) / (holders + SHRINK))


def score(
    rate: Floats, dispersion: Floats, size: Floats, level: float, most: float = np.inf
) -> Interval:
    """Return Wilson's interval of a ratio, for counts that vary more than independent words do.

    Formula: (r + h -+ sqrt(h^2 + 2 h r (1 - r / m))) / (1 + 2 h / m), h = z^2 s2 / (2 T): all
    ratios R that are at most z sqrt(s2 R (1 - R / m) / T) away from r. For a share, with m = 1, it
    is Wilson's own: [0, 2 h / (1 + 2 h)] with no occurrence, [1 / (1 + 2 h), 1] with nothing else.
    Rates have no most: it is r + h -+ sqrt(h^2 + 2 h r), and [0, z^2 s2 / T] with no occurrence.

    Args:
        rate: r.
        dispersion: s2.
        size: T.
        level: Level of the interval.
        most: m.
    """
    half = _z(level) ** 2 * dispersion / (2 * size)
    top = rate + half + np.sqrt(half * (half + 2 * rate * (1 - rate / most)))
    # low x high is r^2 over the scale: no difference of two numbers that are nearly one
    low = rate * np.divide(rate, top, out=np.zeros_like(top), where=top != 0)
    return Interval(rate, low, np.minimum(top / (1 + 2 * half / most), most))  # but for rounding


def normal(mean: Floats, dispersion: Floats, size: Floats, level: float) -> Interval:
    """Return the normal interval of a mean, m -+ z sqrt(s2 / T)."""
    margin = _z(level) * np.sqrt(dispersion / size)
    return Interval(mean, mean - margin, mean + margin)


def difference(here: Interval, there: Interval) -> Interval:
    """Return differences of independent values, here less there, with their intervals.

    Formula (MOVER): d - sqrt((r - l)^2 + (u' - r')^2) and d + sqrt((u - r)^2 + (r' - l')^2), with
    r, l and u the value and the ends here, r', l' and u' those there.

    Source: Zou and Donner (2008).
    """
    apart = here.value - there.value
    below = np.hypot(here.value - here.low, there.high - there.value)
    above = np.hypot(here.high - here.value, there.value - there.low)
    return Interval(apart, apart - below, apart + above)


@undefined_is_missing
def log_ratio(here: Interval, there: Interval, value: Floats) -> Interval:
    """Return binary logarithms of ratios of independent rates, with their intervals.

    Formula (MOVER): with letters as in `difference`, the upper end is log2 of
    (r r' + sqrt((r r')^2 - u (2 r - u) l' (2 r' - l'))) / (l' (2 r' - l')); the lower end is that
    of there to here, negated. Open (-inf) below where the item is absent here, and above (inf)
    where it is absent there. Departs from the source where a count is 0: an interval reaches as
    far as the value shown.

    Args:
        here: Rates here.
        there: Rates there.
        value: The log ratios shown, with something in place of a count of 0.

    Source: Donner and Zou (2012).
    """
    low = np.minimum(-_log_ratio_end(there, here), value)
    high = np.maximum(_log_ratio_end(here, there), value)
    return Interval(value, low, high).where(~np.isnan(here.high + there.high))


def few_hold(holders: Floats | Ints) -> Bools:
    """Return where few units of the outlet, or of all outlets, hold the item; see the constants."""
    few: Bools = (holders < FEW_HOLDERS) | (holders.sum(axis=0) < FEW_HOLDERS_IN_ALL)
    return few


def _interval(side: Sums, pooled: Floats, level: float, counts: bool, most: float) -> Interval:
    """Return the interval of a side's ratio; arguments as of `of_sums`."""
    ratio, own = side.total / side.size, _dispersion(side, _variance(side, counts, most))
    if not counts:
        found = shrunk(own, pooled, side.n, side.n, level)
        return normal(ratio, np.where(found == 0, np.nan, found), side.size, level)
    if np.isinf(most):
        held, unknown = side.holders, np.ones_like(side.size)
    else:
        held, unknown = np.minimum(side.holders, side.others), side.size_squares / side.size
    found = shrunk(own, pooled, side.n, held, level)
    return score(ratio, np.where(found == 0, unknown, found), side.size, level, most)


def _variance(sums: Sums, counts: bool, most: float) -> Floats:
    """Return v."""
    ratio = sums.total / sums.size
    return ratio * (1 - ratio / most) if counts else np.ones_like(ratio)


def _dispersion(sums: Sums, variance: Floats) -> Floats:
    """Return phi; missing with fewer than two units, of which one has no residual."""
    squares = residual_squares(
        sums.total / sums.size, sums.squares, sums.products, sums.size_squares, NOISE
    )
    found = sums.n / (sums.n - 1) * squares / sums.size
    return np.divide(found, variance, out=0 * found, where=variance > 0)


def _pooled(sums: Sums, counts: bool, most: float) -> Floats:
    """Return phibar, shape (n_items,); 0 where v is 0 in all outlets, missing where counts are."""
    variance = _variance(sums, counts, most)
    dispersion, weights = _dispersion(sums, variance), sums.size * variance
    held = np.isfinite(dispersion) & ((sums.squares > 0) | (not counts))
    above, below = (
        np.where(held, part, 0.0).sum(axis=0) for part in (dispersion * weights, weights)
    )
    mean = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    return np.where(held.any(axis=0), mean, np.nan)


def _log_ratio_end(here: Interval, there: Interval) -> Floats:
    """Return the upper end of the log ratio, here to there."""
    below = there.low * (2 * there.value - there.low)
    # what `log_ratio` has under its root, as a sum of squares: rounding cannot bring it below 0
    root = np.hypot(
        (here.high - here.value) * np.sqrt(below), here.value * (there.value - there.low)
    )
    end = np.log2((here.value * there.value + root) / below)
    return np.where(there.value == 0, np.inf, end)


def _z(level: float) -> float:
    """Return the normal quantile that an interval of two sides reaches."""
    return float(ndtri((1 + level) / 2))
