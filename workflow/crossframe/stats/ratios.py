"""Ratios of sums, side by side over the outlets and each against the rest, with intervals."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from crossframe.stats import intervals
from crossframe.stats.arrays import Floats, Ints, rest_of
from crossframe.stats.intervals import Sums
from crossframe.stats.sample import Sample

FEW_UNITS_THERE = "the rest has fewer units than min_units"
FEW_UNITS = "fewer units than min_units"
NO_OCCURRENCE = "no occurrence"
ALL_ALIKE = "all units score alike, which says nothing of how much they vary"
FEW_HOLD = "few units hold it"  # its interval may be too high or too narrow

# What `Ratios` states in the unit of the value.
ENDS = (
    *("value", "low", "high", "rest", "rest_low", "rest_high"),
    *("difference", "difference_low", "difference_high"),
)


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

    def times(self, factor: float) -> "Ratios":
        """Return the same with values and ends for so many denominators, as in 'per 1,000 words'.

        What is counted, and in how many, stays as it is.
        """
        scaled = {name: factor * getattr(self, name) for name in ENDS}
        return replace(self, **scaled)

    def columns(self, **names: str) -> dict[str, np.ndarray]:
        """Return arrays under other names, flattened, as in `columns(estimate="value")`."""
        return {column: getattr(self, name).ravel() for column, name in names.items()}


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
    where every numerator of the corpus is 0, and where all units score alike: nothing then says how
    much they vary.
    """
    sums = _sums(sample, sparse.csr_array(numerators), denominators.astype(float), most)
    sides = intervals.of_sums(sums, sample.inference.level, counts=counts, most=most)
    n_units = np.broadcast_to(sums.n.astype(int), sums.total.shape)
    enough, enough_there = (n >= sample.inference.min_units for n in (n_units, rest_of(n_units)))
    occurs = sums.squares.sum(axis=0) > 0
    here, there = (
        side.where(kept & occurs) for side, kept in zip(sides, (enough, enough_there), strict=True)
    )
    missing = np.isnan(here.high)
    few = intervals.few_hold(sums.holders if counts else n_units)
    reasons = {
        FEW_UNITS: ~enough,
        NO_OCCURRENCE: missing & (counts | ~occurs),
        ALL_ALIKE: missing,
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


def _sums(sample: Sample, numerators: sparse.csr_array, sizes: Floats, most: float) -> Sums:
    units = sample.sums(np.sign(sizes)[:, None])
    return Sums(
        units,
        sample.sums(numerators.sign()),
        units - sample.sums(_full(numerators, sizes, most)),
        sample.sums(sizes[:, None]),
        sample.sums(sizes[:, None] ** 2),
        sample.sums(numerators),
        sample.sums(numerators.power(2)),
        sample.sums(sparse.csr_array(numerators.multiply(sizes[:, None]))),
    )


def _full(numerators: sparse.csr_array, sizes: Floats, most: float) -> sparse.csr_array:
    """Return 1 where a unit holds nothing but the item; of a rate, where `most` is open, 0."""
    cells = numerators.tocoo()
    size = sizes[cells.row]
    share = np.divide(cells.data, size, out=np.zeros(len(size)), where=size > 0)
    full = (share >= most).astype(float)
    return sparse.coo_array((full, (cells.row, cells.col)), shape=numerators.shape).tocsr()
