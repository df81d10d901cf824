"""Score intervals of ratios of sums over units, and of their differences and log ratios.

Shapes are (n_outlets, n_items), or broadcast to it. A ratio is r = C / T, of the sums of counts
or scores c and of sizes t (words, sentences) over n units. Its variance is s2 r / T where c are
counts, which vary with their rate, and s2 / T where they are scores. s2 is the dispersion; at 1
counts vary as if words were independent, and terms that come in bursts have more.

Formula: phi = n / (n - 1) x sum((c - r t)^2), divided by r T for counts (0 where the item is
absent) and by T for scores. The mean phi of all outlets, weighted by r T or T, is phibar. With z
and t_(n-1) the quantiles of the level, and k the units that hold the item (for scores n),

    s2 = max((t_(n-1) / z)^2 phi, (k phi + 20 phibar) / (k + 20)).

Departs from the textbook, which has phi alone. Where an outlet holds a rare term in a few units,
their residuals say next to nothing of the spread, and most likely too little; where it lacks the
term, nothing at all. docs/limits.md sets these intervals beside those of bootstraps.

Sources: Cochran, W. G. (1977). Sampling techniques, 3rd ed., section 6.4, for phi; Wilson, E. B.
(1927). Probable inference, the law of succession, and statistical inference. Journal of the
American Statistical Association 22(158), 209-212; Zou, G. Y. and Donner, A. (2008). Construction
of confidence limits about effect measures. Statistics in Medicine 27(10), 1693-1702; Donner, A.
and Zou, G. Y. (2012). Closed-form confidence intervals for functions of the normal mean and
standard deviation. Statistical Methods in Medical Research 21(4), 347-359.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit

from crossframe.stats.resampling import Bools, Floats, Ints, rest_of

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
def of_sums(sums: Sums, level: float, *, counts: bool) -> tuple[Interval, Interval]:
    """Return the intervals of every outlet's ratio, and of that of all others: the rest.

    Missing where a side has fewer than two units, and where no outlet that has them holds the item.

    Args:
        sums: Sums of every outlet.
        level: Level of the intervals.
        counts: Whether c are counts, which vary with their rate, or scores.
    """
    dispersion = _dispersion(sums, counts)
    pooled = _mean(dispersion, sums.total if counts else sums.size)
    rest = Sums(*map(rest_of, sums))
    here, there = (
        (score if counts else normal)(
            side.total / side.size,
            shrunk(own, pooled, side.n, side.holders if counts else side.n, level),
            side.size,
            level,
        )
        for side, own in ((sums, dispersion), (rest, _dispersion(rest, counts)))
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


def score(rate: Floats, dispersion: Floats, size: Floats, level: float) -> Interval:
    """Return Wilson's interval of a rate, for counts that vary more than independent words do.

    Formula: r + h -+ sqrt(h^2 + 2 h r), h = z^2 s2 / (2 T): all rates R that are at most
    z sqrt(s2 R / T) away from r. With no occurrence it is [0, z^2 s2 / T]. Departs from Wilson's
    interval of a share, whose variance is R (1 - R) / T: rates of terms are small.
    """
    half = _z(level) ** 2 * dispersion / (2 * size)
    high = rate + half + np.sqrt(half * (half + 2 * rate))
    # low x high = r^2: no difference of two numbers that are nearly one
    low = rate * np.divide(rate, high, out=np.zeros_like(high), where=high != 0)
    return Interval(rate, low, high)


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


def _dispersion(sums: Sums, counts: bool) -> Floats:
    """Return phi; missing with fewer than two units, of which one has no residual."""
    rate = sums.total / sums.size
    residuals = sums.squares - rate * (2 * sums.products - rate * sums.size_squares)
    residuals = np.where(residuals < NOISE * sums.squares, 0.0, residuals)
    variance = sums.n / (sums.n - 1) * residuals / sums.size
    dispersion = np.divide(variance, rate, out=variance.copy(), where=rate > 0)
    return dispersion if counts else variance


def _mean(values: Floats, weights: Floats) -> Floats:
    """Return the mean over outlets of what is not missing, shape (n_items,)."""
    held = np.isfinite(values) & (weights > 0)
    totals = (np.where(held, part, 0.0).sum(axis=0) for part in (values * weights, weights))
    mean: Floats = np.divide(*totals)
    return mean


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
