"""What the tests find in this corpus where nothing differs, and where a difference is planted.

Reads: terms and passages.
Formula: the outlets' labels are shuffled within strata, so that nothing differs, and every outlet
is tested against the rest as it is with its own labels. Of false findings, p and p_pooled state the
share of differences found at the nominal level; max-T, q and G2 (the log-likelihood ratio of words,
with Bonferroni) the share of shuffles with any finding. For recall, one outlet's counts c of a term
become c + Poisson((factor - 1) c) in a shuffle; recall is the share of such terms found, one
planted at a time. The smallest factor is that at which recall reaches the power, interpolated
between logarithms of the factors tried.
Reads as: false findings near the nominal level or below it can be believed; a term must differ by
the smallest factor to be found in this corpus.
Cannot show: recall of a rate that is lower than the rest's, or of bursts unlike the term's own.
Intervals are Wilson's over shuffles and planted terms, and Student's over shuffles for shares of
differences.
Sources: as for keywords; Cohen, J. (1988). Statistical power analysis for the behavioral sciences.
2nd ed., for a power of .8.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import Field
from scipy import sparse
from scipy.special import gammainccinv, ndtri, stdtrit

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import Drawing
from crossframe.measure import Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats import keyness
from crossframe.stats.arrangements import Arrangeable, Labels
from crossframe.stats.arrays import Bools, Floats, Ints, rest_of
from crossframe.stats.multiplicity import alpha, benjamini_hochberg
from crossframe.stats.permutation import Evidence, assess, nulls, permuted_labels, statistics
from crossframe.stats.resampling import keyed
from crossframe.stats.sample import Sample
from crossframe.tables import columns
from crossframe.tables.columns import SHARE
from crossframe.tables.values import frequent
from crossframe.wording import counted

FACTORS = (1.5, 2.0, 3.0, 5.0, 8.0)
POWER = 0.8
BANDS = {"under 10": (1, 9), "10 to 29": (10, 29), "30 and more": (30, np.inf)}
UNITS = {"false_findings": SHARE, "recall": SHARE, "smallest_factor": "ratio of rates"}
STATISTICS = tuple(UNITS)
TESTS = ("p", "p_pooled", "p_max_t", "q", "g2_bonferroni")
BY_DIFFERENCE = ("p", "p_pooled")
NOT_REACHED = "the largest factor tried does not reach the power"
NO_TERMS = "no term has so many occurrences"
NOT_TESTED = "no outlet can be tested against the rest"
NO_INTERVAL = "interpolated: no interval"


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")
    shuffles: int = Field(ge=20, le=1000, description="Shuffles of the outlets' labels.")
    planted: int = Field(
        ge=20, le=1000, description="Terms planted for each factor and band of occurrences."
    )


TABLE = Table(
    "calibration",
    "False findings and recall of the tests of terms, in this corpus.",
    ("voice", "statistic", "test", "band", "factor"),
    {
        "voice": schemas.one_of(("all",), "Both voices together."),
        **columns.stated(STATISTICS),
        "test": schemas.one_of(TESTS, "The test, at the nominal level."),
        "band": schemas.one_of(("all", *BANDS), "Occurrences of the terms in the corpus."),
        "factor": schemas.column("float64", "Planted ratio of rates; 1: nothing is planted."),
        **columns.value("Value of the statistic"),
        "nominal": schemas.share("Level of the test; for the smallest factor, the power."),
        "n": schemas.count("Shuffles, or planted terms."),
        **columns.scope(),
    },
)


class Trial(NamedTuple):
    """Shuffles of a corpus, and what the tests say of them."""

    sample: Sample
    data: Arrangeable
    counts: sparse.csr_array  # by unit and term
    tokens: Ints  # by unit
    shuffles: Labels
    found: Evidence
    level: float


class Planted(NamedTuple):
    """Terms with a planted difference; arrays have shape (n_planted,)."""

    item: Ints
    band: npt.NDArray[np.str_]
    factor: Floats
    side: Ints  # place of the comparison among those tested
    shuffle: Ints


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return false findings by test, then recall by factor, and the smallest factor found."""
    trial = _trial(features, sample, options)
    rows = [*_false_findings(trial)]
    if trial.found.sides:
        planted = _plant(trial, options.planted)
        recall = _recall(planted, _p_values(trial, planted), trial.level)
        rows += [*recall, *_smallest(recall)]
    table = pd.DataFrame(rows).assign(
        voice="all",
        n_units=len(trial.data.present),
        unit=sample.units.kind,
        scope=sample.units.scope,
    )
    return [table.assign(unit_of_value=table["statistic"].map(UNITS))]


