"""How often the permutation tests find what is not there, and what is, beside tests in common use.

Run: OPENBLAS_NUM_THREADS=1 .venv/bin/python benchmarks/inference.py (10 minutes of one core)

Corpora of five outlets and 200 terms, whose rates fall from 10 to .1 per 1,000 words by Zipf's
law. Lengths of articles are lognormal, with a mean of 550 words. Counts are beta-binomial, the
margins of a Dirichlet-multinomial: words of an article correlate, so that the variance of a count
in 550 words is the design effect times that of independent words. Every corpus is drawn anew.

The other tests compare each outlet with the rest, too: Welch's t and Mann-Whitney on the rates of
articles, G2 on the words of all articles together. Prints Markdown tables.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from crossframe.config import Inference
from crossframe.stats.arrangements import Family
from crossframe.stats.arrays import Floats, Ints, rest_of
from crossframe.stats.keyness import g2
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.permutation import compare
from crossframe.stats.sample import Sample
from crossframe.stats.units import Units

OUTLETS = tuple("ABCDE")
FAMILIES: tuple[Family, ...] = ("rest", "pairs", "omnibus")
N, TERMS = len(OUTLETS), 200
RATES = 10 / np.arange(1, TERMS + 1) ** (np.log(100) / np.log(TERMS)) / 1_000
RAREST = slice(TERMS * 3 // 4, None)
WORDS, SIGMA, FEWEST_WORDS = 550, 0.5, 60
ALPHA = 0.05
ARTICLES, EFFECTS = (10, 20, 50, 200), (1.0, 2.0, 3.0, 5.0)
FACTORS, PLANTED = np.array([1.5, 2.0, 3.0, 5.0]), TERMS * 15 // 100

PERMUTATIONS, PERMUTATIONS_OF_PLANTED = 199, 499
CORPORA = {10: 600, 20: 400, 50: 250, 200: 100}  # without a difference, by articles
CORPORA_OF_UNEQUAL, CORPORA_OF_PLANTED = 100, 40


@dataclass(frozen=True)
class Setting:
    """What corpora are drawn from.

    Attributes:
        articles: Articles of each outlet.
        effects: Design effect of each outlet.
        lengths: Mean length of each outlet's articles, in proportion.
    """

    articles: int
    effects: tuple[float, ...]
    lengths: tuple[float, ...] = (1.0,) * N

    @property
    def outlet(self) -> Ints:
        """Return the place of each article's outlet."""
        return np.repeat(np.arange(N), self.articles)

    def rng(self) -> np.random.Generator:
        """Return a generator of the setting's own."""
        return np.random.default_rng([self.articles, *(int(10 * e) for e in self.effects)])


class Corpus(NamedTuple):
    """Words of each term by article, and of all."""

    counts: Ints
    sizes: Ints


class Found(NamedTuple):
    """What a method says of each outlet against the rest, shape (n_outlets, n_terms)."""

    found: np.ndarray  # whether it finds a difference
    clarity: Floats  # how clear the difference is


def draw(rng: np.random.Generator, setting: Setting, factors: Floats | float = 1.0) -> Corpus:
    """Return a corpus whose rates are multiplied by factors, shape (n_outlets, n_terms)."""
    outlet, lengths = setting.outlet, np.array(setting.lengths)
    means = np.log(WORDS * lengths / lengths.mean()) - SIGMA**2 / 2
    sizes = np.maximum(rng.lognormal(means[outlet], SIGMA), FEWEST_WORDS).astype(int)
    rates = np.broadcast_to(RATES * factors, (N, TERMS))[outlet]
    if max(setting.effects) > 1:
        size = ((WORDS - 1) / (np.array(setting.effects) - 1) - 1)[outlet, None]  # 1 / rho - 1
        rates = rng.beta(rates * size, (1 - rates) * size)
    return Corpus(rng.binomial(sizes[:, None], rates), sizes)


def sample(setting: Setting, permutations: int, seed: int) -> Sample:
    """Return the articles of a corpus, none of them resampled."""
    ids = tuple(f"article-{n}" for n in range(N * setting.articles))
    units = Units("article", ids, setting.outlet, ("",) * len(ids), OUTLETS, pd.Series(dtype=int))
    inference = Inference(
        min_articles=2, min_units=2, resamples=100, permutations=permutations, level=0.95
    )
    return Sample(units, inference, seed, threads=1)


