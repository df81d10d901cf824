"""The rows of each table that a reader is shown: all, or the most telling where there are many."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from crossframe import fingerprint, io, measures, readings, store
from crossframe.feature_tables import ARTICLES, LINES, RECORDS
from crossframe.schemas import NUMBERS, Table

AUDIT = replace(LINES, name="audit")
# The tables of the results that are no measure's.
LISTS = {
    table.name: table for table in (ARTICLES, RECORDS, AUDIT, readings.TABLE, fingerprint.TABLE)
}
ROW = "row"  # column of a figure's data: the id of the row that is plotted
EVIDENCE = ("q", "p")  # by which the clearest rows are chosen

Rank = Callable[[pd.DataFrame], pd.DataFrame]  # columns that put rows in order


class Excerpt(NamedTuple):
    """Rows of a table.

    Attributes:
        table: The table.
        same: Columns that hold one and the same text in all of the rows, or nothing; with it.
        columns: The other columns.
        rows: Their cells, as in the CSV file.
        ids: Id of each row.
        n_rows: Rows of the whole table.
        shown: Which of them these are.
    """

    table: Table
    same: dict[str, str]
    columns: list[str]
    rows: list[list[str]]
    ids: list[str]
    n_rows: int
    shown: str


def tables_of(measure: str) -> list[Table]:
    """Return the tables of a measure, or the table of that name that is no measure's."""
    return [LISTS[measure]] if measure in LISTS else measures.outputs(measure)


def title_of(measure: str) -> str:
    """Return the title of a measure; none of a table that is no measure's."""
    return "" if measure in LISTS else measures.load(measure).TITLE


def excerpts(results: Path, measure: str, most_rows: int) -> list[Excerpt]:
    """Return an excerpt of each table of a measure.

    Args:
        results: Folder of the results.
        measure: The measure; or the name of a table that is no measure's.
        most_rows: Most rows of an excerpt.
    """
    return [_excerpt(results, table, most_rows) for table in tables_of(measure)]


def _excerpt(results: Path, table: Table, most_rows: int) -> Excerpt:
    path, drawn = results / "tables" / f"{table.name}.csv", _drawn(results, table)
    n_rows, rows = _leading(path, _in_figure(table, drawn) if drawn else _telling, most_rows)
    if n_rows <= most_rows:
        rows, shown = rows.sort_index(), "all rows"
    elif drawn:
        rows = rows[store.row_ids(table, rows).isin(drawn)]
        some = "" if len(rows) == len(drawn) else f"first {len(rows)} "
        shown = f"the {some}rows of the figure"
    elif "q" in rows and rows["q"].notna().any():
        shown = f"the {len(rows)} rows of the lowest q"
    else:
        rows, some = rows.sort_index(), f"the first {len(rows)} rows"
        shown = f"{some}, as many of each outlet" if "outlet" in rows else some
    same = _same(table, rows)
    columns = [name for name in table.columns if name not in same]
    cells = rows[columns].fillna("").to_numpy(dtype=object).tolist()
    return Excerpt(table, same, columns, cells, [*store.row_ids(table, rows)], n_rows, shown)


def _drawn(results: Path, table: Table) -> list[str]:
    """Return the ids of the rows that a figure plots, in its order; none where it names none."""
    path = results / "figures" / f"{table.name}.csv"
    if not path.is_file():
        return []
    columns, rows = io.read_rows(path)
    return [row[columns.index(ROW)] for row in rows] if ROW in columns else []


def _in_figure(table: Table, drawn: list[str]) -> Rank:
    place = {row: number for number, row in enumerate(drawn)}
    return lambda rows: store.row_ids(table, rows).map(place).to_frame()


def _telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Return q and p, where a table has them, and then the turns in which outlets are shown."""
    by = {name: pd.to_numeric(rows[name]) for name in EVIDENCE if name in rows}
    if "outlet" in rows:
        by["turn"] = rows.groupby("outlet", dropna=False).cumcount()
    return pd.DataFrame(by, index=rows.index)


def _leading(path: Path, rank: Rank, most: int) -> tuple[int, pd.DataFrame]:
    """Return how many rows a table has, and its first by rank; it can be larger than memory."""
    n_rows, kept = 0, pd.DataFrame()
    for part in store.read_csv_parts(path):
        part.index += n_rows
        n_rows += len(part)
        rows = pd.concat([kept, part]) if len(kept) else part
        by = rank(rows)
        order = by.sort_values([*by], kind="stable").index if len(by.columns) else by.index
        kept = rows.reindex(order[:most])
    return n_rows, kept


def _same(table: Table, rows: pd.DataFrame) -> dict[str, str]:
    """Return the columns that tell no rows apart, with what they hold.

    Numbers that are no key stay: if they are equal, that is chance. Empty columns go.
    """
    if len(rows) < 2:
        return {}
    first = rows.fillna("").iloc[0]
    one = rows.fillna("").eq(first).all()
    chance = {
        name
        for name, spec in table.columns.items()
        if str(spec.dtype) in NUMBERS and name not in table.key and first[name]
    }
    return {name: str(first[name]) for name in table.columns if one[name] and name not in chance}
