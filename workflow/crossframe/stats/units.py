"""The unit of inference: what intervals and tests rest on, and what results speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe import feature_tables
from crossframe.errors import StudyError
from crossframe.stats.arrays import Ints

UnitKind = Literal["article", "passage"]
# What results speak of, by unit: passages of single articles carry no inference to outlets.
SCOPES: dict[UnitKind, str] = {"article": "across-articles", "passage": "within-article"}
VOICES = ("all", *feature_tables.VOICES)  # all: together


@dataclass(frozen=True)
class Units:
    """The units of a corpus, in the order of their ids.

    Attributes:
        kind: Whether articles or passages are the unit.
        ids: Id of each unit, shape (n_units,).
        outlet: Position in `outlets` of each unit's outlet, shape (n_units,).
        stratum: Stratum of each unit within which outlets are compared; empty where none is stated.
        outlets: The outlets, in the order of display.
        places: Position of the unit of each article and passage.
    """

    kind: UnitKind
    ids: tuple[str, ...]
    outlet: Ints
    stratum: tuple[str, ...]
    outlets: tuple[str, ...]
    places: "pd.Series[int]"

    @property
    def scope(self) -> str:
        """What results speak of."""
        return SCOPES[self.kind]

    @cached_property
    def members(self) -> sparse.csr_array:
        """Which units are each outlet's: 1 or 0, shape (n_outlets, n_units)."""
        cells = np.ones(len(self.ids), dtype=np.int64), (self.outlet, np.arange(len(self.ids)))
        return sparse.coo_array(cells, shape=(len(self.outlets), len(self.ids))).tocsr()

    def of(self, table: pd.DataFrame) -> Ints:
        """Return the position of each row's unit, for a table with `article` and `passage`.

        Raises:
            StudyError: A row stands in a passage that the table of passages lacks.
        """
        key = pd.MultiIndex.from_frame(table[["article", "passage"]])
        at = self.places.index.get_indexer(key)
        if (at < 0).any():
            article, passage = key[at < 0][0]
            raise StudyError(f"article {article!r}: passage {passage} is not among the passages")
        return np.asarray(self.places)[at]

    def tokens(self, passages: pd.DataFrame, voice: str) -> Ints:
        """Return the tokens of each unit in a voice, shape (n_units,)."""
        rows = in_voice(passages, voice)
        sums = np.bincount(self.of(rows), weights=rows["n_tokens"], minlength=len(self.ids))
        return sums.astype(np.int64)

    def counts(self, table: pd.DataFrame, items: pd.MultiIndex, voice: str) -> sparse.csr_array:
        """Return occurrences by unit and item, shape (n_units, n_items).

        Args:
            table: Feature table with article, passage, voice, the items' columns and n.
            items: The items counted; others are left out.
            voice: One of `VOICES`.
        """
        rows = in_voice(table, voice)
        at = items.get_indexer(pd.MultiIndex.from_frame(rows[list(items.names)]))
        known = at >= 0
        cells = (rows["n"].to_numpy()[known], (self.of(rows)[known], at[known]))
        return sparse.coo_array(cells, shape=(len(self.ids), len(items)), dtype=np.int64).tocsr()


def choose_units(
    articles: pd.DataFrame, passages: pd.DataFrame, outlets: Sequence[str], min_articles: int
) -> Units:
    """Return articles as units where every outlet has `min_articles`, else passages."""
    facts = articles.set_index("article")
    outlet_of = facts["outlet"]
    kind: UnitKind = (
        "article"
        if outlet_of.value_counts().reindex(list(outlets), fill_value=0).min() >= min_articles
        else "passage"
    )
    held = passages[["article", "passage"]].drop_duplicates()
    held = held.astype({"article": "str"}).sort_values(["article", "passage"], kind="stable")
    ids = held["article"] if kind == "article" else held["article"] + "/" + held["passage"].map(str)
    codes, unique = pd.factorize(ids)
    first = held.groupby(codes, sort=True)["article"].first()
    position = {outlet: place for place, outlet in enumerate(outlets)}
    return Units(
        kind,
        tuple(unique),
        np.asarray(first.map(outlet_of).map(position), dtype=np.int64),
        tuple(first.map(facts["stratum"].fillna(""))),
        tuple(outlets),
        pd.Series(codes, index=pd.MultiIndex.from_frame(held)),
    )


def in_voice(table: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return the rows of a voice; all rows for 'all'."""
    return table if voice == "all" else table[table["voice"] == voice]


def voices_under(reported_speech: str) -> tuple[str, ...]:
    """Return the voices of tables, where indirect speech is one of its own (split) or another's."""
    return tuple(v for v in VOICES if v != "reported" or reported_speech == "split")
