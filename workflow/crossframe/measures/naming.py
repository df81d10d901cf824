"""By which names the outlets call the actors: shares of an actor's variants.

Reads: mentions and passages.
Formula: share = mentions by the variant / mentions of the actor in the outlet and voice.
Intervals as in `crossframe.stats.intervals`, as of a share. The shares of an actor in an outlet and
voice add up to 1. max-T p and p_pooled are over the names of an actor, q over all actors.
Reads as: which name an outlet prefers where it has the choice; its sources' choice under quoted
and reported.
Cannot show: pronouns and descriptions that the names file lacks; why a name was chosen, as
house style, date or source. An actor that the corpus names in one way only has no row.
Source: Reisigl, M. and Wodak, R. (2001). Discourse and discrimination. Routledge, for nomination
as a strategy.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import Compared, comparison_table, comparisons, scope_columns
from crossframe.stats.rates import frequent
from crossframe.stats.resampling import Sample
from crossframe.stats.values import shares, value_columns, value_table
from crossframe.stats.wholes import or_nothing, q_over, with_q

TITLE = "Names of the actors"
READS = ("mentions",)
ITEM = {
    "actor": schemas.column("str", "The actor."),
    "variant": schemas.column("str", "How it is named."),
}


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(ge=1, description="Fewest mentions of an actor in the corpus.")


OUTPUT = with_q(
    schemas.Table(
        "naming",
        "Shares of the names of each actor by outlet and voice.",
        ("outlet", "voice", *ITEM),
        value_columns(ITEM, "Share of the actor's mentions", "voice and actor")
        | {
            "n": schemas.count("Mentions by this name."),
            "n_mentions": schemas.count("Mentions of the actor by the outlet in this voice."),
        }
        | scope_columns(),
    ),
    "voice",
)
COMPARISONS = with_q(
    comparison_table(
        "naming", ITEM, "share of the actor's mentions", "voice, comparison and actor"
    ),
    "voice and comparison",
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, actor and variant."""
    table = value_table(sample, _compared(features, sample, options))
    return q_over(table.rename(columns={"n_of": "n_mentions"}), "voice")


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per variant and voice for all outlets together, and for every pair."""
    return q_over(comparisons(sample, _compared(features, sample, options)), "voice", "comparison")


def _compared(features: Features, sample: Sample, options: Options) -> list[Compared]:
    return or_nothing(sample, _of_actors(features, sample, options), ITEM)


def _of_actors(features: Features, sample: Sample, options: Options) -> Iterator[Compared]:
    """Yield the shares of every actor in every voice."""
    mentions = features["mentions"].assign(n=1)
    variants = frequent(mentions, ITEM, min_count=1)
    actors = variants.get_level_values("actor")
    often = frequent(mentions, ("actor",), options.min_mentions).get_level_values("actor")
    named = [np.flatnonzero(actors == actor) for actor in often]
    for voice in sample.voices:
        counts = sample.units.counts(mentions, variants, voice)
        for places in named:
            if len(places) > 1:
                parts = counts[:, places]
                items = variants[places].to_frame(index=False)
                yield shares(sample, voice, items, parts, parts.sum(axis=1))
