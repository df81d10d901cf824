"""The tables of a study, read from disk by whatever tells of them, and each once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from crossframe import fingerprint, measures, readings, store
from crossframe.config import Config
from crossframe.feature_tables import ARTICLES, LINES, RECORDS
from crossframe.schemas import Table

AUDIT = replace(LINES, name="audit")
# The tables of the results that are no measure's.
LISTS = {
    table.name: table for table in (ARTICLES, RECORDS, AUDIT, readings.TABLE, fingerprint.TABLE)
}
HELD = 20_000  # rows: some 20 MB


class Row(NamedTuple):
    """A row of a table as text.

    Attributes:
        id: Its id, 'frames | BBC | own | ...'.
        cells: Its cells by column; '' where undefined.
    """

    id: str
    cells: Mapping[str, str]


def tables_of(name: str) -> list[Table]:
    """Return the tables of a measure, or the table of that name that is no measure's."""
    return [LISTS[name]] if name in LISTS else [*measures.load(name).tables]


def title_of(name: str) -> str:
    """Return the title of a measure; none of a table that is no measure's."""
    return "" if name in LISTS else measures.load(name).title


def listed(config: Config) -> list[str]:
    """Return the tables that are no measure's, and the measures, in the order of the results."""
    return [*LISTS, *config.measures]


@cache
def schemas_by_name() -> dict[str, Table]:
    """Return the schema of every table of results, by its name."""
    return {table.name: table for name in (*LISTS, *measures.names()) for table in tables_of(name)}


@dataclass
class Results:
    """The files of a study's results: its tables, and what its figures plot.

    What is read is held, but for tables of more than `HELD` rows, which come in parts each time.

    Attributes:
        tables: The tables, by name.
        plotted: The figures' data, by name of the figure.
    """

    tables: Mapping[str, Path]
    plotted: Mapping[str, Path] = field(default_factory=dict)
    _text: dict[str, pd.DataFrame] = field(default_factory=dict)
    _typed: dict[str, pd.DataFrame] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Iterable[str | Path], plotted: Iterable[str | Path] = ()) -> "Results":
        """Return results by their files, each named as its table or figure is."""
        return cls(_by_stem(tables), _by_stem(plotted))

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield a table as text, part by part; an empty cell is missing."""
        if name in self._text:
            yield self._text[name]
            return
        parts = store.read_csv_parts(self.tables[name])
        first = next(parts)
        if len(first) < min(HELD, store.PART):  # which is all of it
            self._text[name] = first
        yield first
        yield from parts

    def typed_parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield a table with the types of its schema, part by part."""
        if name in self._typed:
            yield self._typed[name]
            return
        for part in self.parts(name):
            typed = schemas_by_name()[name].typed(part, str(self.tables[name]))
            if name in self._text:
                self._typed[name] = typed
            yield typed

    def text(self, name: str) -> pd.DataFrame:
        """Return a whole table as text."""
        return pd.concat(self.parts(name), ignore_index=True)

    def typed(self, name: str) -> pd.DataFrame:
        """Return a whole table with the types of its schema."""
        return pd.concat(self.typed_parts(name), ignore_index=True)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a small table, with their ids."""
        data = self.text(name)
        ids = store.row_ids(schemas_by_name()[name], data)
        return [
            Row(row, dict(zip(data.columns, cells, strict=True)))
            for row, cells in zip(ids, cells_of(data), strict=True)
        ]

    def cells(self, name: str) -> list[Mapping[str, str]]:
        """Return the rows of a small table, without their ids."""
        return [row.cells for row in self.rows(name)]


def _by_stem(paths: Iterable[str | Path]) -> dict[str, Path]:
    return {Path(path).stem: Path(path) for path in paths}


def cells_of(text: pd.DataFrame) -> list[list[str]]:
    """Return the cells of each row of a table as text; '' where undefined."""
    cells: list[list[str]] = text.fillna("").to_numpy(dtype=object).tolist()
    return cells
