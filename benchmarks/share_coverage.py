"""How often 95 % intervals of shares cover the truth, as those of shares and as those of rates.

Run: .venv/bin/python benchmarks/share_coverage.py    (some seconds)

Two outlets have 5, 15 or 40 articles each, with 2 to 20 mentions of an actor, of which a share is
by one name. Shares of articles are drawn from a beta distribution of the mean and the intraclass
correlation stated. Prints a Markdown table of the share of intervals that cover the truth, from
the lowest to the highest over numbers of articles and correlations. Intervals that do not exist
are left out.
"""

from itertools import product

import numpy as np
import pandas as pd

from crossframe.config import Inference
from crossframe.stats.arrays import Floats
from crossframe.stats.ratios import Ratios, ratios
from crossframe.stats.sample import Sample
from crossframe.stats.units import Units

MEANS = (0.5, 0.8, 0.9, 0.97, 0.99)
UNITS, CORRELATIONS, CORPORA = (5, 15, 40), (0.02, 0.2, 0.6), 2_000
FEWEST, MOST = 2, 20  # mentions an article
INFERENCE = Inference(min_articles=2, min_units=2, resamples=100, permutations=99, level=0.95)


def drawn(mean: float, n_units: int, correlation: float) -> dict[str, float]:
    """Return the coverage of every kind of interval in one setting."""
    rng, strength = np.random.default_rng(1), 1 / correlation - 1
    outlet = np.repeat([0, 1], n_units)
    ids = tuple(str(n) for n in range(len(outlet)))
    units = Units("article", ids, outlet, ("",) * len(ids), ("A", "B"), pd.Series(dtype=int))
    sample = Sample(units, INFERENCE, seed=1, threads=1)
    sizes = rng.integers(FEWEST, MOST + 1, len(ids))
    shares = rng.beta(strength * mean, strength * (1 - mean), (len(ids), CORPORA))
    counts = rng.binomial(sizes[:, None], shares)
    own, rate = ratios(sample, counts, sizes, most=1), ratios(sample, counts, sizes)
    return {
        "share, as of a rate": covered(rate.low, np.minimum(rate.high, 1), mean),
        "share, published": covered(own.low, own.high, mean),
        "difference, published": of_difference(own),
    }


def of_difference(found: Ratios) -> float:
    """Return how often the difference, which is 0, is covered."""
    return covered(found.difference_low, found.difference_high, 0)


def covered(low: Floats, high: Floats, truth: float) -> float:
    """Return the share of the first outlet's intervals that hold the truth, but for rounding."""
    there = np.isfinite(low[0])
    return float(((low[0] <= truth + 1e-12) & (high[0] >= truth - 1e-12))[there].mean())


def main() -> None:
    """Print the table."""
    print("| share |", " | ".join(map(str, MEANS)), "|\n|", " --- |" * (1 + len(MEANS)))
    found = {
        mean: pd.DataFrame([drawn(mean, *setting) for setting in product(UNITS, CORRELATIONS)])
        for mean in MEANS
    }
    for kind in found[MEANS[0]]:
        cells = (f"{each[kind].min():.2f} to {each[kind].max():.2f}" for each in found.values())
        print(f"| {kind} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
