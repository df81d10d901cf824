"""Differences of rates between groups of units, studentised at the level of units.

A rate is a ratio of sums, r = C / T, over units with counts c and sizes t. By linearisation its
variance is n / (n - 1) x sum((c - r t)^2) / T^2 (Cochran, W. G. (1977). Sampling techniques, 3rd
ed., section 6.4); the textbook's statistic is the difference of two rates over the root of the sum
of their variances. Here it departs from the textbook. Where a group by chance lacks a rare term,
or holds it evenly, its variance is near 0 and the statistic enormous, so that chance reaches as
far as any true difference. Therefore

- the variance of a count is taken at the rate of both groups together, r0, as in a score test:
  times r0 / r, since a count varies with its rate;
- no variance is below that of both groups pooled, sum((c - r t)^2) spread in proportion to T.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from crossframe.stats.arrays import Bools

Reals = npt.NDArray[np.floating[Any]]  # 32 bits are enough to tell which statistic is larger
NOISE = 1e-6  # relative; what is below it is 0 but for rounding
TINY = 1e-30  # in place of a rate of 0, whose variance is 0 too


class Sums(NamedTuple):
    """Sums over a group's units, for many items and many ways to form the group.

    Arrays broadcast to shape (n_items, n_ways).
    """

    n: Reals  # units
    size: Reals  # sum of t
    size_squares: Reals  # sum of t^2
    counted: Reals  # sum of c
    squares: Reals  # sum of c^2
    products: Reals  # sum of c t

    def less(self, other: "Sums") -> "Sums":
        """Return the sums over the units that the other group, a part of this one, leaves."""
        return Sums(*(mine - others for mine, others in zip(self, other, strict=True)))


class Group(NamedTuple):
    """What the statistics need of a group; arrays broadcast to shape (n_items, n_ways)."""

    n: Reals
    size: Reals
    rate: Reals
    residuals: Reals  # sum of (c - rate t)^2
    own: Reals  # variance of the rate by the group's own units; of counts, for a rate of 1


def group(sums: Sums, counts: bool) -> Group:
    """Return what the statistics need of a group.

    Args:
        sums: The group's sums, of at least two units.
        counts: Whether c are counts, which vary with their rate, or scores.
    """
    rate = sums.counted * (1 / sums.size)
    residuals = residual_squares(rate, sums.squares, sums.products, sums.size_squares, NOISE)
    own = residuals * (sums.n / (sums.n - 1) / sums.size**2)
    if counts:
        own /= np.maximum(rate, TINY)
    return Group(sums.n, sums.size, rate, residuals, own)


def residual_squares(
    rate: Reals, squares: Reals, products: Reals, size_squares: Reals, noise: float
) -> Reals:
    """Return sum((c - r t)^2), 0 where it is but rounding.

    Args:
        rate: r.
        squares: Sum of c^2.
        products: Sum of c t.
        size_squares: Sum of t^2.
        noise: What is below that share of the squares is rounding.
    """
    residuals = squares - rate * (2 * products - rate * size_squares)
    residuals[residuals < noise * squares] = 0
    return residuals


def difference(a: Group, b: Group, expected: Reals, counts: bool) -> Reals:
    """Return the studentised difference of two groups' rates, shape (n_items, n_ways).

    Args:
        a: One group.
        b: The other.
        expected: Difference of rates to expect of units like the groups'.
        counts: Whether c are counts, which vary with their rate, or scores.

    Where neither group varies it is 0 if they are equal, and else infinite.
    """
    one, other = _variances([a, b], counts)
    spread = np.sqrt(one + other)
    apart = a.rate - b.rate
    still = spread == 0
    if not still.any():
        return (apart - expected) / spread
    equal = abs(apart - expected) <= NOISE * np.maximum(abs(a.rate), abs(b.rate))
    return _over(apart - expected, spread, still, equal)


def heterogeneity(groups: Sequence[Group], expected: Sequence[Reals], counts: bool) -> Reals:
    """Return the root of a studentised F over all groups, shape (n_items, n_ways).

    F = sum(T (r - r0)^2) / sum((1 - T / sum(T)) T v), with v the variances of the rates r.

    Args:
        groups: The groups.
        expected: Rate to expect of units like each group's, or its excess over the rate of all.
        counts: Whether c are counts, which vary with their rate, or scores.

    Source: Brown, M. B. and Forsythe, A. B. (1974). The small sample behavior of some statistics
    which test the equality of several means. Technometrics 16(1), 129-132; with sizes in place of
    numbers of units.
    """
    size = sum(each.size for each in groups)
    apart = [each.rate - rate for each, rate in zip(groups, expected, strict=True)]
    mean = sum(each.size * gap for each, gap in zip(groups, apart, strict=True)) / size
    between = sum(each.size * (gap - mean) ** 2 for each, gap in zip(groups, apart, strict=True))
    within = sum(
        (1 - each.size / size) * each.size * variance
        for each, variance in zip(groups, _variances(groups, counts), strict=True)
    )
    equal = between <= NOISE**2 * sum(each.size * each.rate**2 for each in groups)
    return _over(np.sqrt(between), np.sqrt(within), within == 0, equal)


def _variances(groups: Sequence[Group], counts: bool) -> list[Reals]:
    """Return the variance of each group's rate, if all had one; see the top of the module."""
    n, size = sum(each.n for each in groups), sum(each.size for each in groups)
    residuals, freedom = sum(each.residuals for each in groups), n - len(groups)
    rate = sum(each.rate * (each.size / size) for each in groups) if counts else 1.0
    return [
        np.maximum(each.own * rate, residuals * (n / freedom / size / each.size)) for each in groups
    ]


def _over(above: Reals, below: Reals, still: Bools | bool, equal: Bools | bool) -> Reals:
    """Return above / below; where that is a division by 0, 0 if `equal` and else infinity."""
    infinite = np.copysign(np.inf, above)
    return np.divide(above, below, out=np.where(equal, 0.0, infinite), where=np.logical_not(still))
