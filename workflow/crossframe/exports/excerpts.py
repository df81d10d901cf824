"""The rows of each table that a reader is shown: all, or the most telling where there are many."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from crossframe import store
from crossframe.results import Results, cells_of, tables_of
from crossframe.schemas import NUMBERS, Table

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


def excerpts(results: Results, name: str, most_rows: int) -> list[Excerpt]:
    """Return an excerpt of each table of a measure.

    Args:
        results: The results.
        name: The measure; or the name of a table that is no measure's.
        most_rows: Most rows of an excerpt.
    """
    return [_excerpt(results, table, most_rows) for table in tables_of(name)]


def whole(table: Table, rows: pd.DataFrame, n_rows: int, shown: str) -> Excerpt:
    """Return rows of a table as text as an excerpt, with all columns that hold anything.

    Args:
        table: The table.
        rows: The rows.
        n_rows: Rows of the whole table.
        shown: Which of them these are.
    """
    columns = [name for name in table.columns if rows[name].notna().any()]
    ids = [*store.row_ids(table, rows)]
    return Excerpt(table, {}, columns, cells_of(rows[columns]), ids, n_rows, shown)


def _excerpt(results: Results, table: Table, most_rows: int) -> Excerpt:
    drawn = _drawn(results, table)
    rank = _in_figure(table, drawn) if drawn else _telling
    n_rows, rows = _leading(results, table.name, rank, most_rows)
    if n_rows <= most_rows:
        rows, shown = rows.sort_index(), "all rows"
    elif drawn:
        rows = rows[_plotted_ids(table, rows).isin(drawn)]
        some = "" if len(rows) == len(drawn) else f"first {len(rows)} "
        shown = f"the {some}rows of the figure"
    elif "q" in rows and rows["q"].notna().any():
        shown = f"the {len(rows)} rows of the lowest q"
    else:
        rows, some = rows.sort_index(), f"the first {len(rows)} rows"
        shown = f"{some}, as many of each outlet" if "outlet" in rows else some
    same = _same(table, rows)
    columns = [name for name in table.columns if name not in same]
    ids = [*store.row_ids(table, rows)]
    return Excerpt(table, same, columns, cells_of(rows[columns]), ids, n_rows, shown)


def _drawn(results: Results, table: Table) -> list[str]:
    """Return the ids of the rows that a figure plots, in its order; none where it names none."""
    if table.name not in results.plotted:
        return []
    plotted = store.read_csv(results.plotted[table.name])
    return [*store.cells(plotted[ROW])] if ROW in plotted else []


def _plotted_ids(table: Table, rows: pd.DataFrame) -> pd.Series:
    """Return the id by which a figure names each row: its own, or that of the row it repeats."""
    return rows[ROW] if ROW in table.columns else store.row_ids(table, rows)


def _in_figure(table: Table, drawn: list[str]) -> Rank:
    place = {row: number for number, row in enumerate(drawn)}
    return lambda rows: _plotted_ids(table, rows).map(place).to_frame()


def _telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Return q and p, where a table has them, and then the turns in which outlets are shown."""
    by = {name: pd.to_numeric(rows[name]) for name in EVIDENCE if name in rows}
    if "outlet" in rows:
        by["turn"] = rows.groupby("outlet", dropna=False).cumcount()
    return pd.DataFrame(by, index=rows.index)


def _leading(results: Results, name: str, rank: Rank, most: int) -> tuple[int, pd.DataFrame]:
    """Return how many rows a table has, and its first by rank; it can be larger than memory."""
    n_rows, kept = 0, pd.DataFrame()
    for part in results.parts(name):
        own = part.set_axis(range(n_rows, n_rows + len(part)))
        n_rows += len(part)
        rows = pd.concat([kept, own]) if len(kept) else own
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
    columns = zip(*cells_of(rows), strict=True)
    one = {name: first for name, (first, *others) in zip(rows, columns, strict=True)
           if all(cell == first for cell in others)}  # fmt: skip
    chance = {
        name
        for name, spec in table.columns.items()
        if spec.dtype in NUMBERS and name not in table.key and one.get(name)
    }
    return {name: one[name] for name in table.columns if name in one and name not in chance}
