"""The tables of a study as text, row by row."""

from pathlib import Path

from crossframe import io


def rows(results: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a table, each as its cells by column.

    Args:
        results: Folder of the results.
        table: Name of the table.
    """
    columns, cells = io.read_rows(results / "tables" / f"{table}.csv")
    return [dict(zip(columns, row, strict=True)) for row in cells]