def other_tests(setting: Setting, corpus: Corpus) -> dict[str, Floats]:
    """Return the p of each outlet against the rest, shape (n_outlets, n_terms), by test."""
    rates = corpus.counts / corpus.sizes[:, None]
    own = setting.outlet == np.arange(N)[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of terms that never occur
        welch = [stats.ttest_ind(rates[its], rates[~its], equal_var=False).pvalue for its in own]
    n, size = own @ corpus.counts.astype(float), (own @ corpus.sizes.astype(float))[:, None]
    ratio = g2(n, size, rest_of(n), rest_of(size))
    return {
        "Welch": np.array(welch),
        "Mann-Whitney": mann_whitney(rates, own),
        "G2": np.where(n.sum(axis=0) > 0, stats.chi2.sf(ratio, 1), np.nan),
    }


def mann_whitney(rates: Floats, own: np.ndarray) -> Floats:
    """Return what scipy.stats.mannwhitneyu(method="asymptotic") does, with one ranking for all."""
    ranks = stats.rankdata(rates, axis=0)
    total, n = own.shape[1], own.sum(axis=1)[:, None]
    away = np.abs(own @ ranks - n * (total + 1) / 2) - 0.5  # the correction for continuity
    spread = np.sqrt(n * (total - n) / total * ranks.var(axis=0, ddof=1))
    none = np.full(spread.shape, np.nan)
    return 2 * stats.norm.sf(np.divide(away, spread, out=none, where=spread > 0)).clip(max=0.5)


def of_no_difference(setting: Setting, corpus: Corpus, seed: int) -> dict[str, float]:
    """Return the shares of p <= .05, and whether there is any after correction."""
    articles = sample(setting, PERMUTATIONS, seed)
    ours = compare(articles, FAMILIES, *corpus)
    theirs, rest = other_tests(setting, corpus), ours["rest"]
    return (
        {f"p, {family}": share(found.p) for family, found in ours.items()}
        | {"p, rest, rarest quarter": share(rest.p[:, RAREST])}
        | {f"max-T, {family}": anywhere(found.p_max_t) for family, found in ours.items()}
        | {"q, rest": anywhere(rest.q)}
        | {f"{test}, Bonferroni": anywhere(p * np.isfinite(p).sum()) for test, p in theirs.items()}
        | {
            f"{test}, BH": anywhere(benjamini_hochberg(theirs[test]))
            for test in ("Welch", "Mann-Whitney")
        }
    )


def share(p: Floats) -> float:
    """Return the share of significant p among those that are defined."""
    return float((p[np.isfinite(p)] <= ALPHA).mean())


def anywhere(p: Floats) -> bool:
    """Return whether any p is significant."""
    return bool((p <= ALPHA).any())


def print_no_difference(settings: list[Setting], corpora: dict[int, int]) -> None:
    """Print a row for each setting."""
    for place, setting in enumerate(settings):
        rng, total = setting.rng(), corpora[setting.articles]
        found = pd.DataFrame(
            of_no_difference(setting, draw(rng, setting), seed) for seed in range(total)
        )
        cells = {
            name: f"{column.mean():.3f}" + (interval(column) if name.startswith("max-T") else "")
            for name, column in found.items()
        }
        facts = {"articles": setting.articles, "design effect": label(setting), "corpora": total}
        print_row(facts | cells, first=place == 0)


def interval(column: "pd.Series[bool]") -> str:
    """Return Wilson's 95 % interval of a share."""
    ends = stats.binomtest(int(column.sum()), len(column)).proportion_ci(method="wilson")
    return f" ({ends.low:.3f}-{ends.high:.3f})"


def label(setting: Setting) -> str:
    """Return the design effects, and whether lengths differ."""
    effects = " or ".join(f"{effect:g}" for effect in dict.fromkeys(setting.effects))
    return effects + (", unequal lengths" if len(set(setting.lengths)) > 1 else "")


def print_row(cells: dict[str, object], first: bool) -> None:
    """Print a row of a Markdown table, the first with the table's head."""
    if first:
        print("\n|", " | ".join(cells), "|")
        print("|" + " --- |" * len(cells))
    print("|", " | ".join(str(cell) for cell in cells.values()), "|", flush=True)


def of_planted(setting: Setting, corpus: Corpus, seed: int) -> dict[str, Found]:
    """Return what each method says, by method."""
    articles = sample(setting, PERMUTATIONS_OF_PLANTED, seed)
    rest = compare(articles, ["rest"], *corpus)["rest"]
    clarity = np.nan_to_num(np.abs(rest.statistic[:, :, 0]), nan=-1)
    theirs = other_tests(setting, corpus)
    ours = {
        "q": Found(rest.q[:, :, 0] <= ALPHA, clarity),
        "max-T": Found(rest.p_max_t[:, :, 0] <= ALPHA, clarity),
    }
    return ours | {
        f"{test}, BH": Found(
            benjamini_hochberg(theirs[test]) <= ALPHA, 1 - np.nan_to_num(theirs[test], nan=2)
        )
        for test in ("Welch", "Mann-Whitney")
    }


def plant(rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Return the outlet whose rate of a term is shifted, or -1, and how many times, by term."""
    outlet, factor = np.full(TERMS, -1), np.ones(TERMS)
    terms = rng.choice(TERMS, PLANTED, replace=False)
    outlet[terms] = rng.integers(N, size=PLANTED)
    factor[terms] = rng.choice(FACTORS, PLANTED)
    return outlet, factor


def planted_corpora(setting: Setting) -> Iterator[tuple[Floats, dict[str, Found]]]:
    """Yield the factors by outlet and term, and what each method says; missing: not to judge.

    A shift also sets the other outlets apart from the rest, so that neither to find nor to miss
    that is an error.
    """
    rng = setting.rng()
    for seed in range(CORPORA_OF_PLANTED):
        outlet, factor = plant(rng)
        here = outlet == np.arange(N)[:, None]
        factors = np.where(here, factor, 1.0)
        said = of_planted(setting, draw(rng, setting, factors), seed)
        yield np.where(here | (outlet < 0), factors, np.nan), said


def planted_rows(setting: Setting) -> dict[str, list[dict[str, object]]]:
    """Return the rows of a setting, a method each, by table."""
    factors, said = zip(*planted_corpora(setting), strict=True)
    rows: dict[str, list[dict[str, object]]] = {"at .05": [], "at one false finding": []}
    first: dict[str, pd.DataFrame] = {}
    for method in said[0]:
        found = np.stack([each[method].found for each in said])
        clarity = np.stack([each[method].clarity for each in said])
        clear = clearest(clarity, np.stack(factors))
        for table, chosen in (("at .05", found), ("at one false finding", clear)):
            by_corpus = recall(np.stack(factors), chosen)
            less_first = by_corpus - first.setdefault(table, by_corpus)
            facts = {"articles": setting.articles, "design effect": label(setting)}
            rows[table].append(facts | {"method": method} | summary(by_corpus, less_first))
    rows["at one false finding"].pop(1)  # max-T, as clear as q
    return rows


def clearest(clarity: Floats, factors: Floats) -> np.ndarray:
    """Return what is clearer than all but one false finding a corpus; ties are broken at random."""
    shuffled = np.random.default_rng(0).permutation(clarity.size)
    order = np.lexsort((shuffled, clarity.ravel())).argsort().reshape(clarity.shape)
    return order >= np.sort(order[factors == 1])[-len(clarity)]


def recall(factors: Floats, found: np.ndarray) -> pd.DataFrame:
    """Return recall and false findings by corpus; arrays (n_corpora, n_outlets, n_terms)."""
    within = (1, 2)
    true, false = found & (factors > 1), (found & (factors == 1)).sum(axis=within)
    with np.errstate(invalid="ignore"):  # a factor may be missing in a corpus
        by_factor = {
            f"{factor:g} times": (true & (factors == factor)).sum(axis=within)
            / (factors == factor).sum(axis=within)
            for factor in FACTORS
        }
    return pd.DataFrame(
        by_factor
        | {"all": true.sum(axis=within) / PLANTED, "false findings": false}
        | {"their share": false / np.maximum(false + true.sum(axis=within), 1)}
    )


def summary(by_corpus: pd.DataFrame, less_first: pd.DataFrame) -> dict[str, str]:
    """Return means, and what they are less those of q, with the standard error."""
    means = {name: f"{column.mean():.3f}" for name, column in by_corpus.items()}
    for name in ("all", "false findings"):
        apart = less_first[name]
        means[f"{name}, less q's"] = (
            f"{apart.mean():+.3f} ± {apart.sem():.3f}" if apart.any() else "0"
        )
    return means


def main() -> None:
    """Print the tables."""
    equal = [Setting(n, (effect,) * N) for n in ARTICLES for effect in EFFECTS]
    print("\nNo difference: share of p <= .05; share of corpora with any, after correction.")
    print_no_difference(equal, CORPORA)
    lengths = (0.5, 0.7, 1.0, 1.4, 2.0)
    print("\nNo difference of rates, but outlets that are not exchangeable.")
    unequal = [
        setting
        for n in (10, 50, 200)
        for setting in (
            *(Setting(n, (effect,) * N, lengths) for effect in (1.0, 3.0, 5.0)),
            Setting(n, (5.0, *(1.5,) * (N - 1))),
        )
    ]
    print_no_difference(unequal, dict.fromkeys(ARTICLES, CORPORA_OF_UNEQUAL))
    planted = [planted_rows(setting) for setting in equal]
    for table in planted[0]:
        print(f"\n{PLANTED} planted shifts, {CORPORA_OF_PLANTED} corpora: recall {table}.")
        for place, row in enumerate(row for rows in planted for row in rows[table]):
            print_row(row, first=place == 0)


if __name__ == "__main__":
    main()
