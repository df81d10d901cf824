"""Words that the outlets put beside the actors: modifiers per 100 mentions.

Reads: modifiers, mentions and passages.
Formula: 100 x occurrences of the modifier with the actor, by whatever name / mentions of the
actor in the outlet and voice. Intervals as in `crossframe.stats.intervals`, as of a rate. max-T p
and p_pooled are over the modifiers of an actor, q over all actors.
Reads as: what an outlet makes of an actor beside naming it: 'militant', 'encrypted', 'popular'.
One mention can have several modifiers, so that an actor's values can add up to more than 100.
Cannot show: what is said of an actor by verbs and in other clauses; negation; errors of the
parser, frequent in headlines and long noun phrases.
Source: Reisigl, M. and Wodak, R. (2001). Discourse and discrimination. Routledge, for predication
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
from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Sample
from crossframe.stats.values import value_columns, value_table
from crossframe.stats.wholes import or_nothing, q_over, with_q

TITLE = "Modifiers of the actors"
READS = ("modifiers", "mentions")
PER = 100  # mentions; most modifiers stand with few of them
ITEM = {
    "actor": schemas.column("str", "The actor."),
    "modifier": schemas.column("str", "Lemma of an adjective or noun."),
}


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(
        ge=1, description="Fewest occurrences of a modifier with an actor in the corpus."
    )


OUTPUT = with_q(
    schemas.Table(
        "modifiers",
        "Modifiers of each actor by outlet and voice.",
        ("outlet", "voice", *ITEM),
        value_columns(ITEM, "Occurrences per 100 mentions of the actor", "voice and actor")
        | {
            "n": schemas.count("Occurrences with the actor."),
            "n_mentions": schemas.count("Mentions of the actor by the outlet in this voice."),
        }
        | scope_columns(),
    ),
    "voice",
)
COMPARISONS = with_q(
    comparison_table(
        "modifiers", ITEM, "occurrences per 100 mentions", "voice, comparison and actor"
    ),
    "voice and comparison",
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, actor and modifier."""
    table = value_table(sample, _compared(features, sample, options))
    return q_over(table.rename(columns={"n_of": "n_mentions"}), "voice")


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per modifier and voice for all outlets together, and for every pair."""
    return q_over(comparisons(sample, _compared(features, sample, options)), "voice", "comparison")


def _compared(features: Features, sample: Sample, options: Options) -> list[Compared]:
    return or_nothing(sample, _of_actors(features, sample, options), ITEM)


def _of_actors(features: Features, sample: Sample, options: Options) -> Iterator[Compared]:
    """Yield the modifiers of every actor in every voice."""
    mentions = features["mentions"].assign(n=1)
    modifiers = frequent(features["modifiers"], ITEM, options.min_count)
    of_actor = modifiers.get_level_values("actor")
    actors = pd.MultiIndex.from_arrays([of_actor.unique()], names=["actor"])
    for voice in sample.voices:
        counts = sample.units.counts(features["modifiers"], modifiers, voice)
        named = sample.units.counts(mentions, actors, voice)
        for number, (actor,) in enumerate(actors):
            places = np.flatnonzero(of_actor == actor)
            parts, sizes = counts[:, places], named[:, [number]].sum(axis=1)
            items, result = modifiers[places].to_frame(index=False), ratios(sample, parts, sizes)
            yield Compared(voice, items, parts, sizes, True, result.times(PER))
