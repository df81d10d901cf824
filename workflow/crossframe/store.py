"""Tables on disk: the same bytes for the same content, whatever the machine."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from crossframe.io import neutralise, read_rows

FLOAT_FORMAT = "%.6g"  # processors agree on 6 significant digits, not on 9


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, LF, 6 significant digits, no cell that starts a formula."""
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype.kind == "f":
            safe[name] = safe[name] + 0.0  # no minus zero
        elif safe[name].dtype.kind not in "biu":
            safe[name] = safe[name].map(neutralise, na_action="ignore")
    path.parent.mkdir(parents=True, exist_ok=True)
    safe.to_csv(path, index=False, float_format=FLOAT_FORMAT, lineterminator="\n", encoding="utf-8")


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


def significant(values: pd.Series) -> pd.Series:
    """Return numbers with the digits that CSV keeps, so that reading it restores them."""
    return values.map(lambda value: float(FLOAT_FORMAT % value), na_action="ignore")
