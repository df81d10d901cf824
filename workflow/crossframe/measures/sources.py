"""Whom an outlet lets speak, how much, and with which kind of verb.

Reads: sources and passages.
Formula: share_of_quotations = quotations of the category / quotations; share_of_words = words said
in them / words said in all; per_1000_words = 1,000 x quotations / words of the articles. Quotations
are direct speech and reports of what someone says. Categories are, by dimension: `voice`, quoted
(at least in part direct) or reported; `kind` of the speaker, unnamed where nothing is told of
whom; `naming`, a speaker with a name (named), with a description alone (unnamed), or none
(unattributed); `stance` of the verb, of quotations that have one. A voice without quotations in
the corpus, as the outlets' own, has no rows; density and the dimension voice are of all together.
Reads as: whose words an outlet gives room to, and whether it stands back from them (doubting) or
vouches for them (endorsing). Sources without a name cannot be held to what they say.
Cannot show: why a source was heard, or what it said; speakers that the study's file of sources
does not know are of kind other, and the rules miss some speakers and mistake others. Words said
are all words of a quotation, where only part of it is direct speech, too.
Sources: Sigal, L. V. (1973). Reporters and officials. Heath, for kinds; Culbertson, H. M. (1975).
Veiled news sources: who and what are they? ANPA News Research Bulletin 3, for speakers without a
name; Caldas-Coulthard, C. R. (1994). On reporting reporting. In M. Coulthard (ed.), Advances in
written text analysis, 295-308, Routledge, for verbs.
"""

from collections.abc import Iterator

import pandas as pd

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import (
    Compared,
    comparison_table,
    comparisons,
    scope_columns,
)
from crossframe.stats.rates import PER, frequent
from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Sample
from crossframe.stats.values import value_columns, value_table
from crossframe.stats.wholes import counted_shares, held_voices, or_nothing

TITLE = "Sources"
READS = ("sources",)
DIMENSIONS = ("all", "voice", "kind", "naming", "stance")
DENSITY, OF_QUOTATIONS, OF_WORDS = "per_1000_words", "share_of_quotations", "share_of_words"


class Options(Model):
    """No keys."""


ITEM = {
    "dimension": schemas.one_of(DIMENSIONS, "What its categories tell apart; all: nothing."),
    "category": schemas.column("str", "The category."),
    "statistic": schemas.one_of((DENSITY, OF_QUOTATIONS, OF_WORDS), "What the row states."),
}
OUTPUT = schemas.Table(
    "sources",
    "Quotations by outlet and voice, and by kind, naming and verb of their speakers.",
    ("outlet", "voice", *ITEM),
    value_columns(ITEM, "Value of the statistic", "voice, dimension and statistic")
    | {
        "n": schemas.count("Quotations of the category, or words said in them."),
        "n_of": schemas.count("Quotations, words said, or words, that they are counted among."),
    }
    | scope_columns(),
)
COMPARISONS = comparison_table(
    "sources", ITEM, "value of the statistic", "voice, dimension, statistic and comparison"
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, category and statistic."""
    return value_table(sample, or_nothing(sample, _compared(features, sample), ITEM))


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per category and voice for all outlets together, and for every pair."""
    return comparisons(sample, or_nothing(sample, _compared(features, sample), ITEM))


def _compared(features: Features, sample: Sample) -> Iterator[Compared]:
    """Yield density and shares, dimension by dimension."""
    quotations = _with_dimensions(features["sources"])
    one, held = pd.Series(1, index=quotations.index), held_voices(sample, quotations)
    together = [voice for voice in held if voice == "all"]
    for dimension in ("all", "voice") if together else ():
        yield _density(_counted(quotations, dimension, DENSITY, one), features, sample)
    for dimension in DIMENSIONS[1:]:
        voices = together if dimension == "voice" else held
        for statistic, n in ((OF_QUOTATIONS, one), (OF_WORDS, quotations["n_tokens"])):
            counted = _counted(quotations, dimension, statistic, n)
            items = frequent(counted, ITEM, min_count=0)
            yield from counted_shares(sample, counted, items, voices)


def _with_dimensions(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations with the category of each dimension, where they have one."""
    naming = sources["named"].map({True: "named", False: "unnamed"})
    return sources.assign(
        all="all",
        naming=naming.where(sources["speaker"].notna(), "unattributed"),
        stance=sources["stance"].where(sources["verb"].notna()),
    )


def _counted(
    quotations: pd.DataFrame, dimension: str, statistic: str, n: "pd.Series[int]"
) -> pd.DataFrame:
    """Return the quotations that have a category of the dimension, as items with their counts."""
    counted = quotations.assign(
        dimension=dimension, category=quotations[dimension], statistic=statistic, n=n
    )
    return counted.dropna(subset="category")


def _density(counted: pd.DataFrame, features: Features, sample: Sample) -> Compared:
    """Return quotations per 1,000 words of the articles."""
    items = frequent(counted, ITEM, min_count=0)
    counts = sample.units.counts(counted, items, "all")
    words = sample.units.tokens(features["passages"], "all")
    result = ratios(sample, counts, words).times(PER)
    return Compared("all", items.to_frame(index=False), counts, words, True, result)
