"""All tables in one workbook: a list of them, a dictionary of their columns, a sheet for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from crossframe import io
from crossframe.config import Config
from crossframe.results import Results, cells_of, listed, tables_of, title_of
from crossframe.schemas import Table

MOST_ROWS = 1_048_576  # of a sheet of Excel's, its header among them
MOST_CHARACTERS = 32_767  # of a cell
LEAST_WIDTH, MOST_WIDTH = 6, 60  # of a column, in characters
LOOKED_AT = 500  # rows by which the width of a column is judged
FILTER_BUTTON = 3  # characters that it covers of a heading
MADE = datetime(1980, 1, 1)  # the same in every run
OPTIONS = {
    "constant_memory": True,  # a row at a time
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CONTENTS = {"sheet": "str", "title": "str", "holds": "str", "rows": "int64", "note": "str"}
KINDS = {"int64": "whole number", "float64": "number", "bool": "truth value"}
DICTIONARY = ("table", "column", "type", "key", "may be empty", "meaning")

Cells = Iterable[Sequence[str]]


class Formats(NamedTuple):
    """How cells look: those of the header, and text that a spreadsheet might run when edited."""

    header: Format
    quoted: Format


def write(results: Results, config: Config, path: Path) -> None:
    """Write the workbook; the same tables give the same bytes.

    Args:
        results: The results.
        config: The study's config.
        path: The file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    tables = [(title_of(name), table) for name in listed(config) for table in tables_of(name)]
    with Workbook(path, OPTIONS) as book:
        book.set_properties({"created": MADE})
        formats = Formats(
            book.add_format({"bold": True, "bottom": 1}), book.add_format({"quote_prefix": True})
        )
        contents, dictionary = (book.add_worksheet(name) for name in ("contents", "dictionary"))
        held = []
        for title, table in tables:
            kinds = {name: spec.dtype for name, spec in table.columns.items()}
            rows = _rows(results, table)
            n_rows = _fill(book.add_worksheet(table.name), kinds, rows, formats)
            note = _cut(n_rows, table.name)
            held.append([table.name, title, table.description, str(n_rows), note])
        _fill(contents, CONTENTS, held, formats)
        _fill(dictionary, dict.fromkeys(DICTIONARY, "str"), _described(tables), formats)


def _rows(results: Results, table: Table) -> Iterator[Sequence[str]]:
    for part in results.parts(table.name):
        yield from cells_of(part[[*table.columns]])


def _fill(sheet: Worksheet, kinds: Mapping[str, str], rows: Cells, formats: Formats) -> int:
    """Write a sheet, and return how many rows there are, whether or not all have room.

    Args:
        sheet: The sheet.
        kinds: Type of each column, by its heading.
        rows: The cells as text, an empty one undefined.
        formats: How they look.
    """
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, kinds, formats.header)
    widths = [len(name) + FILTER_BUTTON for name in kinds]
    n_rows = 0
    for n_rows, row in enumerate(rows, start=1):
        if n_rows < MOST_ROWS:
            for place, (cell, kind) in enumerate(zip(row, kinds.values(), strict=True)):
                _put(sheet, (n_rows, place), cell, kind, formats.quoted)
        if n_rows <= LOOKED_AT:
            widths = [max(wide, len(cell)) for wide, cell in zip(widths, row, strict=True)]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, LEAST_WIDTH), MOST_WIDTH))
    sheet.autofilter(0, 0, min(n_rows, MOST_ROWS - 1), len(kinds) - 1)
    return n_rows


def _put(sheet: Worksheet, at: tuple[int, int], cell: str, kind: str, quoted: Format) -> None:
    """Write a cell: a number or a truth value as such, and all else as text, never as a formula."""
    if not cell:
        return
    text = cell if len(cell) <= MOST_CHARACTERS else cell[: MOST_CHARACTERS - 1] + "…"
    if kind in ("int64", "float64"):
        sheet.write_number(*at, float(cell))
    elif kind == "bool":
        sheet.write_boolean(*at, cell == "True")
    elif cell.startswith(io.FORMULA_STARTS):
        sheet.write_string(*at, text, quoted)
    else:
        sheet.write_string(*at, text)


def _cut(n_rows: int, name: str) -> str:
    """Return what a reader must know of a table that has more rows than a sheet."""
    if n_rows < MOST_ROWS:
        return ""
    return f"The sheet holds the first {MOST_ROWS - 1:,} rows; all are in tables/{name}.csv."


def _described(tables: Iterable[tuple[str, Table]]) -> Iterator[list[str]]:
    """Yield a row of the dictionary for every column of every table."""
    for _, table in tables:
        for name, spec in table.columns.items():
            kind = KINDS.get(spec.dtype, "text")
            marks = ["yes" if mark else "" for mark in (name in table.key, spec.nullable)]
            yield [table.name, name, kind, *marks, spec.description]
