"""What measures compare: rates, shares and means of items, counted over units."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe.stats.arrays import Floats, Ints
from crossframe.stats.ratios import ratios
from crossframe.stats.sample import Sample
from crossframe.stats.units import in_voice
from crossframe.tables.columns import PER_1000, SHARE
from crossframe.tables.compared import Compared

PER = 1_000  # rates are per thousand tokens everywhere
RATE = "rate"
Sums = Floats | Ints | sparse.csr_array


def frequent(table: pd.DataFrame, item: Iterable[str], min_count: int) -> pd.MultiIndex:
    """Return the items with at least `min_count` occurrences in the corpus, sorted."""
    totals = table.groupby(list(item))["n"].sum()
    kept = totals.index[totals >= min_count]
    return pd.MultiIndex.from_arrays(
        [kept.get_level_values(name).astype("str") for name in item], names=list(item)
    ).sort_values()


def rates(
    sample: Sample,
    table: pd.DataFrame,
    passages: pd.DataFrame,
    items: pd.MultiIndex,
    statistic: str = RATE,
) -> Iterator[Compared]:
    """Yield the rates of `items` per 1,000 tokens, voice by voice.

    Args:
        sample: The units.
        table: Feature table with article, passage, voice, the items' columns and n.
        passages: Feature table of passages.
        items: The items counted.
        statistic: What the rates are called.
    """
    for voice in sample.voices:
        counts = sample.units.counts(table, items, voice)
        tokens = sample.units.tokens(passages, voice)
        result = ratios(sample, counts, tokens).times(PER)
        named = _named(items.to_frame(index=False), statistic, PER_1000)
        yield Compared(voice, named, counts, tokens, True, result)


def shares(
    sample: Sample,
    voice: str,
    items: pd.DataFrame,
    parts: Sums,
    wholes: Ints,
) -> Compared:
    """Return the shares of `items` in a voice.

    Args:
        sample: The units.
        voice: One of `VOICES`.
        items: The items' columns, n_items rows.
        parts: Counts by unit and item, shape (n_units, n_items), each at most the whole.
        wholes: What they are shares of, by unit, shape (n_units,).
    """
    result = ratios(sample, parts, wholes, most=1)
    return Compared(voice, _named(items, SHARE, SHARE), parts, wholes, True, result)


def means(sample: Sample, voice: str, items: pd.DataFrame, sums: Sums, n: Ints) -> Compared:
    """Return the mean scores of `items` in a voice; arguments likewise, of sums of scores.

    The items say what their values are in.
    """
    return Compared(voice, items, sums, n, False, ratios(sample, sums, n, counts=False))


def counted_shares(
    sample: Sample,
    table: pd.DataFrame,
    items: pd.MultiIndex,
    voices: Iterable[str],
    statistic: str = SHARE,
) -> Iterator[Compared]:
    """Yield the shares of `items` in what a feature table counts, voice by voice.

    Args:
        sample: The units.
        table: Feature table with article, passage, voice, the items' columns and n.
        items: The items; the rows of others, and of none, count in the whole.
        voices: The voices, of `sample.voices`.
        statistic: What the shares are called, where the items do not say.
    """
    named = _named(items.to_frame(index=False), statistic, SHARE)
    for voice in voices:
        parts, rows = sample.units.counts(table, items, voice), in_voice(table, voice)
        wholes = unit_sums(sample, rows, [rows["n"]])[:, 0].astype(np.int64)
        yield shares(sample, voice, named, parts, wholes)


def held_voices(sample: Sample, table: pd.DataFrame) -> list[str]:
    """Return the sample's voices in which a feature table has rows, and 'all'."""
    return [voice for voice in sample.voices if voice == "all" or (table["voice"] == voice).any()]


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


def _named(items: pd.DataFrame, statistic: str, unit: str) -> pd.DataFrame:
    named = items.assign(unit_of_value=unit)
    return named if "statistic" in items else named.assign(statistic=statistic)
