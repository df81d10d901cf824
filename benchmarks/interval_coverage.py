"""How often the 95 % interval of a rate covers the truth, by number of units.

Run: .venv/bin/python benchmarks/interval_coverage.py

Two outlets share one rate. Units have 120 tokens; counts are beta-binomial with a correlation rho
between the tokens of a unit (0: none; .03: a bursty term). Corpora without an occurrence have no
interval and are left out. Prints a Markdown table.
"""

import numpy as np
import pandas as pd

from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Sample, poisson_weights
from crossframe.stats.units import Units

TOKENS = 120
CORPORA = 1_000
RESAMPLES = 2_000
BATCHES = 10  # each with bootstrap weights of its own
UNITS = (4, 6, 9, 12, 20, 50)
CASES = [(rho, rate) for rho in (0.0, 0.01, 0.03) for rate in (5, 15)]


def draw(rng: np.random.Generator, rate: int, rho: float, shape: tuple[int, int]) -> np.ndarray:
    """Return beta-binomial counts of tokens."""
    share = rate / 1_000
    if rho == 0:
        return rng.binomial(TOKENS, share, shape)
    size = 1 / rho - 1
    return rng.binomial(TOKENS, rng.beta(share * size, (1 - share) * size, shape))


def sample(n_units: int, seed: int) -> Sample:
    """Return two outlets of `n_units` units each."""
    ids = tuple(f"unit-{n}" for n in range(2 * n_units))
    outlet = np.repeat([0, 1], n_units)
    units = Units("article", ids, outlet, ("A", "B"), pd.Series(dtype=int))
    return Sample(units, poisson_weights(ids, RESAMPLES, seed), 0.95, min_units=2, min_articles=2)


def coverage(n_units: int, rate: int, rho: float) -> tuple[float, float]:
    """Return the share of intervals that cover: of the rate, and of the difference to the rest."""
    rng = np.random.default_rng([n_units, rate, int(rho * 100)])
    rates, differences = [], []
    for batch in range(BATCHES):
        counts = draw(rng, rate, rho, (2 * n_units, CORPORA // BATCHES))
        result = ratios(sample(n_units, batch), counts, np.full(2 * n_units, TOKENS))
        for low, high, truth, kept in (
            (result.low, result.high, rate / 1_000, rates),
            (result.difference_low, result.difference_high, 0.0, differences),
        ):
            defined = np.isfinite(low[0])
            kept += list(((low[0] <= truth) & (high[0] >= truth))[defined])
    return float(np.mean(rates)), float(np.mean(differences))


def main() -> None:
    """Print the table."""
    print("| rho | rate per 1,000 | interval of |", " | ".join(f"{n} units" for n in UNITS), "|")
    print("|" + " --- |" * (3 + len(UNITS)))
    for rho, rate in CASES:
        found = np.array([coverage(n, rate, rho) for n in UNITS])
        for name, row in (("the rate", found[:, 0]), ("the difference", found[:, 1])):
            print(f"| {rho:g} | {rate} | {name} |", " | ".join(f"{v:.3f}" for v in row), "|")


if __name__ == "__main__":
    main()
