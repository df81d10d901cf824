"""Shares and means of items, side by side over outlets: the table that several measures share."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe import schemas
from crossframe.stats.comparisons import (
    Compared,
    against_rest,
    evidence_columns,
    scope,
)
from crossframe.stats.rates import item_frame, key_columns
from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Floats, Ints, Sample

Sums = Floats | Ints | sparse.csr_array


def value_columns(
    item: Mapping[str, schemas.Column], value: str, family: str
) -> dict[str, schemas.Column]:
    """Return the columns of a table of values.

    Args:
        item: Columns of its items.
        value: What is stated, as in 'Share of the mentions'.
        family: What rows have in common that are tested together.
    """
    described = {
        "estimate": f"{value}.",
        "low": "Lower end of its interval.",
        "high": "Upper end of its interval.",
        "rest": "The value of all other outlets.",
        "difference": "Estimate less rest.",
        "difference_low": "Lower end of its interval.",
        "difference_high": "Upper end of its interval.",
    }
    return {
        **key_columns(item),
        **{n: schemas.column("float64", text, nullable=True) for n, text in described.items()},
        **evidence_columns(family),
    }


def shares(sample: Sample, voice: str, items: pd.DataFrame, parts: Sums, wholes: Ints) -> Compared:
    """Return the shares of `items` in a voice.

    Args:
        sample: The units.
        voice: One of `VOICES`.
        items: The items' columns, n_items rows.
        parts: Counts by unit and item, shape (n_units, n_items), each at most the whole.
        wholes: What they are shares of, by unit, shape (n_units,).
    """
    return Compared(voice, items, parts, wholes, True, ratios(sample, parts, wholes, most=1))


def means(sample: Sample, voice: str, items: pd.DataFrame, sums: Sums, n: Ints) -> Compared:
    """Return the mean scores of `items` in a voice; arguments likewise, of sums of scores."""
    return Compared(voice, items, sums, n, False, ratios(sample, sums, n, counts=False))


def value_table(sample: Sample, compared: Iterable[Compared]) -> pd.DataFrame:
    """Return the rows of every outlet; beside `value_columns` and scope, part and whole of each.

    `n` is the sum of the numerators, `n_of` that of the sizes; a table keeps what its schema
    names, by its own names.
    """
    return pd.concat([_rows(sample, each) for each in compared], ignore_index=True)


def _rows(sample: Sample, compared: Compared) -> pd.DataFrame:
    against = ("rest", "difference", "difference_low", "difference_high")
    evidence = against_rest(sample, compared.numerators, compared.sizes, counts=compared.counts)
    return stated(sample, compared).assign(
        **compared.result.columns(**{name: name for name in against}),
        **evidence,
        **scope(sample, compared.result, evidence["p"]),
    )


def stated(sample: Sample, compared: Compared) -> pd.DataFrame:
    """Return outlet, voice, item, value and interval of every row, with its part and whole."""
    columns = compared.result.columns(
        estimate="value", low="low", high="high", n="numerator", n_of="denominator"
    )
    return item_frame(sample, compared.items, compared.voice).assign(**columns)


def unit_sums(sample: Sample, rows: pd.DataFrame, columns: Sequence["pd.Series"]) -> Floats:
    """Return the sums of columns by unit, shape (n_units, n_columns).

    Args:
        sample: The units.
        rows: Rows of a feature table, with article and passage.
        columns: Numbers or truth values, one of each row.
    """
    unit, n_units = sample.units.of(rows), len(sample.units.ids)
    return np.column_stack(
        [np.bincount(unit, weights=c.to_numpy(dtype=float), minlength=n_units) for c in columns]
    )
