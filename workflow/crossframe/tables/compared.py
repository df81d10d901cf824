"""Values of outlets side by side: their rows, and those of their differences with the evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crossframe.stats import intervals
from crossframe.stats.arrangements import Sides, all_sides
from crossframe.stats.arrays import Bools, Floats, Ints, Values
from crossframe.stats.intervals import Interval
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.permutation import Evidence, compare
from crossframe.stats.ratios import ALL_ALIKE, FEW_HOLD, FEW_UNITS, NO_OCCURRENCE, Ratios
from crossframe.stats.sample import Sample
from crossframe.tables.columns import P_VALUES

NO_STRATUM = "no units of two outlets are alike in stratum and size: no test"
CHOSEN = "no interval: outlets chosen by value"
# What stands in a row of an outlet, by column.
VALUE = {name: name for name in ("value", "low", "high")}
AGAINST = {name: name for name in ("rest", "difference", "difference_low", "difference_high")}

Cells = dict[str, Any]  # columns of some rows, each an array, or what all of them have in common
Own = Callable[["Compared"], Cells]


class Compared(NamedTuple):
    """What outlets are compared by in a voice.

    Attributes:
        voice: One of `VOICES`.
        items: The items' columns, statistic and unit_of_value, n_items rows.
        numerators: Counts or scores by unit and item, shape (n_units, n_items).
        sizes: Size of each unit, shape (n_units,).
        counts: Whether numerators are counts, which vary with their rate, or scores.
        result: The outlets' ratios.
    """

    voice: str
    items: pd.DataFrame
    numerators: Values
    sizes: Ints
    counts: bool
    result: Ratios


def compared_rows(
    sample: Sample, compared: Iterable[Compared], *of_q: str, own: Own | None = None
) -> list[pd.DataFrame]:
    """Return the rows of every outlet, and the comparisons that could be made.

    Args:
        sample: The units, and the families of comparisons that are tested.
        compared: What outlets are compared by; items that have wholes of their own, such as the
            names of an actor, each by themselves.
        of_q: Columns that rows have in common whose q are reckoned together, where those of
            several `compared` are.
        own: Returns more columns of the rows of outlets, flattened.
    """
    outlets: list[Cells] = []
    between: list[Cells] = []
    for each in compared:
        found = compare(sample, sample.families, each.numerators, each.sizes, counts=each.counts)
        evidence = against_rest(sample, found["rest"])
        more = own(each) if own else {}
        against = each.result.columns(**AGAINST)
        outlets.append(_stated(sample, each) | against | evidence | more)
        if "omnibus" in found:
            between.append(_omnibus(sample, each, found["omnibus"]))
        if "pairs" in found:
            between.append(_pairs(sample, each, found["pairs"]))
    rows, differences = (_joined(sample, parts) for parts in (outlets, between))
    if of_q:
        rows, differences = _with_q(rows, *of_q), _with_q(differences, *of_q, "comparison")
    return [rows, _made(differences)]


def listed_rows(sample: Sample, compared: Iterable[Compared]) -> pd.DataFrame:
    """Return the rows of every outlet, without tests."""
    return _joined(sample, [_stated(sample, each) for each in compared])


def item_frame(sample: Sample, items: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return outlet, voice and item of arrays of shape (n_outlets, n_items), flattened."""
    outlets = sample.units.outlets
    columns = {str(name): np.tile(items[name], len(outlets)) for name in items}
    return pd.DataFrame({"outlet": np.repeat(outlets, len(items)), "voice": voice, **columns})


def scope(sample: Sample, result: Ratios) -> Cells:
    """Return the values of `columns.scope`, flattened."""
    note = pd.Series(result.note.ravel(), dtype="str")
    return {
        "n_units": result.n_units.ravel(),
        "unit": sample.units.kind,
        "scope": sample.units.scope,
        "note": note.where(note != ""),
    }


def against_rest(sample: Sample, found: Evidence) -> Cells:
    """Return the values of `columns.evidence` for every outlet against the rest, flattened."""
    columns = _evidence(found, all_sides("rest", len(sample.units.outlets)))
    return {name: values.ravel() for name, values in columns.items()}


def noted(note: pd.Series, p: Floats, *of_interval: str) -> pd.Series:
    """Return notes that also say why there is no p-value, where nothing else does.

    Args:
        note: Notes, some missing.
        p: The p-values.
        of_interval: More notes that speak of the interval alone.
    """
    said = note.astype("str")
    unsaid = np.isnan(p) & (said.isna() | said.isin([FEW_HOLD, ALL_ALIKE, CHOSEN, *of_interval]))
    return said.mask(unsaid, (said + "; ").fillna("") + NO_STRATUM)


def _joined(sample: Sample, parts: Sequence[Cells]) -> pd.DataFrame:
    """Return rows in parts as one table, with unit and scope; notes say why p is missing."""
    if not parts:
        return pd.DataFrame()
    columns = {
        name: np.concatenate([np.broadcast_to(part[name], len(part["value"])) for part in parts])
        for name in parts[0]
    }
    table = pd.DataFrame(columns).assign(unit=sample.units.kind, scope=sample.units.scope)
    note = table["note"].astype("str")
    note = note.where(note != "")
    return table.assign(note=noted(note, columns["p"]) if "p" in columns else note)


