"""Tone towards actors, by two lexicons, in the part of a sentence that concerns each.

Reads: mentions and passages.
Formula: a mention's window is the part of its sentence that concerns it, its own name masked.
mean = sum of the windows' scores / windows; share_negative and share_positive = windows beyond the
lexicon's neutral zone / windows; coverage = words of the windows that the lexicon knows / their
words. A window without a known word scores 0; a mention without a window does not count. Intervals
as in `sentiment`. max-T p and p_pooled are over the two lexicons of an actor, q over all actors.
Reads as: below 0, what is said around the actor is negative; above 0, positive. VADER runs from -1
to 1, AFINN from -5 to 5; they agree on an order of outlets or the order is in doubt.
Cannot show: stance. Whoever is reported to suffer stands among negative words, and so does whoever
is blamed. Where coverage is low, most windows score 0 and the mean rests on few words. A window
holds what the parser attaches to the mention, with its errors.
Sources: Hutto and Gilbert (2014) and Nielsen (2011), for the lexicons; Hamborg, F. and Donnay, K.
(2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment classification in political news
articles. EACL, 1663-1675, for sentiment by target and how hard it is in news.
"""

from collections.abc import Iterator

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats import tone
from crossframe.stats.comparisons import (
    Compared,
    comparison_table,
    comparisons,
    scope_columns,
)
from crossframe.stats.rates import frequent
from crossframe.stats.resampling import Sample
from crossframe.stats.units import in_voice
from crossframe.stats.values import value_columns, value_table
from crossframe.stats.wholes import or_nothing, q_over, with_q

TITLE = "Tone towards actors"
READS = ("mentions",)
TOGETHER = "actor and kind (mean, sides or coverage)"


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(ge=1, description="Fewest mentions of an actor in the corpus.")


ITEM = {"actor": schemas.column("str", "The actor.")} | tone.ITEM
OUTPUT = with_q(
    schemas.Table(
        "targets",
        "Tone towards actors by outlet, voice and lexicon.",
        ("outlet", "voice", *ITEM),
        value_columns(ITEM, "Value of the statistic", f"voice, {TOGETHER}")
        | {"n_of": schemas.count("Windows that the row rests on; of coverage, their words.")}
        | scope_columns(),
    ),
    "voice, lexicon and statistic",
)
COMPARISONS = with_q(
    comparison_table("targets", ITEM, "value of the statistic", f"voice, comparison, {TOGETHER}"),
    "voice, lexicon, statistic and comparison",
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, actor, lexicon and statistic."""
    compared = _compared(features["mentions"], sample, options.min_mentions)
    values = value_table(sample, compared).drop(columns="n")  # of means, a sum of scores
    return q_over(values, "voice", "lexicon", "statistic")


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    compared = _compared(features["mentions"], sample, options.min_mentions)
    return q_over(comparisons(sample, compared), "voice", "lexicon", "statistic", "comparison")


def _compared(mentions: pd.DataFrame, sample: Sample, least: int) -> list[Compared]:
    return or_nothing(sample, _of_actors(mentions, sample, least), ITEM)


def _of_actors(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    windows = mentions[mentions["n_tokens"] > 0]
    for (actor,) in frequent(mentions.assign(n=1), ["actor"], least):
        own = windows[windows["actor"] == actor]
        for voice in sample.voices:
            for each in tone.tones(sample, voice, in_voice(own, voice)):
                yield each._replace(items=each.items.assign(actor=actor))
