"""The differences between outlets that the tables of the measures state, in columns of one name."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe import measures, store
from crossframe.schemas import Table

ITEM_BETWEEN = " | "  # the parts of an item, as in the table of readings
NOT_ITEM = ("outlet", "other", "voice", "comparison")
REST = {
    "rate_per_1000": "value",
    "estimate": "value",
    "rest_per_1000": "rest",
    "difference_per_1000": "difference",
}
PAIR = {"other_value": "rest", "low": "difference_low", "high": "difference_high"}
# The interval of a keyword is that of its log ratio.
RATIO = {"log_ratio": "difference", "low": "difference_low", "high": "difference_high"}
ENDS = ("difference_low", "difference_high")
SIDES = ("value", "rest", "difference")
NUMBERS = ("low", "high", "p_max_t")  # that some tables lack


def tested(measure: str) -> bool:
    """Return whether a measure tests the differences that it states."""
    columns = measures.load(measure).OUTPUT.columns
    return "q" in columns and "other" not in columns


def schemas(measure: str, outlets: Sequence[str]) -> list[Table]:
    """Return the tables of a measure that state its differences; of two outlets a pair is none."""
    return measures.outputs(measure)[: 1 if len(outlets) == 2 else None]


def read(results: Path, table: Table, outlets: Sequence[str]) -> pd.DataFrame:
    """Return the tested rows of a table, with columns of the same names for every measure.

    Args:
        results: Folder of the results.
        table: Schema of the table of a measure, or of its comparisons.
        outlets: All outlets; of two the first, as what the other's rows state is its mirror.

    Beside its own columns a row has `other` (empty: all others), `value`, `low`, `high`, `rest`,
    `difference`, `difference_low` and `difference_high`.
    """
    parts = [_tested(part, table) for part in stated(results, table, outlets)]
    return pd.concat(parts, ignore_index=True)


def counts(
    results: Path, table: Table, outlets: Sequence[str], level: float
) -> tuple[int, int, int]:
    """Return the differences of a table, those with a test, and those that bear a claim."""
    n_rows = n_tested = n_found = 0
    for part in stated(results, table, outlets):
        rows = _tested(part, table)
        n_rows += len(part)
        n_tested += len(rows)
        n_found += len(claims(rows, level))
    return n_rows, n_tested, n_found


def stated(results: Path, table: Table, outlets: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Yield the rows of a table that state a difference, as text, part by part."""
    for part in store.read_csv_parts(results / "tables" / f"{table.name}.csv"):
        if len(outlets) == 2:
            yield part[part["outlet"] == outlets[0]]
        else:
            yield part[part["comparison"] == "pair"] if "comparison" in part else part


def _tested(part: pd.DataFrame, table: Table) -> pd.DataFrame:
    named = _renamed(table.typed(part[part["q"].notna()], table.name), table)
    return named.assign(
        note=store.cells(named["note"]),
        **{name: float("nan") for name in NUMBERS if name not in named},
    )


def identified(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return rows of `read` with the ids of their rows (`row`), and with their `item`."""
    keys = [store.cells(rows[name]) for name in item_of(table)]
    return rows.assign(
        row=store.row_ids(table, rows),
        item=[ITEM_BETWEEN.join(cells) for cells in zip(*keys, strict=True)],
    )


def item_of(table: Table) -> list[str]:
    """Return the columns of a table's items."""
    return [name for name in table.key if name not in NOT_ITEM]


def _renamed(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    if "comparison" in table.columns:
        return rows.rename(columns=PAIR)
    if "log_ratio" in table.columns:
        return rows.rename(columns=REST | RATIO).assign(other="")
    return rows.rename(columns=REST).assign(other="")


def claims(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return the rows that bear a claim: by their test, and by an interval that leaves out 0.

    One that lacks a value on either side, or is without measure, bears none.
    """
    apart = (rows["difference_low"] > 0) | (rows["difference_high"] < 0)
    whole = rows[[*SIDES]].abs().lt(float("inf")).all(axis=1)
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
    """Return differences in widths of their intervals, which all measures have in common.

    Where an end is open, the width is twice the side that there is.
    """
    sides = [(rows["difference"] - rows[end]).abs() for end in ENDS]
    width = 2 * pd.concat(sides, axis=1).mean(axis=1)
    return rows["difference"].abs() / width


def records(rows: pd.DataFrame, measure: str) -> Iterator[Mapping[str, Any]]:
    """Yield rows as mappings that name their measure and have their size."""
    for row in rows.assign(size=sizes(rows)).to_dict("records"):
        yield {str(name): cell for name, cell in row.items()} | {"measure": measure}