def _trial(features: Features, sample: Sample, options: Options) -> Trial:
    items = frequent(features["terms"], ("term", "pos"), options.min_count)
    counts = sample.units.counts(features["terms"], items, "all")
    tokens = sample.units.tokens(features["passages"], "all")
    data = Arrangeable(sample, ["rest"], counts, tokens, counts=True)
    shuffles = data.permuted(options.shuffles, sample.seed, "shuffles")
    found = assess(data, shuffles, permuted_labels(data, sample), sample.threads)["rest"]
    level = alpha(sample.inference.level)
    return Trial(sample, data, counts, tokens, shuffles, found, level)


def _false_findings(trial: Trial) -> list[dict[str, Any]]:
    found, level = trial.found, trial.level
    hits = {name: getattr(found, name) <= level for name in TESTS[:4]}
    n_tested = np.isfinite(found.p[:, :, 0]).sum()
    if not n_tested:
        note = NO_TERMS if found.sides else NOT_TESTED
        return [_row("false_findings", test, level, note=note) for test in TESTS]
    intervals = {
        name: _student(hits[name].sum(axis=(0, 1)) / n_tested, level) for name in BY_DIFFERENCE
    } | {name: _wilson(hits[name].any(axis=(0, 1)), level) for name in ("p_max_t", "q")}
    intervals["g2_bonferroni"] = _wilson(_found_by_g2(trial), level)
    n = trial.shuffles.shape[1]
    return [_row("false_findings", test, level, intervals[test], n=n) for test in TESTS]


def _found_by_g2(trial: Trial) -> Bools:
    """Return the shuffles in which the log-likelihood ratio of words finds any term."""
    shuffles, outlets = trial.shuffles, np.arange(len(trial.sample.units.outlets))
    by_item = trial.counts[trial.data.present].T.tocsr().astype(float)
    tokens = trial.tokens[trial.data.present]
    least = _chi_square(trial.level / (len(outlets) * by_item.shape[0]))
    found = np.zeros(shuffles.shape[1], dtype=bool)
    for place in range(len(found)):
        members = (shuffles[:, [place]] == outlets).astype(float)
        n, size = (by_item @ members).T, (tokens @ members)[:, None]
        found[place] = (keyness.g2(n, size, rest_of(n), rest_of(size)) >= least).any()
    return found


def _chi_square(p: float) -> float:
    """Return the chi-square of one degree of freedom that chance exceeds with a probability."""
    return 2 * float(gammainccinv(0.5, p))


def _plant(trial: Trial, each: int) -> Planted:
    """Choose terms of every band for every factor, and the comparison and shuffle of each."""
    generator = np.random.Generator(keyed(trial.sample.seed, "planted"))
    totals = trial.counts.sum(axis=0)
    held = {
        band: np.flatnonzero((totals >= least) & (totals <= most))
        for band, (least, most) in BANDS.items()
    }
    cells = [(band, factor) for band in BANDS if len(held[band]) for factor in FACTORS]
    n, outlets = each * len(cells), trial.sample.units.outlets
    names = [outlets[outlet] for (outlet,) in trial.found.sides]
    by_name = np.argsort(names, kind="stable")  # whatever the order of display
    return Planted(
        np.array([generator.choice(held[band], each) for band, _ in cells], dtype=int).ravel(),
        np.repeat([band for band, _ in cells], each),
        np.repeat([factor for _, factor in cells], each),
        by_name[generator.integers(0, len(names), n)],
        generator.integers(0, trial.shuffles.shape[1], n),
    )


def _p_values(trial: Trial, planted: Planted) -> dict[str, Floats]:
    """Return the p-values of planted differences by test, each of shape (n_planted,)."""
    sample, null = trial.sample, trial.found.null
    data = Arrangeable(sample, ["rest"], _with_planted(trial, planted), trial.tokens, counts=True)
    place = planted.side, np.arange(len(planted.item))
    statistic = statistics(data, trial.shuffles)["rest"][*place, planted.shuffle]
    tested = np.full((len(trial.found.sides), len(statistic), 1), np.nan)
    tested[*place, 0] = statistic
    own = nulls(data, {"rest": tested}, permuted_labels(data, sample), sample.threads)["rest"]
    pooled = null.pooled(statistic)
    return {
        "p": (1 + own.reached[*place, 0]) / (1 + len(own.largest)),
        "p_pooled": pooled,
        "p_max_t": null.family(statistic),
        "q": _q(trial, planted, pooled),
    }


def _q(trial: Trial, planted: Planted, pooled: Floats) -> Floats:
    """Return q of planted differences, each in place of the term's own in its shuffle."""
    q = np.empty(len(pooled))
    for place, (item, side, shuffle) in enumerate(
        zip(planted.item, planted.side, planted.shuffle, strict=True)
    ):
        p = trial.found.p_pooled[:, :, shuffle].copy()
        p[side, item] = pooled[place]
        q[place] = benjamini_hochberg(p)[side, item]
    return q


