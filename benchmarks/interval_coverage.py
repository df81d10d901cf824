"""How often 95 % intervals cover the truth: the published ones, and those of two bootstraps.

Run: .venv/bin/python benchmarks/interval_coverage.py    (about four minutes)

Five outlets have 10, 20, 50 or 200 articles each, of unequal length, 550 words on average. Counts
are beta-binomial: between articles they vary as much as the design effect says, in multiples of
what they would if words were independent. Half of the terms are as frequent in all outlets; of the
others, the first outlet has twice the rate and the last half of it. Prints Markdown tables of the
share of intervals that cover the truth, from the lowest to the highest over numbers of articles
and design effects. Intervals that do not exist are left out; an open end covers.
"""

from itertools import pairwise, product

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import betaln

from crossframe.config import Inference
from crossframe.stats import intervals, keyness
from crossframe.stats.arrays import Floats, Ints, rest_of
from crossframe.stats.intervals import FEW_HOLDERS, Interval
from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Weights
from crossframe.stats.sample import Sample
from crossframe.stats.units import Units

UNITS = (10, 20, 50, 200)  # of each outlet
DESIGN_EFFECTS = [(design,) * 5 for design in (1, 2, 3, 5)]
ONE_APART = (5, 1, 1, 1, 1)
RATES = np.array([0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15]) / 1_000
TERMS, CORPORA = 40, 16  # terms of every rate; corpora of every setting
MULTIPLES = np.where(np.arange(TERMS) % 2, np.array([[2, 1, 1, 1, 0.5]]).T, 1)
BY_OUTLET = np.hstack([rate * MULTIPLES for rate in RATES])  # shape (n_outlets, n_terms)
MEAN_WORDS, SPREAD = 550, 0.5  # of the articles' lengths; the latter of their logarithm
INFERENCE = Inference(min_articles=2, min_units=2, resamples=1_000, permutations=99, level=0.95)
TAILS = [(1 - INFERENCE.level) / 2, (1 + INFERENCE.level) / 2]
FEWEST = 500  # intervals in a cell, so that its standard error is below 0.01
EXPECTED = (0, 1, 2, 5, 10, 20, 50, np.inf)
HELD = (0, 1, 2, 4, 8, 16, 32, np.inf)
IN_ALL = (8, 20, 40, np.inf)

Ends = dict[str, tuple[Floats, Floats]]


def draw(rng: np.random.Generator, n_units: int, design: tuple[int, ...]) -> tuple:
    """Return a sample, the words of its articles, counts of terms, and how many hold them."""
    outlet = np.repeat(np.arange(5), n_units)
    ids = tuple(str(n) for n in rng.integers(2**62, size=len(outlet)))
    units = Units("article", ids, outlet, ("",) * len(ids), tuple("ABCDE"), pd.Series(dtype=int))
    sample = Sample(units, INFERENCE, seed=1, threads=1)
    lengths = rng.lognormal(np.log(MEAN_WORDS) - SPREAD**2 / 2, SPREAD, len(ids))
    words = np.maximum(50, lengths.round()).astype(np.int64)
    between = np.maximum(np.array(design) - 1, 1e-6) / (MEAN_WORDS - 1)  # correlation of words
    strength = (1 / between - 1)[outlet, None]
    a, b = BY_OUTLET[outlet] * strength, (1 - BY_OUTLET[outlet]) * strength
    holding = 1 - np.exp(betaln(a, b + words[:, None]) - betaln(a, b))
    return sample, words, rng.binomial(words[:, None], rng.beta(a, b)), sample.sums(holding)


def speaking(sample: Sample) -> Weights:
    """Return the weights of the resamples in which every outlet has a word."""
    weights = sample.weights()
    return weights[
        :, (sample.resampled_sums(np.ones((len(weights), 1)), weights) > 0).all(axis=(0, 1))
    ]


def published(sample: Sample, words: Ints, counts: sparse.csr_array) -> Ends:
    """Return the ends of the intervals of the tables."""
    found, n, size = ratios(sample, counts, words), sample.sums(counts), sample.sums(words[:, None])
    ratio = intervals.log_ratio(
        Interval(found.value, found.low, found.high),
        Interval(found.rest, found.rest_low, found.rest_high),
        keyness.log_ratio(n, size, rest_of(n), rest_of(size)),
    )
    return {
        "rate": (found.low, found.high),
        "difference": (found.difference_low, found.difference_high),
        "log ratio": (ratio.low, ratio.high),
    }


def percentile(sample: Sample, words: Ints, counts: sparse.csr_array) -> Ends:
    """Return the percentiles of Poisson bootstraps; none where the outlet lacks the term."""
    weights = speaking(sample)
    n, size = (sample.resampled_sums(each, weights) for each in (counts, words[:, None]))
    drawn = {
        "rate": n / size,
        "difference": n / size - rest_of(n) / rest_of(size),
        "log ratio": keyness.log_ratio(n, size, rest_of(n), rest_of(size)),
    }
    held = sample.sums(counts) > 0
    return {
        kind: tuple(np.where(held, end, np.nan) for end in np.quantile(draws, TAILS, axis=-1))
        for kind, draws in drawn.items()
    }


def studentised(sample: Sample, words: Ints, counts: sparse.csr_array) -> Ends:
    """Return the ends of bootstrap-t intervals; none where a side lacks the term."""
    size = words[:, None]
    arrays = counts, size, counts.power(2), counts.multiply(size).tocsr(), size**2
    n_units = sample.n_units(words > 0)[:, None]
    value = estimates([sample.sums(each) for each in arrays], n_units)
    weights = speaking(sample)
    drawn = estimates([sample.resampled_sums(each, weights) for each in arrays], n_units[:, None])
    return {kind: turned_round(*value[kind], *drawn[kind]) for kind in value}


