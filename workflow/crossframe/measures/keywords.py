"""Terms that an outlet uses more, or less, than all others together.

Reads: terms and passages.
Formula: as in `crossframe.stats.keyness` and `crossframe.stats.dispersion`. The sizes of a
difference are the log ratio, %DIFF, the odds ratio and simple maths; G2 (with four and with two
cells) and chi-square measure the evidence for one, the weighted log-odds and the conservative log
ratio both. Text dispersion is the keyness of the units that hold a term, however often. The
dispersion of a term over the outlet's units is DP, Juilland's D, Carroll's D2, Rosengren's S and
the Kullback-Leibler divergence.
Reads as: a log ratio of 1 is twice the rest's rate, -1 half of it. The z of the weighted log-odds
ranks terms by difference and evidence together; G2 ranks by evidence alone. Where the log ratio
and text dispersion disagree in sign, few units carry the difference. 0 is even for DP and the
divergence, 1 for D, D2 and S.
Cannot show: whether a difference would hold in other articles, where the scope is
within-article. Terms are spellings: variants of one name count apart. A term that one unit
carries (`one_unit`) says little of the outlet. G2, chi-square, z and the conservative log ratio
take words as independent, and are no tests; the p-values are of permutations of units.
Departs from common practice by intervals over units, not over words, as in
`crossframe.stats.intervals`. Where the rest lacks the term the interval has no upper end; where
the outlet lacks it, no lower end. The log ratio is missing where both sides lack the term, and
where 0.5 in place of 0 would turn its direction, as it does on a side of very few words. %DIFF
and the odds ratio are missing where the rest lacks the term.
Sources: Hardie (2014); Dunning (1993); Monroe, Colaresi and Quinn (2008); Evert (2022); Egbert
and Biber (2019). The page on keyness and dispersion, docs/keyness-and-dispersion.md, has every
formula, its convention and its source.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats import dispersion, intervals, keyness
from crossframe.stats.comparisons import (
    against_rest,
    evidence_columns,
    interval_columns,
    noted,
    scope_columns,
)
from crossframe.stats.dispersion import Parts
from crossframe.stats.intervals import Interval
from crossframe.stats.rates import (
    PER,
    dispersion_columns,
    frequent,
    item_frame,
    key_columns,
    parts_of_outlets,
    spread,
)
from crossframe.stats.ratios import Ratios, ratios
from crossframe.stats.resampling import Floats, Ints, Sample, rest_of

Sides = tuple[Floats, Floats, Floats, Floats]  # n, size, n_rest, size_rest

# Dispersion that other tables lack, by column of the same name.
EVENNESS = (
    dispersion.juilland_d,
    dispersion.carroll_d2,
    dispersion.rosengren_s,
    dispersion.kl_divergence,
    dispersion.kl_norm,
)

TITLE = "Keywords"
READS = ("terms",)
ITEM = ("term", "pos")
NEITHER = "absent on both sides"
TURNED = "too few words: 0.5 in place of 0 would turn the direction"
ABSENT_HERE = "absent here: no lower end"
ABSENT_THERE = "absent from the rest: no upper end"


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")
    prior_tokens: float = Field(
        gt=0, description="Weight of the prior, in words; the larger, the more it pulls rare terms."
    )
    simple_maths_per_million: float = Field(
        gt=0, description="Constant of simple maths; the larger, the more it favours common terms."
    )


OUTPUT = schemas.Table(
    "keywords",
    "Each outlet against the rest, term by term.",
    ("outlet", "voice", *ITEM),
    key_columns(
        {
            "term": schemas.column("str", "Lemma in lower case; an acronym keeps its capitals."),
            "pos": schemas.column("str", "Part of speech."),
        }
    )
    | {
        "n": schemas.count("Occurrences in the outlet."),
        "n_rest": schemas.count("Occurrences in all other outlets."),
        "rate_per_1000": schemas.column("float64", "Occurrences per 1,000 words.", nullable=True),
        "rest_per_1000": schemas.column("float64", "The rate of the rest.", nullable=True),
        "log_ratio": schemas.column(
            "float64", "Binary logarithm of the ratio of rates, 0.5 in place of 0.", nullable=True
        ),
        **interval_columns("the log ratio's"),
        **evidence_columns(),
        "log_ratio_conservative": schemas.column(
            "float64",
            "End nearer to 0 of an interval that takes words as independent; 0 if it holds 0.",
            nullable=True,
        ),
        "percent_difference": schemas.column(
            "float64", "%DIFF: the rate less the rest's, in per cent of the rest's.", nullable=True
        ),
        "odds_ratio": schemas.column(
            "float64", "Odds of the term over those in the rest; 1: alike.", nullable=True
        ),
        "simple_maths": schemas.column(
            "float64", "Ratio of rates, each with a constant added; 1: alike.", nullable=True
        ),
        "g2": schemas.column("float64", "Log-likelihood ratio, four cells.", nullable=True),
        "g2_two_cells": schemas.column(
            "float64", "Log-likelihood ratio, two cells.", nullable=True
        ),
        "chi_square": schemas.column("float64", "Pearson's chi-square.", nullable=True),
        "log_odds": schemas.column("float64", "Weighted log-odds ratio.", nullable=True),
        "log_odds_z": schemas.column("float64", "Its z-score, for ranking.", nullable=True),
        "n_units_with_rest": schemas.count("Units of the rest in which it stands."),
        "text_dispersion": schemas.column(
            "float64",
            "Log-likelihood ratio of the units that hold it; above 0: a larger share here.",
            nullable=True,
        ),
    }
    | dispersion_columns()
    | {
        "juilland_d": schemas.share("Juilland's D: 1 is even.", nullable=True),
        "carroll_d2": schemas.share("Carroll's D2: 1 is even.", nullable=True),
        "rosengren_s": schemas.share("Rosengren's S: 1 is even.", nullable=True),
        "kl_divergence": schemas.column(
            "float64", "Kullback-Leibler divergence in bits: 0 is even.", nullable=True
        ),
        "kl_norm": schemas.share("The divergence brought between 0 and 1.", nullable=True),
    }
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and term."""
    items = frequent(features["terms"], ITEM, options.min_count)
    parts = [_voice(features, sample, options, items, voice) for voice in sample.voices]
    return pd.concat(parts, ignore_index=True)


