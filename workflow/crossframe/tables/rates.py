"""The template of measures that count items per 1,000 words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe.config import Model
from crossframe.measure import MORE, Features, Saying
from crossframe.schemas import Table
from crossframe.stats import dispersion
from crossframe.stats.arrays import Ints
from crossframe.stats.dispersion import Parts
from crossframe.stats.sample import Sample
from crossframe.tables import columns
from crossframe.tables.columns import Columns, Item
from crossframe.tables.compared import Cells, Compared, compared_rows
from crossframe.tables.values import RATE, frequent, rates

OF_WORDS = "{value} times per 1,000 words"
IN_WORDS = "{n:,} in {n_of:,} words"
Finish = Callable[[pd.DataFrame, Features, Sample], pd.DataFrame]


class Frequent(Model):
    """Options of a measure that leaves out what is rare."""

    min_count: int


def said_of_rates(clause: str, **of: str) -> Saying:
    """Return how differences of a rate are said; `of` as in `Saying`."""
    return Saying(clause, MORE, OF_WORDS, IN_WORDS, of)


@dataclass(frozen=True)
class Rates:
    """Rates of the items of a feature table.

    Attributes:
        name: Name of the table of rates.
        description: What it holds.
        feature: The feature table.
        item: Columns of the items.
        own: Columns beside those of all tables of rates.
        finish: Adds them, to the rows of outlets.
    """

    name: str
    description: str
    feature: str
    item: Item
    own: Columns = field(default_factory=dict)
    finish: Finish | None = None

    @property
    def tables(self) -> tuple[Table, Table]:
        """The schemas of the rates, and of their comparisons."""
        return columns.Stated(
            self.name,
            self.description,
            self.item,
            (RATE,),
            "Occurrences per 1,000 words",
            columns.counts("Occurrences.", "Words of the outlet in this voice."),
        ).compared(own=columns.dispersion() | self.own)

    def compute(self, features: Features, sample: Sample, options: Model) -> Sequence[pd.DataFrame]:
        """Return one row per outlet, voice and item, and the comparisons."""
        least = options.min_count if isinstance(options, Frequent) else 1
        table = features[self.feature]
        items = frequent(table, self.item, least)
        compared = rates(sample, table, features["passages"], items)
        rows, between = compared_rows(sample, compared, own=lambda each: _spread(sample, each))
        if self.finish:
            rows = self.finish(rows, features, sample)
        return [rows, between]


def parts_of_outlets(sample: Sample, counts: sparse.csr_array, tokens: Ints) -> list[Parts]:
    """Return where the items of each outlet stand.

    Args:
        sample: The units.
        counts: Occurrences by unit and item, shape (n_units, n_items).
        tokens: Tokens by unit, shape (n_units,).
    """
    outlet = sample.units.outlet
    return [
        dispersion.parts_of(counts[outlet == place], tokens[outlet == place])
        for place in range(len(sample.units.outlets))
    ]


def spread(outlets: Sequence[Parts]) -> Cells:
    """Return the values of `columns.dispersion`, flattened."""
    units_with = np.concatenate([dispersion.n_units_with(parts) for parts in outlets])
    return {
        "n_units_with": units_with,
        "dp": np.concatenate([dispersion.dp(parts) for parts in outlets]),
        "dp_norm": np.concatenate([dispersion.dp_norm(parts) for parts in outlets]),
        "one_unit": units_with == 1,
    }


def _spread(sample: Sample, compared: Compared) -> Cells:
    counts = sparse.csr_array(compared.numerators)
    return spread(parts_of_outlets(sample, counts, compared.sizes))
