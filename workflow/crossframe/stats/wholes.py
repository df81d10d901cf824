"""Tables of items that have wholes of their own, and of shares that are stated, not tested.

An actor's agents are a share of that actor's mentions, not of another's: each such item is
`Compared` by itself. Their q is then over all items, since a reader looks at all of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.stats.comparisons import P_VALUES, Compared, interval_columns, scope
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.rates import key_columns
from crossframe.stats.resampling import Sample
from crossframe.stats.units import in_voice
from crossframe.stats.values import shares, stated, unit_sums


def held_voices(sample: Sample, table: pd.DataFrame) -> list[str]:
    """Return the sample's voices in which a feature table has rows, and 'all'."""
    return [voice for voice in sample.voices if voice == "all" or (table["voice"] == voice).any()]


def with_q(table: schemas.Table, family: str) -> schemas.Table:
    """Return a schema whose q is over other rows than its other p-values.

    Args:
        table: The schema.
        family: What rows have in common whose q are reckoned together.
    """
    q = schemas.share(P_VALUES["q"].format(family), nullable=True)
    return replace(table, columns=table.columns | {"q": q})


def or_nothing(sample: Sample, compared: Iterable[Compared], item: Iterable[str]) -> list[Compared]:
    """Return what is compared; if that is nothing, no item of it, so that tables have columns."""
    nothing = np.zeros((len(sample.units.ids), 1), dtype=np.int64)
    columns = pd.DataFrame(columns=[*item], dtype="str")
    return [*compared] or [shares(sample, "all", columns, nothing[:, :0], nothing[:, 0])]


def q_over(rows: pd.DataFrame, *family: str) -> pd.DataFrame:
    """Return rows with their q over all that agree in the columns of a family."""
    by_family = rows.groupby(list(family))["p_pooled"]
    return rows.assign(q=by_family.transform(lambda p: benjamini_hochberg(p.to_numpy())))


def share_columns(item: Mapping[str, schemas.Column], value: str) -> dict[str, schemas.Column]:
    """Return the columns of a table of shares without tests.

    Args:
        item: Columns of its items.
        value: What is stated, as in 'Share of the quotations'.
    """
    return {
        **key_columns(item),
        "estimate": schemas.share(f"{value}.", nullable=True),
        **interval_columns(share=True),
    }


def counted_shares(
    sample: Sample, table: pd.DataFrame, items: pd.MultiIndex, voices: Iterable[str]
) -> Iterator[Compared]:
    """Yield the shares of `items` in what a feature table counts, voice by voice.

    Args:
        sample: The units.
        table: Feature table with article, passage, voice, the items' columns and n.
        items: The items; the rows of others, and of none, count in the whole.
        voices: The voices, of `sample.voices`.
    """
    for voice in voices:
        parts, rows = sample.units.counts(table, items, voice), in_voice(table, voice)
        wholes = unit_sums(sample, rows, [rows["n"]])[:, 0].astype(np.int64)
        yield shares(sample, voice, items.to_frame(index=False), parts, wholes)


def share_table(sample: Sample, compared: Iterable[Compared]) -> pd.DataFrame:
    """Return the rows of every outlet: value, interval, scope, part (n) and whole (n_of)."""
    return pd.concat([_shares(sample, each) for each in compared], ignore_index=True)


def _shares(sample: Sample, compared: Compared) -> pd.DataFrame:
    return stated(sample, compared).assign(**scope(sample, compared.result))