def _voice(
    features: Features, sample: Sample, options: Options, items: pd.MultiIndex, voice: str
) -> pd.DataFrame:
    counts = sample.units.counts(features["terms"], items, voice)
    tokens = sample.units.tokens(features["passages"], voice)
    n, size = sample.sums(counts), sample.sums(tokens[:, None])
    sides = n, size, rest_of(n), rest_of(size)
    rates = ratios(sample, counts, tokens)
    units = rates.n_units
    ratio, note = _log_ratio(sides, rates)
    notes, evidence = pd.Series(note.ravel()), against_rest(sample, counts, tokens)
    parts = parts_of_outlets(sample, counts, tokens)
    spread_of = spread(parts)
    columns = _scores(sides, sample.inference.level, options) | {
        "log_ratio": ratio.value,
        "low": np.where(np.isfinite(ratio.low), ratio.low, np.nan),
        "high": np.where(np.isfinite(ratio.high), ratio.high, np.nan),
        "n": n.astype(int),
        "n_rest": sides[2].astype(int),
        "n_units": units,
        **_by_units(spread_of["n_units_with"].reshape(n.shape), units),
    }
    return item_frame(sample, items.to_frame(index=False), voice).assign(
        **{name: values.ravel() for name, values in columns.items()},
        **evidence,
        **spread_of,
        **_evenness(parts),
        unit=sample.units.kind,
        scope=sample.units.scope,
        note=noted(notes.where(notes != ""), evidence["p"], ABSENT_HERE, ABSENT_THERE),
    )


def _scores(sides: Sides, level: float, options: Options) -> dict[str, Floats]:
    n, size, n_rest, size_rest = sides
    compared = max(1, int(np.count_nonzero(n.sum(axis=0))))  # terms of the voice
    delta, z = keyness.weighted_log_odds(*sides, options.prior_tokens)
    with np.errstate(invalid="ignore"):  # a voice can have no words: 0 / 0 is missing
        rates = {"rate_per_1000": PER * n / size, "rest_per_1000": PER * n_rest / size_rest}
    return rates | {
        "log_ratio_conservative": keyness.conservative_log_ratio(*sides, (1 - level) / compared),
        "percent_difference": keyness.percent_difference(*sides),
        "odds_ratio": keyness.odds_ratio(*sides),
        "simple_maths": keyness.simple_maths(*sides, options.simple_maths_per_million),
        "g2": keyness.g2(*sides),
        "g2_two_cells": keyness.g2_two_cells(*sides),
        "chi_square": keyness.chi_square(*sides),
        "log_odds": delta,
        "log_odds_z": z,
    }


def _by_units(units_with: Ints, units: Ints) -> dict[str, Floats | Ints]:
    sides = (units_with, units, rest_of(units_with), rest_of(units))
    return {
        "n_units_with_rest": sides[2],
        "text_dispersion": keyness.text_dispersion(*(side.astype(float) for side in sides)),
    }


def _evenness(outlets: Sequence[Parts]) -> dict[str, Floats]:
    """Return the measures of dispersion that other tables lack, flattened."""
    return {
        measure.__name__: np.concatenate([measure(parts) for parts in outlets])
        for measure in EVENNESS
    }


def _log_ratio(sides: Sides, rates: Ratios) -> tuple[Interval, np.ndarray]:
    """Return the log ratios with their intervals, and why one or an end of it is missing."""
    here, there = sides[0] > 0, sides[2] > 0
    value = keyness.log_ratio(*sides)
    turned = (~here & (value > 0)) | (~there & (value < 0))
    ratio = intervals.log_ratio(
        Interval(rates.value, rates.low, rates.high),
        Interval(rates.rest, rates.rest_low, rates.rest_high),
        np.where((here | there) & ~turned, value, np.nan),  # which leaves no interval either
    )
    open_end = np.select([~here, ~there], [ABSENT_HERE, ABSENT_THERE], default=rates.note)
    note = np.where(np.isnan(ratio.low), rates.note, open_end)
    return ratio, np.select([~here & ~there, turned], [NEITHER, TURNED], default=note)
