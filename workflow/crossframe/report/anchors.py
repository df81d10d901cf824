"""Where a row of a table stands in the page: an anchor made of the row's id."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from crossframe import store
from crossframe.schemas import Table

LETTERS = 7  # 35 bits: of 5,000 rows two share a name in 4 of 10,000 reports


class Row(NamedTuple):
    """A row of a table as text.

    Attributes:
        id: Its id, 'frames | BBC | own | ...'.
        cells: Its cells by column; '' where undefined.
    """

    id: str
    cells: Mapping[str, str]


def short(row_id: str) -> str:
    """Return the short name of a row: the same in every report, whatever else stands in it."""
    digest = hashlib.sha256(row_id.encode()).digest()
    return base64.b32encode(digest).decode("ascii")[:LETTERS].lower()


def rows_of(table: Table, results: Path) -> list[Row]:
    """Return the rows of a small table, with their ids."""
    data = store.read_csv(results / "tables" / f"{table.name}.csv").fillna("")
    lines = data.to_numpy(dtype=object).tolist()
    ids = store.row_ids(table, data)
    return [
        Row(row, dict(zip(data.columns, line, strict=True)))
        for row, line in zip(ids, lines, strict=True)
    ]
