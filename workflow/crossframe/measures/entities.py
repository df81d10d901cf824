"""Rates of named entities per 1,000 words.

Reads: entities and passages.
Formula: rate = 1,000 x mentions / words. The variants of an actor in the names file count as one.
Reads as: who and what an outlet names.
Cannot show: mentions by pronoun or description; names of more than four words, which are not
released; the small model's errors, which are frequent for names that the file does not list.
Source: entities as spaCy's recogniser and the study's names file find them.
"""

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import comparison_table, comparisons
from crossframe.stats.rates import RATE, compared_rates, frequent, rate_columns, rate_table
from crossframe.stats.resampling import Sample

TITLE = "Named entities"
READS = ("entities",)
ITEM = {
    "entity": schemas.column("str", "The name."),
    "kind": schemas.column("str", "Kind of entity."),
}


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest mentions of an entity in the corpus.")


OUTPUT = schemas.Table(
    "entities",
    "Rates of named entities by outlet and voice.",
    ("outlet", "voice", *ITEM),
    rate_columns(ITEM),
)
COMPARISONS = comparison_table("entities", ITEM, RATE)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and entity."""
    items = frequent(features["entities"], ITEM, options.min_count)
    return rate_table(features["entities"], features["passages"], sample, items)


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    items = frequent(features["entities"], ITEM, options.min_count)
    rates = compared_rates(features["entities"], features["passages"], sample, items)
    return comparisons(sample, rates)
