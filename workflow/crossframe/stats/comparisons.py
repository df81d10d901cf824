"""Columns and tables of the evidence for differences between outlets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.stats import intervals
from crossframe.stats.arrangements import Sides, all_sides
from crossframe.stats.intervals import Interval
from crossframe.stats.permutation import Evidence, compare
from crossframe.stats.ratios import ALL_ALIKE, FEW_HOLD, FEW_UNITS, NO_OCCURRENCE, Ratios
from crossframe.stats.resampling import Bools, Floats, Ints, Sample, Values
from crossframe.stats.units import VOICES

P_VALUES = {
    "p": "Share of permutations of the outlets' labels with at least such a difference.",
    "p_pooled": "The same, of those of all rows of the same {} together: finer, what q rests on.",
    "p_max_t": "Share with such a difference in any row of the same {}.",
    "q": "Share of false findings to expect among all of the same {} that are at least as clear.",
}
NO_STRATUM = "no units of two outlets are alike in stratum and size: no test"
CHOSEN = "no interval: outlets chosen by value"
KINDS = ("omnibus", "pair")


class Compared(NamedTuple):
    """What outlets are compared by in a voice.

    Attributes:
        voice: One of `VOICES`.
        items: The items' columns, n_items rows.
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


def evidence_columns(family: str = "voice") -> dict[str, schemas.Column]:
    """Return the columns of the evidence for a difference.

    Args:
        family: What rows have in common that are tested together.
    """
    return {
        name: schemas.share(text.format(family), nullable=True) for name, text in P_VALUES.items()
    }


def interval_columns(
    of: str = "its", prefix: str = "", *, share: bool = False
) -> dict[str, schemas.Column]:
    """Return the columns of an interval's ends.

    Args:
        of: Whose, as in "the difference's".
        prefix: What their names begin with.
        share: Whether they are between 0 and 1.
    """
    texts = {"low": f"Lower end of {of} interval.", "high": f"Upper end of {of} interval."}
    return {
        f"{prefix}{end}": schemas.share(text, nullable=True)
        if share
        else schemas.column("float64", text, nullable=True)
        for end, text in texts.items()
    }


def scope_columns() -> dict[str, schemas.Column]:
    """Return the columns that every table ends with."""
    return {
        "n_units": schemas.count("Units that the row rests on."),
        "unit": schemas.one_of(("article", "passage"), "What intervals and tests rest on."),
        "scope": schemas.one_of(
            ("across-articles", "within-article"),
            "within-article: the figures describe these articles and carry no inference "
            "to the outlets.",
        ),
        "note": schemas.column(
            "str", "Why a value is missing, or to be read with care.", nullable=True
        ),
    }


def scope(sample: Sample, result: Ratios, p: Floats | None = None) -> dict[str, Any]:
    """Return the values of `scope_columns`, flattened.

    Args:
        sample: The units.
        result: What the rows state.
        p: The p-values, where rows have any.
    """
    note = pd.Series(result.note.ravel(), dtype="str")
    note = note.where(note != "")
    return {
        "n_units": result.n_units.ravel(),
        "unit": sample.units.kind,
        "scope": sample.units.scope,
        "note": note if p is None else noted(note, p),
    }


def comparison_table(
    measure: str,
    item: Mapping[str, schemas.Column],
    value: str,
    family: str = "voice and comparison",
) -> schemas.Table:
    """Return the schema of a measure's comparisons of all outlets together, and of every pair.

    Args:
        measure: Name of the measure.
        item: Columns of its items.
        value: What is compared, as in 'rate per 1,000 words'.
        family: What rows have in common that are tested together.
    """
    return schemas.Table(
        f"{measure}_comparisons",
        "Differences between all outlets together (omnibus), and between every pair, where "
        "there is a test or an interval.",
        ("comparison", "voice", *item, "outlet", "other"),
        {
            "comparison": schemas.one_of(KINDS, "omnibus: of all outlets; or of a pair."),
            "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
            **item,
            "outlet": schemas.column("str", "One outlet; omnibus: where the value is highest."),
            "other": schemas.column("str", "The other; omnibus: where it is lowest."),
            "value": schemas.column("float64", f"The outlet's {value}.", nullable=True),
            "other_value": schemas.column("float64", "The other's.", nullable=True),
            "difference": schemas.column("float64", "Value less the other's.", nullable=True),
            **interval_columns(),
            **evidence_columns(family),
            "n_units": schemas.count("Units of the side that has fewer; omnibus: of any outlet."),
            **scope_columns(),
        },
    )