def _with_planted(trial: Trial, planted: Planted) -> sparse.csr_array:
    """Return counts by unit and planted term."""
    counts = trial.counts.tocsc()[:, planted.item].tocoo()
    labels = np.full((len(trial.tokens), trial.shuffles.shape[1]), -1)
    labels[trial.data.present] = trial.shuffles
    outlets = np.array([outlet for (outlet,) in trial.found.sides])[planted.side]
    unit, term = counts.coords
    there = labels[unit, planted.shuffle[term]] == outlets[term]
    generator = np.random.Generator(keyed(trial.sample.seed, "occurrences"))
    more = generator.poisson((planted.factor[term] - 1) * counts.data) * there
    return sparse.coo_array((counts.data + more, counts.coords), shape=counts.shape).tocsr()


def _recall(planted: Planted, p_values: dict[str, Floats], level: float) -> list[dict[str, Any]]:
    rows = []
    for name, p in p_values.items():
        for band in BANDS:
            for factor in FACTORS:
                hits = p[(planted.band == band) & (planted.factor == factor)] <= level
                note = None if len(hits) else NO_TERMS
                at = {"band": band, "factor": factor, "n": len(hits), "note": note}
                rows.append(_row("recall", name, level, _wilson(hits, level), **at))
    return rows


def _smallest(recall: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the factor at which each test's recall reaches the power."""
    for (name, band), rows in pd.DataFrame(recall).groupby(["test", "band"], sort=False):
        reached = rows["value"].cummax().to_numpy()  # chance can make recall fall
        over, n = reached >= POWER, int(rows["n"].iloc[0])
        note = NO_TERMS if not n else NO_INTERVAL if over.any() else NOT_REACHED
        factor = np.nan
        if over.any():
            known, logs = np.append(0.0, reached), np.log(np.append(1.0, rows["factor"]))
            first = int(over.argmax()) + 1
            share = (POWER - known[first - 1]) / (known[first] - known[first - 1])
            factor = float(np.exp(logs[first - 1] + share * (logs[first] - logs[first - 1])))
        interval = (factor, np.nan, np.nan)
        yield _row("smallest_factor", str(name), POWER, interval, band=band, n=n, note=note)


def _row(
    statistic: str,
    test: str,
    nominal: float,
    interval: tuple[float, float, float] = (np.nan, np.nan, np.nan),
    **given: Any,
) -> dict[str, Any]:
    value, low, high = interval
    row = {"statistic": statistic, "test": test, "band": "all", "factor": 1.0, "n": 0, "note": None}
    return row | {"value": value, "low": low, "high": high, "nominal": nominal} | given


def _wilson(hits: Bools, alpha: float) -> tuple[float, float, float]:
    """Return a share with its interval at level 1 - alpha, after Wilson (1927)."""
    n = len(hits)
    if not n:
        return np.nan, np.nan, np.nan
    share, z2 = float(hits.mean()), float(ndtri(1 - alpha / 2)) ** 2
    middle, margin = share + z2 / (2 * n), np.sqrt(z2 * (share * (1 - share) + z2 / (4 * n)) / n)
    return share, *_within((middle - margin) / (1 + z2 / n), (middle + margin) / (1 + z2 / n))


def _student(shares: Floats, alpha: float) -> tuple[float, float, float]:
    """Return the mean of shares with its interval at level 1 - alpha."""
    mean, n = float(shares.mean()), len(shares)
    margin = float(stdtrit(n - 1, 1 - alpha / 2) * shares.std(ddof=1) / np.sqrt(n))
    return mean, *_within(mean - margin, mean + margin)


def _within(low: float, high: float) -> tuple[float, float]:
    """Return the ends of a share's interval, which is nowhere below 0 or above 1."""
    return max(0.0, round(float(low), 12)), min(1.0, round(float(high), 12))


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"The tests of terms (from {counted(options.min_count, 'occurrence')} on) were calibrated "
        f"in the corpus itself, by {options.shuffles} shuffles of the outlets' labels and by "
        f"differences planted in {options.planted} terms of each band of frequency, for a power "
        f"of {POWER:g} {cite('cohen1988')}."
    )


CAPTION = """
What the tests of terms find in this corpus, at a level of
{{ "%g" | format(100 - 100 * config.inference.level) }} %; of terms with at least
{{ config.measures.calibration.min_count }} occurrences, all voices together. First panel, on a
scale of roots: the outlets' labels are shuffled {{ config.measures.calibration.shuffles }} times,
so that nothing differs; the first two rows give the share of differences found nonetheless, the
others the share of shuffles in which anything is found. Second panel: in a shuffle, the rate of
one term in one outlet is raised by a factor; of {{ config.measures.calibration.planted }} such
terms, the share found; dashed: the power that is usually aimed at. Points beside each other have
the same factor; no line: the corpus has no such term. Lines are
{{ "%g" | format(100 * config.inference.level) }} % intervals over shuffles, or over raised terms.
"""
MEASURE = Measure(
    about=__doc__,
    title="Calibration",
    category="Checks",
    reads=("terms",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    drawing=Drawing("calibration", CAPTION),
)
