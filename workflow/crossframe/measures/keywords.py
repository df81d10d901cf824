"""Terms that an outlet uses more, or less, than all others together.

Reads: terms and passages.
Formula: log ratio, four-cell G2 and weighted log-odds as in `crossframe.stats.keyness`.
Reads as: a log ratio of 1 is twice the rest's rate, -1 half of it. The z of the weighted log-odds
ranks terms by difference and evidence together; G2 ranks by evidence alone.
Cannot show: whether a difference would hold in other articles, where the scope is
within-article. Terms are spellings: variants of one name count apart. A term that one unit
carries (`one_unit`) says little of the outlet. G2 and z
take words as independent, and are no tests.
Departs from common practice by intervals over units, not over words. Where the rest lacks the
term the interval has no upper end. The log ratio is missing where both sides lack the term, and
where 0.5 in place of 0 would turn its direction, as it does on a side of very few words.
Sources: Hardie (2014); Dunning (1993); Monroe, Colaresi and Quinn (2008).
"""

import numpy as np
import pandas as pd
from pydantic import Field
from scipy import sparse

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats import keyness
from crossframe.stats.rates import (
    PER,
    dispersion_columns,
    frequent,
    item_frame,
    key_columns,
    scope_columns,
    spread,
)
from crossframe.stats.ratios import FEW_UNITS, FEW_UNITS_THERE
from crossframe.stats.resampling import Bools, Floats, Ints, Sample, rest_of
from crossframe.stats.units import VOICES

Sides = tuple[Floats, Floats, Floats, Floats]  # n, size, n_rest, size_rest

TITLE = "Keywords"
READS = ("terms",)
ITEM = ("term", "pos")
NEITHER = "absent on both sides"
TURNED = "too few words: 0.5 in place of 0 would turn the direction"
ABSENT_HERE = "absent here: no interval"
ABSENT_THERE = "absent from the rest: no upper end"


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")
    prior_tokens: float = Field(
        gt=0, description="Weight of the prior, in words; the larger, the more it pulls rare terms."
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
        "low": schemas.column("float64", "Lower end of the log ratio's interval.", nullable=True),
        "high": schemas.column("float64", "Upper end of the log ratio's interval.", nullable=True),
        "g2": schemas.column("float64", "Log-likelihood ratio, four cells.", nullable=True),
        "log_odds": schemas.column("float64", "Weighted log-odds ratio.", nullable=True),
        "log_odds_z": schemas.column("float64", "Its z-score, for ranking.", nullable=True),
    }
    | dispersion_columns()
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and term."""
    items = frequent(features["terms"], ITEM, options.min_count)
    parts = [_voice(features, sample, options, items, voice) for voice in VOICES]
    return pd.concat(parts, ignore_index=True)


def _voice(
    features: Features, sample: Sample, options: Options, items: pd.MultiIndex, voice: str
) -> pd.DataFrame:
    counts = sample.units.counts(features["terms"], items, voice)
    tokens = sample.units.tokens(features["passages"], voice)
    n, size = sample.sums(counts), sample.sums(tokens[:, None])
    sides = n, size, rest_of(n), rest_of(size)
    ratio = keyness.log_ratio(*sides)
    units = np.broadcast_to(sample.n_units(tokens > 0)[:, None], n.shape)
    reasons = _reasons(sides, ratio, units, sample.min_units)
    low, high = _intervals(sample, counts, tokens)
    no_low = np.any([mask for why, mask in reasons.items() if why != ABSENT_THERE], axis=0)
    notes = pd.Series(np.select(list(reasons.values()), list(reasons), default="").ravel())
    columns = _scores(sides, options.prior_tokens) | {
        "log_ratio": np.where(reasons[NEITHER] | reasons[TURNED], np.nan, ratio),
        "low": np.where(no_low, np.nan, low),
        "high": np.where(no_low | reasons[ABSENT_THERE], np.nan, high),
        "n": n.astype(int),
        "n_rest": sides[2].astype(int),
        "n_units": units,
    }
    return item_frame(sample, items, voice).assign(
        **{name: values.ravel() for name, values in columns.items()},
        **spread(sample, counts, tokens),
        unit=sample.units.kind,
        scope=sample.units.scope,
        note=notes.where(notes != ""),
    )


def _scores(sides: Sides, prior_tokens: float) -> dict[str, Floats]:
    n, size, n_rest, size_rest = sides
    spoken = (size > 0) & (size_rest > 0)
    with np.errstate(divide="ignore", invalid="ignore"):  # a voice can have no words; set missing
        delta, z = keyness.weighted_log_odds(*sides, prior_tokens)
        scores = {"g2": keyness.g2(*sides), "log_odds": delta, "log_odds_z": z}
        rates = {"rate_per_1000": PER * n / size, "rest_per_1000": PER * n_rest / size_rest}
    return rates | {name: np.where(spoken, values, np.nan) for name, values in scores.items()}


def _reasons(sides: Sides, ratio: Floats, units: Ints, min_units: int) -> dict[str, Bools]:
    """Return where a ratio or an end of its interval is missing, by reason; the first counts."""
    here, there = sides[0] > 0, sides[2] > 0
    return {
        NEITHER: ~here & ~there,
        TURNED: (~here & (ratio > 0)) | (~there & (ratio < 0)),
        FEW_UNITS: units < min_units,
        FEW_UNITS_THERE: rest_of(units) < min_units,
        ABSENT_HERE: ~here,
        ABSENT_THERE: ~there,
    }


def _intervals(sample: Sample, counts: sparse.csr_array, tokens: Ints) -> tuple[Floats, Floats]:
    n_items = counts.shape[1]
    ends = np.full((2, len(sample.units.outlets), n_items), np.nan)
    size = sample.resampled_sums(tokens[:, None])
    by_item = counts.tocsc()
    for block in sample.blocks(n_items):
        n = sample.resampled_sums(by_item[:, block])
        draws = keyness.log_ratio(n, size, rest_of(n), rest_of(size))
        for outlet in range(len(draws)):
            ends[:, outlet, block] = sample.interval(draws[outlet])
    return ends[0], ends[1]