def against_rest(
    sample: Sample, numerators: Values, sizes: Ints, *, counts: bool = True
) -> dict[str, Floats]:
    """Return the values of `evidence_columns` for every outlet against the rest, flattened."""
    found = compare(sample, ["rest"], numerators, sizes, counts=counts)["rest"]
    columns = _columns(found, all_sides("rest", len(sample.units.outlets)))
    return {name: values.ravel() for name, values in columns.items()}


def noted(note: pd.Series, p: Floats, *of_interval: str) -> pd.Series:
    """Return notes that also say why there is no p-value, where nothing else does.

    Args:
        note: Notes, some missing.
        p: The p-values.
        of_interval: More notes that speak of the interval alone.
    """
    said = note.astype("str")
    untold = np.isnan(p) & (said.isna() | said.isin([FEW_HOLD, ALL_ALIKE, CHOSEN, *of_interval]))
    return said.mask(untold, (said + "; ").fillna("") + NO_STRATUM)


def comparisons(sample: Sample, parts: Iterable[Compared]) -> pd.DataFrame:
    """Return the rows of a `comparison_table`."""
    rows = []
    for part in parts:
        found = compare(
            sample, ["omnibus", "pairs"], part.numerators, part.sizes, counts=part.counts
        )
        rows += [_omnibus(sample, part, found["omnibus"]), _pairs(sample, part, found["pairs"])]
    return pd.concat(rows, ignore_index=True)


def made(table: pd.DataFrame) -> pd.DataFrame:
    """Return the comparisons that could be made, by a test or an interval.

    Of the others the table of the outlets has the values, and says why not.
    """
    return table[table["p"].notna() | table["low"].notna()]


def _omnibus(sample: Sample, compared: Compared, found: Evidence) -> pd.DataFrame:
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
    evidence = _columns(found, all_sides("omnibus", len(result.value)))
    rows = _rows(sample, compared, evidence, (highest[None], lowest[None]), reasons)
    return rows.assign(comparison="omnibus", low=np.nan, high=np.nan, n_units=n_units)


def _pairs(sample: Sample, compared: Compared, found: Evidence) -> pd.DataFrame:
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
    rows = _rows(sample, compared, _columns(found, pairs), sides, reasons)
    return rows.assign(comparison="pair")


def _rows(
    sample: Sample,
    compared: Compared,
    evidence: dict[str, Floats],
    sides: tuple[Ints, Ints],
    reasons: Mapping[str, Bools | bool],
) -> pd.DataFrame:
    """Return a row for every comparison and item.

    Args:
        sample: The units.
        compared: What they are compared by.
        evidence: Columns of the evidence, each of shape (n_comparisons, n_items).
        sides: Places of the two outlets, each of shape (n_comparisons, n_items).
        reasons: Where which note stands, the first that holds.
    """
    result, outlets = compared.result, np.array(sample.units.outlets)
    ends = result.value, result.low, result.high
    here, there = (
        Interval(*(np.take_along_axis(end, side, axis=0) for end in ends)) for side in sides
    )
    found = intervals.difference(here, there)
    notes = np.select([*reasons.values()], [*reasons], default="")
    n_comparisons = len(sides[0])
    columns = evidence | {
        "outlet": outlets[sides[0]],
        "other": outlets[sides[1]],
        "value": here.value,
        "other_value": there.value,
        "difference": found.value,
        "low": found.low,
        "high": found.high,
        "n_units": np.minimum(*(np.take_along_axis(result.n_units, s, axis=0) for s in sides)),
        "note": np.broadcast_to(notes, sides[0].shape),
        **{str(k): np.tile(column, (n_comparisons, 1)) for k, column in compared.items.items()},
    }
    frame = pd.DataFrame({name: values.ravel() for name, values in columns.items()})
    note = frame["note"].where(frame["note"] != "").astype("str")
    return frame.assign(
        note=noted(note, frame["p"].to_numpy()),
        voice=compared.voice,
        unit=sample.units.kind,
        scope=sample.units.scope,
    )


def _columns(found: Evidence, sides: Sequence[Sides]) -> dict[str, Floats]:
    """Return the values of `evidence_columns` by comparison and item, missing where not tested."""
    tested = [sides.index(side) for side in found.sides]
    columns = {name: np.full((len(sides), found.p.shape[1]), np.nan) for name in P_VALUES}
    for name, values in columns.items():
        values[tested] = getattr(found, name)[:, :, 0]
    return columns