def estimates(sums: list[Floats], n_units: Ints) -> dict[str, tuple[Floats, Floats]]:
    """Return what is estimated, each with its variance by linearisation."""
    sides = []
    for n, size, squares, products, sizes in (sums, [rest_of(each) for each in sums]):
        rate = n / size
        residuals = np.maximum(squares - rate * (2 * products - rate * sizes), 0)
        sides.append((rate, residuals / size**2))
    (rate, of_rate), (rest, of_rest) = sides
    of_rate = of_rate * n_units / (n_units - 1)
    of_rest = of_rest * rest_of(n_units) / (rest_of(n_units) - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = of_rate / rate**2 + of_rest / rest**2
        return {
            "rate": (rate, of_rate),
            "difference": (rate - rest, of_rate + of_rest),
            "log ratio": (np.log2(rate / rest), relative / np.log(2) ** 2),
        }


def turned_round(value: Floats, variance: Floats, draws: Floats, variances: Floats) -> tuple:
    """Return value less the quantiles of studentised draws; open above where these are open."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (draws - value[:, :, None]) / np.sqrt(variances)
    t = np.where(np.isfinite(t), t, -np.inf)  # a draw that lacks the term, or has it evenly
    low, high = np.quantile(t, TAILS, axis=-1, method="inverted_cdf")
    error = np.where(np.isfinite(value) & (variance > 0), np.sqrt(variance), np.nan)
    return value - high * error, value - low * error


METHODS = {"percentile": percentile, "bootstrap-t": studentised, "published": published}


def trial(n_units: int, design: tuple[int, ...], number: int, methods: list[str]) -> pd.DataFrame:
    """Return which intervals of a corpus cover the truth."""
    rng = np.random.default_rng([n_units, *design, number])
    sample, words, counts, expected = draw(rng, n_units, design)
    size, held = sample.sums(words[:, None]), sample.sums(counts > 0)
    rest = rest_of(BY_OUTLET * size) / rest_of(size)
    truth = {
        "rate": BY_OUTLET,
        "difference": BY_OUTLET - rest,
        "log ratio": np.log2(BY_OUTLET / rest),
    }
    facts = {"outlet": np.arange(5)[:, None], "rate": np.repeat(RATES, TERMS), "expected": expected,
             "held": held, "in_all": held.sum(axis=0)}  # fmt: skip
    found = []
    for method in methods:
        ends = METHODS[method](sample, words, sparse.csr_array(counts))
        for kind, (low, high) in ends.items():
            covers = np.where(
                np.isnan(low + high), np.nan, (low <= truth[kind]) & (truth[kind] <= high)
            )
            columns = np.broadcast_arrays(*facts.values(), covers)
            named = zip([*facts, "covers"], columns, strict=True)
            frame = pd.DataFrame({name: column.ravel() for name, column in named}).dropna()
            found.append(frame.assign(kind=kind, method=method))
    return pd.concat(found)


def setting(n_units: int, design: tuple[int, ...], methods: list[str]) -> pd.DataFrame:
    """Return the same of all corpora of a setting."""
    return pd.concat([trial(n_units, design, number, methods) for number in range(CORPORA)])


def coverage(found: pd.DataFrame, column: str, bounds: tuple[float, ...]) -> pd.DataFrame:
    """Return the share that covers, by kind and method and by classes of a column."""
    names = [f"{low:g} to {high:g}" for low, high in pairwise(bounds)]
    classes = pd.cut(found[column], bounds, right=False, labels=names)
    weight = found.get("weight", 1.0)
    found = found.assign(covers=weight * found["covers"], weight=weight, n=1, classes=classes)
    sums = found.pivot_table(["covers", "weight", "n"], ["kind", "method"], "classes", "sum",
                             observed=False, sort=False)  # fmt: skip
    return (sums["covers"] / sums["weight"]).where(sums["n"] >= FEWEST)


def show(title: str, tables: list[pd.DataFrame]) -> None:
    """Print the lowest and the highest values of tables as a Markdown table."""
    print(f"\n| {title} |", " | ".join(tables[0].columns), "|")
    print("|" + " --- |" * (1 + len(tables[0].columns)))
    for row in tables[0].index:
        values = pd.DataFrame([table.loc[row] for table in tables])
        ends = [(f"{values[c].min():.2f}", f"{values[c].max():.2f}") for c in values]
        cells = [low if low == high else f"{low} to {high}" for low, high in ends]
        print(f"| {', '.join(row)} |", " | ".join(cells).replace("nan", ""), "|")


def main() -> None:
    """Print the tables."""
    by_design, by_units = [], {n_units: [] for n_units in UNITS}
    for design, n_units in product(DESIGN_EFFECTS, UNITS):
        found = setting(n_units, design, [*METHODS])
        by_design.append(coverage(found, "expected", EXPECTED))
        by_units[n_units].append(found[found["method"] == "published"])
    show("units expected to hold the term", by_design)
    # many more rare terms than frequent ones, as in texts
    held = [
        pd.concat(each).assign(weight=lambda rows: 1 / rows["rate"]) for each in by_units.values()
    ]
    show("units that hold the term", [coverage(each, "held", HELD) for each in held])
    enough = pd.concat(held).query(f"held >= {FEW_HOLDERS}")
    show("of all outlets, with 8 here", [coverage(enough, "in_all", IN_ALL)])
    apart = [setting(n_units, ONE_APART, ["published"]).query("outlet == 0") for n_units in UNITS]
    show("expected, by bursts here alone", [coverage(each, "expected", EXPECTED) for each in apart])


if __name__ == "__main__":
    main()
