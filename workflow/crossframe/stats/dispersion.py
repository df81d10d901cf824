"""How evenly an item is spread over the units of an outlet."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from crossframe.stats.resampling import Floats, Ints


@dataclass(frozen=True)
class Dispersion:
    """Spread of items over units; every array has shape (n_items,).

    Attributes:
        range: Units in which the item stands.
        dp: Deviation of proportions: 0 as even as the units' sizes, towards 1 in one small unit.
        dp_norm: DP divided by the most it can be, 0 to 1.
    """

    range: Ints
    dp: Floats
    dp_norm: Floats


def dispersion(counts: sparse.csr_array, sizes: Ints) -> Dispersion:
    """Return range, DP and DPnorm of items over the units of one outlet.

    DP = sum_i |f_i / f - s_i| / 2 with s_i the share of unit i in all tokens;
    DPnorm = DP / (1 - min s_i). Undefined, and missing, for items that do not occur and where
    there are fewer than two units.

    Args:
        counts: Occurrences by unit and item, shape (n_units, n_items).
        sizes: Tokens by unit, shape (n_units,); units without tokens are left out.

    Sources: Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International
    Journal of Corpus Linguistics 13(4), 403-437. Lijffijt, J. and Gries, S. Th. (2012).
    Correction. International Journal of Corpus Linguistics 17(1), 147-149.
    """
    held = sparse.coo_array(counts[sizes > 0])
    shares = sizes[sizes > 0] / max(1, sizes.sum())
    totals = np.asarray(counts.sum(axis=0), dtype=float).ravel()
    n_items = counts.shape[1]
    units_with = np.bincount(held.col, minlength=n_items)
    if len(shares) < 2:
        missing = np.full(n_items, np.nan)
        return Dispersion(units_with, missing, missing)
    # units without the item deviate by their share; those with it are corrected
    at_unit = shares[held.row]
    correction = np.abs(held.data / totals[held.col] - at_unit) - at_unit
    deviation = 1.0 + np.bincount(held.col, weights=correction, minlength=n_items)
    dp = np.where(totals > 0, np.maximum(deviation / 2, 0), np.nan)  # rounding can go below 0
    return Dispersion(units_with, dp, dp / (1 - shares.min()))
