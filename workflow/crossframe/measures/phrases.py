"""Rates of noun phrases per 1,000 words.

Reads: phrases and passages.
Formula: rate = 1,000 x occurrences / words, for noun phrases of 2 to 4 lemmas without articles,
pronouns and numbers before them.
Reads as: the higher, the more often.
Cannot show: phrases that too few passages share, as these are not released; a phrase within a
longer one is not counted on its own.
Source: phrases as spaCy's noun chunks.
"""

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import comparison_table, comparisons
from crossframe.stats.rates import RATE, compared_rates, frequent, rate_columns, rate_table
from crossframe.stats.resampling import Sample

TITLE = "Phrases"
READS = ("phrases",)
ITEM = {"phrase": schemas.column("str", "Lemmas of the phrase.")}


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a phrase in the corpus.")


OUTPUT = schemas.Table(
    "phrases",
    "Rates of noun phrases by outlet and voice.",
    ("outlet", "voice", *ITEM),
    rate_columns(ITEM),
)
COMPARISONS = comparison_table("phrases", ITEM, RATE)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and phrase."""
    items = frequent(features["phrases"], ITEM, options.min_count)
    return rate_table(features["phrases"], features["passages"], sample, items)


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    items = frequent(features["phrases"], ITEM, options.min_count)
    rates = compared_rates(features["phrases"], features["passages"], sample, items)
    return comparisons(sample, rates)
