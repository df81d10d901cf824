"""How alike the outlets' vocabularies are, pair by pair.

Reads: terms and passages.
Formula: cosine of the outlets' tf-idf vectors, and Jensen-Shannon distance (base 2, square root
of the divergence) of their term distributions. Intervals: value +- normal quantile x standard
deviation of the bootstrap, cut to 0 and 1, with the idf of the data. p is the share of
permutations of the outlets' labels, as of all tests, in which the pair is at least as unlike, with
the idf of the permutation; q is Benjamini and Hochberg's over the pairs of a voice and statistic.
Reads as: cosine 1 and distance 0 are the same vocabulary in the same shares.
Cannot show: agreement in what is said. Both measures say 'less alike' of shorter texts, so pairs
of unequal length are not to be compared with each other.
Departs from percentile intervals, since resampled vocabularies are less alike than those that
they are drawn from, so that percentiles would miss the value itself.
Sources: Salton and Buckley (1988); Lin, J. (1991). Divergence measures based on the Shannon
entropy. IEEE Transactions on Information Theory 37(1), 145-151.
"""

from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pandas as pd
from pydantic import Field
from scipy import sparse
from scipy.special import xlogy

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import Drawing
from crossframe.measure import Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.arrangements import Arrangeable
from crossframe.stats.arrays import CELLS, Floats, Ints, blocks
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.permutation import permuted_labels
from crossframe.stats.ratios import FEW_UNITS
from crossframe.stats.sample import Sample
from crossframe.stats.units import VOICES
from crossframe.tables import columns
from crossframe.tables.compared import noted
from crossframe.tables.values import frequent
from crossframe.wording import counted

STATISTICS = ("cosine", "jensen_shannon")
UNITS = {"cosine": "cosine", "jensen_shannon": "distance"}  # both from 0 to 1
CAPTION = """
Likeness of the vocabularies of each pair of outlets, all voices together; of terms with at least
{{ config.measures.similarity.min_count }} occurrences. Lines are
{{ "%g" | format(100 * config.inference.level) }} % intervals from the standard deviation of the
bootstrap over units. Shorter texts look less alike, so pairs of unequal length are not to be
compared with each other.
"""
UNLIKE = {"cosine": -1, "jensen_shannon": 1}  # where a pair is less alike
ALIKE = 1e-9  # values closer than that are equal but for rounding
NO_TERMS = "an outlet has no counted terms"


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")


