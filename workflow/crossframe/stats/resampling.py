"""Units of a corpus with their sums by outlet, and Poisson bootstraps of these."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from crossframe.config import Inference
from crossframe.stats.units import VOICES, Units, choose_units

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Weights = npt.NDArray[np.uint8]
Values = Floats | Ints | sparse.csr_array | sparse.csc_array
Numbers = TypeVar("Numbers", Floats, Ints)

# Shares of Poisson(1) up to 0, 1, 2, ...: e^-1 times the partial sums of 1/k!.
E_INVERSE = 0.36787944117144233
POISSON_CDF = E_INVERSE * np.cumsum(1.0 / np.cumprod([1, *range(1, 20)], dtype=float))
POISSON_THRESHOLDS = (POISSON_CDF[:17] * 2.0**64).astype(np.uint64)
CELLS = 4_000_000  # numbers in an array worked on at once: 32 MB, of which several are held


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


def draw_sample(
    features: Mapping[str, pd.DataFrame],
    outlets: Sequence[str],
    inference: Inference,
    seed: int,
    threads: int,
) -> "Sample":
    """Return the units of a corpus."""
    units = choose_units(
        features["articles"], features["passages"], outlets, inference.min_articles
    )
    return Sample(units, inference, seed, threads)


@dataclass(frozen=True)
class Sample:
    """The units of a corpus, and how inference is drawn from them.

    Attributes:
        units: The units.
        inference: The config's section on inference.
        seed: Seed of everything drawn at random.
        threads: Threads that work at once; results do not depend on them.
        voices: The voices that tables have rows of, of `units.VOICES`.
    """

    units: Units
    inference: Inference
    seed: int
    threads: int
    voices: tuple[str, ...] = VOICES

    def weights(self) -> Weights:
        """Return how often each unit is drawn in each resample, shape (n_units, resamples)."""
        return poisson_weights(self.units.ids, self.inference.resamples, self.seed)

    def sums(self, values: Values) -> Floats:
        """Return the sum of each outlet, shape (n_outlets, n_items).

        Args:
            values: By unit and item, shape (n_units, n_items).
        """
        return np.stack([_dense(values[rows].sum(axis=0)) for rows in self._rows()])

    def resampled_sums(self, values: Values, weights: Weights) -> Floats:
        """Return the sums of each resample, shape (n_outlets, n_items, n_draws).

        Args:
            values: By unit and item, shape (n_units, n_items).
            weights: Times each unit is drawn, shape (n_units, n_draws).
        """
        return np.stack([_product(values[rows].T, weights[rows]) for rows in self._rows()])

    def n_units(self, present: Bools) -> Ints:
        """Return how many units of each outlet are present, shape (n_outlets,)."""
        return np.array([present[rows].sum() for rows in self._rows()])

    def _rows(self) -> Iterator[Ints]:
        for place in range(len(self.units.outlets)):
            yield np.flatnonzero(self.units.outlet == place)


def blocks(total: int, size: int) -> Iterator[slice]:
    """Yield runs of at most `size`, and of at least 1."""
    for start in range(0, total, max(1, size)):
        yield slice(start, min(start + max(1, size), total))


def rest_of(sums: Numbers) -> Numbers:
    """Return for each outlet the sum of all others, over the first axis."""
    rest: Numbers = sums.sum(axis=0, keepdims=True) - sums
    return rest


def _product(values: Values, weights: Weights) -> Floats:
    """Return values @ weights, shape (n_items, n_draws).

    Args:
        values: By item and unit of an outlet, shape (n_items, n_units).
        weights: Times each unit is drawn, shape (n_units, n_draws).
    """
    exact = values.astype(float)  # for whole numbers below 2^53, and faster than in integers
    product = np.empty((values.shape[0], weights.shape[1]))
    # a few draws at once: as floats, weights take 8 times as much memory
    for draws in blocks(weights.shape[1], CELLS // max(1, len(weights))):
        product[:, draws] = exact @ weights[:, draws].astype(float)
    return product


def _dense(row: object) -> Floats:
    return np.asarray(row, dtype=float).ravel()
