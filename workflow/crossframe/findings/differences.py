"""The differences between outlets that the tables of the measures state."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from crossframe import measures, store
from crossframe.measure import Claims, Row
from crossframe.results import Results
from crossframe.schemas import Table

DIFFERENCE = ("difference", "difference_low", "difference_high")
VALUE = ("value", "low", "high")
SIDES = ("value", "rest", "difference")
NUMBERS = ("low", "high", "p_max_t")  # that some tables lack


class Effect(NamedTuple):
    """How far an outlet is from others: the number, and the ends of its interval."""

    value: float
    low: float
    high: float


class Counts(NamedTuple):
    """The differences that a table states, those with a test, and those that bear a claim."""

    n_rows: int
    n_tested: int
    n_found: int


@cache
def claims_of(measure: str) -> Claims:
    """Return how the differences of a measure that tests some become findings."""
    claims = measures.load(measure).claims
    if claims is None:
        raise ValueError(f"{measure} tests no difference")
    return claims


def effect_columns(columns: Sequence[str] | Row) -> tuple[str, str, str]:
    """Return the columns of an effect: a difference, or a value that states one by itself."""
    return DIFFERENCE if DIFFERENCE[0] in columns else VALUE


def effect(row: Row) -> Effect:
    """Return the effect that a row states."""
    return Effect(*(row[name] for name in effect_columns(row)))


def tables(measure: str, outlets: Sequence[str]) -> Sequence[Table]:
    """Return the tables of a measure that state its differences; of two outlets a pair is none."""
    return measures.load(measure).tables[: 1 if len(outlets) == 2 else None]


def stated(results: Results, table: Table, outlets: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Yield the rows of a table that state a difference, part by part.

    Args:
        results: The results.
        table: The table of a measure, or of its comparisons.
        outlets: All outlets; of two the first, as what the other's rows state is its mirror.
    """
    for part in results.typed_parts(table.name):
        if len(outlets) == 2:
            yield part[part["outlet"] == outlets[0]]
        else:
            yield part[part["comparison"] == "pair"] if "comparison" in part else part


def tested(results: Results, table: Table, outlets: Sequence[str]) -> pd.DataFrame:
    """Return the tested rows of a table; arguments as of `stated`.

    Beside its own columns a row has `other` (empty: all others), `low`, `high` and `p_max_t`.
    """
    parts = [_tested(part) for part in stated(results, table, outlets)]
    return pd.concat(parts, ignore_index=True)


def counts(results: Results, table: Table, outlets: Sequence[str], level: float) -> Counts:
    """Return the numbers of a table's differences; arguments as of `stated`, and of `claims`."""
    n_rows = n_tested = n_found = 0
    for part in stated(results, table, outlets):
        rows = _tested(part)
        n_rows += len(part)
        n_tested += len(rows)
        n_found += len(claims(rows, level))
    return Counts(n_rows, n_tested, n_found)


def _tested(part: pd.DataFrame) -> pd.DataFrame:
    rows = part[part["q"].notna()]
    lacking = {name: float("nan") for name in NUMBERS if name not in rows}
    others = {} if "other" in rows else {"other": ""}
    return rows.assign(note=store.cells(rows["note"]), **lacking, **others)


def identified(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return rows of `tested` with the ids of their rows (`row`), and with their `item`."""
    return rows.assign(row=store.row_ids(table, rows), item=store.items(table, rows))


def claims(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return the rows that bear a claim: by their test, and by an interval that leaves out 0.

    One that lacks a value on either side, or is without measure, bears none.
    """
    _, low, high = effect_columns([*rows])
    apart = (rows[low] > 0) | (rows[high] < 0)
    sides = [name for name in SIDES if name in rows]
    whole = rows[sides].abs().lt(float("inf")).all(axis=1)
    return rows[(rows["q"] <= level) & apart & whole]


def clearest(rows: pd.DataFrame, level: float, most: int) -> pd.DataFrame:
    """Return the rows of the items that are clearest, in any voice, of each outlet.

    Args:
        rows: Rows that bear a claim.
        level: Level at which max-T is a finding.
        most: Rows of an outlet by which its items are chosen.
    """
    order = pd.DataFrame({"doubted": ~(rows["p_max_t"] <= level), "size": -sizes(rows),
                          "row": rows["row"]})  # fmt: skip
    ordered = rows.loc[order.sort_values(["doubted", "size", "row"]).index]
    chosen = ordered.groupby("outlet").head(most)[["outlet", "item"]].drop_duplicates()
    held = pd.MultiIndex.from_frame(rows[["outlet", "item"]])
    return rows[held.isin(pd.MultiIndex.from_frame(chosen))]


def sizes(rows: pd.DataFrame) -> pd.Series:
    """Return effects in widths of their intervals, which all measures have in common.

    Where an end is open, the width is twice the side that there is.
    """
    value, *ends = effect_columns([*rows])
    sides = [(rows[value] - rows[end]).abs() for end in ends]
    width = 2 * pd.concat(sides, axis=1).mean(axis=1)
    return rows[value].abs() / width


def records(rows: pd.DataFrame, measure: str) -> Iterator[Mapping[str, Any]]:
    """Yield rows as mappings that name their measure and have their size."""
    for row in rows.assign(size=sizes(rows)).to_dict("records"):
        yield {str(name): cell for name, cell in row.items()} | {"measure": measure}
