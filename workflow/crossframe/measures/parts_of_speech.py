"""Rates of parts of speech per 1,000 words.

Reads: terms and passages.
Formula: rate = 1,000 x terms of the part of speech / words.
Reads as: many nouns mark informational prose, many verbs and adverbs narrative prose.
Cannot show: parts of speech that the config does not count as terms; the model's own errors.
Source: Biber, D. (1988). Variation across speech and writing. Cambridge University Press.
"""

import pandas as pd

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import comparison_table, comparisons
from crossframe.stats.rates import RATE, compared_rates, frequent, rate_columns, rate_table
from crossframe.stats.resampling import Sample

TITLE = "Parts of speech"
READS = ("terms",)
ITEM = {"pos": schemas.column("str", "Part of speech (Universal Dependencies).")}


class Options(Model):
    """No keys."""


OUTPUT = schemas.Table(
    "parts_of_speech",
    "Rates of parts of speech by outlet and voice.",
    ("outlet", "voice", *ITEM),
    rate_columns(ITEM),
)
COMPARISONS = comparison_table("parts_of_speech", ITEM, RATE)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and part of speech."""
    items = frequent(features["terms"], ITEM, min_count=1)
    return rate_table(features["terms"], features["passages"], sample, items)


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    items = frequent(features["terms"], ITEM, min_count=1)
    rates = compared_rates(features["terms"], features["passages"], sample, items)
    return comparisons(sample, rates)
