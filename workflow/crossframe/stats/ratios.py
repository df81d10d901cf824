"""Ratios of sums, side by side over the outlets and each against the rest, with intervals."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from crossframe.stats.resampling import Floats, Ints, Sample, rest_of

FEW_UNITS_THERE = "the rest has fewer units than min_units"
FEW_UNITS = "fewer units than min_units"
NO_OCCURRENCE = "no occurrence"


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
        difference: value - rest.
        difference_low: Lower end of the difference's interval.
        difference_high: Upper end.
        n_units: Units with a denominator above 0.
        note: Why the interval is missing, else empty.
    """

    numerator: Floats
    denominator: Floats
    value: Floats
    low: Floats
    high: Floats
    rest: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    n_units: Ints
    note: np.ndarray


def ratios(
    sample: Sample, numerators: Floats | Ints | sparse.csr_array, denominators: Floats | Ints
) -> Ratios:
    """Return the ratio estimator sum(numerators) / sum(denominators) with bootstrap intervals.

    Args:
        sample: Units and weights.
        numerators: By unit and item, shape (n_units, n_items).
        denominators: By unit, shape (n_units,).

    An interval is missing where fewer than `min_units` units of the outlet have a denominator,
    and where every numerator is 0, as the bootstrap then has nothing to spread.
    """
    matrix = sparse.csr_array(numerators)
    n_items = matrix.shape[1]
    above = sample.sums(matrix)
    below = np.broadcast_to(sample.sums(denominators[:, None]), above.shape)
    value, rest = _divide(above, below), _divide(rest_of(above), rest_of(below))
    ends = np.full((4, *above.shape), np.nan)
    drawn_below = sample.resampled_sums(denominators[:, None])
    by_item = matrix.tocsc()
    for block in sample.blocks(n_items):
        drawn_above = sample.resampled_sums(by_item[:, block])
        draws = _divide(drawn_above, drawn_below)
        against = draws - _divide(rest_of(drawn_above), rest_of(drawn_below))
        for outlet in range(len(draws)):
            ends[:2, outlet, block] = sample.interval(draws[outlet])
            ends[2:, outlet, block] = sample.interval(against[outlet])
    occurs = sample.sums(abs(matrix)) > 0
    n_units = np.broadcast_to(sample.n_units(denominators > 0)[:, None], above.shape)
    enough = n_units >= sample.min_units
    ends[:2, ~(enough & occurs)] = np.nan
    rest_enough = rest_of(n_units) >= sample.min_units
    ends[2:, ~(enough & rest_enough & occurs.any(axis=0))] = np.nan
    note = np.select(
        [~enough, ~occurs, ~rest_enough], [FEW_UNITS, NO_OCCURRENCE, FEW_UNITS_THERE], default=""
    )
    return Ratios(above, below, value, ends[0], ends[1], rest, value - rest, ends[2], ends[3],
                  n_units, note)  # fmt: skip


def _divide(above: Floats, below: Floats) -> Floats:
    """Return above / below, missing where below is 0."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    quotient: Floats = np.divide(above, below, out=np.full(shape, np.nan), where=below > 0)
    return quotient