TABLE = Table(
    "similarity",
    "Likeness of vocabularies by pair of outlets and voice.",
    ("outlet", "other", "voice", "statistic"),
    {
        "outlet": schemas.column("str", "One outlet."),
        "other": schemas.column("str", "The other outlet."),
        "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
        **columns.stated(STATISTICS),
        **columns.value("Value of the statistic", share=True),
        "p": schemas.share("Share of permutations with a pair at least as unlike.", nullable=True),
        "q": schemas.share(
            "Share of false findings to expect among all pairs of the same voice and statistic "
            "that are at least as clear.",
            nullable=True,
        ),
        "n_shared": schemas.count("Terms that both outlets use."),
        **columns.scope(),
    },
)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per pair of outlets, voice and statistic."""
    items = frequent(features["terms"], ("term", "pos"), options.min_count)
    return [pd.concat([_voice(features, sample, items, voice) for voice in sample.voices])]


def _voice(features: Features, sample: Sample, items: pd.MultiIndex, voice: str) -> pd.DataFrame:
    counts = sample.units.counts(features["terms"], items, voice)
    tokens = sample.units.tokens(features["passages"], voice)
    sums = sample.sums(counts)
    idf = _idf(sums)
    values = likeness(sums[:, :, None], idf)
    drawn = _drawn(sample, counts, idf)
    p = _p_values(sample, counts, tokens, values)
    present = sample.n_units(tokens > 0)
    rows = []
    for a, b in combinations(range(len(sums)), 2):
        n_units = int(min(present[a], present[b]))
        enough = n_units >= sample.inference.min_units
        for statistic in STATISTICS:
            value = values[statistic][a, b, 0]
            low, high = _interval(value, drawn[statistic][a, b], sample.inference.level)
            rows.append(
                {
                    "outlet": sample.units.outlets[a],
                    "other": sample.units.outlets[b],
                    "voice": voice,
                    "statistic": statistic,
                    "unit_of_value": UNITS[statistic],
                    "value": value,
                    "low": low if enough else np.nan,
                    "high": high if enough else np.nan,
                    "p": p[statistic][a, b],
                    "n_shared": int(((sums[a] > 0) & (sums[b] > 0)).sum()),
                    "n_units": n_units,
                    "unit": sample.units.kind,
                    "scope": sample.units.scope,
                    "note": _note(value, enough),
                }
            )
    table = pd.DataFrame(rows)
    q = table.groupby("statistic")["p"].transform(lambda p: benjamini_hochberg(p.to_numpy()))
    return table.assign(q=q, note=noted(table["note"], table["p"].to_numpy()))


def _idf(sums: Floats) -> Floats:
    """Return the inverse document frequency over outlets, as scikit-learn does; a test compares."""
    idf: Floats = np.log((1 + len(sums)) / (1 + (sums > 0).sum(axis=0))) + 1
    return idf


def _p_values(
    sample: Sample, counts: sparse.csr_array, tokens: Ints, values: dict[str, Floats]
) -> dict[str, Floats]:
    """Return the p-value of every pair, missing where it is not tested or undefined."""
    data = Arrangeable(sample, ["pairs"], counts, tokens, counts=True)
    labels = permuted_labels(data, sample)
    by_item = counts[data.present].T.tocsr().astype(float)
    tested = np.zeros((len(sample.units.outlets),) * 2, dtype=bool)
    for sides in data.sides["pairs"]:
        tested[sides] = True
    reached = {statistic: np.zeros(tested.shape) for statistic in STATISTICS}
    for run in blocks(labels.shape[1], CELLS // max(1, len(tested) * counts.shape[1])):
        sums = np.stack([by_item @ (labels[:, run] == place) for place in range(len(tested))])
        for statistic, drawn in likeness(sums, _idf(sums)).items():
            # what is undefined, as an outlet got no counted term, is as unlike as can be
            alike = UNLIKE[statistic] * (drawn - values[statistic]) < -ALIKE
            reached[statistic] += (~alike).sum(axis=2)
    return {
        statistic: np.where(
            tested & np.isfinite(values[statistic][:, :, 0]),
            (1 + reached[statistic]) / (1 + labels.shape[1]),
            np.nan,
        )
        for statistic in STATISTICS
    }


def _drawn(sample: Sample, counts: sparse.csr_array, idf: Floats) -> dict[str, Floats]:
    """Return the statistics of every resample, a few at a time to spare memory."""
    weights, at_once = sample.weights(), CELLS // max(1, len(sample.units.outlets) * len(idf))
    parts = [
        likeness(sample.resampled_sums(counts, weights[:, draws]), idf)
        for draws in blocks(weights.shape[1], at_once)
    ]
    return {name: np.concatenate([part[name] for part in parts], axis=2) for name in STATISTICS}


def likeness(counts: Floats, idf: Floats) -> dict[str, Floats]:
    """Return the statistics of every pair, each of shape (n_outlets, n_outlets, n_draws).

    Args:
        counts: Occurrences, shape (n_outlets, n_items, n_draws).
        idf: Inverse document frequency, shape (n_items,), or (n_items, n_draws).
    """
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.full_like(counts, np.nan), where=totals > 0)
    weighted = counts * (idf if idf.ndim > 1 else idf[:, None])
    lengths = np.sqrt((weighted**2).sum(axis=1))
    entropies = -xlogy(shares, shares).sum(axis=1)
    products, divergence = np.zeros((2, len(counts), len(counts), counts.shape[2]))
    products[np.diag_indices(len(counts))] = lengths**2
    for a, b in combinations(range(len(counts)), 2):
        mean = (shares[a] + shares[b]) / 2
        joint = -xlogy(mean, mean).sum(axis=0)
        products[a, b] = products[b, a] = (weighted[a] * weighted[b]).sum(axis=0)
        divergence[a, b] = divergence[b, a] = joint - (entropies[a] + entropies[b]) / 2
    silent = (totals[:, None, 0] == 0) | (totals[:, 0] == 0)
    distance = np.sqrt(np.clip(divergence / np.log(2), 0, 1))
    both = lengths[:, None] * lengths
    cosine = np.divide(products, both, out=np.full_like(products, np.nan), where=both > 0)
    return {
        "cosine": np.clip(cosine, 0, 1),
        "jensen_shannon": np.where(silent, np.nan, distance),
    }


def _note(value: float, enough: bool) -> str | None:
    if np.isnan(value):
        return NO_TERMS
    return None if enough else FEW_UNITS


def _interval(value: float, draws: Floats, level: float) -> tuple[float, float]:
    defined = draws[np.isfinite(draws)]
    if len(defined) < 2:
        return np.nan, np.nan
    margin = NormalDist().inv_cdf((1 + level) / 2) * defined.std(ddof=1)
    return max(0.0, value - margin), min(1.0, value + margin)


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"The vocabularies of outlets (terms from {counted(options.min_count, 'occurrence')} on) "
        f"were compared in pairs by the cosine of their tf-idf vectors {cite('salton1988')} and by "
        f"the Jensen-Shannon distance {cite('lin1991')}."
    )


MEASURE = Measure(
    about=__doc__,
    title="Similarity",
    category="Words",
    reads=("terms",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    drawing=Drawing("pairs", CAPTION),
)
