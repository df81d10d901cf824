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
from crossframe.drawing import CUT, Drawing, lines
from crossframe.measure import Claims, Features, Measure, Saying
from crossframe.measures import frequency
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats import dispersion, intervals, keyness
from crossframe.stats.arrays import Floats, Ints, rest_of
from crossframe.stats.dispersion import Parts
from crossframe.stats.intervals import Interval
from crossframe.stats.permutation import compare
from crossframe.stats.ratios import Ratios, ratios
from crossframe.stats.sample import Sample
from crossframe.tables import columns
from crossframe.tables.columns import number
from crossframe.tables.compared import against_rest, item_frame, noted
from crossframe.tables.rates import Frequent, parts_of_outlets, spread
from crossframe.tables.values import PER, frequent
from crossframe.wording import counted

Sides = tuple[Floats, Floats, Floats, Floats]  # n, size, n_rest, size_rest

# Dispersion that other tables lack, by column of the same name.
EVENNESS = (
    dispersion.juilland_d,
    dispersion.carroll_d2,
    dispersion.rosengren_s,
    dispersion.kl_divergence,
    dispersion.kl_norm,
)

ITEM = frequency.ITEM
STATISTIC = "log_ratio"
SAYING = Saying(
    "uses the {pos} “{term}” {direction}",
    ("more often", "less often"),
    "a log ratio of {value}",
    "{n:,} here, {n_rest:,} in the rest",
)
CAPTION = f"""
Terms that each outlet uses more than the rest, ranked by the z of the weighted log-odds (prior of
{{{{ "%g" | format(config.measures.keywords.prior_tokens) }}}} words), at most
{{{{ config.figures.most_items }}}} an outlet, all voices together; of terms with at least
{{{{ config.measures.keywords.min_count }}}} occurrences that stand in more than one unit of the
outlet. {CUT} Numbers after a term: occurrences here and in the rest. {lines("words")} Hollow: the
rest lacks the term; 0.5 takes the place of 0, and the interval has no upper end. Terms are
spellings: variants of one name count apart.
"""
NEITHER = "absent on both sides"
TURNED = "too few words: 0.5 in place of 0 would turn the direction"
ABSENT_HERE = "absent here: no lower end"
ABSENT_THERE = "absent from the rest: no upper end"


class Options(Frequent):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")
    prior_tokens: float = Field(
        gt=0, description="Weight of the prior, in words; the larger, the more it pulls rare terms."
    )
    simple_maths_per_million: float = Field(
        gt=0, description="Constant of simple maths; the larger, the more it favours common terms."
    )


TABLE = Table(
    "keywords",
    "Each outlet against the rest, term by term.",
    ("outlet", "voice", *ITEM),
    {
        **columns.outlet_and_voice(),
        **ITEM,
        **columns.stated((STATISTIC,)),
        **columns.value("Binary logarithm of the ratio of rates, 0.5 in place of 0"),
        **columns.evidence("voice"),
        "n": schemas.count("Occurrences in the outlet."),
        "n_rest": schemas.count("Occurrences in all other outlets."),
        "rate_per_1000": number("Occurrences per 1,000 words."),
        "rest_per_1000": number("The rate of the rest."),
        "log_ratio_conservative": number(
            "End nearer to 0 of an interval that takes words as independent; 0 if it holds 0."
        ),
        "percent_difference": number("%DIFF: the rate less the rest's, in per cent of the rest's."),
        "odds_ratio": number("Odds of the term over those in the rest; 1: alike."),
        "simple_maths": number("Ratio of rates, each with a constant added; 1: alike."),
        "g2": number("Log-likelihood ratio, four cells."),
        "g2_two_cells": number("Log-likelihood ratio, two cells."),
        "chi_square": number("Pearson's chi-square."),
        "log_odds": number("Weighted log-odds ratio."),
        "log_odds_z": number("Its z-score, for ranking."),
        "n_units_with_rest": schemas.count("Units of the rest in which it stands."),
        "text_dispersion": number(
            "Log-likelihood ratio of the units that hold it; above 0: a larger share here."
        ),
        **columns.dispersion(),
        "juilland_d": schemas.share("Juilland's D: 1 is even.", nullable=True),
        "carroll_d2": schemas.share("Carroll's D2: 1 is even.", nullable=True),
        "rosengren_s": schemas.share("Rosengren's S: 1 is even.", nullable=True),
        "kl_divergence": number("Kullback-Leibler divergence in bits: 0 is even."),
        "kl_norm": schemas.share("The divergence brought between 0 and 1.", nullable=True),
        **columns.scope(),
    },
)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice and term."""
    items = frequent(features["terms"], ITEM, options.min_count)
    parts = [_voice(features, sample, options, items, voice) for voice in sample.voices]
    return [pd.concat(parts, ignore_index=True)]


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
    notes = pd.Series(note.ravel())
    evidence = against_rest(sample, compare(sample, ["rest"], counts, tokens)["rest"])
    parts = parts_of_outlets(sample, counts, tokens)
    spread_of = spread(parts)
    cells = _scores(sides, sample.inference.level, options) | {
        "value": ratio.value,
        "low": np.where(np.isfinite(ratio.low), ratio.low, np.nan),
        "high": np.where(np.isfinite(ratio.high), ratio.high, np.nan),
        "n": n.astype(int),
        "n_rest": sides[2].astype(int),
        "n_units": units,
        **_by_units(spread_of["n_units_with"].reshape(n.shape), units),
    }
    return item_frame(sample, items.to_frame(index=False), voice).assign(
        **{name: values.ravel() for name, values in cells.items()},
        statistic=STATISTIC,
        unit_of_value=columns.LOG2_RATIO,
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


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Keywords of an outlet against all others (terms from "
        f"{counted(options.min_count, 'occurrence')} on) have the log ratio "
        f"{cite('hardie2014')}, the log-likelihood ratio "
        f"{cite('dunning1993')}, the weighted log-odds ratio with an informative prior of "
        f"{options.prior_tokens:g} words {cite('monroe2008')} and text dispersion keyness "
        f"{cite('egbert2019')}; simple maths has a constant of "
        f"{options.simple_maths_per_million:g} per million."
    )


MEASURE = Measure(
    about=__doc__,
    title="Keywords",
    category="Words",
    reads=("terms",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    limits=(frequency.LIMIT,),
    drawing=Drawing("keyness", CAPTION),
    claims=Claims((SAYING,), word="term", says_most=6, tests_of="frequency"),
    evidence=frequency.EVIDENCE,
)
