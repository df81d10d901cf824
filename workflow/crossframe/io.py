"""Tables and texts on disk: the same bytes for the same content, whatever the machine."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from crossframe.errors import StudyError

FLOAT_FORMAT = "%.6g"  # processors agree on 6 significant digits, not on 9
# A spreadsheet runs a cell that begins so as a formula. The mark itself is escaped too, so
# that reading a table restores every cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file; raise `StudyError` when it is missing or malformed."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StudyError(f"{path}: no such file; the config names it") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise StudyError(f"{path}: not readable as YAML in UTF-8: {reason}") from None


def write_text(text: str, path: Path) -> None:
    """Write `text` as UTF-8 with LF line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, LF, 6 significant digits, no cell that starts a formula."""
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype.kind == "f":
            safe[name] = safe[name] + 0.0  # no minus zero
        elif safe[name].dtype.kind not in "biu":
            safe[name] = safe[name].map(_neutralise, na_action="ignore")
    path.parent.mkdir(parents=True, exist_ok=True)
    safe.to_csv(path, index=False, float_format=FLOAT_FORMAT, lineterminator="\n", encoding="utf-8")


def read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Read a CSV file as text; return its column names and its rows, all of one length.

    Raises:
        StudyError: The file is missing, empty, not UTF-8, or its rows differ in length.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.reader(handle, strict=True))
    except FileNotFoundError:
        raise StudyError(f"{path}: no such file") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{path}: not readable as CSV in UTF-8: {error}") from None
    if not rows:
        raise StudyError(f"{path}: the file is empty; expected a line of column names")
    header, *body = rows
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            raise StudyError(
                f"{path}, row {number}: {len(row)} cells; expected {len(header)} "
                f"({', '.join(header)})"
            )
    return header, [[_restore(cell) for cell in row] for row in body]


def read_csv(path: Path) -> pd.DataFrame:
    """Read a CSV file as a table of strings; an empty cell is missing."""
    header, rows = read_rows(path)
    cells = [[cell or None for cell in row] for row in rows]
    return pd.DataFrame(cells, columns=header, dtype="str")


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet without metadata that differs between machines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(
        content, path, compression="zstd", compression_level=3, version="2.6", store_schema=False
    )


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a table written by `write_parquet`."""
    return pd.read_parquet(path)


def read_parquets(paths: Iterable[Path]) -> pd.DataFrame:
    """Read tables written by `write_parquet` as one."""
    return pd.concat([read_parquet(path) for path in paths], ignore_index=True)


def write_json(content: object, path: Path) -> None:
    """Write JSON, indented, keys in the order given."""
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", path)


def _neutralise(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _restore(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
