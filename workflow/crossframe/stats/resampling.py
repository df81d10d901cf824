"""Poisson bootstraps: how often each unit is drawn in each resample."""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.uint8]

# Shares of Poisson(1) up to 0, 1, 2, ...: e^-1 times the partial sums of 1/k!.
E_INVERSE = 0.36787944117144233
POISSON_CDF = E_INVERSE * np.cumsum(1.0 / np.cumprod([1, *range(1, 20)], dtype=float))
POISSON_THRESHOLDS = (POISSON_CDF[:17] * 2.0**64).astype(np.uint64)


def poisson_weights(units: Sequence[str], resamples: int, seed: int) -> Weights:
    """Return how often each unit is drawn in each resample, shape (n_units, resamples).

    Each unit's weights are independent Poisson(1) draws from a counter-based generator keyed by
    (seed, unit), so that they depend on no other unit, nor on order, shards or cores.

    Source: Chamandy, N., Muralidharan, O., Najmi, A. and Naidu, S. (2012). Estimating
    uncertainty for massive data streams. Google.
    """
    weights = np.empty((len(units), resamples), dtype=np.uint8)  # at most 17
    for row, unit in enumerate(units):
        raw = keyed(seed, unit).random_raw(resamples)
        weights[row] = np.searchsorted(POISSON_THRESHOLDS, raw, side="right")
    return weights


def keyed(*key: int | str) -> np.random.Philox:
    """Return a counter-based generator whose draws depend on its key alone."""
    digest = hashlib.blake2b(":".join(map(str, key)).encode(), digest_size=16).digest()
    return np.random.Philox(key=int.from_bytes(digest, "little"))
