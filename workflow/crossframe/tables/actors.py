"""The template of measures that compare what stands with an actor, each actor by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crossframe.drawing import CROSS, EDGE, lines
from crossframe.measure import Features
from crossframe.stats.arrays import Ints
from crossframe.stats.sample import Sample
from crossframe.tables.columns import Item
from crossframe.tables.compared import Compared
from crossframe.tables.values import Sums, frequent

LIMIT = "Pronouns are no mentions of an actor, and names that the study does not list are none."
# What captions say of their marks.
MARKS = f"""
{lines("mentions").removesuffix(".")}; an outlet with fewer than
{{{{ config.inference.min_units }}}} units that mention the actor has none, and its marks are
hollow. {EDGE} {CROSS.removesuffix(".")}, no mark an outlet that never mentions the actor.
""".strip()
Value = Callable[[Sample, str, pd.DataFrame, Sums, Ints], Compared]


@dataclass(frozen=True)
class OfActors:
    """Items of each actor, in parts of its mentions.

    Attributes:
        feature: The feature table that holds the items.
        item: Columns of the items, that of the actor first.
        value: Returns what is compared of an actor in a voice, of parts and of its mentions.
        fewest_items: Fewest items of an actor with which it is compared.
    """

    feature: str
    item: Item
    value: Value
    fewest_items: int = 1

    def compared(
        self, features: Features, sample: Sample, *, min_count: int = 1, min_mentions: int = 1
    ) -> Iterator[Compared]:
        """Yield the items of every actor in every voice.

        Args:
            features: The feature tables.
            sample: The units.
            min_count: Fewest occurrences of an item in the corpus.
            min_mentions: Fewest mentions of an actor.
        """
        mentions = features["mentions"].assign(n=1)
        table = mentions if self.feature == "mentions" else features[self.feature]
        items = frequent(table, self.item, min_count)
        of_actor = items.get_level_values("actor")
        often = frequent(mentions, ("actor",), min_mentions)
        places = {actor: np.flatnonzero(of_actor == actor) for (actor,) in often}
        for voice in sample.voices:
            counts = sample.units.counts(table, items, voice)
            named = sample.units.counts(mentions, often, voice)
            for number, place in enumerate(places.values()):
                if len(place) >= self.fewest_items:
                    sizes = named[:, [number]].sum(axis=1)
                    own = items[place].to_frame(index=False)
                    yield self.value(sample, voice, own, counts[:, place], sizes)
