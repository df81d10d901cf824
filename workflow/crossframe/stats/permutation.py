"""Tests of differences between outlets: their labels are permuted among units that are alike.

If outlets did not differ, any unit could as well have come from any outlet that has units of like
size in its stratum. p is the share of arrangements of the labels, the observed among them, whose
studentised difference is at least the observed one. Differences are tested in families: every
outlet against the rest, every pair, or all outlets together (omnibus), for all items of a call. In
a family,

- p holds for a single difference, picked beforehand;
- max-T p is the share of arrangements whose largest difference of the family is at least the
  observed one: the chance of even one false finding among all its differences;
- q is the share of false findings to expect among all at least as clear (Benjamini-Hochberg). Its
  p come from the permuted differences of all items together (p_pooled), since B permutations of
  one item give no p below 1 / (B + 1), too coarse for thousands of items. What is studentised has
  nearly one distribution for all items; where it has not, the expected number of false findings,
  which q rests on, is still that of the permutations.

Sources: Westfall, P. H. and Young, S. S. (1993). Resampling-based multiple testing. Wiley; Phipson,
B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in
Genetics and Molecular Biology 9(1), 39; Chung, E. and Romano, J. P. (2013). Exact and
asymptotically robust permutation tests. Annals of Statistics 41(2), 484-507; Tusher, V. G.,
Tibshirani, R. and Chu, G. (2001). Significance analysis of microarrays applied to the ionizing
radiation response. PNAS 98(9), 5116-5121, for permuted differences of all items together.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np

from crossframe.stats.arrangements import Arrangeable, Labels, Sides
from crossframe.stats.arrays import Floats, Ints, Values, blocks
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.sample import Family, Sample
from crossframe.stats.studentised import Reals

TIE = 1e-5  # statistics closer than that, or than that share of them, are equal but for rounding
STEPS = 256  # of the pooled distribution, by unit of the statistic
LONGEST = 64  # statistic from which on they are not told apart


@dataclass(frozen=True)
class Null:
    """How far the statistics of a family reach under permutation.

    Attributes:
        reached: Permutations that reach what is tested, shape (n_comparisons, n_items, n_tested).
        largest: Largest statistic of each permutation, shape (permutations,).
        spread: How many statistics fall in each step.
    """

    reached: Ints
    largest: Floats
    spread: Ints

    @classmethod
    def empty(cls, tested: tuple[int, ...], permutations: int) -> "Null":
        """Return the distribution of nothing."""
        spread = np.zeros(LONGEST * STEPS + 1, dtype=np.int64)
        return cls(np.zeros(tested, dtype=np.int64), np.zeros(permutations), spread)

    @classmethod
    def of(cls, size: Reals, least: Floats) -> "Null":
        """Return the distribution of statistics, shape (n_comparisons, n_items, permutations).

        Args:
            size: Their absolute values.
            least: Sizes that reach what is tested, shape (n_comparisons, n_items, n_tested).
        """
        tested = range(least.shape[2])
        reached = [np.count_nonzero(size >= least[:, :, [place]], axis=2) for place in tested]
        return cls(
            np.stack(reached, axis=2),
            size.max(axis=(0, 1), initial=0),
            np.bincount(_step(size).ravel(), minlength=LONGEST * STEPS + 1),
        )

    def add(self, part: "Null", permutations: slice, items: Ints | slice = slice(None)) -> None:
        """Add the distribution of some items over some permutations."""
        self.reached[:, items] += part.reached
        np.maximum(self.largest[permutations], part.largest, out=self.largest[permutations])
        self.spread[:] += part.spread

    def family(self, observed: Floats) -> Floats:
        """Return the max-T p-values of statistics."""
        n = len(self.largest)
        p: Floats = (1 + n - np.searchsorted(np.sort(self.largest), _least(observed))) / (1 + n)
        return p

    def pooled(self, observed: Floats) -> Floats:
        """Return p-values by the statistics of the whole family; an upper bound within a step."""
        from_step_on = self.spread[::-1].cumsum()[::-1]
        p: Floats = (1 + from_step_on[_step(_least(observed))]) / (1 + from_step_on[0])
        return p


@dataclass(frozen=True)
class Evidence:
    """Evidence for the differences of a family.

    Arrays have shape (n_comparisons, n_items, n_tested), with one arrangement tested where only
    the observed one is. Missing where an item never occurs.

    Attributes:
        sides: Places of the outlets compared.
        statistic: The studentised difference.
        p: By permutation, of each difference alone.
        p_max_t: Adjusted for the family, by its largest statistic.
        p_pooled: By the permuted statistics of the whole family.
        q: Benjamini and Hochberg's, of `p_pooled`.
        null: What they are compared with.
    """

    sides: list[Sides]
    statistic: Floats
    p: Floats
    p_max_t: Floats
    p_pooled: Floats
    q: Floats
    null: Null


def compare(
    sample: Sample,
    families: Sequence[Family],
    numerators: Values,
    sizes: Ints,
    *,
    counts: bool = True,
) -> dict[Family, Evidence]:
    """Return the evidence for differences between outlets; see the module's top.

    Args:
        sample: The units, and how many permutations.
        families: What is compared.
        numerators: Counts or scores by unit and item, shape (n_units, n_items).
        sizes: Size of each unit, shape (n_units,).
        counts: Whether numerators are counts, which vary with their rate, or scores.
    """
    data = Arrangeable(sample, families, numerators, sizes, counts=counts)
    labels = permuted_labels(data, sample)
    return assess(data, data.labels[:, None], labels, sample.threads)


def permuted_labels(data: Arrangeable, sample: Sample) -> Labels:
    """Return the labels under permutation, shape (n_units, permutations)."""
    return data.permuted(sample.inference.permutations, sample.seed, "labels")


def assess(
    data: Arrangeable, tested: Labels, labels: Labels, threads: int
) -> dict[Family, Evidence]:
    """Return the evidence for differences in each of some arrangements, by family.

    Args:
        data: What is arranged.
        tested: Labels of the arrangements that are tested, shape (n_units, n_tested).
        labels: Labels under permutation, shape (n_units, permutations).
        threads: Threads that work at once; results do not depend on them.
    """
    observed = statistics(data, tested)
    return {
        family: _evidence(data.sides[family], observed[family], null)
        for family, null in nulls(data, observed, labels, threads).items()
    }


def nulls(
    data: Arrangeable, observed: dict[Family, Floats], labels: Labels, threads: int
) -> dict[Family, Null]:
    """Return what statistics are compared with, by family; arguments as of `assess`."""
    least = {family: _least(found) for family, found in observed.items()}
    total = {family: Null.empty(sizes.shape, labels.shape[1]) for family, sizes in least.items()}
    runs = list(blocks(labels.shape[1], data.at_once))
    with ThreadPoolExecutor(threads) if len(runs) > 1 else nullcontext() as pool:
        parts = (pool.map if pool else map)(lambda run: _part(data, labels[:, run], least), runs)
        for run, part in zip(runs, parts, strict=True):
            for family, null in part.items():
                total[family].add(null, run)
    return total


def statistics(data: Arrangeable, labels: Labels) -> dict[Family, Floats]:
    """Return the statistics of arrangements, shape (n_comparisons, n_items, n_arrangements)."""
    arranged = data.arranged(labels)
    found = {
        family: np.full((len(sides), data.n_items, labels.shape[1]), np.nan)
        for family, sides in data.sides.items()
    }
    for block in data.blocks:
        for family, values in data.statistics(block, arranged).items():
            found[family][:, block.items] = values
    return found


def _part(data: Arrangeable, labels: Labels, least: dict[Family, Floats]) -> dict[Family, Null]:
    """Return the distributions over some permutations."""
    n, arranged = labels.shape[1], data.arranged(labels)
    totals = {family: Null.empty(sizes.shape, n) for family, sizes in least.items()}
    for block in data.blocks:
        for family, values in data.statistics(block, arranged).items():
            part = Null.of(abs(values), least[family][:, block.items])
            totals[family].add(part, slice(n), block.items)
    return totals


def _evidence(sides: list[Sides], observed: Floats, null: Null) -> Evidence:
    """Return the evidence, what is tested counted among the permutations."""
    missing = np.isnan(observed)
    p = np.where(missing, np.nan, (1 + null.reached) / (1 + len(null.largest)))
    p_max_t = np.where(missing, np.nan, null.family(observed))
    p_pooled = np.where(missing, np.nan, null.pooled(observed))
    q = [benjamini_hochberg(p_pooled[:, :, place]) for place in range(observed.shape[2])]
    return Evidence(sides, observed, p, p_max_t, p_pooled, np.stack(q, axis=2), null)


def _least(observed: Floats) -> Floats:
    """Return the size that reaches an observed statistic."""
    return np.maximum(abs(observed) * (1 - TIE) - TIE, 0)


def _step(size: Reals | Floats) -> Ints:
    steps: Ints = (np.minimum(np.nan_to_num(size, posinf=LONGEST), LONGEST) * STEPS).astype(int)
    return steps