def _with_q(rows: pd.DataFrame, *family: str) -> pd.DataFrame:
    """Return rows with their q over all that agree in the columns of a family."""
    if rows.empty:
        return rows
    by_family = rows.groupby(list(family))["p_pooled"]
    return rows.assign(q=by_family.transform(lambda p: benjamini_hochberg(p.to_numpy())))


def _made(table: pd.DataFrame) -> pd.DataFrame:
    """Return the comparisons that could be made, by a test or an interval.

    Of the others the table of the outlets has the values, and says why not.
    """
    if table.empty:
        return table
    return table[table["p"].notna() | table["difference_low"].notna()]


def _stated(sample: Sample, compared: Compared) -> Cells:
    """Return outlet, voice, item, value and interval of every row, with its part and whole.

    The part of a mean is all that it is the mean of.
    """
    outlets, result = np.array(sample.units.outlets, dtype=object), compared.result
    part = "numerator" if compared.counts else "denominator"
    return {
        "outlet": np.repeat(outlets, len(compared.items)),
        "voice": compared.voice,
        **_items(compared, len(outlets)),
        **result.columns(**VALUE, n=part, n_of="denominator", n_units="n_units", note="note"),
    }


def _items(compared: Compared, times: int) -> Cells:
    """Return the items' columns, repeated."""
    items = compared.items
    return {str(name): np.tile(items[name].to_numpy(dtype=object), times) for name in items}


def _omnibus(sample: Sample, compared: Compared, found: Evidence) -> Cells:
    """Return a row for every item, with the outlets whose values are highest and lowest."""
    result = compared.result
    highest = np.nan_to_num(result.value, nan=-np.inf).argmax(axis=0)
    lowest = np.nan_to_num(result.value, nan=np.inf).argmin(axis=0)
    n_units = result.n_units.min(axis=0)
    reasons = {
        FEW_UNITS: n_units < sample.inference.min_units,
        NO_OCCURRENCE: (result.note == NO_OCCURRENCE).all(axis=0),
        CHOSEN: True,
    }
    evidence = _evidence(found, all_sides("omnibus", len(result.value)))
    rows = _rows(sample, compared, evidence, (highest[None], lowest[None]), reasons)
    return rows | {
        "comparison": "omnibus",
        "difference_low": np.nan,
        "difference_high": np.nan,
        "n_units": n_units,
    }


def _pairs(sample: Sample, compared: Compared, found: Evidence) -> Cells:
    """Return a row for every pair and item."""
    pairs = all_sides("pairs", len(sample.units.outlets))
    places = np.array(pairs)
    shape = (len(places), len(compared.items))
    sides = np.broadcast_to(places[:, 0, None], shape), np.broadcast_to(places[:, 1, None], shape)
    notes = [compared.result.note[side] for side in places.T]
    reasons = {
        why: np.any([note == why for note in notes], axis=0)
        for why in (FEW_UNITS, NO_OCCURRENCE, ALL_ALIKE, FEW_HOLD)
    }
    rows = _rows(sample, compared, _evidence(found, pairs), sides, reasons)
    return rows | {"comparison": "pair"}


def _rows(
    sample: Sample,
    compared: Compared,
    evidence: dict[str, Floats],
    sides: tuple[Ints, Ints],
    reasons: Mapping[str, Bools | bool],
) -> Cells:
    """Return a row for every comparison and item.

    Args:
        sample: The units.
        compared: What they are compared by.
        evidence: Columns of the evidence, each of shape (n_comparisons, n_items).
        sides: Places of the two outlets, each of shape (n_comparisons, n_items).
        reasons: Where which note stands, the first that holds.
    """
    result, outlets = compared.result, np.array(sample.units.outlets, dtype=object)
    ends = result.value, result.low, result.high
    here, there = (
        Interval(*(np.take_along_axis(end, side, axis=0) for end in ends)) for side in sides
    )
    found = intervals.difference(here, there)
    notes = np.select([*reasons.values()], [*reasons], default="")
    cells = evidence | {
        "outlet": outlets[sides[0]],
        "other": outlets[sides[1]],
        "value": here.value,
        "rest": there.value,
        "difference": found.value,
        "difference_low": found.low,
        "difference_high": found.high,
        "n_units": np.minimum(*(np.take_along_axis(result.n_units, s, axis=0) for s in sides)),
        "note": np.broadcast_to(notes, sides[0].shape),
    }
    flat = {name: values.ravel() for name, values in cells.items()}
    return flat | _items(compared, len(sides[0])) | {"voice": compared.voice}


def _evidence(found: Evidence, sides: Sequence[Sides]) -> dict[str, Floats]:
    """Return the p-values by comparison and item, missing where not tested."""
    places = [sides.index(side) for side in found.sides]
    columns = {name: np.full((len(sides), found.p.shape[1]), np.nan) for name in P_VALUES}
    for name, values in columns.items():
        values[places] = getattr(found, name)[:, :, 0]
    return columns
