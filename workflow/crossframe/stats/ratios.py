"""Ratios of sums, side by side over the outlets and each against the rest, with intervals."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from crossframe.stats import intervals
from crossframe.stats.intervals import Sums
from crossframe.stats.resampling import Floats, Ints, Sample, rest_of

FEW_UNITS_THERE = "the rest has fewer units than min_units"
FEW_UNITS = "fewer units than min_units"
NO_OCCURRENCE = "no occurrence"
FEW_HOLD = "few units hold it"  # its interval may be too high or too narrow


@dataclass(frozen=True)
class Ratios:
    """Ratios by outlet and item; every array has shape (n_outlets, n_items).

    Attributes:
        numerator: Sum over the outlet's units.
        denominator: Likewise.
        value: numerator / denominator; missing where the denominator is 0.
        low: Lower end of the value's interval; missing where `note` says why.
        high: Upper end.
        rest: The value of all other outlets together.
        rest_low: Lower end of its interval.
        rest_high: Upper end.
        difference: value - rest.
        difference_low: Lower end of the difference's interval.
        difference_high: Upper end.
        n_units: Units with a denominator above 0.
        note: Why an interval is missing, or to be read with care; else empty.
    """

    numerator: Floats
    denominator: Floats
    value: Floats
    low: Floats
    high: Floats
    rest: Floats
    rest_low: Floats
    rest_high: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    n_units: Ints
    note: np.ndarray


def ratios(
    sample: Sample,
    numerators: Floats | Ints | sparse.csr_array,
    denominators: Floats | Ints,
    *,
    counts: bool = True,
    most: float = np.inf,
) -> Ratios:
    """Return the ratio estimator sum(numerators) / sum(denominators) with its intervals.

    Args:
        sample: The units.
        numerators: By unit and item, shape (n_units, n_items).
        denominators: By unit, shape (n_units,).
        counts: Whether numerators are counts, which vary with their rate, or scores.
        most: Most that a ratio can be, as 1 for a share.

    An interval is missing where fewer than `min_units` units of the outlet have a denominator,
    and where every numerator of the corpus is 0: nothing then says how much they vary.
    """
    sums = _sums(sample, sparse.csr_array(numerators), denominators.astype(float))
    sides = intervals.of_sums(sums, sample.inference.level, counts=counts)
    n_units = np.broadcast_to(sums.n.astype(int), sums.total.shape)
    enough, enough_there = (n >= sample.inference.min_units for n in (n_units, rest_of(n_units)))
    occurs = sums.squares.sum(axis=0) > 0
    here, there = (
        side._replace(high=np.minimum(side.high, most)).where(kept & occurs)
        for side, kept in zip(sides, (enough, enough_there), strict=True)
    )
    few = intervals.few_hold(sums.holders if counts else n_units)
    reasons = {
        FEW_UNITS: ~enough,
        NO_OCCURRENCE: np.isnan(here.high),
        FEW_UNITS_THERE: ~enough_there,
        FEW_HOLD: few,
    }
    return Ratios(
        sums.total,
        np.broadcast_to(sums.size, sums.total.shape),
        *here,
        *there,
        *intervals.difference(here, there),
        n_units,
        np.select(list(reasons.values()), list(reasons), default=""),
    )


def _sums(sample: Sample, numerators: sparse.csr_array, sizes: Floats) -> Sums:
    return Sums(
        sample.sums(np.sign(sizes)[:, None]),
        sample.sums(numerators.sign()),
        sample.sums(sizes[:, None]),
        sample.sums(sizes[:, None] ** 2),
        sample.sums(numerators),
        sample.sums(numerators.power(2)),
        sample.sums(sparse.csr_array(numerators.multiply(sizes[:, None]))),
    )
