"""The units of a corpus with their sums by outlet, and how inference is drawn from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe.config import Inference
from crossframe.stats.arrays import CELLS, Bools, Floats, Ints, Values, blocks
from crossframe.stats.resampling import Weights, poisson_weights
from crossframe.stats.units import VOICES, Units, choose_units

# Comparisons that are tested together: of all outlets, of each against the rest, of every pair.
Family = Literal["omnibus", "rest", "pairs"]
FAMILIES: tuple[Family, ...] = get_args(Family)


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
        families: Families of comparisons that are tested.
    """

    units: Units
    inference: Inference
    seed: int
    threads: int
    voices: tuple[str, ...] = VOICES
    families: tuple[Family, ...] = FAMILIES

    def speaking(self, *voices: str) -> "Sample":
        """Return the same in which tables have rows of certain voices alone."""
        return replace(self, voices=voices)

    def weights(self) -> Weights:
        """Return how often each unit is drawn in each resample, shape (n_units, resamples)."""
        return poisson_weights(self.units.ids, self.inference.resamples, self.seed)

    def sums(self, values: Values) -> Floats:
        """Return the sum of each outlet, shape (n_outlets, n_items).

        Args:
            values: By unit and item, shape (n_units, n_items).
        """
        sums = self.units.members @ values
        return np.asarray(sums.toarray() if sparse.issparse(sums) else sums, dtype=float)

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
